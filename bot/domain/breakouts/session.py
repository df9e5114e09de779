"""The breakout rooms of one meeting: what coordinators plan, how far it has come, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.meetings import Meeting

MOST_ROUNDS = 9
MOST_ROOMS = 60
RANKS = 3  # so many topics can be wished for
LEAD = timedelta(days=2)  # before the meeting wishes close, unless a coordinator says otherwise
NOTICE = timedelta(days=1)  # before wishes close those who have none are reminded


class Stage(StrEnum):
    """How far the rooms have come; of a DRAFT only coordinators know."""

    DRAFT = "draft"
    WISHING = "wishing"
    PUBLISHED = "published"


class Profile(StrEnum):
    """What counts most when people are given seats; the names of `problem.PROFILES`."""

    BALANCED = "balanced"
    MIX = "mix"
    TOPICS = "topics"


class BreakoutError(Exception):
    """A wish about breakout rooms that cannot be fulfilled."""


class NoBreakouts(BreakoutError):
    """This meeting has no breakout rooms, or none that everybody may know of."""


class BreakoutsChanged(BreakoutError):
    """Somebody has changed them since they were looked at."""


class WishesClosed(BreakoutError):
    """It is too late to wish, or nobody has been asked."""


class NotComing(BreakoutError):
    """Only who has a seat in the meeting has one in a room."""


class NothingAssigned(BreakoutError):
    """There is no plan to look at or to publish."""


class AllRoundsOver(BreakoutError):
    """No round is left to plan or to begin."""


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """A room with its topic; whoever is online can sit only where `online` says that they can join."""

    id: int
    topic: str
    low: int
    high: int
    online: bool = False
    facilitator: str | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """What is planned for one meeting. `lead` is the time before its beginning at which wishes close.

    `running` is the round that has begun, 0 before the first. `revision` counts all changes, so that forms and buttons
    can tell whether they still mean what was looked at. `reminded` and `closed` say what was said about the wishes.
    Pairs are ids in order.
    """

    meeting: int
    rooms: tuple[PlannedRoom, ...]
    rounds: int = 3
    profile: Profile = Profile.BALANCED
    lead: timedelta = LEAD
    stage: Stage = Stage.DRAFT
    seed: int = 0
    running: int = 0
    revision: int = 1
    reminded: bool = False
    closed: bool = False
    planned_by: str | None = None
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    @property
    def coming(self) -> range:
        """The rounds that have not begun."""
        return range(self.running + 1, self.rounds + 1)

    @property
    def current(self) -> int:
        """The round in which somebody who comes now takes part first."""
        return max(self.running, 1)

    def room(self, number: int) -> PlannedRoom | None:
        return next((room for room in self.rooms if room.id == number), None)

    def closes(self, meeting: Meeting) -> datetime:
        """When wishes close."""
        return meeting.starts - self.lead

    def takes_wishes(self, meeting: Meeting, now: datetime) -> bool:
        return self.stage is Stage.WISHING and meeting.cancelled is None and now < self.closes(meeting)

    def reminds(self, meeting: Meeting) -> datetime:
        """When those who have not wished are reminded."""
        return self.closes(meeting) - NOTICE

    def next_step(self, meeting: Meeting) -> datetime:
        """When something is to be said about the wishes."""
        return self.closes(meeting) if self.reminded else self.reminds(meeting)


@dataclass(frozen=True, slots=True)
class Presence:
    """What was seen of somebody beside their answer: `first` and `last` round in which they take part."""

    person: str
    first: int = 1
    last: int | None = None
    remote: bool | None = None
    """How they take part who came without an answer; None for those whose answer says it."""

    def covers(self, number: int) -> bool:
        return self.first <= number and (self.last is None or number <= self.last)


@dataclass(frozen=True, slots=True)
class Pin:
    """A person who sits in this room, in one round or (0) in all."""

    person: str
    room: int
    round: int = 0


Rounds = Mapping[int, Mapping[str, int]]
"""By number of the round (from 1) the room of each person."""


def expect_unchanged(session: Session, seen: int) -> None:
    """Raises BreakoutsChanged unless this is the revision that was seen."""
    if session.revision != seen:
        raise BreakoutsChanged
