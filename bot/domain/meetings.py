"""Meetings and the answers to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.walltime import nearest_utc, to_utc


class Answer(StrEnum):
    """What somebody says to an invitation."""

    ONLINE = "online"
    ONSITE = "onsite"
    MAYBE = "maybe"
    NO = "no"


class MeetingError(Exception):
    """A wish about a meeting that cannot be fulfilled."""


class NoSuchMeeting(MeetingError):
    """There is no meeting with this number, or none is coming."""


class MeetingCancelled(MeetingError):
    """It will not take place."""


class MeetingStarted(MeetingError):
    """It has begun or is over."""


class MeetingInPast(MeetingError):
    """A meeting cannot be planned for a time that has gone."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting at a wall-clock time in a zone. `cancelled` is the reason, None while it stands.

    `revision` counts changes of what a participant must know; reminders of an old revision are not sent.
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

    @property
    def starts(self) -> datetime:
        """The instant, in UTC."""
        return nearest_utc(self.wall, self.zone)


def plan(
    title: str,
    wall: datetime,
    zone: str,
    *,
    now: datetime,
    planned_by: str,
    place: str = "",
    description: str = "",
) -> Meeting:
    """A new meeting, still without a number. Raises MeetingInPast, WallTimeMissing or WallTimeTwice."""
    if to_utc(wall, zone) <= now:
        raise MeetingInPast
    return Meeting(0, title, wall, zone, place, description, planned_by=planned_by)


def cancel(meeting: Meeting, reason: str, *, at: datetime) -> Meeting:
    """The meeting called off. Raises MeetingCancelled or MeetingStarted."""
    expect_open(meeting, at)
    return replace(meeting, cancelled=reason, revision=meeting.revision + 1)


def expect_open(meeting: Meeting, at: datetime) -> None:
    """Raises MeetingCancelled or MeetingStarted if nobody can answer or change it any more."""
    if meeting.cancelled is not None:
        raise MeetingCancelled
    if at >= meeting.starts:
        raise MeetingStarted


def count(answers: Mapping[str, Answer]) -> dict[Answer, int]:
    """How many people gave each answer."""
    given = list(answers.values())
    return {answer: given.count(answer) for answer in Answer}
