"""What has been tampered with is named, a lost key ends the election, and a death at any step does no harm."""

import os
from pathlib import Path
from signal import SIGKILL

import pytest
from sqlalchemy import text

from bot.domain.elections.election import Phase
from bot.shredding import Shredder
from storage import Database
from storage.vault import FRESH, Vault
from tests.conversation import BEN, EVA, Chat, said, words
from tests.databases import sqlite_database
from tests.electing import CLOSES, DORA, ELECTORATE, opened, vote
from tests.election_lives import STATEMENTS, STEPS, TRUSTEES, VOTERS, WITH_TRUSTEES, live
from tests.processes import processes


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, ELECTORATE)


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("UPDATE election_slots SET holder_id = 'p1' WHERE number = 7", "the roll"),
        ("UPDATE elections SET configuration = replace(configuration, 'Steering', 'Steerinq')", "the set-up"),
        ("UPDATE ballot_boxes SET writ = replace(writ, 'Dora', 'Dara')", "the ballot paper"),
        ("UPDATE envelopes SET sealed = zeroblob(352)", "a sealed ballot"),
        ("UPDATE envelopes SET slot = slot + 1 WHERE slot = 4", "a sealed ballot"),
    ],
)
def test_what_has_been_changed_is_named_and_nothing_is_counted(chat: Chat, damage: str, named: str) -> None:
    held = opened(chat, BEN, DORA)
    vote(held, EVA, "Ben")
    with chat.database.transaction() as store:
        store.connection.execute(text(damage))

    chat.pass_time(CLOSES.replace(minute=5))

    with chat.database.reading() as store:
        assert store.elections.get(1).phase is Phase.VOID
        assert store.election_results.report(1) is None
    assert any(f"In the database {named} is not what it was" in words(message) for message in chat.public())
    assert chat.vault.names() == frozenset()


def test_without_its_key_the_box_is_void_and_the_voter_is_told_that_nothing_counts(chat: Chat) -> None:
    held = opened(chat)
    for name in chat.vault.names():
        chat.vault.erase(name)

    refused = said(held.press("vote", EVA))
    chat.pass_time(CLOSES.replace(minute=5))

    assert refused.startswith("Not counted.")
    assert any("no longer has its key" in words(message) for message in chat.public())


@pytest.mark.parametrize("step", STEPS)
def test_a_process_that_dies_at_any_step_loses_and_doubles_no_vote(step: str, tmp_path: Path) -> None:
    outcomes = [_outcome(tmp_path / str(statement), step, statement) for statement in STATEMENTS]

    assert outcomes == [([-SIGKILL, 0], len(VOTERS), frozenset())] * len(STATEMENTS)


def test_with_trustees_too_a_process_may_die_at_any_step(database: Database, database_url: str, tmp_path: Path) -> None:
    """One election after the other; on SQLite only the steps that an election without trustees does not have."""
    steps = [step for step in WITH_TRUSTEES if not database.is_sqlite or step not in STEPS]

    ends = [
        (step, _lived(database_url, tmp_path, *death, number, TRUSTEES))
        for number, step in enumerate(steps, 1)
        for death in ((step, WITH_TRUSTEES[step]), ("", 0))
    ]

    assert ends == [(step, end) for step in steps for end in (-SIGKILL, 0)]
    with database.reading() as store:
        counted = [len(store.counted.ballots(number)) for number in range(1, len(steps) + 1)]
    assert counted == [len(VOTERS)] * len(steps)
    assert _keys_left(database, tmp_path) == frozenset()


def _outcome(folder: Path, step: str, statement: int) -> tuple[list[int | None], int, frozenset[str]]:
    """How two processes ended, how many ballots were counted in the end, and which keys are left."""
    folder.mkdir()
    sqlite_database(folder).close()
    url = f"sqlite:///{folder / 'netbot.db'}"
    ends = [_lived(url, folder, step, statement), _lived(url, folder)]
    database = Database(url)
    left = _keys_left(database, folder)
    with database.reading() as store:
        counted = len(store.counted.ballots(1))
    database.close()
    return ends, counted, left


def _lived(*arguments: object) -> int | None:
    """How a process ended that played an election."""
    process = processes.Process(target=live, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def _keys_left(database: Database, folder: Path) -> frozenset[str]:
    """The keys that are still there once the next start, an hour later, has looked after them."""
    vault = Vault(folder / "keys")
    for path in (folder / "keys").glob("*.key"):
        past = path.stat().st_mtime - FRESH - 1
        os.utime(path, (past, past))
    Shredder(database, vault).shred()
    return vault.names()
