"""Transactions: all or nothing, one writer at a time, readers that see one moment and disturb nobody."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from storage import Database, Store
from storage.database import DatabaseBusy
from storage.migrate import upgrade
from storage.schema import heard
from storage.upsert import count_up
from tests.databases import postgresql_database

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def keep(store: Store, key: str) -> None:
    assert store.heard.first_time(key, NOW)


def keys(store: Store) -> list[str]:
    return list(store.connection.execute(heard.select().order_by(heard.c.key)).scalars())


def kept(database: Database) -> list[str]:
    with database.reading() as store:
        return keys(store)


def test_a_transaction_is_kept_at_its_end(database: Database) -> None:
    with database.transaction() as store:
        keep(store, "one")
        keep(store, "two")

    assert kept(database) == ["one", "two"]


def test_listeners_hear_of_what_was_kept_and_only_of_that(database: Database) -> None:
    touched: list[set[str]] = []
    database.after_commit(lambda store: touched.append(store.touched))

    with database.transaction() as store:
        store.touched.add("outbox")
    with suppress(ZeroDivisionError), database.transaction() as store:
        store.touched.add("directory")
        raise ZeroDivisionError

    assert touched == [{"outbox"}]


def test_a_reader_waits_for_no_writer(database: Database) -> None:
    with database.transaction() as store:
        keep(store, "one")
        assert kept(database) == []

    assert kept(database) == ["one"]


def test_a_reader_that_tried_to_write_spoils_nothing(database: Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as store:
        keep(store, "one")

    with database.transaction() as store:
        keep(store, "one")
    assert kept(database) == ["one"]


def test_a_reader_that_reads_nothing_connects_to_nothing() -> None:
    with closing(Database("postgresql://nobody@127.0.0.1:9/nothing")) as database, database.reading() as store:
        assert store.touched == set()


def test_sqlite_keeps_commits_over_a_power_cut_and_minds_references(sqlite: Database) -> None:
    with sqlite.transaction() as store:
        settings = {
            name: store.connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.fixture
def impatient(sqlite: Database, tmp_path: Path) -> Iterator[Database]:
    """A second replica on the same file, which waits for 50 milliseconds only."""
    with closing(Database(str(sqlite.engine.url))) as database:
        event.listen(database.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
        yield database


def test_who_waits_too_long_for_the_database_hears_that_it_is_busy(sqlite: Database, impatient: Database) -> None:
    with sqlite.transaction() as store:
        keep(store, "one")
        with pytest.raises(DatabaseBusy), impatient.transaction() as other:
            keep(other, "two")

    with impatient.transaction() as other:
        keep(other, "two")
    assert kept(sqlite) == ["one", "two"]


def test_a_lock_from_elsewhere_is_busy_too(sqlite: Database, impatient: Database) -> None:
    with closing(sqlite3.connect(str(sqlite.engine.url.database), isolation_level=None)) as backup:
        backup.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy), impatient.transaction() as store:
            keep(store, "one")

    with impatient.transaction() as store:
        keep(store, "one")
    assert kept(sqlite) == ["one"]


@pytest.mark.postgresql
def test_two_who_stand_in_each_others_way_on_postgresql_are_busy_not_broken(postgresql: str) -> None:
    with postgresql_database(postgresql) as url, closing(Database(url)) as database:
        upgrade(database)
        with database.transaction() as store:
            count_up(store.connection, "a")
            count_up(store.connection, "b")
        both_have_one = threading.Barrier(2, timeout=60)
        outcomes: list[str] = []

        def take(first: str, second: str) -> None:
            try:
                with database.transaction() as store:
                    count_up(store.connection, first)
                    both_have_one.wait()
                    count_up(store.connection, second)
                outcomes.append("kept")
            except DatabaseBusy:
                outcomes.append("busy")

        threads = [threading.Thread(target=take, args=order) for order in (("a", "b"), ("b", "a"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(outcomes) == ["busy", "kept"]
        with database.reading() as store:
            assert store.directory.versions() == {"a": 2, "b": 2}
