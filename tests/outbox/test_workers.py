"""The threads of a replica: woken as soon as something is owed, stopped with nothing left in hand."""

import threading
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.clock import Clock
from bot.outbox import Delivery
from bot.platforms.port import Ref
from bot.worker import Workers
from storage import Database, Store
from storage.database import DatabaseBusy
from storage.migrate import upgrade
from tests.conversation import ADA
from tests.databases import postgresql_database
from tests.outbox.office import LabClock, Office, wait_until
from tests.paper import Paper


@dataclass
class Gate(Paper):
    """Says that somebody wants to post, and lets them once the gate is open."""

    wanted: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        self.wanted.set()
        assert self.opened.wait(60)
        return super().post(place, message, reader, key)


def test_workers_do_what_is_owed_later(database: Database, paper: Paper) -> None:
    office = Office(database, [paper], Clock())
    workers = Workers(office.delivery, database)
    workers.start()

    office.owe()
    wait_until(office.all_is_sent)
    workers.stop()

    assert sorted(sheet.key for sheet in paper.posts.values()) == ["hello:p2", "hello:p3", "hello:p4"]


def test_workers_put_down_what_they_have_in_hand_before_they_stop(database: Database) -> None:
    gate = Gate()
    office = Office(database, [gate], Clock())
    workers = Workers(office.delivery, database, threads=1)
    workers.start()
    office.owe()
    assert gate.wanted.wait(60)

    stopping = threading.Thread(target=workers.stop)
    stopping.start()
    gate.opened.set()
    stopping.join()

    assert office.states() == {"owed": 2, "sent": 1}


class Shaky(Database):
    """Is busy the first times that somebody wants to write."""

    refusals = 0

    @contextmanager
    def transaction(self) -> Generator[Store]:
        if self.refusals:
            self.refusals -= 1
            raise DatabaseBusy
        with super().transaction() as store:
            yield store


def test_workers_outlive_a_busy_database(database: Database, database_url: str, paper: Paper) -> None:
    office = Office(database, [paper], Clock())
    shaky = Shaky(database_url)
    shaky.refusals = 2
    workers = Workers(Delivery(shaky, office.platforms, office.views, office.clock), shaky, threads=1)
    office.owe()

    workers.start()
    wait_until(office.all_is_sent, meanwhile=workers.wake)
    workers.stop()
    shaky.close()

    assert len(paper.posts) == 3


def test_an_outcome_that_cannot_be_written_down_is_looked_up_later(
    database: Database, database_url: str, lab: LabClock
) -> None:
    shaky = Shaky(database_url)

    @dataclass
    class Breaking(Paper):
        def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
            shaky.refusals = 2
            return super().post(place, message, reader, key)

    paper = Breaking()
    office = Office(shaky, [paper], lab)
    office.owe(ADA)
    with pytest.raises(DatabaseBusy):
        office.deliver()

    shaky.refusals = 0
    while office.states() != {"sent": 1}:
        lab.wait(timedelta(minutes=1))
        office.deliver()
    shaky.close()

    assert len(paper.posts) == 1


@pytest.mark.postgresql
def test_connections_that_the_server_has_closed_are_replaced(postgresql: str, paper: Paper, lab: LabClock) -> None:
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with postgresql_database(postgresql) as url, closing(Database(url)) as database:
        upgrade(database)
        office = Office(database, [paper], lab)
        office.owe()
        office.delivery.deliver()
        with database.transaction() as store:
            store.connection.execute(others)

        office.deliver()

        assert (office.states(), len(paper.posts)) == ({"sent": 3}, 3)
