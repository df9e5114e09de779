"""A worker takes a handful at once: what that saves, what is put back, and that no platform waits for another."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.clock import Clock
from bot.outbox import HAND, Delivery
from bot.platforms.port import Ref, TooFast, Unsure
from bot.worker import Workers
from storage import Database
from tests.conversation import ADA, BEN, EVA
from tests.outbox.office import LONG_AGO, LONGEST, LabClock, Office, wait_until
from tests.outbox.worker import WatchedDatabase
from tests.paper import Paper


def test_a_handful_costs_two_transactions(database: Database, database_url: str, paper: Paper, lab: LabClock) -> None:
    office = Office(database, [paper], lab)
    for number in range(HAND // 2):
        office.owe(ADA, EVA, key=f"hello-{number}")
    steps: list[str] = []
    watched = WatchedDatabase(database_url, steps.append)
    delivery = Delivery(watched, office.platforms, office.views, lab)

    delivered = delivery.deliver()
    watched.close()

    assert (delivered, len(paper.posts), office.all_is_sent()) == (HAND, HAND, True)
    assert [step for step in steps if step.endswith("committed")] == ["claim: committed", "settle: committed"]


@dataclass
class Slow(Paper):
    """Each post takes a while."""

    lab: LabClock = field(default_factory=LabClock)
    looked_up: list[str] = field(default_factory=list[str])

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        self.lab.wait(timedelta(seconds=0.6))
        return super().post(place, message, reader, key)

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        self.looked_up.append(key)
        return super().find(place, key, since)


def test_who_has_held_a_hand_for_a_second_puts_the_rest_back_for_others(database: Database, lab: LabClock) -> None:
    paper = Slow(lab=lab)
    office = Office(database, [paper], lab)
    office.owe()

    assert office.delivery.deliver() == 2
    assert office.states() == {"sent": 2, "owed": 1}
    assert office.delivery.deliver() == 1
    assert (office.states(), paper.looked_up) == ({"sent": 3}, [])  # what nobody had tried is not looked up


def test_one_row_that_fails_does_not_fail_the_others_of_its_hand(office: Office, paper: Paper, lab: LabClock) -> None:
    paper.troubles = [("after", Unsure("reset"))]
    office.owe()

    assert office.deliver() == 3
    assert office.states() == {"unsure": 1, "sent": 2}
    lab.wait(timedelta(hours=1))
    office.deliver()
    assert (office.states(), len(paper.posts)) == ({"sent": 3}, 3)


def test_a_platform_that_asks_to_wait_gets_no_other_row_of_the_hand(
    office: Office, paper: Paper, lab: LabClock
) -> None:
    paper.troubles = [("before", TooFast(60)), ("before", Unsure("must not be asked"))]
    office.owe()

    assert office.deliver() == 1
    assert (office.states(), len(paper.troubles)) == ({"owed": 3}, 1)


@dataclass
class Stuck(Paper):
    """Answers nobody before the test has ended."""

    asked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    ends: threading.Event = field(default_factory=threading.Event)

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        self.asked.release()
        assert self.ends.wait(LONGEST)
        raise Unsure("no answer")


def test_a_platform_that_does_not_answer_stops_no_other(database: Database) -> None:
    stuck, paper = Stuck("stuck", patience=30.0), Paper("paper")
    office = Office(database, [stuck, paper], Clock())
    with database.transaction() as store:
        store.accounts.link("paper", "eva", EVA.id, "test", LONG_AGO + timedelta(hours=1))
    workers = Workers(office.delivery, database)
    workers.start()

    for person in (ADA, BEN):  # then both threads of the platform wait for it
        office.owe(person)
        assert stuck.asked.acquire(timeout=LONGEST)
    office.owe(EVA)
    wait_until(lambda: paper.posts)
    stuck.ends.set()
    workers.stop()

    assert [sheet.key for sheet in paper.posts.values()] == ["hello:p4"]
