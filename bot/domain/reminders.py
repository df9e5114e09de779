"""The ladder of reminders: at which moments who is reminded of a meeting, and until when that makes sense."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.domain.walltime import before, nearest_utc

MORNING = time(8)
STEP = re.compile(r"([0-9]{1,3})([dhm])")


class Audience(StrEnum):
    """Who hears a reminder: the people who have not answered, those who come, or all in the announcement channel.

    Before a date of a series is announced, its coordinators are asked to CONFIRM it, and then is the time to ANNOUNCE.
    """

    PEOPLE = "people"
    ATTENDEES = "attendees"
    CHANNEL = "channel"
    CONFIRM = "confirm"
    ANNOUNCE = "announce"


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder of one meeting; it is pointless after `expires`."""

    name: str
    audience: Audience
    due: datetime
    expires: datetime


def is_step(step: str) -> bool:
    """Whether this names a moment before a meeting: "14d", "1h", "15m"."""
    return STEP.fullmatch(step) is not None


def ladder(meeting: Meeting, steps: Iterable[str], audience: Audience) -> tuple[Rung, ...]:
    """The rungs of a meeting, earliest first; each expires when the next one is due, the last when it starts."""
    dues = sorted({(moment_of(step, meeting), step) for step in steps})
    ends = pairwise([*dues, (meeting.starts, "")])
    return tuple(Rung(step, audience, due, end) for (due, step), (end, _) in ends if due < end)


def moment_of(step: str, meeting: Meeting) -> datetime:
    """When a step is due: days are counted on the wall clock, hours and minutes are exact.

    "0d" means on the day: at eight in the morning, or one hour before a meeting that begins earlier than nine.
    """
    found = STEP.fullmatch(step)
    if not found:
        raise ValueError(f"{step!r} is no step such as 14d, 1h or 15m")
    number, unit = int(found[1]), found[2]
    if unit == "d" and number == 0:
        morning = nearest_utc(datetime.combine(meeting.wall.date(), MORNING), meeting.zone)
        return min(morning, meeting.starts - timedelta(hours=1))
    if unit == "d":
        return before(meeting.wall, meeting.zone, days=number)
    return meeting.starts - (timedelta(hours=number) if unit == "h" else timedelta(minutes=number))


def is_exact(step: str) -> bool:
    """Whether the step is exact to the minute, as nothing is that can wait for somebody's working hours."""
    return not step.endswith("d")


def unanswered(people: Iterable[Person], answered: Collection[str]) -> list[Person]:
    """The active people who have said nothing yet."""
    return [person for person in people if person.is_active and person.id not in answered]
