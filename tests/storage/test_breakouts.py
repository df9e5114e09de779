"""Breakout rooms on both kinds of database: kept, changed, and locked while they change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.breakouts.session import (
    BreakoutsChanged,
    NoBreakouts,
    Pin,
    PlannedRoom,
    Presence,
    Profile,
    Session,
    Stage,
)
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, PEOPLE, Chat
from tests.planning import plan

ROOMS = (PlannedRoom(0, "Data", 2, 5, True, ADA.id, "https://meet.example.org"), PlannedRoom(0, "Über uns", 1, 3))


@pytest.fixture
def meeting(database: Database) -> int:
    plan(Chat(database, PEOPLE))
    return 1


def added(database: Database, meeting: int) -> Session:
    wanted = Session(
        meeting,
        ROOMS,
        profile=Profile.MIX,
        lead=timedelta(hours=30),
        planned_by=CLARA.id,
        together=((ADA.id, BEN.id),),
        apart=((BEN.id, EVA.id),),
    )
    with database.transaction() as store:
        return store.breakouts.add(wanted)


def test_a_session_comes_back_as_it_was_kept(database: Database, meeting: int) -> None:
    kept = added(database, meeting)

    with database.reading() as store:
        assert store.breakouts.get(meeting) == kept
        assert store.breakouts.of_room(kept.rooms[1].id) == kept
        assert [room.topic for room in kept.rooms] == ["Data", "Über uns"]


def test_a_meeting_has_one_session(database: Database, meeting: int) -> None:
    added(database, meeting)

    with pytest.raises(BreakoutsChanged):
        added(database, meeting)
    with database.reading() as store, pytest.raises(NoBreakouts):
        store.breakouts.get(meeting + 1)


def test_rooms_that_stay_keep_their_number_and_wishes_for_others_are_forgotten(
    database: Database, meeting: int
) -> None:
    kept = added(database, meeting)
    data, about = kept.rooms
    with database.transaction() as store:
        store.wishes.take(meeting, EVA.id, (about.id, data.id), NOW)
        store.wishes.take(meeting, BEN.id, (), NOW)
        changed = store.breakouts.save(replace(kept, rooms=(PlannedRoom(0, "New", 1, 9), data), together=()))

    with database.reading() as store:
        assert store.breakouts.get(meeting) == changed
        assert [room.topic for room in changed.rooms] == ["New", "Data"]
        assert changed.rooms[1].id == data.id
        assert changed.revision == kept.revision + 1
        assert store.wishes.of_person(meeting, EVA.id) == (data.id,)
        assert store.wishes.of_person(meeting, BEN.id) == ()
        assert store.wishes.of_person(meeting, ADA.id) is None
        assert store.wishes.who(meeting) == {EVA.id, BEN.id}


def test_a_draft_and_what_is_public_stand_beside_each_other(database: Database, meeting: int) -> None:
    data, about = (room.id for room in added(database, meeting).rooms)
    with database.transaction() as store:
        store.breakouts.seat(meeting, {1: {ADA.id: data, BEN.id: about}, 2: {ADA.id: data}}, public=True)
        store.breakouts.seat(meeting, {2: {ADA.id: about, EVA.id: about}}, public=False)
        store.breakouts.seat(meeting, {2: {BEN.id: data}}, public=True)

    with database.transaction() as store:
        assert store.breakouts.seats(meeting, public=True) == {1: {ADA.id: data, BEN.id: about}, 2: {BEN.id: data}}
        assert store.breakouts.seats(meeting, public=False) == {2: {ADA.id: about, EVA.id: about}}
        store.breakouts.clear_draft(meeting)
        assert store.breakouts.seats(meeting, public=False) == {}


def test_a_pin_takes_the_place_of_those_that_it_contradicts(database: Database, meeting: int) -> None:
    data, about = (room.id for room in added(database, meeting).rooms)
    with database.transaction() as store:
        store.breakouts.pin(meeting, Pin(ADA.id, data, 1))
        store.breakouts.pin(meeting, Pin(ADA.id, about, 2))
        store.breakouts.pin(meeting, Pin(BEN.id, data))
        assert store.breakouts.pins(meeting) == [Pin(ADA.id, data, 1), Pin(ADA.id, about, 2), Pin(BEN.id, data)]
        store.breakouts.pin(meeting, Pin(ADA.id, about))
        store.breakouts.pin(meeting, Pin(BEN.id, about, 2))
        assert store.breakouts.pins(meeting) == [Pin(ADA.id, about), Pin(BEN.id, about, 2)]
        store.breakouts.unpin(meeting, ADA.id)
        assert store.breakouts.pins(meeting) == [Pin(BEN.id, about, 2)]


def test_presence_and_figures_are_kept_in_place_of_what_was_known(database: Database, meeting: int) -> None:
    added(database, meeting)
    with database.transaction() as store:
        store.breakouts.saw(meeting, Presence(ADA.id, 2, None, True))
        store.breakouts.saw(meeting, Presence(ADA.id, 2, 3, True))
        store.breakouts.keep_figures(meeting, {"bound": {"repeat": 3}})

    with database.reading() as store:
        assert store.breakouts.presence(meeting) == {ADA.id: Presence(ADA.id, 2, 3, True)}
        assert store.breakouts.figures(meeting) == {"bound": {"repeat": 3}}


def test_held_meetings_are_those_with_public_rooms_that_took_place(database: Database, meeting: int) -> None:
    kept = added(database, meeting)
    later = NOW + timedelta(days=60)
    with database.transaction() as store:
        assert store.breakouts.held(later, 5) == []
        store.breakouts.save(replace(kept, stage=Stage.PUBLISHED))
        assert store.breakouts.held(later, 5) == [meeting]
        assert store.breakouts.held(NOW, 5) == []
        found = store.meetings.get(meeting)
        store.meetings.save(replace(found, cancelled="Storm"))
        assert store.breakouts.held(later, 5) == []


def test_wishes_pairs_and_pins_are_erased_and_seats_stay(database: Database, meeting: int) -> None:
    data, _ = (room.id for room in added(database, meeting).rooms)
    with database.transaction() as store:
        store.wishes.take(meeting, EVA.id, (data,), NOW)
        store.breakouts.pin(meeting, Pin(ADA.id, data))
        store.breakouts.seat(meeting, {1: {ADA.id: data}}, public=True)
        starts = store.meetings.get(meeting).starts
        assert store.wishes.forget(starts) == 0
        assert store.wishes.forget(starts + timedelta(seconds=1)) == 1

    with database.reading() as store:
        kept = store.breakouts.get(meeting)
        assert (store.wishes.who(meeting), store.breakouts.pins(meeting)) == (set(), [])
        assert (kept.together, kept.apart) == ((), ())
        assert store.breakouts.seats(meeting, public=True) == {1: {ADA.id: data}}
