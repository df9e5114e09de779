"""Committees: where the network is represented, by whom and until when, and what they call for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.walltime import nearest_utc

MANDATE_RUNGS = (60, 14)  # days before the end of a mandate
CALL_RUNGS = (7, 0)  # days before the deadline of a call; 0 when it is over


class Kind(StrEnum):
    """What a committee is; the settings say what the network calls it."""

    STEERING = "steering"
    WORKING_GROUP = "working-group"
    PROJECT = "project"
    OTHER = "other"


class CommitteeError(Exception):
    """A wish about a committee that cannot be fulfilled."""


class NoSuchCommittee(CommitteeError):
    """There is no committee with this number or name."""


class NoSuchMandate(CommitteeError):
    """Nobody holds this mandate any more."""


class NoSuchCall(CommitteeError):
    """There is no call with this number."""


class CallOver(CommitteeError):
    """The deadline of the call has passed, or it was closed."""


class CommitteeChanged(CommitteeError):
    """Somebody has changed it since it was looked at."""


class NameTaken(CommitteeError):
    """Another committee has this name."""


class DeadlinePassed(CommitteeError):
    """A day that lies behind us is no deadline."""


@dataclass(frozen=True, slots=True)
class Committee:
    """A body outside the groups. One that is `closed` has ended its work and is kept for what was said about it."""

    id: int
    name: str
    kind: Kind = Kind.WORKING_GROUP
    about: str = ""
    website: str = ""
    closed: bool = False
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A person speaks for the network in a committee, until the end of a day or without an end.

    `reminded` is the rung of MANDATE_RUNGS that was said last, None if none was.
    """

    id: int
    committee: int
    person: str
    role: str = ""
    until: date | None = None
    reminded: int | None = None

    def holds(self, today: date) -> bool:
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True)
class Call:
    """A committee looks for somebody or something; one can say until the end of the `deadline` that one is interested.

    `reminded` is the rung of CALL_RUNGS that was said last, None if none was.
    """

    id: int
    committee: int
    title: str
    text: str
    deadline: date
    opened_by: str | None = None
    closed: bool = False
    changed: datetime | None = None
    reminded: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether it was closed, or the end of its deadline was noticed."""
        return self.closed or self.reminded == 0

    def is_open(self, today: date) -> bool:
        return not self.closed and today <= self.deadline

    def ends(self, zone: str) -> datetime:
        """The instant at which the deadline is over."""
        return nearest_utc(datetime.combine(self.deadline + timedelta(days=1), time()), zone)


def version(found: Committee | Call) -> str:
    """Names the state, so that a form can tell whether it is still the one that was shown."""
    return found.changed.isoformat() if found.changed else ""


def expect_unchanged(found: Committee | Call, seen: str) -> None:
    """Raises CommitteeChanged unless this is the version that was seen."""
    if seen != version(found):
        raise CommitteeChanged


def expect_open(call: Call, today: date) -> None:
    """Raises CallOver if nobody can say any more that they are interested."""
    if not call.is_open(today):
        raise CallOver


def rung_reached(end: date, today: date, rungs: Iterable[int]) -> int | None:
    """The last rung before `end` whose day has come, None while there is still more time than that.

    A rung of 0 is reached when the day itself is over.
    """
    days = (end - today).days
    reached = [rung for rung in rungs if (days <= rung if rung else days < 0)]
    return min(reached, default=None)


def key_of(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(name.casefold().split())
