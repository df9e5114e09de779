"""A process that delivers until it is killed, from outside or by itself at a named step of a delivery."""

import os
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from multiprocessing.context import ForkServerProcess
from signal import SIGKILL

import handlers
from bot.chat.ui import Message
from bot.clock import Clock
from bot.domain.people import Person
from bot.logs import configure, report
from bot.outbox import Delivery
from bot.routing import Router, table
from storage import Database, Store
from tests.outbox.office import routes, views
from tests.outbox.poster import MOMENTS, Poster, Step
from tests.processes import processes

CALLS = tuple(f"{call}: {moment}" for call in ("find", "post", "edit") for moment in MOMENTS.values())
STEPS = (
    "claim: begun", "claim: written", "claim: committed",
    "rendering", *CALLS, "next row",
    "settle: begun", "settle: written", "settle: committed",
)  # fmt: skip


PUT_BACK = 7  # of so many rows that are not the first of a hand, one is put back


class HurriedClock(Clock):
    """Runs ten times as fast, in every process alike: pauses of half a minute take seconds."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self.start = start

    def real(self) -> datetime:
        return self.start + 10 * (datetime.now(UTC) - self.start)


@dataclass
class Fate:
    """Sends a signal to its own process when a step comes up for the `turn`-th time."""

    step: str = ""
    turn: int = 1
    signal: int = SIGKILL

    def __call__(self, step: str) -> None:
        if step == self.step:
            self.turn -= 1
            if self.turn == 0:
                os.kill(os.getpid(), self.signal)


class WatchedDatabase(Database):
    """Says at which step its transactions are; the first one of a delivery is the claim."""

    def __init__(self, url: str, step: Step) -> None:
        super().__init__(url)
        self._step = step
        self.stage = threading.local()

    @contextmanager
    def transaction(self) -> Generator[Store]:
        name = getattr(self.stage, "name", "claim")
        with super().transaction() as store:
            self._step(f"{name}: begun")
            yield store
            self._step(f"{name}: written")
        self.stage.name = "settle"
        self._step(f"{name}: committed")


@dataclass(frozen=True)
class Job:
    """What a worker needs to know."""

    database: str
    board: str
    start: datetime
    patience: float = 12.0  # hurried seconds
    threads: int = 1
    pace: float = 0.0
    features: bool = False  # shows what the bot's own features say, instead of the views of the office


def begin(job: Job, fate: Fate | None = None) -> ForkServerProcess:
    """Starts a worker."""
    process = processes.Process(target=work, args=(job, fate or Fate()), daemon=True)
    process.start()
    return process


def work(job: Job, fate: Fate) -> None:
    """Delivers for ever."""
    configure("CRITICAL")
    database = WatchedDatabase(job.database, fate)
    poster = Poster(job.board, pace=job.pace, patience=job.patience, timeout=job.patience / 40, step=fate)
    clock = HurriedClock(job.start)
    shown = handlers.discover() if job.features else table([_watched(fate)])
    delivery = Delivery(database, {poster.name: poster}, views(database, clock, shown), clock)
    for _ in range(job.threads - 1):
        threading.Thread(target=_deliver, args=(delivery, database, fate), daemon=True).start()
    _deliver(delivery, database, fate)


def _deliver(delivery: Delivery, database: WatchedDatabase, step: Step) -> None:
    rows = count(1)

    def hurry() -> bool:
        """Now and then what is still in hand is put back."""
        step("next row")
        return next(rows) % PUT_BACK == 0

    while True:
        database.stage.name = "claim"
        try:
            busy = delivery.deliver(hurry=hurry)
        except Exception as error:
            report(error, part="worker")
            busy = False
        if not busy:
            time.sleep(0.01)


def _watched(step: Step) -> Router:
    """The views of the office, with a step before anything is shown."""
    made, watched = routes(), Router()
    hello, count = (route.function for route in made.routes)

    @watched.notice("hello")
    def _(me: Person) -> Message | None:
        step("rendering")
        return hello(me)

    @watched.card("count")
    def _(store: Store, meeting: int) -> Message | None:
        step("rendering")
        return count(store, meeting)

    return watched
