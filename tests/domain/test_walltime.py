"""Wall-clock time over the nights on which the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.walltime import WallTimeMissing, WallTimeTwice, before, nearest_utc, to_utc


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "zone", "moment"),
    [
        ("2026-12-03T14:00", "Europe/Berlin", "2026-12-03T13:00"),
        ("2026-07-03T14:00", "Europe/Berlin", "2026-07-03T12:00"),
        ("2026-12-03T14:00", "America/New_York", "2026-12-03T19:00"),
        ("2027-03-28T01:59", "Europe/Berlin", "2027-03-28T00:59"),
        ("2027-03-28T03:00", "Europe/Berlin", "2027-03-28T01:00"),
        ("2027-10-31T01:59", "Europe/Berlin", "2027-10-30T23:59"),
        ("2027-10-31T03:00", "Europe/Berlin", "2027-10-31T02:00"),
    ],
)
def test_to_utc(shown: str, zone: str, moment: str) -> None:
    assert to_utc(wall(shown), zone) == utc(moment)


@pytest.mark.parametrize(
    ("shown", "zone", "proposal"),
    [
        ("2027-03-28T02:00", "Europe/Berlin", "2027-03-28T03:00"),
        ("2027-03-28T02:59", "Europe/Berlin", "2027-03-28T03:59"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04T02:45"),
        ("2027-09-05T00:30", "America/Santiago", "2027-09-05T01:30"),
    ],
)
def test_a_time_that_the_clocks_skip_is_refused_with_the_next_that_exists(shown: str, zone: str, proposal: str) -> None:
    with pytest.raises(WallTimeMissing) as refused:
        to_utc(wall(shown), zone)

    assert refused.value.proposal == wall(proposal)


@pytest.mark.parametrize(
    ("shown", "zone", "proposal"),
    [
        ("2027-10-31T02:00", "Europe/Berlin", "2027-10-31T03:00"),
        ("2027-10-31T02:59", "Europe/Berlin", "2027-10-31T03:59"),
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T02:30"),
        ("2027-04-04T01:45", "Australia/Lord_Howe", "2027-04-04T02:15"),
    ],
)
def test_a_time_that_comes_twice_is_refused_with_one_that_is_plain(shown: str, zone: str, proposal: str) -> None:
    with pytest.raises(WallTimeTwice) as refused:
        to_utc(wall(shown), zone)

    assert refused.value.proposal == wall(proposal)


def test_a_day_before_is_the_same_time_on_the_wall_even_if_it_is_23_or_25_hours() -> None:
    forward, back = wall("2027-03-28T14:00"), wall("2027-10-31T14:00")

    spring = nearest_utc(forward, "Europe/Berlin") - before(forward, "Europe/Berlin", days=1)
    autumn = nearest_utc(back, "Europe/Berlin") - before(back, "Europe/Berlin", days=1)

    assert (spring, autumn) == (timedelta(hours=23), timedelta(hours=25))


def test_a_day_before_that_falls_into_a_gap_moves_on_with_the_clocks() -> None:
    assert before(wall("2027-03-29T02:30"), "Europe/Berlin", days=1) == utc("2027-03-28T01:30")


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"]),
)
def test_every_time_is_plain_or_has_a_proposal_that_is(shown: datetime, zone: str) -> None:
    plain = shown
    try:
        to_utc(shown, zone)
    except (WallTimeMissing, WallTimeTwice) as refused:
        plain = refused.proposal

    moment = to_utc(plain, zone)
    assert timedelta() <= plain - shown <= timedelta(hours=2)
    assert moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == plain
    assert nearest_utc(plain, zone) == moment


@pytest.mark.parametrize("zone", sorted(available_timezones())[::25])
def test_every_zone_knows_what_time_it_is(zone: str) -> None:
    assert nearest_utc(wall("2026-12-03T14:00"), zone).tzinfo is UTC
