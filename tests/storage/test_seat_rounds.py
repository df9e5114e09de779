"""Answers over time: every change is logged, a new question finds out who has not answered it, ways to come may go."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Directory, Person
from bot.domain.seats import ModeNotOffered, State
from storage import Database
from storage.schema_meetings import meeting_answer_changes
from storage.seats import Count, Seats
from tests.seating import DAY
from tests.storage.clicking import NOW, STARTS

ONLINE, ONSITE, _, NO = Answer
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def meeting(database: Database) -> int:
    """The number of a meeting for which nobody has answered yet."""
    people = tuple(Person(f"p0{number}", "", str(number)) for number in range(3))
    with database.transaction() as store:
        store.directory.save(Directory(people), date(2026, 11, 2))
        wall = STARTS.astimezone(BERLIN).replace(tzinfo=None)
        return store.meetings.add(Meeting(0, "Meeting", wall, BERLIN.key)).id


@pytest.fixture
def kept(database: Database, meeting: int) -> Iterator[Seats]:
    """The seats, in one transaction for the whole test."""
    with database.transaction() as store:
        yield Seats(store.connection)


def test_every_change_of_an_answer_is_logged_and_a_repetition_is_none(kept: Seats, meeting: int) -> None:
    for days, (said, guests, by) in enumerate(
        ((ONLINE, 0, None), (ONLINE, 0, None), (ONLINE, 1, None), (NO, 0, "p00"), (NO, 0, None))
    ):
        kept.answer(meeting, "p01", said, guests, now=NOW + days * DAY, by=by)

    columns = meeting_answer_changes.c
    wanted = (columns.person_id, columns.answer, columns.guests, columns.by_person, columns.at)
    assert kept._db.execute(select(*wanted).order_by(columns.id)).all() == [
        ("p01", "online", 0, None, NOW),
        ("p01", "online", 1, None, NOW + 2 * DAY),
        ("p01", "no", 0, "p00", NOW + 3 * DAY),
    ]
    assert [place.by for place in kept.whole(meeting).places] == [None]


def test_a_new_question_leaves_what_people_have_and_knows_who_has_not_answered_it(kept: Seats, meeting: int) -> None:
    for person, said in (("p00", ONSITE), ("p01", ONLINE), ("p02", NO)):
        kept.answer(meeting, person, said, now=NOW)
    kept.answer(meeting, "p00", ONSITE, now=NOW + DAY, asked=2)
    kept.answer(meeting, "p02", ONLINE, now=NOW + DAY, asked=2)

    assert (kept.answered(meeting, 1), kept.answered(meeting, 2)) == ({"p00", "p01", "p02"}, {"p00", "p02"})
    assert (kept.coming(meeting, 1), kept.coming(meeting, 2)) == (["p00", "p01", "p02"], ["p00", "p02"])
    assert (kept.outdated(meeting, 1), kept.outdated(meeting, 2)) == (0, 1)
    assert kept.counts(meeting, 2) == {(ONSITE, State.SEATED): Count(1, 1), (ONLINE, State.SEATED): Count(1, 1)}


def test_who_sits_in_a_mode_that_is_gone_has_to_answer_again(kept: Seats, meeting: int) -> None:
    kept.answer(meeting, "p00", ONSITE, now=NOW)
    kept.answer(meeting, "p01", ONLINE, now=NOW)

    kept.set_capacity(meeting, {ONLINE: None}, now=NOW)

    assert kept.answered(meeting, 1) == {"p01"}
    with pytest.raises(ModeNotOffered):
        kept.answer(meeting, "p00", ONSITE, now=NOW)
    kept.answer(meeting, "p00", ONLINE, now=NOW)
    assert kept.coming(meeting, 1) == ["p00", "p01"]
