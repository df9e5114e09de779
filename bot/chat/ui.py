"""What can be shown and asked: messages with parts, forms with inputs. The same words for every platform.

The vocabulary is what Slack, Mattermost and HTML have in common; `limits.py` says how much of each there may be.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from bot.chat.text import Text

Style = Literal["plain", "primary", "danger"]
ACTION_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Fields:
    """Short facts, each a label and a value."""

    pairs: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `more` counts those that are not shown."""

    texts: tuple[Text, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """A small chart: labels with counts."""

    bars: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, slots=True)
class Divider:
    pass


@dataclass(frozen=True, slots=True)
class Button:
    """`action` is made by `action()` and comes back as a Click."""

    label: Text
    action: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Option:
    label: Text
    value: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice that acts at once; the chosen value arrives as the argument `choice`."""

    label: Text
    action: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Image:
    url: str
    alt: Text


Part = Paragraph | Fields | Items | Bars | Divider | Button | Menu | Image


@dataclass(frozen=True, slots=True)
class Message:
    """Something to read: a title, parts from top to bottom (neighbouring buttons share a row), a small footer."""

    title: Text | None = None
    parts: tuple[Part, ...] = ()
    footer: Text | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    name: str
    label: Text
    value: str = ""
    hint: Text | None = None
    required: bool = True
    longest: int = 150


@dataclass(frozen=True, slots=True)
class Area:
    """Several lines of text."""

    name: str
    label: Text
    value: str = ""
    hint: Text | None = None
    required: bool = True
    longest: int = 3000


@dataclass(frozen=True, slots=True)
class Choice:
    """Exactly one of the options."""

    name: str
    label: Text
    options: tuple[Option, ...]
    value: str = ""
    hint: Text | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of the options."""

    name: str
    label: Text
    options: tuple[Option, ...]
    values: tuple[str, ...] = ()
    hint: Text | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """Yes or no."""

    name: str
    label: Text
    value: bool = False
    hint: Text | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the calendar."""

    name: str
    label: Text
    value: date | None = None
    hint: Text | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and a wall-clock time, without a zone."""

    name: str
    label: Text
    value: datetime | None = None
    hint: Text | None = None
    required: bool = True


Input = Line | Area | Choice | Choices | Check | Day | Moment


@dataclass(frozen=True, slots=True)
class Form:
    """Something to fill in; `carry` is made by `action()` and names the form's route with its arguments."""

    title: Text
    inputs: tuple[Input, ...]
    submit: Text
    carry: str
    intro: Text | None = None


def action(name: str, **arguments: object) -> str:
    """One string that says what a button or form means: `rsvp.answer?meeting=7&answer=online`.

    Raises ValueError above 255 characters, the least that any platform carries.
    """
    given = {key: _word(value) for key, value in arguments.items() if value is not None}
    packed = f"{name}?{urlencode(given)}" if given else name
    if len(packed) > ACTION_LIMIT:
        raise ValueError(f"the action {name} needs {len(packed)} characters, {ACTION_LIMIT} is the limit")
    return packed


def unpack(packed: str) -> tuple[str, dict[str, str]]:
    """The name and the arguments of an action."""
    name, _, query = packed.partition("?")
    return name, dict(parse_qsl(query, keep_blank_values=True))


def _word(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)
