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
from tests.election_lives import STATEMENTS, STEPS, VOTERS, live
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


def _outcome(folder: Path, step: str, statement: int) -> tuple[list[int | None], int, frozenset[str]]:
    """How two processes ended, how many ballots were counted in the end, and which keys are left."""
    folder.mkdir()
    sqlite_database(folder).close()
    url = f"sqlite:///{folder / 'netbot.db'}"
    ends: list[int | None] = []
    for arguments in ((url, folder, step, statement), (url, folder)):
        process = processes.Process(target=live, args=arguments)
        process.start()
        process.join()
        ends.append(process.exitcode)
    vault, database = Vault(folder / "keys"), Database(url)
    for path in (folder / "keys").glob("*.key"):
        os.utime(path, (path.stat().st_mtime - FRESH - 1,) * 2)
    Shredder(database, vault).shred()
    with database.reading() as store:
        counted = len(store.counted.ballots(1))
    database.close()
    return ends, counted, vault.names()
