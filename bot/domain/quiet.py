"""Quiet hours: the next moment at which somebody may be written to about what is not urgent."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.clockchanges import clock_changes
from bot.domain.publicholidays import holiday_on
from bot.domain.walltime import nearest_utc

DAY = timedelta(days=1)
SATURDAY = 5
SPAN = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*[-–]\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Hours:
    """When a person may be written to: while their clock shows a time from `begins` until before `ends`.

    They may cross midnight and then belong to the day on which they begin; the same time twice means the whole day.
    `region` names the country whose public holidays are quiet ("DE", "DE-SN"), "" none.
    """

    begins: time = time(8)
    ends: time = time(18)
    weekends: bool = False
    region: str = "DE"


@dataclass(frozen=True, slots=True)
class Habits:
    """When somebody may be written to about what is not urgent: their zone, and the hours in it."""

    zone: str
    hours: Hours


class HabitsOf(Protocol):
    """Tells the habits of a person by id; those of nobody ("") are the network's."""

    def __call__(self, person: str) -> Habits: ...


class NotHours(Exception):
    """These words name no hours of a day."""


OFFICE = Hours()
ALWAYS = Hours(time(0), time(0), weekends=True, region="")


def hours_between(words: str, *, weekends: bool = False, region: str = "") -> Hours:
    """The hours that are written "08:00-18:00", "8-18" or, for the whole day, "00:00-24:00". Raises NotHours."""
    found = SPAN.fullmatch(words.strip())
    if not found:
        raise NotHours
    try:
        begins, ends = _clock(found[1], found[2]), _clock(found[3], found[4])
    except ValueError:
        raise NotHours from None
    if begins == ends != time():  # "8-8": the whole day, or twelve hours? Nobody can know
        raise NotHours
    return Hours(begins, ends, weekends, region)


def spelled(hours: Hours) -> str:
    """How `hours_between` writes the hours."""
    return f"{hours.begins:%H:%M}-{hours.ends:%H:%M}"


def allows(moment: datetime, zone: str, hours: Hours = OFFICE) -> bool:
    """Whether the person's clock shows an allowed time of an allowed day."""
    local = moment.astimezone(ZoneInfo(zone))
    clock, day = local.time(), local.date()
    if hours.begins < hours.ends:
        return hours.begins <= clock < hours.ends and _is_allowed(day, hours)
    if clock >= hours.begins:
        return _is_allowed(day, hours)
    return (clock < hours.ends) and _is_allowed(day - DAY, hours)


def next_allowed(moment: datetime, zone: str, hours: Hours = OFFICE) -> datetime:
    """The first instant, not before `moment`, at which something that is not urgent may be sent, in UTC."""
    if allows(moment, zone, hours):
        return moment.astimezone(UTC)
    today = local_day(moment, zone)
    days = (list(_openings(today + step * DAY, zone, hours)) for step in count())
    return next(min(later) for day in days if (later := [opening for opening in day if opening > moment]))


def one_a_day(moment: datetime, taken: Collection[date], zone: str, hours: Hours = OFFICE) -> datetime:
    """As `next_allowed`, but on none of the days, in the person's zone, on which something is planned already."""
    allowed = next_allowed(moment, zone, hours)
    while (day := local_day(allowed, zone)) in taken:
        allowed = next_allowed(_midnight(day + DAY, zone), zone, hours)
    return allowed


def local_day(moment: datetime, zone: str) -> date:
    """The day that the person's calendar shows."""
    return moment.astimezone(ZoneInfo(zone)).date()


def _openings(day: date, zone: str, hours: Hours) -> Iterator[datetime]:
    """When the clock comes into the hours: it shows their beginning, perhaps twice, or jumps into them."""
    begins = datetime.combine(day, hours.begins, ZoneInfo(zone))
    shown = (begins.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    jumps = clock_changes(zone, _midnight(day, zone), _midnight(day + DAY, zone))
    return (moment for moment in (*shown, *jumps) if allows(moment, zone, hours))


def _clock(hour: str, minute: str | None) -> time:
    return time() if (hour, minute or "00") == ("24", "00") else time(int(hour), int(minute or 0))


def _midnight(day: date, zone: str) -> datetime:
    return nearest_utc(datetime.combine(day, time()), zone)


def _is_allowed(day: date, hours: Hours) -> bool:
    return (hours.weekends or day.weekday() < SATURDAY) and holiday_on(day, hours.region) is None
