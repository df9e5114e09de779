"""Series by rule: the dates of ten years in several zones, public holidays, and the nights of changing clocks."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.publicholidays import Holiday, holiday_on
from bot.domain.recurrence import (
    LAST,
    QUARTERS,
    Clock,
    Cycle,
    Occurrence,
    Rule,
    RuleImpossible,
    cycle_of,
    months_of,
    occurrences,
)
from tests.domain.zones import ZONES

wall = datetime.fromisoformat

THURSDAY, SUNDAY = 3, 6
QUARTERLY = Rule(1, THURSDAY, time(14), "Europe/Berlin", date(2026, 1, 1), months=(3, 6, 9, 12), modes={12: "onsite"})
NIGHTLY = Rule(LAST, SUNDAY, time(2, 30), "Europe/Berlin", date(2027, 1, 1), months=(3, 10))

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
months = st.sets(st.integers(1, 12)).map(lambda chosen: tuple(sorted(chosen)))
rules = st.builds(
    Rule,
    nth=st.sampled_from((1, 2, 3, 4, LAST)),
    weekday=st.integers(0, 6),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)) | st.sampled_from([time(2), time(2, 30)]),
    zone=st.sampled_from(ZONES),
    start=st.dates(date(2024, 12, 1), date(2026, 2, 1)),
    months=months,
) | st.builds(
    Rule,
    nth=st.sampled_from((1, 2, 3, 4, LAST)),
    weekday=st.integers(0, 6),
    at=st.just(time(14)),
    zone=st.sampled_from(ZONES),
    start=st.dates(date(2024, 12, 1), date(2026, 2, 1)),
    every=st.integers(1, 14),
)


def test_the_first_thursday_of_each_quarter_with_december_on_site() -> None:
    found = occurrences(QUARTERLY, date(2026, 1, 1), date(2026, 12, 31))

    assert found == (
        Occurrence(wall("2026-03-05 14:00")),
        Occurrence(wall("2026-06-04 14:00")),
        Occurrence(wall("2026-09-03 14:00")),
        Occurrence(wall("2026-12-03 14:00"), mode="onsite"),
    )


def test_a_day_in_the_span_is_later_than_its_first_and_not_later_than_its_last() -> None:
    first, second = date(2026, 3, 5), date(2026, 6, 4)

    assert [found.wall.date() for found in occurrences(QUARTERLY, first, second)] == [second]
    assert occurrences(QUARTERLY, second, first) == ()


def test_a_series_does_not_begin_before_its_start() -> None:
    rule = replace(QUARTERLY, start=date(2026, 3, 6))

    assert occurrences(rule, date(2020, 1, 1), date(2026, 6, 30)) == (Occurrence(wall("2026-06-04 14:00")),)


def test_a_public_holiday_is_named_and_the_next_week_without_one_offered() -> None:
    ascension = replace(QUARTERLY, nth=2, months=(5,))
    christmas = replace(QUARTERLY, nth=LAST, months=(12,), modes={}, start=date(2025, 1, 1))

    assert occurrences(ascension, date(2026, 1, 1), date(2026, 12, 31)) == (
        Occurrence(
            wall("2026-05-14 14:00"),
            holiday=Holiday("Ascension Day", "Christi Himmelfahrt"),
            proposal=wall("2026-05-21 14:00"),
        ),
    )
    assert occurrences(christmas, date(2025, 1, 1), date(2025, 12, 31)) == (
        Occurrence(
            wall("2025-12-25 14:00"),
            holiday=Holiday("Christmas Day", "Erster Weihnachtstag"),
            proposal=wall("2026-01-08 14:00"),  # the week between is New Year's Day
        ),
    )


def test_holidays_are_those_of_the_region() -> None:
    prayers = replace(QUARTERLY, nth=3, weekday=2, months=(11,))

    def on(region: str) -> list[Holiday | None]:
        return [found.holiday for found in occurrences(prayers, date(2026, 1, 1), date(2026, 12, 31), region)]

    assert on("DE-SN") == [Holiday("Repentance and Prayer Day", "Buß- und Bettag")]
    assert on("DE") == on("") == [None]


def test_the_nights_of_changing_clocks_are_flagged() -> None:
    assert occurrences(NIGHTLY, date(2027, 1, 1), date(2027, 12, 31)) == (
        Occurrence(
            wall("2027-03-28 02:30"),  # Easter Sunday is no public holiday in all of Germany
            clock=Clock.MISSING,
            proposal=wall("2027-03-28 03:30"),
        ),
        Occurrence(
            wall("2027-10-31 02:30"),  # Reformation Day in some parts
            clock=Clock.TWICE,
            proposal=wall("2027-10-31 03:30"),
        ),
    )


def test_a_night_of_changing_clocks_that_is_a_holiday_too() -> None:
    assert occurrences(NIGHTLY, date(2027, 10, 1), date(2027, 12, 31), "DE-SN") == (
        Occurrence(
            wall("2027-10-31 02:30"),
            holiday=Holiday("Reformation Day", "Reformationstag"),
            clock=Clock.TWICE,
            proposal=wall("2027-11-07 02:30"),
        ),
    )


@unhurried
@given(rules)
@example(replace(NIGHTLY, start=date(2025, 1, 1)))
@example(Rule(1, SUNDAY, time(1, 30), "America/New_York", date(2025, 1, 1), months=(11,)))
@example(Rule(1, SUNDAY, time(2, 15), "Australia/Lord_Howe", date(2025, 1, 1), months=(4, 10)))
def test_ten_years_of_any_series(rule: Rule) -> None:
    found = occurrences(rule, date(2025, 1, 1), date(2034, 12, 31))

    assert [each.wall for each in found] == _expected(rule, date(2025, 1, 1), date(2034, 12, 31))
    for each in found:
        assert each.clock is _clock(each.wall, rule.zone)
        assert each.holiday == holiday_on(each.wall.date(), "DE")
        assert each.proposal == _proposal(each, rule.zone)


@pytest.mark.parametrize(
    ("changed", "cycle", "in_months"),
    [
        ({"months": QUARTERS}, Cycle.QUARTER, QUARTERS),
        ({"months": (), "every": 3}, Cycle.QUARTER, QUARTERS),
        ({"months": (), "every": 3, "start": date(2026, 3, 31)}, Cycle.MONTHS, (3, 6, 9, 12)),
        ({"months": (12, 3)}, Cycle.MONTHS, (3, 12)),
        ({"months": (), "every": 12}, Cycle.MONTHS, (1,)),
        ({"months": ()}, Cycle.MONTH, tuple(range(1, 13))),
        ({"months": tuple(range(12, 0, -1))}, Cycle.MONTH, tuple(range(1, 13))),
        ({"months": (), "every": 8}, Cycle.EVERY, (1, 5, 9)),
        ({"months": (), "every": 24}, Cycle.EVERY, (1,)),
    ],
)
def test_the_months_of_a_rule_can_be_told(changed: dict[str, object], cycle: Cycle, in_months: tuple[int]) -> None:
    rule = replace(QUARTERLY, **changed)

    assert (cycle_of(rule), months_of(rule)) == (cycle, in_months)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nth", 0),
        ("nth", 5),
        ("weekday", 7),
        ("at", time(14, tzinfo=UTC)),
        ("months", (0, 3)),
        ("months", (13,)),
        ("every", 0),
        ("every", 2),
        ("modes", {13: "onsite"}),
    ],
)
def test_what_makes_no_series_is_refused(field: str, value: object) -> None:
    with pytest.raises(RuleImpossible) as refused:
        replace(QUARTERLY, **{field: value})

    assert refused.value.field == field


def _expected(rule: Rule, after: date, until: date) -> list[datetime]:
    """Counted day by day, without rules."""
    first = rule.start.year * 12 + rule.start.month - 1
    days = []
    for year, month in ((year, month) for year in range(after.year - 1, until.year + 1) for month in range(1, 13)):
        fitting = [day for day in _days(year, month) if day.weekday() == rule.weekday]
        is_its_turn = month in rule.months if rule.months else (year * 12 + month - 1 - first) % rule.every == 0
        days += [fitting[rule.nth - 1 if rule.nth > 0 else LAST]] if is_its_turn else []
    return [datetime.combine(day, rule.at) for day in days if day > after and rule.start <= day <= until]


def _days(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _clock(wall: datetime, zone: str) -> Clock:
    """How many instants of the days around show this time."""
    middle = wall.replace(tzinfo=UTC)
    near = {middle - timedelta(minutes=30 * half) for half in range(-5 * 2, 11 * 2 + 1)}
    shown = sum(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall for moment in near)
    return (Clock.MISSING, Clock.PLAIN, Clock.TWICE)[shown]


def _proposal(flagged: Occurrence, zone: str) -> datetime | None:
    if flagged.holiday is None and flagged.clock is Clock.PLAIN:
        return None
    proposal = flagged.wall
    while holiday_on(proposal.date(), "DE"):
        proposal += timedelta(weeks=1)
    while _clock(proposal, zone) is not Clock.PLAIN:
        proposal += timedelta(minutes=30 if zone == "Australia/Lord_Howe" else 60)
    return proposal
