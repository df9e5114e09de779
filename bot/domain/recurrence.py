"""Series of meetings by rule, such as the first Thursday of each quarter at two in Berlin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count

from dateutil.rrule import MONTHLY, rrule, weekday

from bot.domain.publicholidays import Holiday, holiday_on
from bot.domain.walltime import WallTimeMissing, WallTimeTwice, to_utc

LAST = -1
ALL_MONTHS = tuple(range(1, 13))
QUARTERS = (1, 4, 7, 10)
WEEK = timedelta(weeks=1)


class RuleImpossible(Exception):
    """No series follows from this; `field` names the part of the rule that is wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Cycle(StrEnum):
    """How the months of a rule are best told: all, the first of each quarter, by their names, or every n-th."""

    MONTH = "month"
    QUARTER = "quarter"
    MONTHS = "months"
    EVERY = "every"


class Clock(StrEnum):
    """Whether a wall-clock time is plain, or one of a night in which the clocks change."""

    PLAIN = "plain"
    MISSING = "missing"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Rule:
    """The first to fourth (`nth` 1 to 4) or `LAST` Monday (`weekday` 0) to Sunday (6) of months, from `start` on.

    The months are the named ones, or every n-th counted from that of `start`; `modes` holds what differs in a month.
    Raises RuleImpossible.
    """

    nth: int
    weekday: int
    at: time
    zone: str
    start: date
    months: tuple[int, ...] = ()
    every: int = 1
    modes: Mapping[int, str] = field(default_factory=dict[int, str])

    def __post_init__(self) -> None:
        sound = {
            "nth": self.nth in (1, 2, 3, 4, LAST),
            "weekday": self.weekday in range(7),
            "at": self.at.tzinfo is None,
            "months": set(self.months) <= set(ALL_MONTHS),
            "every": self.every >= 1 and not (self.months and self.every > 1),
            "modes": self.modes.keys() <= set(ALL_MONTHS),
        }
        for name, is_sound in sound.items():
            if not is_sound:
                raise RuleImpossible(name)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series; `mode` is empty where the rule names none for the month.

    `proposal` stands where this date is a public holiday or its clock not plain: in the first week, this one
    included, without a holiday on this weekday, the time itself or, in a night of changing clocks, the next plain one.
    """

    wall: datetime
    mode: str = ""
    holiday: Holiday | None = None
    clock: Clock = Clock.PLAIN
    proposal: datetime | None = None


def occurrences(rule: Rule, after: date, until: date, region: str = "DE") -> tuple[Occurrence, ...]:
    """The dates of a series later than the day `after`, up to and with the day `until`; holidays are the region's."""
    dates = rrule(
        MONTHLY,
        dtstart=datetime.combine(rule.start, rule.at),
        interval=rule.every,
        bymonth=rule.months or None,
        byweekday=weekday(rule.weekday, rule.nth),
    )
    walls = dates.between(datetime.combine(after, time.max), datetime.combine(until, time.max), inc=True)
    return tuple(looked_at(wall, rule.zone, region, rule.modes.get(wall.month, "")) for wall in walls)


def looked_at(wall: datetime, zone: str, region: str, mode: str = "") -> Occurrence:
    """A date with what speaks against it: a public holiday of the region, or clocks that change."""
    holiday, (clock, _) = holiday_on(wall.date(), region), _clock(wall, zone)
    flawed = holiday is not None or clock is not Clock.PLAIN
    return Occurrence(wall, mode, holiday, clock, _proposal(wall, zone, region) if flawed else None)


def months_of(rule: Rule) -> tuple[int, ...]:
    """In which months it falls; those of all years together if every n-th does not come round within one."""
    every = {(rule.start.month - 1 + step * rule.every) % 12 + 1 for step in range(12)}
    return tuple(sorted(set(rule.months) or every))


def cycle_of(rule: Rule) -> Cycle:
    """How to tell the months; MONTHS are those of `months_of`, EVERY counts `rule.every` from `rule.start`."""
    if not rule.months and 12 % rule.every:
        return Cycle.EVERY
    return {ALL_MONTHS: Cycle.MONTH, QUARTERS: Cycle.QUARTER}.get(months_of(rule), Cycle.MONTHS)


def _proposal(wall: datetime, zone: str, region: str) -> datetime:
    later = (_clock(wall + weeks * WEEK, zone)[1] for weeks in count())
    return next(plain for plain in later if holiday_on(plain.date(), region) is None)


def _clock(wall: datetime, zone: str) -> tuple[Clock, datetime]:
    try:
        to_utc(wall, zone)
    except WallTimeMissing as missing:
        return Clock.MISSING, missing.proposal
    except WallTimeTwice as twice:
        return Clock.TWICE, twice.proposal
    return Clock.PLAIN, wall
