"""What the embedded chat is given: its channels, who one may be, what one may type, and a clock that can be moved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat.events import Account
from bot.chat.text import Reader, Text
from bot.platforms.seal import Seal
from bot.platforms.web import phrases
from bot.platforms.web.doors import Sorry

PLATFORM = "web"
DIRECT = "direct:"  # a conversation with the bot is the channel "direct:" + user


@dataclass(frozen=True, slots=True)
class Channel:
    """A public channel; `purpose` is the line under its title."""

    id: str
    title: str
    purpose: Text


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody whom the visitor may be; the pinned ones come first in the switcher."""

    user: str
    name: str
    note: Text
    email: str
    language: str
    zone: str
    pinned: bool = False

    def account(self) -> Account:
        return Account(PLATFORM, self.user, self.name, self.email, self.language, self.zone)

    def reader(self) -> Reader:
        return Reader(self.language, self.zone) if self.zone else Reader(self.language)


@dataclass(frozen=True, slots=True)
class Hint:
    """A completion of the composer, in the words of whoever types: "/jrg find <words>" and what it does."""

    usage: str
    text: str


class Timekeeper(Protocol):
    """The clock of the demo."""

    def now(self) -> datetime: ...

    def jump(self, to: str) -> datetime:
        """Moves to the "next" reminder, by a "day", or to the "meeting", and says what time it is then."""
        ...

    def preview(self) -> Mapping[str, datetime | None]:
        """Where "next" and "meeting" would lead; None where there is nothing to go to."""
        ...


class Crowd:
    """All faces by their user id; the table is built anew only when `faces` gives another sequence."""

    def __init__(self, faces: Callable[[], Sequence[Face]]) -> None:
        self._faces = faces
        self._built: tuple[Sequence[Face] | None, dict[str, Face]] = (None, {})

    def all(self) -> Sequence[Face]:
        """The pinned ones first, then by name."""
        return tuple(self._table().values())

    def get(self, user: str) -> Face | None:
        return self._table().get(user)

    def _table(self) -> dict[str, Face]:
        faces = self._faces()
        built_from, table = self._built
        if built_from is not faces:
            ordered = sorted(faces, key=lambda face: (not face.pinned, "" if face.pinned else face.name.casefold()))
            table = {face.user: face for face in ordered}
            self._built = (faces, table)
        return table


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the parts of the embedded chat know in common."""

    title: str
    command: str
    example: str
    channels: Mapping[str, Channel]
    crowd: Crowd
    commands: Callable[[Account], Sequence[Hint]]
    time: Timekeeper
    seal: Seal
    conversations: Callable[[str], Sequence[str]]

    def face(self, data: Mapping[str, object]) -> Face:
        """Who the visitor says to be. Raises Sorry."""
        user = data.get("as")
        face = self.crowd.get(user) if isinstance(user, str) else None
        if face is None:
            raise Sorry(404, phrases.NOBODY)
        return face

    def channel(self, data: Mapping[str, object], face: Face) -> str:
        """The channel of a request, which this person may see. Raises Sorry."""
        channel = data.get("channel")
        if not isinstance(channel, str) or channel not in self.visible(face):
            raise Sorry(404, phrases.NOWHERE)
        return channel

    def visible(self, face: Face) -> tuple[str, ...]:
        """The channels that somebody sees: all public ones, their conversations with others, that with the bot."""
        return (*self.channels, *self.conversations(face.user), DIRECT + face.user)
