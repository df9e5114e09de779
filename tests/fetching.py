"""A bot whose HTTP face is asked for calendars and answers, over a real socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import httpx

from bot.assemble import Bot, assemble
from bot.config import Settings
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Person
from bot.routing import table
from bot.sections import DatabaseSection, HttpSection, NetworkSection
from storage import Store
from tests.conversation import DIRECTORY, NOW, PEOPLE, StandingClock
from tests.platforms.web.serving import serving_app

PUBLIC = "https://netbot.example"
WINTER = Meeting(
    0,
    "Winter meeting",
    datetime(2026, 12, 3, 14),  # noqa: DTZ001 (the wall's)
    "Europe/Berlin",
    "Leipzig, room 3",
    "Highlights of the groups",
    link="https://meet.example.org/winter",
    changed=NOW,
)


@dataclass(frozen=True)
class Desk:
    """What stands in the database, and who asks for it."""

    bot: Bot
    clock: StandingClock
    client: httpx.Client

    @contextmanager
    def store(self) -> Iterator[Store]:
        with self.bot.context.database.transaction() as store:
            yield store

    def save(self, *people: Person) -> None:
        with self.store() as store:
            store.directory.save(replace(DIRECTORY, people=people), NOW.date())

    def plan(self, meeting: Meeting = WINTER) -> Meeting:
        with self.store() as store:
            return store.meetings.add(meeting)

    def change(self, meeting: Meeting, **changes: object) -> Meeting:
        changed = replace(meeting, **changes)
        with self.store() as store:
            store.meetings.save(changed)
        return changed

    def answer(self, meeting: Meeting, person: Person, said: Answer, guests: int = 0, **more: object) -> None:
        with self.store() as store:
            given = {"now": self.clock.now(), "asked": meeting.asked} | more
            store.seats.answer(meeting.id, person.id, said, guests, **given)

    def token(self, person: Person) -> str:
        with self.store() as store:
            return store.feeds.renew(person.id, self.clock.now())

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@contextmanager
def desk(database_url: str, **http: str) -> Iterator[Desk]:
    """Four people and no meeting; the coordinator, the leader and two researchers, of whom one reads German."""
    clock = StandingClock()
    settings = Settings(
        network=NetworkSection(name="Test network"),
        database=DatabaseSection(url=database_url),
        http=HttpSection(**{"public_url": PUBLIC} | http),
    )
    bot = assemble(settings, clock=clock, table=table([]))
    try:
        with serving_app(bot.app) as address, httpx.Client(base_url=address, timeout=30) as client:
            opened = Desk(bot, clock, client)
            opened.save(*PEOPLE)
            yield opened
    finally:
        bot.context.database.close()
