"""What a tick of the planner costs beside 40 coming meetings: when nothing is due, and when one reminder is.

The cost must grow with what is due, not with what exists: the idle tick is compared with that of a small network, and
so is the cost of each person who is reminded. Statements are counted, too.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import event

from bot.domain.meetings import Meeting
from bot.domain.people import Role
from handlers.meetings.plan import rungs_of
from storage import Database
from storage.migrate import upgrade
from tests.bench.crowd import directory
from tests.bench.figures import Figure, figure
from tests.conversation import NETWORK, NOW, Chat

SIZES = (500, 5_000, 50_000)
MEETINGS = 40
IDLE = 50  # ticks
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Cost:
    """Seconds and statements of a tick."""

    seconds: float
    statements: int


def run() -> list[Figure]:
    idle: dict[int, Cost] = {}
    due: dict[int, Cost] = {}
    for size in SIZES:
        with _network(size) as chat:
            idle[size], due[size] = _idle(chat), _due(chat)
    return [*_beside_the_smallest("nothing due", idle), *_per_person(due)]


def _beside_the_smallest(what: str, costs: dict[int, Cost]) -> Iterator[Figure]:
    smallest = costs[SIZES[0]]
    for size, cost in costs.items():
        name = f"planning, {what}, {size:,} people"
        yield figure(name, cost.seconds * 1000, "ms", smallest.seconds * 1000)
        yield figure(f"{name}, statements", cost.statements, "", smallest.statements)


def _per_person(costs: dict[int, Cost]) -> Iterator[Figure]:
    smallest = costs[SIZES[0]]
    for size, cost in costs.items():
        name = f"planning, all reminded, {size:,} people"
        yield figure(f"{name}, each", cost.seconds / size * 1e6, "us", smallest.seconds / SIZES[0] * 1e6)
        yield figure(f"{name}, statements", cost.statements, "", smallest.statements)


def _idle(chat: Chat) -> Cost:
    chat.dispatcher.tick("plan")
    ticks = [_tick(chat) for _ in range(IDLE)]
    return Cost(median(tick.seconds for tick in ticks), ticks[-1].statements)


def _due(chat: Chat) -> Cost:
    """The first reminder of the first meeting: everybody is owed one."""
    with chat.database.reading() as store:
        first = store.meetings.next_rung()
    assert first is not None
    chat.clock.move_to(first)
    return _tick(chat)


def _tick(chat: Chat) -> Cost:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(chat.database.engine, "before_cursor_execute", note)
    begun = time.perf_counter()
    chat.dispatcher.tick("plan")
    spent = time.perf_counter() - begun
    event.remove(chat.database.engine, "before_cursor_execute", note)
    return Cost(spent, len(statements))


@contextmanager
def _network(size: int) -> Iterator[Chat]:
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'netbot.db'}")
        upgrade(database)
        known = directory(size)
        people = [replace(person, role=Role.RESEARCHER) for person in known.people]
        chat = Chat(database, people, directory=known)
        _plan(chat, range(MEETINGS))
        yield chat
        database.close()


def _plan(chat: Chat, numbers: Sequence[int]) -> None:
    """Meetings on different days, so that their reminders never fall due together."""
    with chat.database.transaction() as store:
        for number in numbers:
            wall = datetime(2026, 12, 1, 14) + timedelta(days=7 * number)  # noqa: DTZ001 (a wall clock)
            meeting = store.meetings.add(Meeting(0, f"Meeting {number}", wall, BERLIN.key))
            rungs = [rung for rung in rungs_of(meeting, NETWORK) if rung.due > NOW]
            store.meetings.set_rungs(meeting.id, rungs)
