"""A toy feature for the tests of dispatch: writing, failing, owing, asking; each route does one thing."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.replies import Ask, Post, Reject, Reply, Tell, card, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Form, Line, Message, action
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.routing import Help, Refusal, Router, Who, Words
from storage import Store
from storage.database import DatabaseBusy

HELP = Help(Text(en="A toy.", de="Ein Spielzeug."), usage=Text(en="toy", de="toy"))
DONE = Text(en="Done.", de="Fertig.")
TOO_BIG = Text(en="{size} is too big for {command}.", de="{size} ist zu groß für {command}.")
FORM = Form(DONE, (Line("size", DONE), Line("note", DONE, required=False)), DONE, action("toy.save", number=3))


class TooBig(Exception):
    """It does not fit; `size` says how big it is."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class FarTooBig(TooBig):
    """Neither does it fit next door."""


routes = Router()
routes.refuse({TooBig: Refusal(TOO_BIG, field="size")})


@routes.command("fail", help=HELP)
def fail(store: Store, me: Person) -> Iterator[Reply]:
    keep(store)
    yield whisper(DONE)
    yield Tell(me.id, notice("toy.notice"), once="toy")
    yield Post(card("toy.card"), "announcements")
    raise RuntimeError("a mistake of ours")


@routes.command("write", help=HELP)
def write(store: Store, me: Person, size: int = 1) -> Iterator[Reply]:
    keep(store)
    if size > 5:
        raise FarTooBig(size)
    yield Tell(me.id, notice("toy.notice"), once="toy")
    yield Post(card("toy.card"), "announcements")


@routes.command("read", help=HELP, reads=True)
def read(store: Store) -> Iterator[Reply]:
    yield whisper(DONE if store.meetings.exists() else HELP.text)


@routes.command("owe", help=HELP, reads=True)
def owe_while_reading(me: Person) -> Iterator[Reply]:
    yield Tell(me.id, notice("toy.notice"), once="toy")


@routes.command("form", help=HELP, reads=True)
def open_form() -> Iterator[Reply]:
    yield Ask(FORM)


@routes.form("toy.save")
def save(store: Store, number: int, size: int, note: str = "") -> Iterator[Reply]:
    keep(store, f"{number} {note}")
    if note == "again":
        yield Ask(FORM)
    if note == "rejected":
        yield Reject({"note": DONE})
    if size > 5:
        raise TooBig(size)
    yield whisper(DONE)


@routes.command("lead", help=HELP, who=Who.LEADERS)
def lead() -> Iterator[Reply]:
    yield whisper(DONE)


@routes.command("rule", help=HELP, who=Who.COORDINATORS)
def rule() -> Iterator[Reply]:
    yield whisper(DONE)


@routes.command("busy", help=HELP)
def busy(store: Store) -> None:
    keep(store)
    raise DatabaseBusy


@routes.tick("toy")
def stumble() -> None:
    raise RuntimeError("a mistake of ours")


@routes.tick("toy")
def go_on(store: Store) -> None:
    keep(store)


@routes.command("nothing", help=HELP)
def nothing(words: Words = Words("")) -> None:
    return None


@routes.notice("toy.notice")
def toy_notice() -> Message:
    return Message(DONE)


@routes.card("toy.card")
def toy_card() -> Message:
    return Message(DONE, (Button(DONE, action("toy.gone")),))


def keep(store: Store, title: str = "toy") -> None:
    store.meetings.add(Meeting(0, title, datetime.fromisoformat("2026-12-03T14:00"), "Europe/Berlin"))
