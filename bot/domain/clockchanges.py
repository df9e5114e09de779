"""When the clocks of a zone go forward or back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# No zone has changed its clocks twice within two days since there are zones; a change is found to the second.
STEP = timedelta(days=1)
SECOND = timedelta(seconds=1)


def clock_changes(zone: str, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """The instants later than `after`, up to and with `until`, at which the clocks of a zone change, in UTC."""
    here, earlier, end = ZoneInfo(zone), after.astimezone(UTC), until.astimezone(UTC)
    found: list[datetime] = []
    while earlier < end:
        later = min(earlier + STEP, end)
        if _offset(earlier, here) != _offset(later, here):
            found.append(_change(earlier, later, here))
        earlier = later
    return tuple(found)


def _change(before: datetime, behind: datetime, here: ZoneInfo) -> datetime:
    old = _offset(before, here)
    while behind - before > SECOND:
        middle = before + (behind - before) // SECOND // 2 * SECOND
        before, behind = (middle, behind) if _offset(middle, here) == old else (before, middle)
    return behind


def _offset(moment: datetime, here: ZoneInfo) -> timedelta | None:
    return moment.astimezone(here).utcoffset()
