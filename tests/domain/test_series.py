"""What a rule makes of its dates, and when they are asked about and announced."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.domain.meetings import Answer, Meeting, Mode, Stage
from bot.domain.recurrence import Occurrence, Rule
from bot.domain.reminders import Audience, Rung
from bot.domain.series import Series, is_untouched, moments, proposed, year_ahead

RULE = Rule(1, 3, time(14), "Europe/Berlin", date(2026, 12, 1), every=3, modes={12: "onsite"})
SERIES = Series(4, "Working meeting", RULE, place="Leipzig", seats={Answer.ONSITE: 40}, deadline_days=7)
wall = datetime.fromisoformat
MARCH = proposed(SERIES, Occurrence(wall("2027-03-04 14:00")))


def moment(text: str) -> datetime:
    return wall(text).replace(tzinfo=UTC)


def test_a_date_begins_with_what_the_series_says() -> None:
    assert (
        Meeting(
            0,
            "Working meeting",
            wall("2027-03-04 14:00"),
            "Europe/Berlin",
            "Leipzig",
            deadline=date(2027, 2, 25),
            stage=Stage.PROPOSED,
            series=4,
            slot=wall("2027-03-04 14:00"),
        )
        == MARCH
    )


def test_a_month_may_have_a_mode_and_thereby_seats_of_its_own() -> None:
    december, march = Occurrence(wall("2026-12-03 14:00"), "onsite"), Occurrence(wall("2027-03-04 14:00"))

    assert (SERIES.mode_in(december), SERIES.mode_in(march)) == (Mode.ONSITE, Mode.HYBRID)
    assert SERIES.capacity(december) == {Answer.ONSITE: 40}
    assert SERIES.capacity(march) == {Answer.ONLINE: None, Answer.ONSITE: 40}


def test_the_year_ahead_begins_with_what_has_not_begun() -> None:
    walls = [f"{found.wall:%Y-%m-%d}" for found in year_ahead(SERIES, moment("2026-12-03 12:59"), "DE")]
    later = [f"{found.wall:%Y-%m-%d}" for found in year_ahead(SERIES, moment("2026-12-03 13:00"), "DE")]

    assert walls == ["2026-12-03", "2027-03-04", "2027-06-03", "2027-09-02", "2027-12-02"]
    assert later == walls[1:]


def test_coordinators_are_asked_four_weeks_before_the_announcement_by_the_clock_on_the_wall() -> None:
    june = proposed(SERIES, Occurrence(wall("2027-04-29 14:00")))
    ask, public = moment("2027-02-18 13:00"), moment("2027-03-18 13:00")

    assert moments(june, 42) == [
        Rung("ask", Audience.CONFIRM, ask, public),
        Rung("announce", Audience.ANNOUNCE, public, moment("2027-04-29 12:00")),
    ]
    assert moments(replace(june, stage=Stage.CONFIRMED), 42) == moments(june, 42)[1:]


def test_a_date_that_somebody_changed_or_dropped_is_touched() -> None:
    touched = [
        replace(MARCH, changed=moment("2026-12-03 12:00")),
        replace(MARCH, cancelled=""),
        replace(MARCH, stage=Stage.CONFIRMED),
    ]

    assert is_untouched(MARCH)
    assert [is_untouched(one) for one in touched] == [False] * 3
