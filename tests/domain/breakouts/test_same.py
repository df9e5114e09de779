"""The same plan again: in any process, with any hash seed, for any order of input."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from bot.domain.breakouts import Plan, Problem
from bot.domain.breakouts.late import mend
from bot.domain.breakouts.solver import solve
from tests.domain.breakouts.crowds import crowd, large
from tests.sources import ROOT

FOREVER = 1000
SCRIPT = """
import json, sys
from bot.domain.breakouts.solver import solve
from tests.domain.breakouts.crowds import crowd
json.dump(solve(crowd(7), seconds=0.05, seed=3, patience=1000).rounds, sys.stdout)
"""


def plan_of(problem: Problem, seed: int = 3) -> Plan:
    return solve(problem, seconds=0.05, seed=seed, patience=FOREVER)


def shuffled(problem: Problem, seed: int) -> Problem:
    dice = Random(seed)
    people, rooms, history = list(problem.people), list(problem.rooms), list(problem.history)
    for each in (people, rooms, history):
        dice.shuffle(each)
    turned = tuple((other, one) for one, other in problem.apart)
    return replace(problem, people=tuple(people), rooms=tuple(rooms), history=tuple(history), apart=turned)


def by_room(problem: Problem, plan: Plan) -> list[dict[str, tuple[str, ...]]]:
    names = [room.id for room in problem.rooms]
    return [dict(zip(names, seats, strict=True)) for seats in plan.rounds]


def test_other_processes_with_other_hash_seeds_find_the_same() -> None:
    found = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": number, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for number in ("1", "2")
    ]

    assert found[0] == found[1]
    assert json.loads(found[0]) == [[list(room) for room in seats] for seats in plan_of(crowd(7)).rounds]


@pytest.mark.parametrize("problem", [crowd(1), crowd(2, people=18), large(3)], ids=["exact", "leeway", "many"])
def test_the_order_of_input_changes_nothing(problem: Problem) -> None:
    other = shuffled(problem, 4)

    assert by_room(problem, plan_of(problem)) == by_room(other, plan_of(other))


def test_late_comers_get_the_same_seats_again() -> None:
    problem = replace(crowd(1, people=18), rounds=1, together=(), apart=())
    stayed = {person.id for person in problem.people[3:]}
    seats = plan_of(problem).rounds
    published = tuple(tuple(tuple(who for who in room if who in stayed) for room in rounds) for rounds in seats)
    other = shuffled(problem, 5)
    turned = tuple(tuple(rounds[problem.rooms.index(room)] for room in other.rooms) for rounds in published)

    one, two = mend(problem, published, moves=4), mend(other, turned, moves=4)

    assert by_room(problem, Plan(one.rounds, 0)) == by_room(other, Plan(two.rounds, 0))
    assert one.moved == two.moved


def test_another_seed_shuffles_again() -> None:
    problem = crowd(1, people=18)

    assert len({plan_of(problem, seed).rounds for seed in range(4)}) > 1


def test_pairs_do_not_meet_twice_where_they_need_not() -> None:
    problem = large(3)
    plan = plan_of(problem)

    met = [pair for seats in plan.rounds for room in seats for pair in combinations(room, 2)]

    assert len(met) - len({*met}) < len(met) / 20
