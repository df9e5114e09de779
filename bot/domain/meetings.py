"""Meetings: when and where they are, who may know of them, and what becomes of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.walltime import nearest_utc, to_utc

USUAL_LENGTH = timedelta(hours=2)
LONGEST = timedelta(days=14)
FARTHEST = timedelta(days=3 * 366)  # ahead: a later year is a slip of the finger


class Answer(StrEnum):
    """What somebody says to an invitation."""

    ONLINE = "online"
    ONSITE = "onsite"
    MAYBE = "maybe"
    NO = "no"


class Stage(StrEnum):
    """How far a meeting has come. A DRAFT is known to coordinators only, and so are the dates of a series until they
    are announced: PROPOSED by the rule, CONFIRMED by a coordinator.
    """

    DRAFT = "draft"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ANNOUNCED = "announced"


class Mode(StrEnum):
    """How a meeting takes place."""

    ONLINE = "online"
    ONSITE = "onsite"
    HYBRID = "hybrid"


MODE_ANSWERS = {
    Mode.ONLINE: (Answer.ONLINE,),
    Mode.ONSITE: (Answer.ONSITE,),
    Mode.HYBRID: (Answer.ONLINE, Answer.ONSITE),
}


def mode_of(capacity: Collection[Answer]) -> Mode:
    """The mode of a meeting that can be attended in these ways."""
    if Answer.ONLINE not in capacity:
        return Mode.ONSITE
    return Mode.HYBRID if Answer.ONSITE in capacity else Mode.ONLINE


class MeetingError(Exception):
    """A wish about a meeting that cannot be fulfilled."""


class NoSuchMeeting(MeetingError):
    """There is no meeting with this number, or none is coming."""


class MeetingCancelled(MeetingError):
    """It will not take place."""


class MeetingStarted(MeetingError):
    """It has begun or is over."""


class MeetingNotBegun(MeetingError):
    """It is still to come."""


class MeetingChanged(MeetingError):
    """Somebody has changed it since it was looked at."""


class MeetingInPast(MeetingError):
    """A meeting cannot be planned for a time that has gone."""


class MeetingTooFar(MeetingError):
    """A meeting cannot be planned for a time so far ahead."""


class LengthImpossible(MeetingError):
    """A meeting lasts some minutes at least and two weeks at most."""


class DeadlineTooLate(MeetingError):
    """One cannot answer after the meeting has begun."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting at a wall-clock time in a zone. `cancelled` is the reason, None while it stands.

    `revision` counts changes of date, place, link or mode and the end. `asked` counts how often everybody was asked:
    an answer of an earlier round is known but no longer counts as one. The `deadline` is a day and ends with it.
    `slot` is the date that the rule of its `series` gave it, whatever became of it since.
    """

    id: int
    title: str
    wall: datetime
    zone: str
    place: str = ""
    description: str = ""
    revision: int = 1
    cancelled: str | None = None
    planned_by: str | None = None
    lasts: timedelta = USUAL_LENGTH
    link: str = ""
    deadline: date | None = None
    stage: Stage = Stage.ANNOUNCED
    asked: int = 1
    changed: datetime | None = None
    series: int | None = None
    slot: datetime | None = None

    @property
    def starts(self) -> datetime:
        """The instant, in UTC."""
        return nearest_utc(self.wall, self.zone)

    @property
    def ends(self) -> datetime:
        """The instant, in UTC."""
        return self.starts + self.lasts

    @property
    def closes(self) -> datetime | None:
        """The instant after which an answer is late, in UTC."""
        day = self.deadline
        return nearest_utc(datetime.combine(day + timedelta(days=1), time()), self.zone) if day else None

    @property
    def is_announced(self) -> bool:
        return self.stage is Stage.ANNOUNCED


def checked(meeting: Meeting, *, now: datetime) -> Meeting:
    """The meeting itself, if it can take place.

    Raises MeetingInPast, MeetingTooFar, LengthImpossible, DeadlineTooLate, WallTimeMissing or WallTimeTwice.
    """
    starts = to_utc(meeting.wall, meeting.zone)
    if starts <= now:
        raise MeetingInPast
    if starts - now > FARTHEST:
        raise MeetingTooFar
    if not timedelta() < meeting.lasts <= LONGEST:
        raise LengthImpossible
    if meeting.deadline is not None and meeting.deadline > meeting.wall.date():
        raise DeadlineTooLate
    return meeting


def version(meeting: Meeting) -> str:
    """Names the state of a meeting, so that a form can tell whether it is still the one that was shown."""
    return meeting.changed.isoformat() if meeting.changed else ""


def expect_unchanged(meeting: Meeting, seen: str) -> None:
    """Raises MeetingChanged unless this is the version that was seen."""
    if seen != version(meeting):
        raise MeetingChanged


def announce(meeting: Meeting, *, at: datetime) -> Meeting:
    """The meeting made public. Raises MeetingCancelled, MeetingStarted, WallTimeMissing or WallTimeTwice."""
    expect_open(meeting, at)
    to_utc(meeting.wall, meeting.zone)
    return replace(meeting, stage=Stage.ANNOUNCED, changed=at)


def edit(before: Meeting, after: Meeting, *, now: datetime) -> Meeting:
    """The meeting with what is new in `after`, counted: who knows the old one has to be told, or asked again.

    Raises as `checked` does, and MeetingCancelled or MeetingStarted.
    """
    expect_open(before, now)
    checked(after, now=now)
    moved = before.starts != after.starts
    told = moved or (before.lasts, before.place, before.link) != (after.lasts, after.place, after.link)
    return replace(
        after,
        revision=before.revision + told,
        asked=before.asked + (moved and before.is_announced),
        changed=now,
    )


def cancel(meeting: Meeting, reason: str, *, at: datetime) -> Meeting:
    """The meeting called off. Raises MeetingCancelled or MeetingStarted."""
    expect_open(meeting, at)
    return replace(meeting, cancelled=reason, revision=meeting.revision + 1, changed=at)


def expect_open(meeting: Meeting, at: datetime) -> None:
    """Raises MeetingCancelled or MeetingStarted if nobody can answer or change it any more."""
    if meeting.cancelled is not None:
        raise MeetingCancelled
    if at >= meeting.starts:
        raise MeetingStarted


def expect_announced(meeting: Meeting, at: datetime) -> None:
    """Raises NoSuchMeeting as well, if nobody but the coordinators knows of it."""
    if not meeting.is_announced:
        raise NoSuchMeeting
    expect_open(meeting, at)


def expect_begun(meeting: Meeting, at: datetime) -> None:
    """Raises NoSuchMeeting, MeetingCancelled or MeetingNotBegun if nobody can have been there."""
    if not meeting.is_announced:
        raise NoSuchMeeting
    if meeting.cancelled is not None:
        raise MeetingCancelled
    if at < meeting.starts:
        raise MeetingNotBegun
