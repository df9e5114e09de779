"""The core of breakout rooms: designs, incremental costs, the same plan again, and what cannot be done."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.breakouts import Person, Problem, Room, Weights
from bot.domain.breakouts.arrays import arrays
from bot.domain.breakouts.checks import Cause, Kind, causes
from bot.domain.breakouts.designs import design, develop
from bot.domain.breakouts.solver import solve
from bot.domain.breakouts.starters import STARTERS
from bot.domain.breakouts.swaps import FORBIDDEN, Position
from bot.domain.breakouts.tables import cost
from tests.domain.breakouts.crowds import crowd


def repeated(rounds: np.ndarray) -> int:
    met = (rounds[:, :, None] == rounds[:, None, :]).sum(0)
    return int(np.maximum(np.triu(met, 1) - 1, 0).sum())


@pytest.mark.parametrize("starter", STARTERS, ids=lambda each: f"{len(each.rooms)}-{len(each.rooms[0])}-{each.order}")
def test_a_starter_repeats_no_pair(starter) -> None:
    assert repeated(develop(starter)) == 0


@pytest.mark.parametrize(
    ("rooms", "people", "rounds"),
    [(7, 49, 8), (5, 25, 6), (8, 64, 9), (9, 81, 10), (10, 100, 4), (8, 32, 10), (8, 30, 10), (8, 60, 8)],
)
def test_a_design_repeats_no_pair_in_even_rooms(rooms: int, people: int, rounds: int) -> None:
    found = design(rooms, people, rounds)

    assert found is not None
    assert (found.shape, repeated(found)) == ((rounds, people), 0)
    assert all(np.ptp(np.bincount(each, minlength=rooms)) <= 1 for each in found)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6))
def test_costs_that_are_kept_up_to_date_are_those_counted_anew(seed: int) -> None:
    data = arrays(crowd(seed))
    dice = np.random.default_rng(seed)
    seats = np.repeat(np.arange(len(data.rooms)), data.most)
    here = Position(data, np.stack([dice.permutation(seats) for _ in range(data.rounds)]))

    for _ in range(20):
        change = here.changes()
        move = int(dice.choice(np.flatnonzero(change < FORBIDDEN / 2)))
        here.swap(move)
        assert here.cost == pytest.approx(cost(data, here.room), abs=0.05)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10**6))
def test_the_order_of_input_changes_nothing(seed: int) -> None:
    problem, dice = crowd(seed), Random(seed)
    people, rooms = list(problem.people), list(problem.rooms)
    dice.shuffle(people)
    dice.shuffle(rooms)
    shuffled = Problem(
        tuple(people), tuple(rooms), 3, problem.weights, problem.history[::-1], problem.together, problem.apart
    )

    one, other = (solve(each, seconds=0.02, seed=seed) for each in (problem, shuffled))

    if not (one.truncated or other.truncated):
        order = [rooms.index(room) for room in problem.rooms]
        assert one.rounds == tuple(tuple(each[place] for place in order) for each in other.rounds)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.integers(12, 18))
def test_everybody_has_a_seat_and_no_room_is_too_full_or_too_empty(seed: int, people: int) -> None:
    problem = crowd(seed, people=people)

    plan = solve(problem, seconds=0.02, seed=seed)

    for seats in plan.rounds:
        assert sorted(who for room in seats for who in room) == sorted(person.id for person in problem.people)
        assert all(there.low <= len(room) <= there.high for there, room in zip(problem.rooms, seats, strict=True))


def test_what_cannot_be_done_is_named_with_the_fewest_people() -> None:
    people = tuple(Person(name) for name in "abcd")
    rooms = (Room("one", 1, 1), Room("two", 2, 2))
    chain, triangle = (("a", "b"), ("b", "c")), (("a", "b"), ("b", "c"), ("a", "c"))
    weights = Weights(facilitator=0)

    assert causes(Problem(people, rooms, 1, weights)) == [Cause(Kind.TOO_FEW_SEATS, 4, 3)]
    assert causes(Problem(people[:3], rooms, 1, weights, together=chain)) == [
        Cause(Kind.CHAIN_TOO_LONG, 3, 2, ("a", "b", "c"))
    ]
    assert causes(Problem(people[:3], rooms, 1, weights, apart=triangle)) == [
        Cause(Kind.APART_CLIQUE, 3, 2, ("a", "b", "c"))
    ]
