"""What a platform must offer, and how it says that something went wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from starlette.routing import BaseRoute

from bot.chat.events import Event, Place
from bot.chat.replies import Answer
from bot.chat.text import Reader
from bot.chat.ui import Message

Hear = Callable[[Event], Answer]


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a post stands, so that it can be edited."""

    channel: str
    post: str


class Unsure(Exception):
    """The connection broke or the server stumbled: the post may or may not be there."""


class TooFast(Exception):
    """The platform asks us to wait so many seconds before anything else; nothing was posted."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class Refused(Exception):
    """The platform will never take this: the channel is archived, the person has left. Nothing was posted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What `netbot doctor` has found: a title, whether it is well, and what to do if it is not."""

    title: str
    ok: bool
    advice: str = ""


class Platform(Protocol):
    """One chat platform. Its methods are called from several threads and answer within `patience` seconds."""

    @property
    def name(self) -> str: ...

    @property
    def pace(self) -> float:
        """Seconds between two calls for one channel."""
        ...

    @property
    def patience(self) -> float:
        """Seconds after which a call here has ended, well or badly."""
        ...

    def direct(self, user: str) -> Place:
        """The conversation with one user. Raises as `post` does."""
        ...

    def together(self, users: Sequence[str]) -> Place:
        """The conversation of these users with the bot, always the same one. Raises as `post` does."""
        ...

    def members(self, place: Place) -> Sequence[str]:
        """The users of a channel in no order, some of them perhaps no people.

        Raises as `post` does: where the bot is no member, nobody reads what it has to say.
        """
        ...

    def named(self, place: Place) -> Place:
        """A channel of the settings as events name it. Raises as `post` does."""
        ...

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        """Posts and remembers `key` with the post. Raises Unsure, TooFast or Refused."""
        ...

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        """Shows another message in the same post; doing it twice is harmless. Raises as `post` does."""
        ...

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        """The post with this key, if it was made after `since`. Raises as `post` does."""
        ...


class Connected(Platform, Protocol):
    """A platform on a server of its own, which calls the bot and to which the bot connects."""

    def listen(self, hear: Hear) -> None:
        """From now on events are heard."""
        ...

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def state(self) -> str:
        """ "connected", or what is wrong, for those who watch over the bot."""
        ...

    def routes(self) -> Sequence[BaseRoute]:
        """The addresses that the server calls, to be mounted at the root."""
        ...
