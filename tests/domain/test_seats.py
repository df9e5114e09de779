"""Stories of seats: a room fills up, people wait, seats become free, and everybody is told what concerns them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import seats
from bot.domain.meetings import MeetingStarted
from bot.domain.seats import (
    Called,
    ModeNotOffered,
    Noted,
    OfferDeclined,
    Offered,
    OfferExpired,
    Promoted,
    Queued,
    Seated,
    State,
    Unlisted,
    Withdrawn,
)
from tests.seating import DAY, NO, NOW, ONLINE, ONSITE, STARTS, Scene


@pytest.fixture
def full() -> Scene:
    """Ada and Ben have the two seats on site, Eva and Jan wait for one."""
    meeting = Scene()
    for person in ("ada", "ben", "eva", "jan"):
        meeting.answer(person)
    return meeting


def test_seats_are_taken_until_the_room_is_full_then_people_wait_in_order() -> None:
    meeting = Scene()

    assert meeting.answer("ada") == [Seated("ada", ONSITE, 0)]
    assert meeting.answer("ben") == [Seated("ben", ONSITE, 0)]
    assert meeting.answer("eva") == [Queued("eva", ONSITE, 0, 1)]
    assert meeting.answer("jan") == [Queued("jan", ONSITE, 0, 2)]
    assert meeting.answer("kim", ONLINE) == [Seated("kim", ONLINE, 0)]
    assert [meeting.seating.position(person) for person in ("ada", "eva", "jan")] == [None, 1, 2]


def test_a_free_seat_is_offered_to_the_first_in_line_for_a_day(full: Scene) -> None:
    assert full.answer("ada", NO) == [Noted("ada", NO), Offered("eva", ONSITE, 0, NOW + DAY)]
    assert full.seating.free(ONSITE) == 0
    assert full.seating.position("jan") == 1
    assert full.accept("eva") == [Promoted("eva", ONSITE, 0)]
    assert full.accept("eva") == []


def test_to_ask_again_for_what_is_offered_takes_it(full: Scene) -> None:
    full.answer("ada", NO)

    assert full.answer("eva") == [Promoted("eva", ONSITE, 0)]


def test_an_offer_that_runs_out_goes_to_the_next_and_ends_the_wish(full: Scene) -> None:
    full.answer("ada", NO)

    assert full.wait_until(NOW + DAY) == [OfferExpired("eva", ONSITE, 0), Offered("jan", ONSITE, 0, NOW + 2 * DAY)]
    assert full.states()["eva"] == ["none onsite 0"]
    assert full.accept("eva") == []
    assert full.answer("eva") == [Queued("eva", ONSITE, 0, 1)]


def test_an_offer_cannot_be_taken_after_its_time_even_if_nobody_has_noticed_yet(full: Scene) -> None:
    full.answer("ada", NO)
    full.now = NOW + DAY

    assert full.accept("eva") == [OfferExpired("eva", ONSITE, 0), Offered("jan", ONSITE, 0, NOW + 2 * DAY)]


def test_a_declined_offer_goes_to_the_next_and_is_a_no(full: Scene) -> None:
    full.answer("ada", NO)

    assert full.decline("eva") == [OfferDeclined("eva", ONSITE, 0), Offered("jan", ONSITE, 0, NOW + DAY)]
    assert full.states()["eva"] == ["none no 0"]
    assert full.decline("eva") == []


def test_offers_are_shorter_near_the_meeting() -> None:
    assert seats.offer_until(STARTS - timedelta(hours=96), STARTS) == STARTS - timedelta(hours=72)
    assert seats.offer_until(STARTS - timedelta(hours=40), STARTS) == STARTS - timedelta(hours=30)


def test_on_the_last_day_the_first_click_wins(full: Scene) -> None:
    full.wait_until(STARTS - DAY)

    assert full.answer("ada", NO) == [Noted("ada", NO), Called("eva", ONSITE, 0), Called("jan", ONSITE, 0)]
    assert full.accept("jan") == [Promoted("jan", ONSITE, 0)]
    assert full.accept("eva") == []
    assert full.seating.position("eva") == 1
    assert full.answer("ben", NO) == [Noted("ben", NO), Called("eva", ONSITE, 0)]
    assert full.answer("eva") == [Promoted("eva", ONSITE, 0)]


def test_nothing_moves_after_the_beginning(full: Scene) -> None:
    full.answer("ada", NO)

    assert full.wait_until(STARTS) == [OfferExpired("eva", ONSITE, 0)]
    with pytest.raises(MeetingStarted):
        full.answer("eva")
    with pytest.raises(MeetingStarted):
        full.accept("jan")


def test_more_seats_are_offered_at_once_and_fewer_throw_nobody_out(full: Scene) -> None:
    assert full.set_capacity({ONSITE: 3}) == [Offered("eva", ONSITE, 0, NOW + DAY)]
    assert full.set_capacity({ONSITE: 1}) == []
    assert full.seating.free(ONSITE) == -2
    assert full.accept("eva") == [Promoted("eva", ONSITE, 0)]
    assert full.answer("ada", NO) == [Noted("ada", NO)]
    assert full.set_capacity({ONSITE: None}) == [Promoted("jan", ONSITE, 0)]


def test_who_waits_for_a_mode_that_is_given_up_is_told(full: Scene) -> None:
    assert full.set_capacity({ONLINE: None}) == [Unlisted("eva", ONSITE, 0), Unlisted("jan", ONSITE, 0)]
    assert full.states()["ada"] == ["seated onsite 0"]
    with pytest.raises(ModeNotOffered):
        full.answer("kim")


def test_late_answers_are_marked_and_never_refused(full: Scene) -> None:
    deadline = NOW - DAY
    full.answer("kim", ONLINE, deadline=deadline, by="clara")
    full.answer("ada", NO, deadline=deadline)

    assert {(p.person, p.late, p.by) for p in full.seating.places if p.late} == {
        ("kim", True, "clara"),
        ("ada", True, None),
    }


def test_who_is_forgotten_leaves_a_seat(full: Scene) -> None:
    assert full.withdraw("ada") == [Withdrawn("ada"), Offered("eva", ONSITE, 0, NOW + DAY)]
    assert full.withdraw("ada") == []


def test_a_meeting_that_moves_away_from_its_last_day_offers_again(full: Scene) -> None:
    full.wait_until(STARTS - DAY)
    full.answer("ada", NO)
    full.seating = replace(full.seating, starts=STARTS + 10 * DAY)

    assert full.wait_until(full.now) == [Offered("eva", ONSITE, 0, full.now + DAY)]
    assert [place.state for place in full.seating.line(ONSITE)] == [State.WAITING]
