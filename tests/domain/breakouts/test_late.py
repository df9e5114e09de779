"""Late comers and no-shows: nobody else is moved unless asked for, and a few moves get what they can."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.breakouts import Problem, Room, Seats
from bot.domain.breakouts.late import Mended, mend
from bot.domain.breakouts.measure import objective
from bot.domain.breakouts.solver import solve
from tests.domain.breakouts.crowds import crowd, without


def scene(seed: int, *, gone: int = 3, late: int = 2, rounds: int = 2) -> tuple[Problem, Seats]:
    """Those who are there after one round, and the plan of the others that was made for those who had said so."""
    dice, everybody = Random(seed), crowd(seed, people=18, leeway=3)
    away = dice.sample([person.id for person in everybody.people if not person.facilitator], gone + late)
    expected, there = without(everybody, away[gone:]), without(everybody, away[:gone])
    plan = solve(replace(expected, rounds=1 + rounds), seconds=0.02, seed=seed)
    return replace(there, rounds=rounds, past=plan.rounds[:1]), plan.rounds[1:]


def rooms_of(seats: Seats) -> dict[tuple[str, int], int]:
    return {
        (who, number): place
        for number, rooms in enumerate(seats)
        for place, members in enumerate(rooms)
        for who in members
    }


def moved(published: Seats, found: Mended) -> set[str]:
    before, after = rooms_of(published), rooms_of(found.rounds)
    return {who for who, number in before.keys() & after.keys() if before[who, number] != after[who, number]}


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10**6))
def test_nobody_else_is_moved_by_default(seed: int) -> None:
    problem, published = scene(seed)

    found = mend(problem, published)

    there = {person.id for person in problem.people}
    old = {who for rooms in published for members in rooms for who in members}
    assert (moved(published, found), found.moved) == (set(), ())
    assert (set(found.joined), set(found.gone)) == (there - old, old - there)
    assert [sorted(who for room in seats for who in room) for seats in found.rounds] == [sorted(there)] * 2


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 10**6), st.integers(0, 6))
def test_no_more_people_move_than_may_and_it_is_worth_it(seed: int, most: int) -> None:
    problem, published = scene(seed)

    found = mend(problem, published, moves=most)

    assert set(found.people_moved) == moved(published, found)
    assert len(found.people_moved) <= most
    assert found.after["cost"] <= found.before["cost"]
    assert (found.before, found.after["cost"]) == (
        mend(problem, published).before,
        objective(problem, found.rounds)["cost"],
    )


def test_everything_else_being_equal_late_comers_go_to_the_emptiest_rooms() -> None:
    problem = without(crowd(1, people=16, leeway=4), [])
    problem = replace(
        problem, rounds=1, together=(), apart=(), people=tuple(replace(p, remote=False) for p in problem.people)
    )
    people = [person.id for person in problem.people]
    published = (tuple(tuple(people[start:end]) for start, end in ((0, 5), (5, 8), (8, 12), (12, 14))),)

    found = mend(replace(problem, weights=replace(problem.weights, facilitator=0)), published)

    assert [len(members) for members in found.rounds[0]] == [5, 4, 4, 3]


def test_who_must_be_online_without_a_free_seat_is_reported_and_one_move_mends_it() -> None:
    problem = replace(crowd(3, people=12), rounds=1, history=(), together=(), apart=())
    problem = replace(
        problem,
        rooms=(Room("hall", 0, 7), Room("net", 0, 6, online=True)),
        people=tuple(replace(p, remote=p.id == "p11", wishes=(), facilitator=True) for p in problem.people),
    )
    people = [person.id for person in problem.people]
    published = ((tuple(people[:5]), tuple(people[5:11])),)

    refused, mended = mend(problem, published), mend(problem, published, moves=1)

    assert (refused.broken, refused.moved) == ({"remote": 1.0}, ())
    assert (mended.broken, len(mended.moved), mended.moved[0].entered) == ({}, 1, "hall")


def test_the_pinned_go_where_they_are_pinned() -> None:
    problem, published = scene(5, gone=0, late=0, rounds=1)
    who, place = published[0][0][0], problem.rooms[1]
    pinned = replace(problem, pinned=((who, 0, place.id),))

    found = mend(pinned, published)

    assert moved(published, found) == {who}
    assert who in found.rounds[0][1]
