"""Quiet hours: compared with looking at the person's clock every quarter of an hour, above all when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.publicholidays import holiday_on
from bot.domain.quiet import (
    ALWAYS,
    OFFICE,
    Hours,
    NotHours,
    allows,
    hours_between,
    local_day,
    next_allowed,
    one_a_day,
    spelled,
)
from tests.domain.zones import HOUR, ZONES, around_changes

BERLIN = "Europe/Berlin"
QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)  # all hours below begin and end with a quarter
NIGHT = Hours(time(22), time(6))
AROUND_TWO = Hours(time(2, 15), time(2, 45), weekends=True)  # on the Sundays of changing clocks missing, or twice
BESIDE_TWO = Hours(time(2, 30), time(1, 30), weekends=True, region="")
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
moments = st.floats(0, 10 * 365).map(lambda days: datetime(2025, 1, 1, tzinfo=UTC) + days * DAY)
some_hours = st.builds(
    Hours, st.sampled_from(QUARTERS), st.sampled_from(QUARTERS), st.booleans(), st.sampled_from(["", "DE", "US"])
)


@pytest.mark.parametrize(
    ("moment", "hours", "expected"),
    [
        ("2026-06-03 09:30", OFFICE, "2026-06-03 09:30"),
        ("2026-06-03 08:00", OFFICE, "2026-06-03 08:00"),
        ("2026-06-03 18:00", OFFICE, "2026-06-04 08:00"),
        ("2026-06-05 18:00", OFFICE, "2026-06-08 08:00"),  # a weekend
        ("2026-05-13 20:00", OFFICE, "2026-05-15 08:00"),  # Ascension Day
        ("2026-06-06 12:00", Hours(weekends=True), "2026-06-06 12:00"),
        ("2026-05-14 12:00", Hours(region=""), "2026-05-14 12:00"),
        ("2026-06-06 03:00", ALWAYS, "2026-06-06 03:00"),
        ("2026-12-25 23:59", ALWAYS, "2026-12-25 23:59"),
        ("2026-06-03 12:00", NIGHT, "2026-06-03 22:00"),
        ("2026-06-06 05:59", NIGHT, "2026-06-06 05:59"),  # Friday's night
        ("2026-06-06 06:00", NIGHT, "2026-06-08 22:00"),
        ("2026-06-08 05:00", NIGHT, "2026-06-08 22:00"),  # Sunday's night
        ("2027-03-26 18:00", OFFICE, "2027-03-30 08:00"),  # Easter, and summer time begins
        ("2027-10-29 18:00", OFFICE, "2027-11-01 08:00"),  # summer time ends
        ("2027-03-28 01:00", AROUND_TWO, "2027-03-30 02:15"),  # the hours are missing, Monday is a holiday
    ],
)
def test_next_allowed(moment: str, hours: Hours, expected: str) -> None:
    found = next_allowed(_in_berlin(moment), BERLIN, hours)

    assert found.astimezone(ZoneInfo(BERLIN)).strftime("%Y-%m-%d %H:%M") == expected
    assert found.tzinfo is UTC


def test_a_beginning_that_is_missing_is_when_the_clocks_go_forward() -> None:
    before = datetime(2027, 3, 28, 0, 45, tzinfo=UTC)

    assert next_allowed(before, BERLIN, BESIDE_TWO) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_hours_that_come_twice_are_allowed_twice() -> None:
    first, second = (datetime(2027, 10, 31, hour, 15, tzinfo=UTC) for hour in (0, 1))
    twice = Hours(time(2, 15), time(2, 45), weekends=True, region="")

    assert next_allowed(first - QUARTER, BERLIN, twice) == first
    assert next_allowed(first + 2 * QUARTER, BERLIN, twice) == second
    assert next_allowed(second + 2 * QUARTER, BERLIN, twice) == datetime(2027, 11, 1, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize("hours", [OFFICE, NIGHT, AROUND_TWO, BESIDE_TWO, ALWAYS], ids=lambda hours: f"{hours.begins}")
@pytest.mark.parametrize("zone", ZONES)
def test_around_every_change_of_the_clocks_in_ten_years(zone: str, hours: Hours) -> None:
    for change in around_changes(zone, 2025, 2034):
        expected = _by_quarters(change - 12 * HOUR, change + 15 * DAY, zone, hours)
        moments = [change + quarter * QUARTER for quarter in range(-4 * 12, 4 * 12)]
        assert [next_allowed(moment, zone, hours) for moment in moments] == [expected[moment] for moment in moments]


@unhurried
@given(moments, st.sampled_from(ZONES), some_hours)
def test_it_is_the_first_instant_that_is_allowed(moment: datetime, zone: str, hours: Hours) -> None:
    moment = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)

    assert next_allowed(moment, zone, hours) == _first(moment, zone, hours)
    assert allows(moment, zone, hours) == _is_allowed(moment, zone, hours)


@unhurried
@given(moments, st.sampled_from(ZONES), some_hours)
def test_what_is_allowed_stays_and_later_is_never_earlier(moment: datetime, zone: str, hours: Hours) -> None:
    found = next_allowed(moment, zone, hours)

    assert moment <= found == next_allowed(found, zone, hours)
    assert next_allowed(moment + HOUR, zone, hours) >= found


def test_one_a_day() -> None:
    taken = {date(2026, 6, 3), date(2026, 6, 5), date(2026, 6, 8)}
    wednesday = _in_berlin("2026-06-03 09:30")

    assert one_a_day(wednesday, taken, BERLIN) == _in_berlin("2026-06-04 08:00")
    assert one_a_day(wednesday, taken | {date(2026, 6, 4)}, BERLIN) == _in_berlin("2026-06-09 08:00")
    assert one_a_day(wednesday, set(), BERLIN) == wednesday
    assert one_a_day(wednesday, taken, BERLIN, ALWAYS) == _in_berlin("2026-06-04 00:00")
    assert one_a_day(wednesday, taken, BERLIN, NIGHT) == _in_berlin("2026-06-04 00:00")  # still Wednesday's night


def test_the_day_is_the_one_where_the_person_is() -> None:
    evening = datetime(2026, 6, 3, 20, tzinfo=UTC)

    assert local_day(evening, "America/New_York") == date(2026, 6, 3)
    assert local_day(evening, "Asia/Kolkata") == date(2026, 6, 4)
    assert one_a_day(evening, {date(2026, 6, 4)}, "Asia/Kolkata", ALWAYS) == datetime(2026, 6, 4, 18, 30, tzinfo=UTC)


@unhurried
@given(st.sampled_from(ZONES), some_hours, st.integers(0, 19), st.integers(-72, 72))
def test_planned_one_after_the_other_each_has_its_day(zone: str, hours: Hours, number: int, hour: int) -> None:
    changes = around_changes(zone, 2025, 2034)
    moment = changes[number % len(changes)] + hour * HOUR
    days: list[date] = []
    for _ in range(5):
        planned = one_a_day(moment, days, zone, hours)
        assert allows(planned, zone, hours)
        days.append(local_day(planned, zone))

    assert days == sorted(set(days))


def _in_berlin(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(BERLIN))


def _by_quarters(begins: datetime, ends: datetime, zone: str, hours: Hours) -> dict[datetime, datetime]:
    """For every quarter of an hour the first that is allowed, looked for from the end."""
    found: dict[datetime, datetime] = {}
    moment, allowed = ends, ends
    while moment >= begins:
        allowed = moment if _is_allowed(moment, zone, hours) else allowed
        found[moment] = allowed
        moment -= QUARTER
    return found


def _first(moment: datetime, zone: str, hours: Hours) -> datetime:
    while not _is_allowed(moment, zone, hours):
        moment += QUARTER
    return moment


def _is_allowed(moment: datetime, zone: str, hours: Hours) -> bool:
    """Whether the clock shows a time in the span that began today or yesterday."""
    wall = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    for day in (wall.date(), wall.date() - DAY):
        begins, ends = datetime.combine(day, hours.begins), datetime.combine(day, hours.ends)
        ends += DAY if ends <= begins else timedelta()
        if begins <= wall < ends and (hours.weekends or day.weekday() < 5) and not holiday_on(day, hours.region):
            return True
    return False


@pytest.mark.parametrize(
    ("words", "begins", "ends"),
    [
        ("08:00-18:00", time(8), time(18)),
        (" 8-18 ", time(8), time(18)),
        ("9.30 – 17.00", time(9, 30), time(17)),
        ("22:00-6:00", time(22), time(6)),
        ("16-24", time(16), time()),
        ("00:00-24:00", time(), time()),
        ("0-0", time(), time()),
    ],
)
def test_hours_are_read_as_people_write_them(words: str, begins: time, ends: time) -> None:
    read = hours_between(words, weekends=True, region="DE")

    assert read == Hours(begins, ends, weekends=True, region="DE")
    assert hours_between(spelled(read), weekends=True, region="DE") == read


AMBIGUOUS = ("8-8", "08:00-08:00")


@pytest.mark.parametrize(
    "words", ["", "8", "8-", "8-25", "8:60-9", "24:30-9", *AMBIGUOUS, "8-12, 14-18", "-8-18", "٨-١٨", "8-18\n9"]
)
def test_what_names_no_hours_is_refused(words: str) -> None:
    with pytest.raises(NotHours):
        hours_between(words)
