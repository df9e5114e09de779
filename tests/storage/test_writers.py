"""Many writers at once, in threads and in processes: nobody is turned away, and no change is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from bot.domain.meetings import Meeting
from storage import Database
from storage.upsert import count_up
from tests.processes import at_once

TIMES = 50
MEETING = Meeting(0, "Meeting", datetime(2027, 1, 1, 14), "Europe/Berlin")  # noqa: DTZ001


def write(database: Database) -> None:
    """Changes one row again and again without reading it first."""
    for _ in range(TIMES):
        with database.transaction() as store:
            count_up(store.connection, "writes")


def read_and_write(database: Database) -> None:
    """Reads first and writes what follows from that, which fails where a transaction begins without the lock."""
    for _ in range(TIMES):
        with database.transaction() as store:
            meeting = store.meetings.get(1)
            store.meetings.save(replace(meeting, revision=meeting.revision + 1))


def in_threads(database: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, [database] * 4))


def in_a_process(url: str, name: str) -> None:
    with closing(Database(url)) as database, ThreadPoolExecutor(2) as threads:
        list(threads.map({"write": write, "read and write": read_and_write}[name], [database] * 2))


def number(database: Database) -> int:
    with database.reading() as store:
        return store.directory.versions()["writes"]


def test_threads_queue_for_the_database(database: Database) -> None:
    in_threads(database)

    assert number(database) == 4 * TIMES


def test_processes_queue_for_the_database(database: Database, database_url: str) -> None:
    at_once(in_a_process, [(database_url, "write")] * 2)

    assert number(database) == 2 * 2 * TIMES


def test_processes_on_sqlite_may_read_before_they_write(sqlite: Database) -> None:
    with sqlite.transaction() as store:
        store.meetings.add(MEETING)

    at_once(in_a_process, [(str(sqlite.engine.url), "read and write")] * 2)

    with sqlite.reading() as store:
        assert store.meetings.get(1).revision == 1 + 2 * 2 * TIMES


def test_readers_read_while_others_write(database: Database) -> None:
    done = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not done.is_set():
            with database.reading() as store:
                seen.append(store.directory.versions().get("writes", 0))

    reader = threading.Thread(target=read)
    reader.start()
    in_threads(database)
    done.set()
    reader.join()

    assert seen == sorted(seen)
    assert number(database) == 4 * TIMES


def test_nobody_is_passed_over_for_long_while_others_write(sqlite: Database) -> None:
    turns: list[str] = []
    others_done = threading.Event()

    def write_for_ever(name: str) -> None:
        while not others_done.is_set():
            with sqlite.transaction() as store:
                count_up(store.connection, "writes")
                turns.append(name)

    greedy = [threading.Thread(target=write_for_ever, args=(f"greedy {n}",)) for n in range(3)]
    for thread in greedy:
        thread.start()
    for _ in range(20):
        with sqlite.transaction():
            turns.append("modest")
    others_done.set()
    for thread in greedy:
        thread.join()

    assert turns.count("modest") == 20
