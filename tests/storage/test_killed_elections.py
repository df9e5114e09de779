"""Processes die at any step between opening and erased key: no ballot is lost or doubled, no key stays."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from signal import SIGKILL

from bot.domain.elections.apart import Ceremony
from bot.shredding import Shredder
from storage import Database
from storage.vault import FRESH, Vault
from tests.processes import processes
from tests.storage.electing import SLOTS, STEPS, run
from tests.voting import ceremony


def lived(work: Callable[..., None], *arguments: object) -> int | None:
    """How a process ended."""
    process = processes.Process(target=work, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def go_on(url: str, folder: Path, numbers: Sequence[int], made: Ceremony) -> None:
    for number in numbers:
        run(url, folder, number, made.keys, made.words)


def told_last(folder: Path, number: int) -> list[str]:
    """The code of each slot's last vote of which the voter was told that it counts."""
    lines = (folder / f"told-{number}").read_text().splitlines()
    last = dict(line.split() for line in lines)
    assert sorted(last) == sorted(map(str, SLOTS))
    return sorted(last.values())


def codes(database: Database, number: int) -> list[str]:
    with database.reading() as store:
        return sorted(ballot.code for ballot in store.counted.get(number).ballots)


def an_hour_passes(folder: Path) -> None:
    for path in folder.iterdir():
        past = path.stat().st_mtime - FRESH - 1
        os.utime(path, (past, past))


def test_an_election_goes_on_whatever_step_a_process_dies_at(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    made, vault, numbers = ceremony(), Vault(tmp_path / "secrets"), range(1, len(STEPS) + 1)

    deaths = [
        lived(run, database_url, tmp_path, number, made.keys, made.words, step)
        for number, step in zip(numbers, STEPS, strict=True)
    ]
    end = lived(go_on, database_url, tmp_path, numbers, made)

    assert (deaths, end) == ([-SIGKILL] * len(STEPS), 0)
    assert [codes(database, number) for number in numbers] == [told_last(tmp_path, number) for number in numbers]
    left = vault.names()
    an_hour_passes(tmp_path / "secrets")
    Shredder(database, vault).shred()
    assert (len(left), vault.names()) == (3, frozenset())  # of boxes whose opening was never committed
