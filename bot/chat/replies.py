"""What a handler can say. It returns these; it performs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.chat.events import Place
from bot.chat.text import Reader, Text
from bot.chat.ui import Form, Message, Paragraph, action


@dataclass(frozen=True, slots=True)
class View:
    """The name of a card or notice with its arguments; what it shows is decided when it is sent."""

    packed: str


def card(name: str, **arguments: object) -> View:
    return View(action(name, **arguments))


def notice(name: str, **arguments: object) -> View:
    return View(action(name, **arguments))


@dataclass(frozen=True, slots=True)
class Whisper:
    """Only the caller sees it, now."""

    message: Message


@dataclass(frozen=True, slots=True)
class Ask:
    """Opens a form; only as the answer to a command or a click."""

    form: Form


@dataclass(frozen=True, slots=True)
class Reject:
    """Keeps the form open with a word beside each input that needs another look. Undoes the transaction."""

    errors: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Post:
    """A public message that the bot keeps up to date: the first time it is posted, after that edited in place.

    `place` is a channel of one platform, or the name of a setting that means one on each ("announcements").
    It appears at `due` (at once without) and not at all if it could not be sent before `expires`.
    """

    card: View
    place: Place | str
    due: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """A direct message that is owed to a person. It is sent once for each `once`, whatever dies when.

    What is not urgent joins the person's next letter: in the hours in which they want to be written to, with all else
    that is not urgent, and at most once a day. It cannot have a `due` of its own to come. With `on` it reaches them on
    this platform, or not at all where they have no account there.
    """

    person: str
    notice: View
    once: str
    due: datetime | None = None
    expires: datetime | None = None
    urgent: bool = True
    on: str = ""


@dataclass(frozen=True, slots=True)
class Gather:
    """Opens a conversation of these people with the bot, on a platform that all of them use, and posts a card in it.

    Where there is none, each of them is told the notice, once for each `once`.
    """

    people: tuple[str, ...]
    card: View
    notice: View
    once: str


@dataclass(frozen=True, slots=True)
class Later:
    """What a letter shows instead of a message at a moment at which its reader may not be written to."""

    until: datetime


Reply = Whisper | Ask | Reject | Post | Tell | Gather


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back at once to whoever spoke, and in whose words."""

    replies: tuple[Whisper | Ask | Reject, ...]
    reader: Reader


def whisper(text: Text) -> Whisper:
    """A whisper of one paragraph."""
    return Whisper(Message(parts=(Paragraph(text),)))
