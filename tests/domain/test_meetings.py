"""What can be planned, cancelled and answered."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.meetings import (
    Answer,
    Meeting,
    MeetingCancelled,
    MeetingInPast,
    MeetingStarted,
    cancel,
    count,
    expect_open,
    plan,
)
from bot.domain.walltime import WallTimeMissing, WallTimeTwice

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WALL = datetime.fromisoformat("2026-12-03T14:00")
MEETING = Meeting(1, "Winter meeting", WALL, "Europe/Berlin")


def test_a_planned_meeting_keeps_its_wall_time_and_its_zone() -> None:
    planned = plan("Winter meeting", WALL, "Europe/Berlin", now=NOW, planned_by="p1", place="Leipzig")

    assert planned == Meeting(0, "Winter meeting", WALL, "Europe/Berlin", "Leipzig", planned_by="p1")
    assert planned.starts == datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "refused"),
    [
        ("2026-11-02T10:00", MeetingInPast),  # it is ten o'clock in Berlin right now
        ("2026-11-02T09:59", MeetingInPast),
        ("2027-03-28T02:30", WallTimeMissing),
        ("2027-10-31T02:30", WallTimeTwice),
    ],
)
def test_a_meeting_at_an_impossible_time_is_refused(wall: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        plan("A", datetime.fromisoformat(wall), "Europe/Berlin", now=NOW, planned_by="p1")


def test_a_meeting_in_a_minute_can_be_planned() -> None:
    wall = datetime.fromisoformat("2026-11-02T10:01")

    assert plan("A", wall, "Europe/Berlin", now=NOW, planned_by="p1").starts == NOW + timedelta(minutes=1)


def test_a_cancelled_meeting_has_a_reason_and_another_revision() -> None:
    cancelled = cancel(MEETING, "flooded", at=NOW)

    assert (cancelled.cancelled, cancelled.revision) == ("flooded", 2)


def test_a_meeting_is_open_until_it_begins_or_is_cancelled() -> None:
    expect_open(MEETING, MEETING.starts - timedelta(seconds=1))

    with pytest.raises(MeetingStarted):
        expect_open(MEETING, MEETING.starts)
    with pytest.raises(MeetingCancelled):
        expect_open(cancel(MEETING, "", at=NOW), NOW)


def test_a_meeting_is_cancelled_once_and_not_after_it_began() -> None:
    with pytest.raises(MeetingCancelled):
        cancel(cancel(MEETING, "", at=NOW), "", at=NOW)
    with pytest.raises(MeetingStarted):
        cancel(MEETING, "", at=MEETING.starts)


def test_answers_are_counted_in_the_order_of_the_buttons() -> None:
    answers = {"a": Answer.NO, "b": Answer.ONLINE, "c": Answer.NO}

    assert list(count(answers).items()) == [
        (Answer.ONLINE, 1),
        (Answer.ONSITE, 0),
        (Answer.MAYBE, 0),
        (Answer.NO, 2),
    ]
