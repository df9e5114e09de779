"""What the outbox itself costs for one delivery: claim, render, mark; the platform is a list in memory."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.chat.replies import notice
from bot.routing import table
from storage import Database
from storage.migrate import upgrade
from storage.outbox import NewNotice
from tests.bench.figures import Figure, compared
from tests.bench.measured import COUNT, LOOK, make_tallies, routes
from tests.bench.sides import in_turns
from tests.conversation import NOW, PEOPLE, Chat
from tests.databases import postgresql_database, postgresql_server

ROUNDS = 5
NUMBER = 200  # deliveries in one turn


def run() -> list[Figure]:
    """On SQLite, and on PostgreSQL if there is a server or one can be started."""
    figures: list[Figure] = []
    for kind, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        try:
            with opened() as url:
                figures.append(_measured(kind, Database(url)))
        except pytest.skip.Exception as missing:
            print(f"  {missing}")
    return figures


def _measured(kind: str, database: Database) -> Figure:
    upgrade(database)
    make_tallies(database)
    chat = Chat(database, table=table([routes]))
    numbers = count()
    sides: dict[str, Callable[[], float]] = {
        "bot": lambda: _deliveries(chat, numbers),
        "bare": lambda: _transactions(database),
    }
    measured = in_turns(sides, ROUNDS)
    database.close()
    # fsync is off in the PostgreSQL that the tests start, on both sides.
    return compared(f"delivery, {kind}", measured["bot"], "ms", measured["bare"])


def _deliveries(chat: Chat, numbers: Iterator[int]) -> float:
    """Milliseconds of one delivery when many fall due at once; each looks into the database when it is shown."""
    view, before = notice("bench.notice").packed, len(chat.paper.posts)
    due = [NewNotice(f"bench:{next(numbers)}", view, PEOPLE[n % len(PEOPLE)].id, NOW) for n in range(NUMBER)]
    with chat.database.transaction() as store:
        store.outbox.owe_notices(due, chat.clock.real() - timedelta(seconds=1))
    begun = time.perf_counter()
    chat.deliver()
    spent = time.perf_counter() - begun
    assert len(chat.paper.posts) - before == NUMBER
    return spent / NUMBER * 1000


def _transactions(database: Database) -> float:
    """Milliseconds of what a delivery stands on: two transactions that write one row each, one that reads one."""
    begun = time.perf_counter()
    for _ in range(NUMBER):
        with database.transaction() as store:
            store.connection.execute(COUNT, {"who": "transactions"})
        with database.reading() as store:
            store.connection.execute(LOOK, {"who": "transactions"})
        with database.transaction() as store:
            store.connection.execute(COUNT, {"who": "transactions"})
    return (time.perf_counter() - begun) / NUMBER * 1000


@contextmanager
def _sqlite() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'netbot.db'}"


@contextmanager
def _postgresql() -> Iterator[str]:
    with ExitStack() as open_ones:
        server = open_ones.enter_context(postgresql_server())
        yield open_ones.enter_context(postgresql_database(server))
