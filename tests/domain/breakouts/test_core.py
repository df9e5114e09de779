"""The core of breakout rooms: designs, incremental costs, and seats for everybody."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.breakouts.arrays import arrays, indices, names
from bot.domain.breakouts.designs import design, develop
from bot.domain.breakouts.measure import objective
from bot.domain.breakouts.solver import solve
from bot.domain.breakouts.starters import STARTERS
from bot.domain.breakouts.starting import at_random
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


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.integers(0, 2))
def test_costs_in_arrays_are_those_counted_slowly_from_the_people(seed: int, past: int) -> None:
    problem = replace(crowd(seed), together=(), apart=())
    weights = replace(problem.weights, facilitator=0, remote=0)
    problem = replace(problem, weights=weights, rounds=past + 2)
    data, dice = arrays(problem), np.random.default_rng(seed)
    rounds = names(data, at_random(data, dice), problem)

    later = replace(problem, rounds=2, past=rounds[:past])
    data = arrays(later)

    fast = cost(data, indices(data, rounds[past:], later))
    assert fast == pytest.approx(objective(later, rounds[past:])["cost"], abs=0.05)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.integers(12, 18))
def test_everybody_has_a_seat_and_no_room_is_too_full_or_too_empty(seed: int, people: int) -> None:
    problem = crowd(seed, people=people)

    plan = solve(problem, seconds=0.02, seed=seed)

    for seats in plan.rounds:
        assert sorted(who for room in seats for who in room) == sorted(person.id for person in problem.people)
        assert all(there.low <= len(room) <= there.high for there, room in zip(problem.rooms, seats, strict=True))
