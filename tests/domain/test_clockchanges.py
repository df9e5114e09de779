"""The instants at which clocks go forward or back are found, each once and to the second."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.clockchanges import clock_changes
from tests.domain.zones import HOUR, ZONES


def test_the_two_of_a_year_in_berlin() -> None:
    found = clock_changes("Europe/Berlin", datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))

    assert found == (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC))


def test_the_end_belongs_to_the_span_and_the_beginning_does_not() -> None:
    change = datetime(2027, 3, 28, 1, tzinfo=UTC)

    assert clock_changes("Europe/Berlin", change - HOUR, change) == (change,)
    assert clock_changes("Europe/Berlin", change, change + HOUR) == ()
    assert clock_changes("Europe/Berlin", change, change - HOUR) == ()


@pytest.mark.parametrize("zone", [*ZONES, "Europe/Dublin", "Pacific/Apia", "America/Havana"])
def test_between_them_the_offset_stays(zone: str) -> None:
    here, begins, ends = ZoneInfo(zone), datetime(2005, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
    changes = clock_changes(zone, begins, ends)

    hours = [begins + number * HOUR for number in range(int((ends - begins) / HOUR) + 1)]
    offsets = [moment.astimezone(here).utcoffset() for moment in hours]
    expected = [later for later, old, new in zip(hours[1:], offsets, offsets[1:], strict=False) if old != new]

    assert [_next_hour(change) for change in changes] == expected
    assert all(_offset(change, here) != _offset(change - timedelta(seconds=1), here) for change in changes)


def _next_hour(moment: datetime) -> datetime:
    return datetime.fromtimestamp(-(-moment.timestamp() // 3600) * 3600, UTC)


def _offset(moment: datetime, here: ZoneInfo) -> timedelta:
    return moment.astimezone(here).utcoffset()
