"""Talks to the bot as people do: types, clicks, fills forms, lets time pass, and reads what arrives."""

import shutil
import tempfile
import uuid
import weakref
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import handlers
from bot.chat.events import Account, Click, Command, Place, Submission, Submitted
from bot.chat.links import Links
from bot.chat.network import Network
from bot.chat.replies import Answer, Ask, Later, Reject, Whisper
from bot.chat.text import Reader, Text
from bot.chat.ui import Button, Choices, Form, Message, Paragraph, unpack
from bot.clock import Clock
from bot.context import Context
from bot.dispatch import Dispatcher
from bot.domain.people import Directory, Group, Person, Role, Site, Topic
from bot.outbox import Delivery
from bot.routing import Table
from bot.shredding import Shredder
from bot.views import Views
from storage import Database, Store
from storage.roster import Roster
from storage.vault import Vault
from tests.paper import Paper

ENGLISH = Reader("en", "Europe/Berlin")
GERMAN = Reader("de", "Europe/Berlin")
ANNOUNCEMENTS = Place("paper", "announcements")
NEWS = Place("paper", "news")
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday

GROUPS = (
    Group("g1", "CDX", "Clinical Decision Explanation", "Erklärung klinischer Entscheidungen", "Leipzig"),
    Group("g2", "FEDORIS", "Federated Analysis", "Verteilte Auswertung", "Heidelberg"),
)
TOPICS = (
    Topic("t1", "natural language processing", "Sprachverarbeitung", ("NLP",), ("text mining",)),
    Topic("t2", "federated learning", "verteiltes Lernen", ("FL",), ()),
)
NETWORK = Network("Test network")
LINKS = Links("https://netbot.example")  # without a real seal: what is sealed can be read
SITES = (Site("Heidelberg", ("UKHD",)), Site("Leipzig", ("UKL",)))
DIRECTORY = Directory(groups=GROUPS, topics=TOPICS, sites=SITES)
CLARA = Person("p1", "Clara", "Ordnung", "Dr.", "clara@example.org", Role.COORDINATOR, "", "Leipzig")
ADA = Person("p2", "Ada", "Müller", "Dr.", "ada@example.org", Role.LEADER, "CDX", "Leipzig", ("NLP",))
BEN = Person("p3", "Ben", "Mayr", "", "ben@example.org", Role.RESEARCHER, "CDX", "Leipzig", ("federated learning",))
EVA = Person("p4", "Eva", "Groß", "", "eva@example.org", Role.RESEARCHER, "FEDORIS", "Heidelberg", language="de")
PEOPLE = (CLARA, ADA, BEN, EVA)
NORA = Person("p9", "Nora", "Niemand")  # has an account and is in no directory


class StandingClock(Clock):
    """A clock that stands still until it is told to move."""

    def __init__(self, moment: datetime = NOW) -> None:
        super().__init__()
        self.moment = moment

    @property
    def ahead(self) -> timedelta:
        return self.moment - self.real()

    def now(self) -> datetime:
        return self.moment

    def move_to(self, moment: datetime) -> None:
        self.moment = max(self.moment, moment)


class WatchedViews(Views):
    """Views that remember what they showed: kind, name and message; letters, and each notice in them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shown: list[tuple[str, str, Message]] = []

    def show(self, kind: str, view: str, person: str | None = None) -> tuple[Message | Later | None, Reader]:
        message, reader = super().show(kind, view, person)
        if kind == "letter" and isinstance(message, Message):
            self.shown.append((kind, unpack(view)[0], message))
        return message, reader

    def render(self, store: Store, kind: str, view: str, me: Person | None, reader: Reader) -> Message | Later | None:
        message = super().render(store, kind, view, me, reader)
        if isinstance(message, Message):
            self.shown.append((kind, unpack(view)[0], message))
        return message


class Chat:
    """A bot with its database and one platform on paper; `type`, `click` and `fill` give the immediate replies."""

    def __init__(
        self,
        database: Database,
        people: Sequence[Person] = PEOPLE,
        table: Table | None = None,
        network: Network = NETWORK,
        directory: Directory = DIRECTORY,
        links: Links = LINKS,
        vault: Vault | None = None,
    ) -> None:
        self.database = database
        self.clock = StandingClock()
        database.ahead = lambda: self.clock.ahead
        folder = Path(tempfile.gettempdir(), f"netbot-vault-{uuid.uuid4().hex}")  # made when the first key is
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.vault = vault or Vault(folder)
        Shredder(database, self.vault).listen()
        self.paper = Paper()
        self.network = network
        with database.transaction() as store:
            store.directory.save(replace(directory, people=tuple(people)), NOW.date())
        self.places = {"announcements": [ANNOUNCEMENTS], "news": [NEWS]}
        self.roster = Roster(database)
        self.context = Context(
            table or handlers.discover(),
            database,
            self.roster,
            self.network,
            self.clock,
            self.places,
            links,
            vault=self.vault,
        )
        self.views = WatchedViews(self.context)
        self.dispatcher = Dispatcher(self.context)
        self.delivery = Delivery(database, {"paper": self.paper}, self.views, self.clock)
        self._keys = count(1)
        with database.transaction() as store:
            for person in people:
                store.accounts.link("paper", person.id, person.id, "test", NOW)

    def hear(self, event: Command | Click | Submission) -> Answer:
        return self.dispatcher.hear(event)

    def type(
        self, words: str, by: Person = ADA, mentions: dict[str, str] | None = None
    ) -> list[Whisper | Ask | Reject]:
        """What comes back for `/jrg words`."""
        words = words.removeprefix(self.network.command)
        event = Command(words, account_of(by), ANNOUNCEMENTS, self.clock.now(), mentions or {})
        return list(self.hear(event).replies)

    def click(self, message: Message, label: Text, by: Person = ADA) -> list[Whisper | Ask | Reject]:
        """What comes back for a click on the button with this label."""
        return self.press(button(message, label).action, by)

    def press(self, action: str, by: Person = ADA, here: Place = ANNOUNCEMENTS) -> list[Whisper | Ask | Reject]:
        return list(self.hear(Click(action, account_of(by), here, self.clock.now())).replies)

    def send(self, kind: str, packed: str, by: Person = ADA, /, **values: Submitted) -> list[Whisper | Ask | Reject]:
        """What comes back for a command, a button or a form with exactly these words or values."""
        if kind == "command":
            return self.type(packed, by)
        if kind == "button":
            return self.press(packed, by)
        return list(self.hear(Submission(packed, values, account_of(by), ANNOUNCEMENTS, self.clock.now())).replies)

    def fill(
        self, form: Form, by: Person = ADA, key: str = "", here: Place = ANNOUNCEMENTS, **values: Submitted
    ) -> list[Whisper | Ask | Reject]:
        """What comes back for the form with these values and otherwise as it was shown."""
        shown = {entry.name: entry.values if isinstance(entry, Choices) else entry.value for entry in form.inputs}
        given = shown | values
        written = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in given.items()}
        event = Submission(
            form.carry, written, account_of(by), here, self.clock.now(), key or f"form-{next(self._keys)}"
        )
        return list(self.hear(event).replies)

    def deliver(self) -> int:
        """Sends everything that is due; returns how many deliveries that took."""
        number = 0
        while done := self.delivery.deliver():
            number += done
        return number

    def pass_time(self, until: datetime | timedelta) -> None:
        """Moves the clock, and lets happen what falls due."""
        self.clock.move_to(self.clock.now() + until if isinstance(until, timedelta) else until)
        self.dispatcher.tick("plan")
        self.deliver()

    def public(self, place: Place = ANNOUNCEMENTS) -> list[Message]:
        """What stands in a channel."""
        return self.paper.in_channel(place.channel)

    def direct(self, person: Person) -> list[Message]:
        """What the bot has written to a person."""
        return self.paper.in_channel(f"@{person.id}")


def account_of(person: Person) -> Account:
    return Account("paper", person.id, person.name, person.email)


def button(message: Message, label: Text) -> Button:
    """The button with this label."""
    [found] = [part for part in message.parts if isinstance(part, Button) and part.label == label]
    return found


def said(replies: Sequence[Whisper | Ask | Reject], reader: Reader = ENGLISH) -> str:
    """The words of the only whisper."""
    [reply] = replies
    assert isinstance(reply, Whisper), reply
    return words(reply.message, reader)


def words(message: Message, reader: Reader = ENGLISH) -> str:
    """Title, paragraphs, fields and lists of a message as plain lines."""
    lines = [message.title.plain(reader)] if message.title else []
    for part in message.parts:
        if isinstance(part, Paragraph):
            lines.append(part.text.plain(reader))
        for text in getattr(part, "texts", ()):
            lines.append(text.plain(reader))
        for label, value in getattr(part, "pairs", ()):
            lines.append(f"{label.plain(reader)}: {value.plain(reader)}")
    return "\n".join(lines)


def asked(replies: Sequence[Whisper | Ask | Reject]) -> Form:
    """The form that opened."""
    [reply] = replies
    assert isinstance(reply, Ask), reply
    return reply.form
