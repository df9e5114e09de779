"""No channel is called twice within the pace of its platform, however many deliver; other channels need not wait."""

import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.clock import Clock
from bot.platforms.port import Ref
from bot.worker import Workers
from storage import Database
from tests.conversation import ADA, BEN
from tests.outbox.board import Board
from tests.outbox.office import LabClock, Office, wait_until
from tests.outbox.poster import Poster
from tests.outbox.worker import Job, begin
from tests.paper import Paper

PACE = 0.05


@dataclass
class Measured(Paper):
    """Notes when each call for a channel begins and ends; a call takes a while."""

    pace: float = PACE
    calls: list[tuple[str, datetime, datetime]] = field(default_factory=list[tuple[str, datetime, datetime]])

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        began = Clock().real()
        time.sleep(PACE / 2)
        ref = super().post(place, message, reader, key)
        self.calls.append((place.channel, began, Clock().real()))
        return ref


def owe_ten_things(office: Office) -> None:
    """Four for each of two people, and two for a channel."""
    for number in range(4):
        office.owe(ADA, BEN, key=f"hello-{number}")
    for _ in range(2):
        office.change(office.plan(), channel="news")


def test_each_channel_gets_one_call_while_the_clock_stands_still(database: Database, lab: LabClock) -> None:
    paper = Paper(pace=1.0)
    office = Office(database, [paper], lab)
    owe_ten_things(office)

    assert office.deliver() == 3
    assert sorted(sheet.place.channel for sheet in paper.posts.values()) == ["@p2", "@p3", "news"]
    lab.wait(timedelta(seconds=0.99))
    assert office.deliver() == 0
    lab.wait(timedelta(seconds=0.01))
    assert office.deliver() == 3


def test_the_pace_begins_when_a_call_has_ended(database: Database, lab: LabClock) -> None:
    @dataclass
    class Slow(Paper):
        pace: float = 1.0
        patience: float = 10.0

        def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
            lab.wait(timedelta(seconds=5))
            return super().post(place, message, reader, key)

    office = Office(database, [Slow()], lab)
    office.owe(ADA, key="first")
    office.owe(ADA, key="second")

    assert office.deliver() == 1
    lab.wait(timedelta(seconds=1))
    assert office.deliver() == 1


def test_four_threads_keep_the_pace(database: Database) -> None:
    paper = Measured()
    office = Office(database, [paper], Clock())
    workers = Workers(office.delivery, database, threads=4)
    workers.start()

    owe_ten_things(office)
    wait_until(office.all_is_sent)
    workers.stop()

    assert len(paper.calls) == 10
    for _, calls in groupby(sorted(paper.calls), key=lambda call: call[0]):
        assert all(later[1] - earlier[2] >= timedelta(seconds=PACE) for earlier, later in pairwise(calls))


def test_two_processes_keep_the_pace(database: Database, database_url: str, board: Board) -> None:
    pace = 4.0  # hurried seconds, less than half a real one
    with closing(Poster(board.url)) as poster:
        office = Office(database, [poster], board.clock)
    owe_ten_things(office)

    job = Job(database_url, board.url, board.clock.start, threads=2, pace=pace)
    workers = [begin(job), begin(job)]
    wait_until(office.all_is_sent)
    for worker in workers:
        worker.kill()
        worker.join()

    assert sorted(channel for channel, _ in board.calls) == ["@p2"] * 4 + ["@p3"] * 4 + ["news"] * 2
    for _, calls in groupby(sorted(board.calls), key=lambda call: call[0]):
        assert all(later[1] - earlier[1] >= timedelta(seconds=pace) for earlier, later in pairwise(calls))


def test_a_channel_of_a_dead_worker_is_free_again_after_its_lease(database: Database, lab: LabClock) -> None:
    paper = Paper(pace=1.0, patience=10.0)
    office = Office(database, [paper], lab)
    office.owe(ADA, key="first")
    office.owe(ADA, key="second")
    with database.transaction() as store:
        pace = {"paper": timedelta(seconds=1)}
        store.deliveries.claim(now=lab.now(), real=lab.real(), lease=timedelta(seconds=40), paces_of=pace)

    lab.wait(timedelta(seconds=39))
    assert office.deliver() == 0
    lab.wait(timedelta(seconds=1))
    assert office.deliver() == 1
    lab.wait(timedelta(seconds=1))
    assert office.deliver() == 1
