"""What can be heard: a command, a click, a submitted form, a newcomer, and the tick of the clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

Submitted = str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Account:
    """Who speaks, as the platform vouches for it; e-mail, language and zone are empty where it does not say."""

    platform: str
    user: str
    name: str = ""
    email: str = ""
    language: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel or a conversation on one platform; `alone` says of an event that it came from one with one person."""

    platform: str
    channel: str
    alone: bool = field(default=False, compare=False)


TOGETHER = "with:"


def conversation(platform: str, users: Iterable[str]) -> Place:
    """The conversation of some users with the bot; there need be none before something is posted in it."""
    return Place(platform, TOGETHER + "+".join(sorted(users)))


def those_in(place: str) -> tuple[str, ...]:
    """The users of such a conversation, none for every other place."""
    return tuple(place.removeprefix(TOGETHER).split("+")) if place.startswith(TOGETHER) else ()


@dataclass(frozen=True, slots=True)
class Command:
    """Words typed after the slash command; `mentions` maps a word as typed to the user id that it means."""

    words: str
    account: Account
    place: Place
    at: datetime
    mentions: Mapping[str, str] = field(default_factory=dict[str, str])
    key: str = ""
    answer: object = None


@dataclass(frozen=True, slots=True)
class Click:
    """A button or a menu; `action` was made and signed by us, `choice` is what the menu says."""

    action: str
    account: Account
    place: Place
    at: datetime
    choice: str | None = None
    key: str = ""
    answer: object = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A filled form; `carry` was made and signed by us, the values are as the platform sent them."""

    carry: str
    values: Mapping[str, Submitted]
    account: Account
    place: Place
    at: datetime
    key: str = ""
    answer: object = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody new came to the platform."""

    account: Account
    place: Place
    at: datetime
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock says that it is time for `name`."""

    name: str
    at: datetime


Event = Command | Click | Submission | Joined | Tick
# `key` names the event where the platform may send it again (a form's own number, an event id): its work is done once.
# `answer` is opaque: what the platform needs to answer this very event.
