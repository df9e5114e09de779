"""Who was there, as it is kept: marked many at once, marked again, taken back, and counted by later features."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Directory
from storage import Database
from storage.schema_meetings import attendance
from tests.conversation import ADA, BEN, CLARA, EVA, NOW
from tests.storage.test_meetings import SUMMER, WINTER

HOUR = timedelta(hours=1)


@pytest.fixture
def winter(database: Database) -> Meeting:
    """A meeting in which Ada and Ben have a seat."""
    with database.transaction() as store:
        store.directory.save(Directory((CLARA, ADA, BEN, EVA)), NOW.date())
        meeting = store.meetings.add(WINTER)
        for person, said in ((ADA, Answer.ONLINE), (BEN, Answer.ONSITE), (EVA, Answer.NO)):
            store.seats.answer(meeting.id, person.id, said, now=NOW)
    return meeting


def test_the_same_mark_again_keeps_who_made_it_and_another_replaces_it(database: Database, winter: Meeting) -> None:
    with database.transaction() as store:
        marks = store.attendance
        marks.mark(winter.id, [ADA.id, BEN.id, ADA.id], attended=True, by=CLARA.id, at=NOW)
        marks.mark(winter.id, [ADA.id], attended=True, by=EVA.id, at=NOW + HOUR)
        marks.mark(winter.id, [BEN.id], attended=False, by=EVA.id, at=NOW + HOUR)
        marks.mark(winter.id, [], attended=False, by=EVA.id, at=NOW)

    with database.reading() as store:
        columns = attendance.c
        rows = store.connection.execute(
            select(columns.person_id, columns.attended, columns.by_person, columns.at).order_by(columns.person_id)
        )
        assert [tuple(row) for row in rows] == [
            (ADA.id, True, CLARA.id, NOW),
            (BEN.id, False, EVA.id, NOW + HOUR),
        ]
        assert store.attendance.of(winter.id) == {ADA.id: True, BEN.id: False}
        assert store.attendance.of(winter.id + 1) == {}


def test_a_mark_is_taken_back_once(database: Database, winter: Meeting) -> None:
    with database.transaction() as store:
        store.attendance.mark(winter.id, [ADA.id, BEN.id], attended=True, by=CLARA.id, at=NOW)

        assert [store.attendance.unmark(winter.id, ADA.id) for _ in range(2)] == [True, False]
        assert store.attendance.of(winter.id) == {BEN.id: True}


def test_the_meetings_at_which_somebody_was_are_counted(database: Database, winter: Meeting) -> None:
    with database.transaction() as store:
        summer = store.meetings.add(SUMMER)
        store.attendance.mark(winter.id, [ADA.id, BEN.id], attended=True, by=CLARA.id, at=NOW)
        store.attendance.mark(summer.id, [ADA.id], attended=True, by=CLARA.id, at=NOW)
        store.attendance.mark(summer.id, [BEN.id], attended=False, by=CLARA.id, at=NOW)

        assert [store.attendance.attended(person.id) for person in (ADA, BEN, EVA)] == [2, 1, 0]
