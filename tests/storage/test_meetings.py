"""Meetings as they are kept: in order, with the latest answer of each person, every change of it, and the reminders."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.meetings import Answer, Meeting, NoSuchMeeting, Stage
from bot.domain.people import Directory
from bot.domain.reminders import Audience, Rung
from storage import Database
from storage.changes import facts
from tests.conversation import ADA, BEN, CLARA, EVA

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WINTER = Meeting(0, "Winter", datetime(2027, 1, 14, 14), "Europe/Berlin", "Leipzig", "Bring *posters*", planned_by="p1")  # noqa: DTZ001
SUMMER = Meeting(0, "Summer", datetime(2027, 7, 1, 14), "Europe/Lisbon")  # noqa: DTZ001


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((CLARA, ADA, BEN, EVA)), NOW.date())


def add(database: Database, *meetings: Meeting) -> list[Meeting]:
    with database.transaction() as store:
        return [store.meetings.add(meeting) for meeting in meetings]


def test_a_meeting_is_kept_as_it_was_planned(database: Database) -> None:
    with database.reading() as store:
        assert not store.meetings.exists()
    [winter] = add(database, WINTER)

    with database.reading() as store:
        assert store.meetings.exists()
        assert store.meetings.get(winter.id) == winter == replace(WINTER, id=winter.id)


def test_a_change_is_kept(database: Database) -> None:
    winter, summer = add(database, WINTER, SUMMER)
    moved = replace(winter, wall=winter.wall + timedelta(days=400), zone="Europe/Athens", revision=2)
    with database.transaction() as store:
        store.meetings.save(moved)

    with database.reading() as store:
        assert store.meetings.get(winter.id) == moved
        assert store.meetings.get(summer.id) == summer
        assert store.meetings.coming(NOW) == [summer, moved]


def test_an_unknown_meeting_is_refused(database: Database) -> None:
    with database.reading() as store, pytest.raises(NoSuchMeeting):
        store.meetings.get(1)


def test_coming_are_those_that_begin_later_and_take_place(database: Database) -> None:
    summer, winter, _ = add(database, SUMMER, WINTER, replace(WINTER, cancelled=""))

    with database.reading() as store:
        assert store.meetings.coming(NOW) == [winter, summer]
        assert store.meetings.coming(NOW, limit=1) == [winter]
        assert store.meetings.next_after(winter.starts) == summer
        assert store.meetings.next_after(summer.starts) is None


def test_what_is_not_announced_is_in_preparation(database: Database) -> None:
    drafted, summer = add(database, replace(WINTER, stage=Stage.DRAFT), SUMMER)

    with database.transaction() as store:
        assert store.meetings.in_preparation(NOW) == [drafted]
        assert store.meetings.coming(NOW) == store.meetings.since(NOW) == [summer]
        store.meetings.discard(drafted.id)
        store.meetings.discard(summer.id)
        assert store.meetings.in_preparation(NOW) == []
        assert store.meetings.coming(NOW) == [summer]


def test_the_latest_meeting_is_the_one_that_began_last(database: Database) -> None:
    winter, summer, _ = add(database, WINTER, SUMMER, replace(SUMMER, cancelled=""))

    with database.reading() as store:
        assert store.meetings.latest(NOW) is None
        assert store.meetings.latest(winter.starts) == winter
        assert store.meetings.latest(summer.starts + HOUR) == summer


def test_what_a_meeting_was_before_a_change_is_kept(database: Database) -> None:
    [winter] = add(database, WINTER)
    was = facts(winter, [Answer.ONSITE])
    with database.transaction() as store:
        store.changes.add(winter.id, 2, was, NOW)

    with database.reading() as store:
        assert (store.changes.before(winter.id, 2), store.changes.before(winter.id, 3)) == (was, None)


def test_notes_are_kept_changed_and_erased(database: Database) -> None:
    winter, summer = add(database, WINTER, SUMMER)
    with database.transaction() as store:
        store.notes.take(winter.id, ADA.id, "vegan", wording=1, at=NOW)
        store.notes.take(winter.id, BEN.id, "ramp", wording=1, at=NOW)
        store.notes.take(winter.id, ADA.id, "vegan, no nuts", wording=2, at=NOW + HOUR)
        store.notes.take(winter.id, BEN.id, "", wording=2, at=NOW + HOUR)
        store.notes.take(summer.id, EVA.id, "stairs", wording=2, at=NOW)
        assert store.notes.of(winter.id) == {ADA.id: "vegan, no nuts"}

        assert store.notes.erase(winter.starts + winter.lasts) == 0
        assert store.notes.erase(winter.starts + winter.lasts + HOUR) == 1
        assert (store.notes.of(winter.id), store.notes.of(summer.id)) == ({}, {EVA.id: "stairs"})


def rung(name: str, hours: int, audience: Audience = Audience.PEOPLE) -> Rung:
    return Rung(name, audience, NOW + hours * HOUR, NOW + 100 * HOUR)


def test_reminders_fall_due_in_order_and_once(database: Database) -> None:
    [winter] = add(database, WINTER)
    with database.transaction() as store:
        store.meetings.set_rungs(winter.id, [rung("1d", 2), rung("7d", 1), rung("1d", 3, Audience.CHANNEL)])

    with database.transaction() as store:
        assert store.meetings.next_rung() == NOW + HOUR
        assert store.meetings.due_rungs(NOW) == []
        due = store.meetings.due_rungs(NOW + 2 * HOUR)
        assert due == [(winter.id, "7d", Audience.PEOPLE), (winter.id, "1d", Audience.PEOPLE)]
        for one in due:
            assert store.meetings.mark_planned(*one, NOW + 2 * HOUR)
            assert not store.meetings.mark_planned(*one, NOW + 2 * HOUR)

    with database.reading() as store:
        assert store.meetings.due_rungs(NOW + 2 * HOUR) == []
        assert store.meetings.next_rung() == NOW + 3 * HOUR


def test_new_reminders_replace_those_to_come_and_repeat_none_that_went_out(database: Database) -> None:
    [winter] = add(database, WINTER)
    with database.transaction() as store:
        store.meetings.set_rungs(winter.id, [rung("7d", 1), rung("1d", 2)])
        store.meetings.mark_planned(winter.id, "7d", Audience.PEOPLE, NOW + HOUR)
        store.meetings.set_rungs(winter.id, [rung("7d", 5), rung("3d", 6)])

    with database.reading() as store:
        assert store.meetings.due_rungs(NOW + 9 * HOUR) == [(winter.id, "3d", Audience.PEOPLE)]
