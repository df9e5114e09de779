"""What a platform must let the contract tests do: a stage on which people read, type, click and fill in forms.

Each platform describes itself with one `Stage`; `test_contract.py` plays the same scenes on all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.chat.events import Event, Place, Submitted
from bot.chat.replies import Answer, Reply
from bot.chat.text import Reader
from bot.platforms.port import Hear, Platform


@dataclass(frozen=True)
class Seen:
    """A message as people see it: its words without any style, its links, and whom it would ping."""

    text: str
    links: tuple[str, ...] = ()
    pings: tuple[str, ...] = ()
    buttons: Mapping[str, str] = field(default_factory=dict)  # by label: what a press of it sends
    menus: Mapping[str, str] = field(default_factory=dict)  # by label: what a choice from it sends


@dataclass(frozen=True)
class Opened:
    """A form on somebody's screen: its title, the names of its inputs, and what comes back with the values."""

    title: str
    inputs: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class Returned:
    """What somebody got for a command, a click or a form: private messages, a form, errors beside its inputs."""

    private: tuple[Seen, ...] = ()
    form: Opened | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False  # the platform or the adapter turned it away


class Stage(Protocol):
    """One platform with two people, "ada" and "grace", and one public channel."""

    platform: Platform
    public: Place

    def listen(self, hear: Hear) -> None: ...

    def later(self, by: timedelta) -> None:
        """Moves the clock that the platform and the seals go by."""
        ...

    def now(self) -> datetime: ...

    def read(self, place: Place, user: str) -> Sequence[Seen]:
        """All messages of a place, oldest first, as this person sees them."""
        ...

    def type(self, user: str, words: str, place: Place) -> Returned:
        """Types the slash command with these words."""
        ...

    def click(self, user: str, button: str, place: Place, choice: str | None = None) -> Returned: ...

    def submit(self, user: str, state: str, values: Mapping[str, Submitted], place: Place) -> Returned: ...

    def close(self) -> None:
        """Stops what was started for this stage."""
        ...


Build = Callable[..., Stage]


class Ear:
    """Remembers what was heard and answers with what it was given."""

    def __init__(self, stage: Stage) -> None:
        self.heard: list[Event] = []
        self.replies: tuple[Reply, ...] = ()
        self.reader = Reader("en")
        stage.listen(self)

    def __call__(self, event: Event) -> Answer:
        self.heard.append(event)
        return Answer(self.replies, self.reader)
