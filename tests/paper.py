"""A chat platform on paper: it keeps what is posted as messages, and can be told to fail like a real one."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.platforms.port import Ref, Refused


@dataclass
class Sheet:
    """One post with all that was ever shown in it."""

    place: Place
    key: str
    reader: Reader
    at: datetime
    shown: list[Message] = field(default_factory=list[Message])


@dataclass
class Paper:
    """A platform whose posts can be read. `troubles` are raised one after another, each before or after the work."""

    name: str = "paper"
    pace: float = 0.0
    patience: float = 30.0  # seconds; a lease lasts four times as long, however busy the machine is
    posts: dict[str, Sheet] = field(default_factory=dict[str, Sheet])
    troubles: list[tuple[str, Exception]] = field(default_factory=list[tuple[str, Exception]])
    people: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    gone: set[str] = field(default_factory=set[str])
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def direct(self, user: str) -> Place:
        if user in self.gone:
            raise Refused("the account is gone")
        return Place(self.name, f"@{user}")

    def together(self, users: Sequence[str]) -> Place:
        if self.gone.intersection(users):
            raise Refused("an account is gone")
        return Place(self.name, "@" + "+".join(sorted(users)))

    def members(self, place: Place) -> list[str]:
        self._trouble("before")
        return self.people.get(place.channel, [])

    def named(self, place: Place) -> Place:
        return place

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        self._trouble("before")
        with self._lock:
            number = str(next(self._numbers))
            self.posts[number] = Sheet(place, key, reader, datetime.now(UTC), [message])
        self._trouble("after")
        return Ref(place.channel, number)

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        self._trouble("before")
        self.posts[ref.post].shown.append(message)
        self._trouble("after")

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        matching = (n for n, s in self.posts.items() if (s.place, s.key) == (place, key) and s.at >= since)
        return next((Ref(place.channel, number) for number in matching), None)

    def in_channel(self, channel: str) -> list[Message]:
        """What stands in a channel now, oldest first."""
        return [sheet.shown[-1] for sheet in self.posts.values() if sheet.place.channel == channel]

    def _trouble(self, when: str) -> None:
        if self.troubles and self.troubles[0][0] == when:
            raise self.troubles.pop(0)[1]
