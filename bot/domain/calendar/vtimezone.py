"""The rules of a zone's clocks as every calendar program understands them.

Written here because the library's own begin summer time in Berlin an hour late. Each change stands for itself, as
Thunderbird reads only the first date of a list (RDATE) and takes the beginning (DTSTART) beside a list for nothing.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard

from bot.domain.calendar.lines import fill
from bot.domain.clockchanges import clock_changes
from bot.domain.walltime import nearest_utc

BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def vtimezone(zone: str, first_year: int, last_year: int) -> Component:
    """The VTIMEZONE of a zone, right for every instant of these years; for Berlin by rule and therefore beyond."""
    if zone == "Europe/Berlin":
        return Timezone.from_ical(BERLIN)
    written = Timezone()
    fill(written, {"tzid": zone})
    for change in _changes(zone, first_year, last_year):
        written.add_component(_observance(change, zone))
    return written


@lru_cache(maxsize=256)
def _changes(zone: str, first_year: int, last_year: int) -> tuple[datetime, ...]:
    """The beginning of the years, for which something must hold too, and every change of the clocks in them."""
    begins = nearest_utc(datetime.combine(date(first_year, 1, 1), time()), zone)
    ends = nearest_utc(datetime.combine(date(last_year, 12, 31), time.max), zone)
    return (begins, *clock_changes(zone, begins, ends))


def _observance(change: datetime, zone: str) -> Component:
    old, new = (moment.astimezone(ZoneInfo(zone)) for moment in (change - timedelta(seconds=1), change))
    before, since = old.utcoffset() or timedelta(), new.utcoffset() or timedelta()
    part = TimezoneDaylight() if (new.dst() or timedelta()) > timedelta() else TimezoneStandard()
    begins = (change + before).replace(tzinfo=None)  # on the clock that still goes by the old offset
    fill(part, {"dtstart": begins, "tzname": new.tzname(), "tzoffsetfrom": before, "tzoffsetto": since})
    return part
