"""Workers die at every step of a delivery, and at any time: nothing is lost, and nothing is posted twice."""

import random
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerProcess
from signal import SIGKILL

from bot.chat.replies import card
from storage import Database
from storage.outbox import NewCard
from tests.outbox.board import Board
from tests.outbox.office import LONG_AGO, PEOPLE, Office, change_meeting, owe_hello, wait_until
from tests.outbox.poster import Poster
from tests.outbox.worker import STEPS, Fate, Job, begin

TURNS = (1, 2, 4)  # within one hand of rows and beyond it
ROUNDS = 3
AT_ONCE = 3
AT_ANY_TIME = 40
CHANNELS = ("news", "announcements", "elections")
TROUBLES = ("lost answer", "broken", "too fast")
PAUSE = 0.1  # seconds from one event of life to the next


@dataclass
class Life:
    """What goes on while workers die: cards change all the time, and there is always something to say."""

    office: Office
    board: Board
    meetings: list[int]
    dice: random.Random
    keys: set[str] = field(default_factory=set[str])
    revisions: dict[str, str] = field(default_factory=dict[str, str])
    turn: int = 0
    latest: float = 0.0

    def go_on(self) -> None:
        """Something happens, unless something has happened just now."""
        if time.monotonic() < self.latest + PAUSE:
            return
        self.latest = time.monotonic()
        self.turn += 1
        meeting = self.meetings[self.turn % len(self.meetings)]
        channel = CHANNELS[meeting % len(CHANNELS)]
        real = self.office.clock.real()
        with self.office.database.transaction() as store:
            revision = change_meeting(store, meeting, "board", channel, real)
            if store.outbox.tally().get("owed", 0) < 20:
                owe_hello(store, PEOPLE, f"hello-{self.turn}", real)
                self.keys |= {f"hello-{self.turn}:{person.id}" for person in PEOPLE}
        key = NewCard(card("count", meeting=meeting).packed, "board", channel, LONG_AGO).key
        self.keys.add(key)
        self.revisions[key] = f"revision {revision}"
        if not self.board.troubles:
            self.board.troubles.extend([*[""] * 20, self.dice.choice(TROUBLES)])


def test_each_key_arrives_once_whatever_step_a_worker_dies_at(
    database: Database, database_url: str, board: Board
) -> None:
    life = begin_life(database, board)
    fates = [Fate(step, turn) for step in STEPS for turn in TURNS] * ROUNDS
    life.dice.shuffle(fates)

    deaths = [worker.exitcode for worker in die_in_turn(life, job_of(database_url, board), fates)]

    assert deaths == [-SIGKILL] * len(fates)
    assert len(deaths) >= 200
    finish(life, database_url, board)
    expect_everything_once(life, board)


def test_each_key_arrives_once_at_whatever_time_a_worker_dies(
    database: Database, database_url: str, board: Board
) -> None:
    life = begin_life(database, board)
    job = replace(job_of(database_url, board), threads=2)
    workers = [begin(job), begin(job)]

    for _ in range(AT_ANY_TIME):
        until = time.monotonic() + life.dice.uniform(0.02, 0.3)
        while time.monotonic() < until:
            life.go_on()
            time.sleep(0.01)
        victim = workers.pop(0)
        victim.kill()
        victim.join()
        workers.append(begin(job))

    finish(life, database_url, board, workers)
    expect_everything_once(life, board)


def begin_life(database: Database, board: Board) -> Life:
    poster = Poster(board.url)
    office = Office(database, [poster], board.clock)
    poster.close()
    return Life(office, board, [office.plan() for _ in range(6)], random.Random(8))


def job_of(database_url: str, board: Board) -> Job:
    return Job(database_url, board.url, board.clock.start)


def die_in_turn(life: Life, job: Job, fates: Iterable[Fate]) -> list[ForkServerProcess]:
    """A few workers at a time, each until it meets its fate."""
    waiting, working, dead = deque(fates), list[ForkServerProcess](), list[ForkServerProcess]()

    def one_dies() -> None:
        working.extend(begin(job, waiting.popleft()) for _ in range(min(AT_ONCE - len(working), len(waiting))))
        life.go_on()
        wait([worker.sentinel for worker in working], PAUSE)
        dead.extend(worker for worker in working if not worker.is_alive())
        working[:] = [worker for worker in working if worker not in dead]

    wait_until(lambda: not waiting and not working, meanwhile=one_dies)
    return dead


def finish(life: Life, database_url: str, board: Board, workers: Iterable[ForkServerProcess] = ()) -> None:
    """Lets two workers live until nothing is owed any more."""
    life.go_on()
    board.troubles.clear()
    job = job_of(database_url, board)
    living = [*workers] or [begin(job), begin(job)]
    wait_until(lambda: not life.office.states().keys() & {"owed", "sending", "unsure"})
    for worker in living:
        worker.kill()
        worker.join()


def expect_everything_once(life: Life, board: Board) -> None:
    assert Counter(board.keys()) == Counter(life.keys)
    assert life.office.states() == {"sent": len(life.keys)}
    assert {key: shown for key, shown in board.shown().items() if key in life.revisions} == life.revisions
