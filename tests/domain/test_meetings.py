"""What can be planned, cancelled and answered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.meetings import (
    MODE_ANSWERS,
    DeadlineTooLate,
    LengthImpossible,
    Meeting,
    MeetingCancelled,
    MeetingInPast,
    MeetingStarted,
    MeetingTooFar,
    Mode,
    NoSuchMeeting,
    Stage,
    announce,
    cancel,
    checked,
    edit,
    expect_announced,
    expect_open,
    mode_of,
)
from bot.domain.walltime import WallTimeMissing, WallTimeTwice

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WALL = datetime.fromisoformat("2026-12-03T14:00")
MEETING = Meeting(1, "Winter meeting", WALL, "Europe/Berlin")


def test_a_meeting_keeps_its_wall_time_and_its_zone() -> None:
    lasting = replace(MEETING, lasts=timedelta(minutes=90), deadline=date(2026, 11, 26))

    assert checked(lasting, now=NOW) is lasting
    assert lasting.starts == datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
    assert lasting.ends == datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
    assert lasting.closes == datetime(2026, 11, 26, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"wall": "2026-11-02T10:00"}, MeetingInPast),  # it is ten o'clock in Berlin right now
        ({"wall": "2026-11-02T09:59"}, MeetingInPast),
        ({"wall": "2027-03-28T02:30"}, WallTimeMissing),
        ({"wall": "2027-10-31T02:30"}, WallTimeTwice),
        ({"wall": "2029-11-05T10:00"}, MeetingTooFar),
        ({"lasts": timedelta()}, LengthImpossible),
        ({"lasts": timedelta(days=15)}, LengthImpossible),
        ({"deadline": date(2026, 12, 4)}, DeadlineTooLate),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(change: dict[str, Any], refused: type[Exception]) -> None:
    if "wall" in change:
        change = {"wall": datetime.fromisoformat(change["wall"])}
    with pytest.raises(refused):
        checked(replace(MEETING, **change), now=NOW)
    with pytest.raises(refused):
        edit(MEETING, replace(MEETING, **change), now=NOW)


def test_a_meeting_in_a_minute_can_be_planned() -> None:
    soon = replace(MEETING, wall=datetime.fromisoformat("2026-11-02T10:01"))

    assert checked(soon, now=NOW).starts == NOW + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("change", "revision", "asked"),
    [
        ({"title": "Spring"}, 1, 1),
        ({"description": "Posters"}, 1, 1),
        ({"place": "Leipzig"}, 2, 1),
        ({"link": "https://meet.example.org"}, 2, 1),
        ({"lasts": timedelta(hours=3)}, 2, 1),
        ({"wall": WALL + timedelta(days=7)}, 2, 2),
        ({"wall": WALL + timedelta(days=7), "stage": Stage.DRAFT}, 2, 1),
        ({"wall": WALL - timedelta(hours=1), "zone": "Europe/London"}, 1, 1),  # the same moment, told elsewhere
    ],
)
def test_an_edit_counts_what_has_to_be_told_and_what_has_to_be_asked_again(
    change: dict[str, Any], revision: int, asked: int
) -> None:
    before = replace(MEETING, stage=change.get("stage", Stage.ANNOUNCED))
    wanted = replace(before, **change)

    assert edit(before, wanted, now=NOW) == replace(wanted, revision=revision, asked=asked, changed=NOW)


def test_what_is_not_announced_does_not_exist_for_others() -> None:
    draft = replace(MEETING, stage=Stage.DRAFT)

    with pytest.raises(NoSuchMeeting):
        expect_announced(draft, NOW)
    expect_announced(announce(draft, at=NOW), NOW)
    with pytest.raises(MeetingStarted):
        announce(draft, at=MEETING.starts)


@pytest.mark.parametrize("mode", Mode)
def test_the_mode_follows_from_the_answers_that_are_offered(mode: Mode) -> None:
    assert mode_of(MODE_ANSWERS[mode]) is mode


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
