"""Rooms from lines and numbers, the problem that they make, and what binds people to rooms in vain."""

from datetime import timedelta

import pytest

from bot.domain import people as directory
from bot.domain.breakouts.forming import Known, form, met_before, places_of
from bot.domain.breakouts.obstacles import Clash, Obstacle, obstacles
from bot.domain.breakouts.proposal import BadLine, Crowd, common, pairs_in, proposed, rooms_in, written_room
from bot.domain.breakouts.session import Pin, PlannedRoom, Presence, Session
from tests.conversation import NOW
from tests.fetching import WINTER

NAMES = {"Ada Müller": "p2", "Ben Mayr": "p3", "ben@example.org": "p3", "Eva Groß": "p4"}
DATA, CAREERS = PlannedRoom(1, "Data", 1, 4, True), PlannedRoom(2, "Careers", 1, 4)


@pytest.mark.parametrize(
    ("people", "online", "rooms", "seats"), [(0, 0, 2, 6), (13, 3, 2, 16), (60, 12, 10, 70), (61, 61, 10, 80)]
)
def test_proposed_rooms_hold_everybody(people: int, online: int, rooms: int, seats: int) -> None:
    found = proposed(Crowd(people, online), ["Data"], lambda n: f"Room {n}")

    assert (len(found), sum(room.high for room in found)) == (rooms, seats)
    assert sum(room.high for room in found if room.online) >= online
    assert sum(room.low for room in found) <= max(people, rooms)
    assert [room.topic for room in found[:2]] == ["Data", "Room 2"]


def test_common_topics_are_those_of_more_than_one() -> None:
    assert common([("NLP", "FL"), ("FL",), ("FL", "NLP"), ("genomics",)]) == ["FL", "NLP"]


def test_a_line_says_topic_size_mode_facilitator_and_link_in_any_order() -> None:
    rooms = rooms_in(
        "Data; 4-7; online; ben@example.org; https://meet.example.org/a\n\n  Über Karrieren | vor Ort | 5 \nFree",
        NAMES.get,
        [PlannedRoom(7, "über karrieren", 1, 2)],
    )

    assert rooms == (
        PlannedRoom(0, "Data", 4, 7, True, "p3", "https://meet.example.org/a"),
        PlannedRoom(7, "Über Karrieren", 1, 5),
        PlannedRoom(0, "Free", 1, 8),
    )
    assert (
        rooms_in(
            "\n".join(written_room(room, "online", "Ben Mayr" if room.facilitator else "") for room in rooms),
            NAMES.get,
            rooms,
        )
        == rooms
    )


@pytest.mark.parametrize(
    ("written", "number", "why"),
    [
        ("Data\nData", 2, "twice"),
        ("; 3-4", 1, "topic"),
        ("Data; 5-3", 1, "size"),
        ("Data; Nobody Known", 1, "person"),
        ("Data; Ada Müller\nCareers; Ada Müller", 2, "facilitator"),
        ("\n", 0, "count"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(written: str, number: int, why: str) -> None:
    with pytest.raises(BadLine) as caught:
        rooms_in(written, NAMES.get, ())

    assert (caught.value.number, caught.value.why) == (number, why)


def test_three_in_a_line_are_three_pairs() -> None:
    pairs = pairs_in("Eva Groß + Ada Müller & Ben Mayr\nBen Mayr; Ada Müller", NAMES.get)

    assert pairs == (("p2", "p3"), ("p2", "p4"), ("p3", "p4"))


def known(**more: object) -> Known:
    people = {who: directory.Person(who, who, who, group="CDX") for who in ("p2", "p3", "p4")}
    given = {"remote": {"p2": True, "p3": False, "p4": False}, "wishes": {"p4": (2, 9)}, "met": {("p3", "p4"): 0.7}}
    return Known(people, **(given | more))


def test_a_problem_holds_who_takes_part_and_what_happened() -> None:
    session = Session(5, (DATA, CAREERS), rounds=3, together=(("p2", "p3"),), apart=(("p3", "p9"),))
    seen = {"p2": Presence("p2", 1, 1)}

    problem = form(session, known(presence=seen, public={1: {"p2": 1, "p3": 1, "p4": 2}}), (2, 3))

    assert [person.id for person in problem.people] == ["p3", "p4"]
    assert problem.people[1].wishes == ("2",)
    assert (problem.past, problem.rounds) == (((("p2", "p3"), ("p4",)),), 2)
    assert (problem.together, problem.apart, problem.history) == ((), (), (("p3", "p4", 0.7),))
    assert places_of(session, ((("p3",), ("p4",)),), 2) == {2: {"p3": 1, "p4": 2}}


def test_who_facilitates_is_bound_to_the_room_unless_pinned_elsewhere() -> None:
    led = PlannedRoom(1, "Data", 1, 4, True, "p2")

    problem = form(Session(5, (led, CAREERS), rounds=2), known(pins=[Pin("p2", 2, 2), Pin("p4", 1)]), (1, 2))

    assert problem.pinned == (("p2", 0, "1"), ("p2", 1, "2"), ("p4", 0, "1"), ("p4", 1, "1"))
    assert obstacles(problem) == [Obstacle(Clash.ONLINE, 1, "2", ("p2",))]


def test_bindings_that_contradict_are_named_once() -> None:
    small = PlannedRoom(1, "Data", 1, 1, True)
    pins = [Pin("p2", 1), Pin("p3", 1), Pin("p4", 2)]
    session = Session(5, (small, CAREERS), rounds=2, together=(("p3", "p4"),), apart=(("p2", "p3"),))

    found = obstacles(form(session, known(pins=pins), (1, 2)))

    assert {each.clash for each in found} == {Clash.FULL, Clash.TOGETHER, Clash.APART}
    assert len(found) == 3


def test_rooms_on_site_cannot_be_filled_by_those_who_are_online() -> None:
    rooms = (PlannedRoom(1, "Data", 1, 4, True), PlannedRoom(2, "Careers", 3, 4))

    found = obstacles(form(Session(5, rooms, rounds=1), known(), (1,)))

    assert found == [Obstacle(Clash.ONSITE, 0, "2", ())]


def test_meetings_fade_with_their_age() -> None:
    met = met_before([{1: {"a": 1, "b": 1, "c": 2}, 2: {"a": 1, "b": 1}}, {1: {"a": 3, "b": 3, "c": 3}}])

    assert met == {("a", "b"): 1.7, ("a", "c"): 0.7, ("b", "c"): 0.7}


def test_wishes_close_before_the_meeting_and_are_reminded_of_a_day_earlier() -> None:
    session = Session(1, (DATA,), lead=timedelta(hours=5))
    assert session.closes(WINTER) == WINTER.starts - timedelta(hours=5)
    assert session.next_step(WINTER) == WINTER.starts - timedelta(hours=29)
    assert session.reminds(WINTER) > NOW
