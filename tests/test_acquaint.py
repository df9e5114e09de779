"""Accounts find their people before these have ever spoken, whichever of the two the bot meets first."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.acquaint import Acquaint
from bot.chat.events import Account
from storage.database import DatabaseBusy
from tests.conversation import ADA, BEN, DIRECTORY, NOW, Chat

HERS = Account("mattermost", "u1", "Ada", "ADA@example.org")
STRANGE = Account("mattermost", "u2", "Somebody", "somebody@example.com")
UNVOUCHED = Account("mattermost", "u3", "Ben", "")
ON_SLACK = Account("slack", "U1", "Ada", "ada@example.org")


def test_an_account_is_linked_with_the_person_of_its_address(chat_on_both: Chat) -> None:
    acquaint = Acquaint(chat_on_both.context)

    assert acquaint([HERS, STRANGE, UNVOUCHED]) == 1
    assert acquaint([HERS, STRANGE, UNVOUCHED]) == 0
    assert acquaint([ON_SLACK]) == 1

    with chat_on_both.database.reading() as store:
        assert store.accounts.on("mattermost") == {"u1": ADA.id}
        assert store.accounts.on("slack") == {"U1": ADA.id}


def test_who_comes_into_the_directory_later_is_found_among_those_whom_the_bot_has_met(chat: Chat) -> None:
    ben = Account("mattermost", "u9", "Ben", "ben.mayr@example.org")
    acquaint = Acquaint(chat.context)
    acquaint([HERS])
    assert acquaint([ben]) == acquaint.again() == 0

    with chat.database.transaction() as store:
        changed = [replace(ADA, hours="09:00-12:00"), replace(BEN, email=ben.email)]
        store.directory.save(replace(DIRECTORY, people=tuple(changed)), NOW.date())

    assert [acquaint.again(), acquaint.again()] == [1, 0]
    with chat.database.reading() as store:
        assert store.accounts.on("mattermost") == {"u1": ADA.id, "u9": BEN.id}


def test_a_busy_database_is_asked_again(chat: Chat) -> None:
    acquaint = Acquaint(chat.context)
    ben = Account("mattermost", "u9", "Ben", "ben.mayr@example.org")
    assert acquaint([ben]) == acquaint.again() == 0
    with chat.database.transaction() as store:
        store.directory.save(replace(DIRECTORY, people=(ADA, replace(BEN, email=ben.email))), NOW.date())
    event.listen(chat.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
    chat.database.engine.dispose()

    with closing(sqlite3.connect(str(chat.database.engine.url.database), isolation_level=None)) as backup:
        backup.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            acquaint.again()

    assert acquaint.again() == 1


def test_an_account_stays_with_whom_it_belongs_to(chat: Chat) -> None:
    with chat.database.transaction() as store:
        store.accounts.link("mattermost", HERS.user, BEN.id, "by hand", NOW)

    assert Acquaint(chat.context)([HERS]) == 0
    with chat.database.reading() as store:
        assert store.accounts.owner("mattermost", HERS.user) == BEN.id
