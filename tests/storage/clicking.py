"""People who click all at once, in threads and in processes, each click noted in a journal with what it told."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess

from sqlalchemy import Column, Integer, MetaData, PickleType, Table, insert, select

from bot.domain import seats
from bot.domain.meetings import Answer
from bot.domain.seats import MODES, Change, Event, PartyTooLarge, Seating, State
from storage import Database
from storage.database import DatabaseBusy
from storage.seats import Seats
from tests.processes import processes

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
STARTS = NOW + timedelta(days=20)
SAID = (Answer.ONSITE, Answer.ONSITE, Answer.ONSITE, Answer.ONLINE, Answer.ONLINE, Answer.MAYBE, Answer.NO)

VERBS = ("answer", "answer", "answer", "answer", "accept", "accept", "decline", "withdraw", "expire")

# A row is written while the meeting is locked, so the numbers are the order in which everything took place.
journal_tables = MetaData()
journal = Table(
    "journal",
    journal_tables,
    Column("id", Integer, primary_key=True),
    Column("deed", PickleType, nullable=False),
    Column("events", PickleType, nullable=False),
)


@dataclass(frozen=True)
class Deed:
    """One click, or one tick of the clock."""

    verb: str
    person: str
    said: Answer
    guests: int
    now: datetime

    def on(self, seating: Seating) -> Change:
        """What it does to a seating that is nowhere stored."""
        match self.verb:
            case "answer":
                return seats.answer(seating, self.person, self.said, self.guests, now=self.now)
            case "accept":
                return seats.accept(seating, self.person, now=self.now)
            case "decline":
                return seats.decline(seating, self.person, now=self.now)
            case "withdraw":
                return seats.withdraw(seating, self.person, now=self.now)
            case _:
                return seats.expire(seating, self.now)

    def at(self, kept: Seats, number: int) -> Change:
        """What it does to the stored one."""
        match self.verb:
            case "answer":
                return kept.answer(number, self.person, self.said, self.guests, now=self.now)
            case "accept":
                return kept.accept(number, self.person, now=self.now)
            case "decline":
                return kept.decline(number, self.person, now=self.now)
            case "withdraw":
                return kept.withdraw(number, self.person, now=self.now)
            case _:
                return kept.expire(number, self.now)


def some_deeds(people: Sequence[str], number: int, seed: int) -> list[Deed]:
    """What goes on until shortly before the meeting, in the order of time."""
    dice = random.Random(seed)
    return [some_deed(dice, dice.choice(people), now) for now in sorted(some_moment(dice) for _ in range(number))]


def some_deed(dice: random.Random, person: str, now: datetime) -> Deed:
    said = dice.choice(SAID)
    guests = dice.choice((0, 0, 0, 1, 2)) if said in MODES else 0
    return Deed(dice.choice(VERBS), person, said, guests, now)


def some_moment(dice: random.Random) -> datetime:
    return NOW + dice.uniform(0, 0.99) * (STARTS - NOW)


def click(database: Database, meeting: int, deeds: Sequence[Deed]) -> None:
    """Does one after the other, each in a transaction of its own."""
    for deed in deeds:
        while not _done(database, meeting, deed):
            pass


def begin(url: str, meeting: int, shares: Sequence[Sequence[Deed]]) -> ForkServerProcess:
    """Starts a process with a thread for each share of the deeds."""
    process = processes.Process(target=click_in_threads, args=(url, meeting, shares), daemon=True)
    process.start()
    return process


def click_in_threads(url: str, meeting: int, shares: Sequence[Sequence[Deed]]) -> None:
    database = Database(url)
    with ThreadPoolExecutor(len(shares)) as pool:
        list(pool.map(lambda deeds: click(database, meeting, deeds), shares))
    database.close()


def read_journal(database: Database) -> list[tuple[Deed, tuple[Event, ...]]]:
    with database.reading() as store:
        rows = store.connection.execute(select(journal.c.deed, journal.c.events).order_by(journal.c.id))
        return [(row.deed, row.events) for row in rows]


def _done(database: Database, meeting: int, deed: Deed) -> bool:
    if deed.verb in ("accept", "decline"):
        deed = _by_somebody_asked(database, meeting, deed)
    try:
        with database.transaction() as store:
            _, events = deed.at(Seats(store.connection), meeting)
            store.connection.execute(insert(journal).values(deed=deed, events=events))
    except PartyTooLarge:
        pass
    except DatabaseBusy:
        return False
    return True


def _by_somebody_asked(database: Database, meeting: int, deed: Deed) -> Deed:
    """Who sees an offer clicks on it; until the click arrives it may have gone."""
    with database.reading() as store:
        places = Seats(store.connection).whole(meeting).places
    asked = [place.person for place in places if place.state in (State.OFFERED, State.CALLED)]
    return replace(deed, person=asked[0]) if asked else deed
