"""Stories of seats for parties and for those who change their mind: what one has stays, what one wants waits."""

import pytest

from bot.domain.seats import (
    Called,
    Noted,
    Offered,
    PartyTooLarge,
    Promoted,
    Queued,
    Seated,
)
from tests.seating import DAY, NO, NOW, ONLINE, ONSITE, STARTS, Scene


def test_guests_take_seats_and_a_large_party_is_not_overtaken() -> None:
    meeting = Scene(onsite=4)
    assert meeting.answer("ada", guests=1) == [Seated("ada", ONSITE, 1)]
    assert meeting.answer("ben") == [Seated("ben", ONSITE, 0)]

    assert meeting.answer("eva", guests=1) == [Queued("eva", ONSITE, 1, 1)]
    assert meeting.answer("jan") == [Queued("jan", ONSITE, 0, 2)]  # a seat is free, saved up for Eva
    assert meeting.answer("ben", NO) == [Noted("ben", NO), Offered("eva", ONSITE, 1, NOW + DAY)]


def test_on_the_last_day_a_large_party_holds_nobody_up() -> None:
    meeting = Scene(onsite=2)
    for person, guests in (("ada", 0), ("eva", 1), ("jan", 0)):
        meeting.answer(person, guests=guests)

    assert meeting.wait_until(STARTS - DAY) == [Called("jan", ONSITE, 0)]
    assert meeting.wait_until(STARTS - DAY / 2) == []
    assert meeting.answer("kim") == [Seated("kim", ONSITE, 0)]


def test_a_party_beyond_all_seats_is_refused_or_passed_over() -> None:
    meeting = Scene(onsite=3)
    meeting.answer("ada", guests=2)
    meeting.answer("ben", guests=2)
    meeting.answer("eva")
    with pytest.raises(PartyTooLarge):
        meeting.answer("jan", guests=3)
    meeting.set_capacity({ONSITE: 2})

    assert meeting.answer("ada", NO) == [Noted("ada", NO), Offered("eva", ONSITE, 0, NOW + DAY)]
    assert meeting.seating.position("ben") == 1


def test_more_guests_wait_at_the_end_while_what_one_has_stays() -> None:
    meeting = Scene(onsite=2)
    for person in ("ada", "ben", "eva"):
        meeting.answer(person)

    assert meeting.answer("ada", guests=1) == [Queued("ada", ONSITE, 1, 2)]
    assert meeting.states()["ada"] == ["seated onsite 0", "waiting onsite 1"]
    assert meeting.answer("ben", NO)[1:] == [Offered("eva", ONSITE, 0, NOW + DAY)]
    assert meeting.decline("eva")[1:] == [Offered("ada", ONSITE, 1, NOW + DAY)]
    assert meeting.accept("ada") == [Promoted("ada", ONSITE, 1)]
    assert meeting.answer("ada") == [Seated("ada", ONSITE, 0)]


def test_more_guests_of_somebody_who_waits_do_not_cost_their_position() -> None:
    meeting = Scene(onsite=2)
    for person in ("ada", "ben", "eva", "jan"):
        meeting.answer(person)

    assert meeting.answer("eva", guests=1) == [Queued("eva", ONSITE, 1, 1)]
    assert meeting.answer("ada", NO)[1:] == [Offered("eva", ONSITE, 0, NOW + DAY)]
    assert meeting.accept("eva") == [Promoted("eva", ONSITE, 0), Queued("eva", ONSITE, 1, 2)]
    assert meeting.answer("ben", NO)[1:] == [Offered("jan", ONSITE, 0, NOW + DAY)]


def test_who_moves_to_a_full_mode_keeps_the_seat_until_the_new_one_is_certain() -> None:
    meeting = Scene(online=1, onsite=1)
    meeting.answer("ada", ONLINE)
    meeting.answer("ben", ONSITE)
    meeting.answer("eva", ONLINE)

    assert meeting.answer("ada", ONSITE) == [Queued("ada", ONSITE, 0, 1)]
    assert meeting.states()["ada"] == ["seated online 0", "waiting onsite 0"]
    assert meeting.answer("ben", NO)[1:] == [Offered("ada", ONSITE, 0, NOW + DAY)]
    assert meeting.accept("ada") == [Promoted("ada", ONSITE, 0), Offered("eva", ONLINE, 0, NOW + DAY)]


def test_to_stay_after_all_ends_the_waiting() -> None:
    meeting = Scene(onsite=1)
    meeting.answer("ben", ONSITE)
    meeting.answer("ada", ONLINE)
    assert meeting.answer("ada", ONSITE) == [Queued("ada", ONSITE, 0, 1)]

    assert meeting.answer("ada", ONLINE) == [Seated("ada", ONLINE, 0)]
    assert meeting.states()["ada"] == ["seated online 0"]


def test_fewer_guests_keep_the_position() -> None:
    meeting = Scene(onsite=2)
    for person, guests in (("ada", 0), ("ben", 0), ("eva", 1), ("jan", 0)):
        meeting.answer(person, guests=guests)

    assert meeting.answer("eva") == [Queued("eva", ONSITE, 0, 1)]
    assert meeting.answer("ada", NO)[1:] == [Offered("eva", ONSITE, 0, NOW + DAY)]


def test_a_second_offer_takes_the_place_of_a_smaller_one() -> None:
    meeting = Scene(onsite=3)
    meeting.answer("ada", guests=2)
    meeting.answer("eva")
    meeting.answer("eva", guests=2)
    assert meeting.answer("ada")[1:] == [Offered("eva", ONSITE, 0, NOW + DAY)]

    assert meeting.answer("ada", NO)[1:] == [Offered("eva", ONSITE, 2, NOW + DAY)]
    assert meeting.states()["eva"] == ["offered onsite 2"]
    assert meeting.seating.taken(ONSITE) == 3


def test_fewer_guests_than_offered_are_seated_at_once() -> None:
    meeting = Scene(onsite=2)
    meeting.answer("ada", guests=1)
    meeting.answer("eva", guests=1)
    meeting.answer("jan")
    meeting.answer("ada", NO)

    assert meeting.answer("eva") == [Promoted("eva", ONSITE, 0), Offered("jan", ONSITE, 0, NOW + DAY)]


def test_a_wish_for_more_does_not_count_seats_that_are_only_wished_for() -> None:
    meeting = Scene(onsite=3)
    for person, guests in (("ada", 1), ("ben", 0), ("eva", 1), ("eva", 2)):
        meeting.answer(person, guests=guests)
    meeting.wait_until(STARTS - DAY)

    assert meeting.answer("ben", NO) == [Noted("ben", NO)]
    assert meeting.accept("eva") == []
    assert meeting.states()["eva"] == ["waiting onsite 1", "waiting onsite 2"]
