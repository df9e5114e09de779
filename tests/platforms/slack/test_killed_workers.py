"""Workers die at every step of a delivery to Slack, and connections are reset: nothing is lost or comes twice."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import active_children
from signal import SIGKILL

import pytest

from bot.platforms.slack.adapter import _opaque
from storage import Database
from storage.outbox import NewCard
from tests.outbox.office import LONG_AGO, PEOPLE, Office, wait_until
from tests.outbox.worker import Fate, HurriedClock
from tests.platforms.slack.screen import seen
from tests.platforms.slack.server import open_workspace
from tests.platforms.slack.worker import STEPS, Hurried, Job, begin
from tests.platforms.slack.workspace import Workspace

KILLED_AT_ANY_TIME = 20
TROUBLES = ("reset", "reset", "lost", "500", "429")


@dataclass
class Life:
    """An office whose platform is Slack; there is always something to say."""

    office: Office
    workspace: Workspace
    job: Job
    meeting: int
    dice: random.Random = field(default_factory=lambda: random.Random(8))
    keys: set[str] = field(default_factory=set)
    turn: int = 0
    revision: int = 0

    def go_on(self) -> None:
        """Something is owed, and trouble waits for it."""
        if self.office.states().get("owed", 0) < 20:
            self.turn += 1
            self.office.owe(key=f"hello-{self.turn}")
            self.keys |= {f"hello-{self.turn}:{person.id}" for person in PEOPLE}
        self.revision = self.office.change(self.meeting, "CNEWS")
        if not self.workspace.troubles:
            self.workspace.troubles.extend([*[""] * 8, self.dice.choice(TROUBLES)])

    def expect_everything_once(self) -> None:
        self.workspace.troubles.clear()
        workers = [begin(self.job), begin(self.job)]
        wait_until(lambda: not self.office.states().keys() & {"owed", "sending", "unsure"})
        for worker in workers:
            worker.kill()
            worker.join()
        card = NewCard(f"count?meeting={self.meeting}", "slack", "CNEWS", LONG_AGO).key
        messages = [message for channel in self.workspace.channels.values() for message in channel.messages]
        found = Counter(message["metadata"]["event_payload"]["key"] for message in messages)
        assert found == Counter(map(_opaque, [*self.keys, card]))
        assert self.office.states() == {"sent": len(self.keys) + 1}
        [shown] = self.workspace.channels["CNEWS"].messages
        assert seen(shown).text == f"revision {self.revision}"


@pytest.fixture
def life(database: Database, database_url: str) -> Iterator[Life]:
    clock = HurriedClock(datetime.now(UTC))
    workspace = Workspace(now=clock.real)
    workspace.add_channel("CNEWS")
    for person in PEOPLE:
        workspace.add_user(person.id)
    with open_workspace(workspace) as (url, _):
        platform = Hurried(url, clock, Fate())
        office = Office(database, [platform], clock)
        yield Life(office, workspace, Job(database_url, url, clock.start), office.plan())
        platform.stop()
        for process in active_children():  # those that a failed test left behind
            process.kill()
            process.join()


def test_each_message_arrives_once_whatever_step_a_worker_dies_at(life: Life) -> None:
    fates = [Fate(step) for step in STEPS]
    life.dice.shuffle(fates)

    deaths: list[int | None] = []
    for fate in fates:
        worker = begin(life.job, fate)
        wait_until(lambda worker=worker: not worker.is_alive(), meanwhile=lambda: (life.go_on(), time.sleep(0.05)))
        deaths.append(worker.exitcode)

    assert deaths == [-SIGKILL] * len(fates)
    life.expect_everything_once()


def test_each_message_arrives_once_at_whatever_time_a_worker_dies(life: Life) -> None:
    workers = [begin(life.job), begin(life.job)]

    for _ in range(KILLED_AT_ANY_TIME):
        until = time.monotonic() + life.dice.uniform(0.05, 0.4)
        while time.monotonic() < until:
            life.go_on()
            time.sleep(0.02)
        victim = workers.pop(0)
        victim.kill()
        victim.join()
        workers.append(begin(life.job))

    for worker in workers:
        worker.kill()
        worker.join()
    life.expect_everything_once()
