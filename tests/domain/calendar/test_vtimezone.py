"""Every VTIMEZONE agrees with the zone's own data, for every hour of twenty years."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import vtimezone
from tests.domain.calendar.clocks import Clock
from tests.domain.zones import HOUR, ZONES, around_changes

MORE_ZONES = ("Europe/Dublin", "Europe/Vienna", "America/Havana", "Asia/Gaza", "Pacific/Chatham", "UTC")


@pytest.mark.parametrize("zone", [*ZONES, *MORE_ZONES])
def test_every_hour_of_2025_to_2044(zone: str) -> None:
    here, clock = ZoneInfo(zone), Clock(vtimezone(zone, 2025, 2044))
    begins = datetime(2025, 1, 1, tzinfo=here).astimezone(UTC)
    hours = [begins + number * HOUR for number in range(int(20 * 365.25 * 24))]

    wrong = [hour for hour in hours if clock.offset(hour) != hour.astimezone(here).utcoffset()]

    assert len(hours) == 175_320
    assert wrong == []


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_to_the_second(zone: str) -> None:
    here, clock = ZoneInfo(zone), Clock(vtimezone(zone, 2025, 2044))
    changes = around_changes(zone, 2025, 2044)
    moments = [change + timedelta(seconds=seconds) for change in changes for seconds in (-1, 0, 1)]

    assert [clock.offset(moment) for moment in moments] == [moment.astimezone(here).utcoffset() for moment in moments]


def test_the_clock_that_reads_them_sees_a_mistake() -> None:
    berlin = vtimezone("Europe/Berlin", 2026, 2026)
    berlin.subcomponents[0]["DTSTART"].dt += HOUR
    clock = Clock(berlin)

    assert clock.offset(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == HOUR


def test_a_zone_of_few_years_is_short() -> None:
    assert vtimezone("America/New_York", 2026, 2026).to_ical().decode().splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:20260101T000000",
        "TZNAME:EST",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260308T020000",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20261101T020000",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
