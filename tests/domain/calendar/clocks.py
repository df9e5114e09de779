"""A VTIMEZONE read as RFC 5545 says (3.6.5), by other means than those that wrote it."""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta

from dateutil.rrule import rrulestr
from icalendar import Component

ENDS = "20451231T235959"


class Clock:
    """The offset of a zone at any instant: that of the last observance that has begun."""

    def __init__(self, zone: Component) -> None:
        onsets = sorted(onset for part in zone.subcomponents for onset in _onsets(part))
        self.moments = [moment for moment, _ in onsets]
        self.offsets = [offset for _, offset in onsets]

    def offset(self, moment: datetime) -> timedelta:
        return self.offsets[bisect_right(self.moments, moment) - 1]


def _onsets(part: Component) -> list[tuple[datetime, timedelta]]:
    lines = dict(line.split(":", 1) for line in part.to_ical().decode().splitlines())
    before, since = (_offset(lines[name]) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    walls = [datetime.fromisoformat(lines["DTSTART"])]
    if "RRULE" in lines:
        walls = list(rrulestr(f"{lines['RRULE']};UNTIL={ENDS}", dtstart=walls[0]))
    return [(wall.replace(tzinfo=UTC) - before, since) for wall in walls]


def _offset(written: str) -> timedelta:
    sign = -1 if written[0] == "-" else 1
    return sign * timedelta(hours=int(written[1:3]), minutes=int(written[3:5]))
