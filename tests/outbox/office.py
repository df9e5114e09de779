"""A small network for tests of delivery: people, one kind of notice, one kind of card, and a clock to move."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.chat.replies import card, notice
from bot.chat.text import Text, literal
from bot.chat.ui import Message, Paragraph
from bot.clock import Clock
from bot.context import Context
from bot.domain.meetings import Meeting
from bot.domain.people import Directory, Person
from bot.outbox import Delivery
from bot.platforms.port import Platform
from bot.routing import Router, Table, table
from bot.views import Views
from storage import Database, Store
from storage.outbox import NewCard, NewNotice
from storage.roster import Roster
from tests.conversation import ADA, BEN, EVA, NETWORK

LONGEST = 300.0  # seconds
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PEOPLE = (ADA, BEN, EVA)
HELLO = notice("hello").packed
REVISION = Text(en="revision {n}", de="revision {n}")


def routes() -> Router:
    """The notice says hello to all who want to be reminded; the card shows how often its meeting has changed."""
    made = Router()

    @made.notice("hello")
    def hello(me: Person) -> Message | None:
        return said(literal(f"Hello {me.first_name}")) if me.reminders else None

    @made.card("count")
    def count(store: Store, meeting: int) -> Message | None:
        found = store.meetings.get(meeting)
        return None if found.cancelled is not None else said(REVISION.format(n=found.revision))

    return made


def said(text: Text) -> Message:
    return Message(parts=(Paragraph(text),))


def wait_until(happened: Callable[[], object], meanwhile: Callable[[], object] = lambda: time.sleep(0.02)) -> None:
    """Goes on when it has happened; fails if that takes far longer than a slow machine needs."""
    deadline = time.monotonic() + LONGEST
    while not happened():
        assert time.monotonic() < deadline
        meanwhile()


class LabClock(Clock):
    """A clock that stands still, its real time too, until the test moves it."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = datetime.now(UTC)

    def real(self) -> datetime:
        return self.moment

    def wait(self, span: timedelta) -> None:
        self.moment += span


class Office:
    """Owes things and delivers them to the given platforms. `members` have an account on the first one."""

    def __init__(
        self,
        database: Database,
        platforms: Iterable[Platform],
        clock: Clock,
        people: Iterable[Person] = PEOPLE,
        members: Iterable[Person] = PEOPLE,
    ) -> None:
        self.database = database
        self.clock = clock
        self.people = tuple(people)
        self.platforms: Mapping[str, Platform] = {platform.name: platform for platform in platforms}
        with database.transaction() as store:
            store.directory.save(Directory(self.people), LONG_AGO.date())
            for person in members:
                store.accounts.link(next(iter(self.platforms)), person.id, person.id, "test", LONG_AGO)
        self.views = views(database, clock)
        self.delivery = Delivery(database, self.platforms, self.views, clock)

    def owe(
        self, *people: Person, key: str = "hello", due: datetime = LONG_AGO, expires: datetime | None = None
    ) -> None:
        """Owes them, or everybody, a hello."""
        with self.database.transaction() as store:
            owe_hello(store, people or self.people, key, self.clock.real(), due=due, expires=expires)

    def plan(self) -> int:
        """Plans a meeting; returns its number."""
        with self.database.transaction() as store:
            return store.meetings.add(Meeting(0, "Meeting", datetime(2027, 1, 1), "Europe/Berlin")).id  # noqa: DTZ001

    def cancel(self, meeting: int, reason: str | None = "") -> None:
        with self.database.transaction() as store:
            store.meetings.save(replace(store.meetings.get(meeting), cancelled=reason))

    def change(self, meeting: int, channel: str = "news", platform: str | None = None) -> int:
        """Changes the meeting and owes its card; returns the number of the revision."""
        with self.database.transaction() as store:
            name = platform or next(iter(self.platforms))
            return change_meeting(store, meeting, name, channel, self.clock.real())

    def deliver(self) -> int:
        """Sends everything that can be sent now; returns how many deliveries that took."""
        number = 0
        while done := self.delivery.deliver():
            number += done
        return number

    def states(self) -> dict[str, int]:
        with self.database.reading() as store:
            return store.outbox.tally()

    def all_is_sent(self) -> bool:
        return self.states().keys() == {"sent"}


def views(database: Database, clock: Clock, given: Table | None = None) -> Views:
    """The notice and the card of the office, as a replica of the bot has them."""
    return Views(Context(given or table([routes()]), database, Roster(database), NETWORK, clock, {}))


def owe_hello(
    store: Store,
    people: Iterable[Person],
    key: str,
    real: datetime,
    due: datetime = LONG_AGO,
    expires: datetime | None = None,
) -> None:
    store.outbox.owe_notices([NewNotice(f"{key}:{p.id}", HELLO, p.id, due, expires) for p in people], real)


def change_meeting(store: Store, meeting: int, platform: str, channel: str, real: datetime) -> int:
    found = store.meetings.get(meeting)
    store.meetings.save(replace(found, revision=found.revision + 1))
    store.outbox.owe_card(NewCard(card("count", meeting=meeting).packed, platform, channel, LONG_AGO), real)
    return found.revision + 1
