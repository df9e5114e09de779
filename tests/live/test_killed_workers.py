"""Workers die at every step of a delivery to a real server, and at any time: each post is there, once."""

import random
import time
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.connection import wait
from signal import SIGKILL

import pytest

from bot.chat.replies import card
from bot.domain.people import Person
from storage import Database
from storage.outbox import NewCard
from tests.conversation import ADA, BEN
from tests.live.provision import Ground
from tests.live.worker import STEPS, Job, begin, platform_of
from tests.outbox.office import LONG_AGO, Office, change_meeting, owe_hello, wait_until
from tests.outbox.worker import Fate, HurriedClock

TURNS = (1, 2)
AT_ONCE = 2
AT_ANY_TIME = 20
PAUSE = 0.1  # seconds from one event of life to the next


@dataclass
class Life:
    """What goes on while workers die: cards change, and people are told something."""

    office: Office
    people: list[Person]
    channel: str
    meetings: list[int]
    keys: set[str] = field(default_factory=set[str])
    revisions: dict[str, str] = field(default_factory=dict[str, str])
    turn: int = 0
    latest: float = 0.0

    def go_on(self) -> None:
        if time.monotonic() < self.latest + PAUSE:
            return
        self.latest = time.monotonic()
        self.turn += 1
        meeting, real = self.meetings[self.turn % len(self.meetings)], self.office.clock.real()
        with self.office.database.transaction() as store:
            revision = change_meeting(store, meeting, "mattermost", self.channel, real)
            if store.outbox.tally().get("owed", 0) < 20:
                # The channel is this run's own. The people are not, and what another run has sent them minutes ago
                # under the same key would rightly be found and not be sent again.
                key = f"hello-{self.channel}-{self.turn}"
                owe_hello(store, self.people, key, real)
                self.keys |= {f"{key}:{person.id}" for person in self.people}
        key = NewCard(card("count", meeting=meeting).packed, "mattermost", self.channel, LONG_AGO).key
        self.keys.add(key)
        self.revisions[key] = f"revision {revision}"


@pytest.fixture
def life(ground: Ground, database: Database) -> Life:
    """Two people of the server and four cards in a channel of its own."""
    found = [ground.admin.get(f"/users/username/{ground.name(who)}") for who in ("ada", "ben")]
    people = [replace(person, id=user["id"]) for person, user in zip((ADA, BEN), found, strict=True)]
    name = f"crash-{datetime.now(UTC):%H%M%S%f}"
    made = {"team_id": ground.team_id, "name": name, "display_name": name, "type": "O"}
    channel = ground.admin.post("/channels", made)["id"]
    ground.admin.post(f"/channels/{channel}/members", {"user_id": ground.bot})
    clock = HurriedClock(datetime.now(UTC))
    office = Office(database, [platform_of(ground.url, ground.token, clock)], clock, people, people)
    return Life(office, people, channel, [office.plan() for _ in range(4)])


def test_each_key_arrives_once_though_workers_die(life: Life, ground: Ground, database_url: str) -> None:
    dice = random.Random(8)
    fates = [Fate(step, turn) for step in STEPS for turn in TURNS]
    dice.shuffle(fates)
    job = Job(database_url, ground.url, ground.token, life.office.clock.start)

    deaths = die_in_turn(life, job, fates)
    workers = [begin(job), begin(job)]
    for _ in range(AT_ANY_TIME):
        until = time.monotonic() + dice.uniform(0.3, 1.2)
        while time.monotonic() < until:
            life.go_on()
            time.sleep(0.01)
        victim = workers.pop(0)
        victim.kill()
        victim.join()
        workers.append(begin(job))
    wait_until(lambda: not life.office.states().keys() & {"owed", "sending", "unsure"})
    for worker in workers:
        worker.kill()
        worker.join()

    assert deaths == [-SIGKILL] * len(fates)
    assert life.office.states() == {"sent": len(life.keys)}
    expect_everything_once(life, ground)


def die_in_turn(life: Life, job: Job, fates: list[Fate]) -> list[int | None]:
    """A few workers at a time, each until it meets its fate."""
    waiting, working, deaths = deque(fates), [], []

    def one_dies() -> None:
        working.extend(begin(job, waiting.popleft()) for _ in range(min(AT_ONCE - len(working), len(waiting))))
        life.go_on()
        wait([worker.sentinel for worker in working], PAUSE)
        deaths.extend(worker.exitcode for worker in working if not worker.is_alive())
        working[:] = [worker for worker in working if worker.is_alive()]

    wait_until(lambda: not waiting and not working, meanwhile=one_dies)
    return deaths


def expect_everything_once(life: Life, ground: Ground) -> None:
    """What stands on the server, as its administrator and its people see it."""
    platform = life.office.platforms["mattermost"]
    channels = [life.channel, *(platform.direct(person.id).channel for person in life.people)]
    mac = platform._scene.mac
    posts = [
        post
        for channel in channels
        for post in platform._scene.gateway.posts(channel, int(life.office.clock.start.timestamp() * 1000))
        if post["user_id"] == ground.bot and not post["type"]
    ]
    shown = {post["props"]["netbot"]: post["message"] for post in posts}
    platform.stop()

    assert Counter(post["props"]["netbot"] for post in posts) == Counter(mac("key", key) for key in life.keys)
    assert {key: shown[mac("key", key)] for key in life.revisions} == life.revisions
