"""What people and coordinators are told of a plan: counted by hand."""

from dataclasses import replace

from bot.domain.breakouts import Person, Problem, Room, Seats, Weights
from bot.domain.breakouts.bounds import Crowd, Forced
from bot.domain.breakouts.explain import Instead, Missed, Seat, Why, instead, seats_of
from bot.domain.breakouts.measure import objective
from bot.domain.breakouts.report import Again, Served, report
from bot.domain.breakouts.solver import solve
from tests.domain.breakouts.crowds import crowd

PEOPLE = (
    Person("ann", "g", wishes=("sea", "sky")),
    Person("bob", "g", remote=True),
    Person("cem", "h", wishes=("sea",)),
    Person("dora", "h", facilitator=True),
)
ROOMS = (Room("sea", 2, 2), Room("sky", 2, 2, online=True))
PROBLEM = Problem(PEOPLE, ROOMS, 2, Weights(facilitator=0), history=(("ann", "dora", 0.5),))
SEATS = ((("cem", "dora"), ("ann", "bob")), (("ann", "dora"), ("bob", "cem")))


def test_a_person_is_told_who_is_new_and_why() -> None:
    missed = (Missed("sea", rank=0, seats=2, first_choices=2),)
    assert list(seats_of(PROBLEM, SEATS, "ann")) == [
        Seat("ann", 0, "sky", 1, ("bob",), ("bob",), (), (), ("bob",), (), (Why.WISH, Why.NEW_PEOPLE), missed),
        Seat("ann", 1, "sea", 0, ("dora",), (), (), ("dora",), (), ("dora",), (Why.WISH,), ()),
    ]
    [bob] = (seat for seat in seats_of(PROBLEM, SEATS) if (seat.person, seat.number) == ("bob", 0))
    assert bob.why == (Why.ONLINE, Why.NEW_PEOPLE)


def test_who_met_in_a_round_that_happened_meets_again() -> None:
    later = replace(PROBLEM, rounds=1, past=SEATS[:1])

    [seat] = seats_of(later, (SEATS[0],), "ann")

    assert (seat.again, seat.new) == (("bob",), ())


def test_what_else_there_was_names_the_exchange_and_its_price() -> None:
    assert instead(PROBLEM, SEATS, "ann", 1, "sea") == Instead("sea", None, {})

    found = instead(PROBLEM, SEATS, "ann", 0, "sea")

    assert found.other in {"cem", "dora"}
    after, before = objective(PROBLEM, swapped(SEATS, 0, "ann", found.other)), objective(PROBLEM, SEATS)
    assert found.change == {name: after[name] - before[name] for name in after if after[name] != before[name]}


def swapped(seats: Seats, number: int, one: str, other: str) -> Seats:
    """The plan with the seats of two people changed in one round."""
    exchange = {one: other, other: one}
    changed = tuple(tuple(sorted(exchange.get(who, who) for who in members)) for members in seats[number])
    return (*seats[:number], changed, *seats[number + 1 :])


def test_coordinators_see_bound_chance_and_who_is_served_worst() -> None:
    seats = (SEATS[0], SEATS[0])

    found = report(PROBLEM, seats)

    assert found.again == (Again("ann", "bob", (0, 1)), Again("cem", "dora", (0, 1)))
    assert found.worst == (Served("ann", 2.0, (1, 1)),)
    assert found.terms[0].name == "cost"
    assert all(each.bound <= each.value for each in found.terms)


def test_repeats_that_remote_people_force_are_explained() -> None:
    """Eleven in two rooms for three rounds: 75 meetings of 55 pairs; three rooms would do with 45."""
    people = tuple(Person(f"p{number:02}", remote=number < 11) for number in range(32))
    rooms = tuple(Room(f"r{number}", 8, 8, online=number < 2) for number in range(4))
    problem = Problem(people, rooms, 3, Weights(facilitator=0))

    repeats = next(each for each in report(problem, solve(problem, seconds=0.05).rounds).terms if each.name == "repeat")

    assert [each for each in repeats.forced if each.crowd is Crowd.REMOTE] == [
        Forced("repeat", 20, Crowd.REMOTE, 11, 2, more_rooms=1, then=0)
    ]
    assert repeats.bound <= repeats.value < repeats.chance


def test_no_plan_is_below_its_bound() -> None:
    for seed in range(6):
        problem = crowd(seed)
        found = report(problem, solve(problem, seconds=0.02, seed=seed).rounds)
        assert [each for each in found.terms if each.bound > each.value] == []
