"""The ladder of reminders before a meeting."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings import Meeting
from bot.domain.people import Person, Role
from bot.domain.reminders import Audience, Rung, is_step, ladder, moment_of, unanswered

BERLIN = ZoneInfo("Europe/Berlin")
STEPS = ("14d", "3d", "1d", "1h")


def meeting(wall: str) -> Meeting:
    return Meeting(1, "Winter meeting", datetime.fromisoformat(wall), "Europe/Berlin")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_each_rung_lasts_until_the_next_and_the_last_until_the_meeting() -> None:
    rungs = ladder(meeting("2026-12-03T14:00"), ("1h", "14d", "1d"), Audience.PEOPLE)

    assert rungs == (
        Rung("14d", Audience.PEOPLE, berlin("2026-11-19T14:00"), berlin("2026-12-02T14:00")),
        Rung("1d", Audience.PEOPLE, berlin("2026-12-02T14:00"), berlin("2026-12-03T13:00")),
        Rung("1h", Audience.PEOPLE, berlin("2026-12-03T13:00"), berlin("2026-12-03T14:00")),
    )


@pytest.mark.parametrize(
    ("step", "wall", "due"),
    [
        ("1d", "2027-03-28T14:00", "2027-03-27T14:00"),  # 23 hours before
        ("1h", "2027-03-28T03:30", "2027-03-28T01:30"),  # an hour on the stop watch, two on the wall
        ("90m", "2026-12-03T14:00", "2026-12-03T12:30"),
        ("0d", "2026-12-03T14:00", "2026-12-03T08:00"),
        ("0d", "2026-12-03T08:30", "2026-12-03T07:30"),
        ("0d", "2026-12-03T00:30", "2026-12-02T23:30"),
    ],
)
def test_days_are_counted_on_the_wall_and_hours_on_the_stop_watch(step: str, wall: str, due: str) -> None:
    assert moment_of(step, meeting(wall)) == berlin(due)


@pytest.mark.parametrize("step", ["", "d", "1", "1w", "-1d", "1 d", "1d1h", "one", "1000d", "١d"])
def test_what_is_no_step_is_refused(step: str) -> None:
    assert not is_step(step)
    with pytest.raises(ValueError, match="is no step"):
        moment_of(step, meeting("2026-12-03T14:00"))


def test_two_names_of_one_moment_are_one_reminder() -> None:
    rungs = ladder(meeting("2026-12-03T14:00"), ("60m", "1h", "1h"), Audience.PEOPLE)

    assert [rung.name for rung in rungs] == ["60m"]


def test_without_steps_there_is_no_reminder() -> None:
    assert ladder(meeting("2026-12-03T14:00"), (), Audience.CHANNEL) == ()


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001
    st.lists(st.builds("{}{}".format, st.integers(0, 400), st.sampled_from("dhm")), max_size=6),
)
def test_a_ladder_never_overlaps_and_ends_with_the_meeting(wall: datetime, steps: list[str]) -> None:
    planned = Meeting(1, "A", wall, "Europe/Berlin")

    rungs = ladder(planned, steps, Audience.PEOPLE)

    assert all(rung.due < rung.expires for rung in rungs)
    assert all(one.expires <= other.due for one, other in pairwise(rungs))
    assert not rungs or rungs[-1].expires == planned.starts
    assert all(rung.expires - rung.due > timedelta() for rung in rungs)


def test_only_active_people_without_an_answer_are_asked_again() -> None:
    answered, silent = Person("a", "A", "A"), Person("b", "B", "B")
    alumna, left = Person("c", "C", "C", role=Role.ALUMNI), Person("d", "D", "D", left=berlin("2026-01-01").date())

    assert unanswered((answered, silent, alumna, left), {"a"}) == [silent]
