"""Breakout rooms: the published problems beside what a plan must reach, in the time of the solver without its start.

The judge is `instances.py score`; where the folder with it is absent, the topic says so and measures growth alone.
The budget of iterations is what seconds choose; no clock cuts it, so that a busy machine finds the same plans. Neither
the longest CPU time of the five searches nor the longest on the wall may be more than the seconds that they were given.
The latter is asked for where the machine was quiet: where it is much more than the CPU time, others had the processor.
"""

import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from random import Random
from statistics import median
from time import perf_counter, process_time
from types import ModuleType
from typing import cast

from bot.domain.breakouts import Person, Plan, Problem, Room, Seats, Weights
from bot.domain.breakouts.bounds import bound
from bot.domain.breakouts.late import mend
from bot.domain.breakouts.measure import objective
from bot.domain.breakouts.reading import read
from bot.domain.breakouts.solver import MANY, solve
from tests.bench.figures import GOLFERS, Figure, figure
from tests.bench.sides import ROOT

JUDGE = ROOT.parent / "shared" / "breakouts" / "instances.py"
SEEDS = range(1, 6)
MOST = {"8-4-8": 1, "8-4-9": 8, "6-5-6": 5}
"""Repeated pairs that are allowed in some of the problems of the social golfer."""
GROWTH = (60, 120, 250, 500, 1000)
QUIET, TICK = 1.1, 0.02
"""A machine is quiet where a search waits for less than a tenth of its CPU time, or for less than these seconds."""
GONE, LATE, MOVES = 5, 4, 6

Given = dict[str, object]


def run() -> list[Figure]:
    if not JUDGE.exists():
        print(f"  {JUDGE.name} is not there: no plans are judged")
        return list(_growth())
    judge = _judge()
    return [*_published(judge), *_late(judge), *_growth()]


def _published(judge: ModuleType) -> Iterator[Figure]:
    for seconds, specs in GOLFERS.items():
        for spec in specs.split():
            given, most = judge.golfer(spec), MOST.get(spec, 0)
            yield from _plan(judge, f"golfer {spec}", given, float(seconds), most, term="repeated_pairs")
    yield from _plan(judge, "mixing 60, seed 1", judge.mixing(seed=1), 1, 735)
    for seconds, limits in ((1, (1940, 1800)), (5, (1915, 1770))):
        for seed, limit in enumerate(limits, 1):
            yield from _plan(judge, f"mixed 60, seed {seed}", judge.mixed(seed=seed), seconds, limit)
    yield from _plan(judge, "mixed 500, seed 1", judge.mixed(n=500, rooms=60, seed=1), 2, 5300)
    for size, rooms in ((60, 8), (500, 60)):
        given = judge.mixed(n=size, rooms=rooms, seed=1)
        yield from _plan(judge, f"wishes alone, {size}", _alone(given, "wish"), 0.3, None)
        yield from _plan(judge, f"groups alone, {size}", _alone(given, "same_group"), 0.3, None)


def _judge() -> ModuleType:
    spec = spec_from_file_location("instances", JUDGE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["instances"] = module
    spec.loader.exec_module(module)
    return module


def _plan(
    judge: ModuleType, name: str, given: Given, seconds: float, limit: float | None, term: str = "cost"
) -> Iterator[Figure]:
    """The median of five seeds beside a limit, or beside the bound of the solver if there is none."""
    problem = read(given)
    plans: list[Plan] = []
    spent, waited = 0.0, (0.0, 0.0)
    for seed in SEEDS:
        begun, before = perf_counter(), process_time()
        plans.append(solve(problem, seconds=seconds, seed=seed, patience=1000))
        cpu, wall = process_time() - before, perf_counter() - begun
        spent, waited = max(spent, cpu), max(waited, (wall, cpu))
    value = median(judge.score(given, {"rounds": plan.rounds})[term] for plan in plans)
    limit = bound(problem)["cost"] if limit is None else limit
    yield figure(f"{name}, {seconds:g} s", value, "", limit, ratio=value / limit if limit else 1 + value)
    yield figure(f"{name}, {seconds:g} s, CPU time", spent, "s", seconds)
    wall, cpu = waited
    where = " on a busy machine" if wall > max(QUIET * cpu, cpu + TICK) else ""
    yield figure(f"{name}, {seconds:g} s, wall time{where}", wall, "s", seconds)


def _alone(given: Given, term: str) -> Given:
    weights = dict(cast("Given", given["weights"]))
    weights = dict.fromkeys(weights, 0) | {"wish": [0] * len(weights["wish"]), term: weights[term]}
    return {**given, "weights": weights, "together": [], "apart": []}


def _late(judge: ModuleType) -> Iterator[Figure]:
    """Five stay away and four come late when the second round stands."""
    shares: list[float] = []
    spent: list[float] = []
    mended: list[float] = []
    moved: list[int] = []
    for seed in SEEDS:
        problem, published = _scene(read(judge.mixed(seed=seed)), seed)
        begun = process_time()
        kept = mend(problem, published)
        spent.append(process_time() - begun)
        begun = process_time()
        better = mend(problem, published, moves=MOVES, seed=seed)
        mended.append(process_time() - begun)
        fresh = min(
            objective(problem, solve(problem, seconds=1, seed=each, patience=1000).rounds)["cost"] for each in (1, 2)
        )
        shares.append((kept.after["cost"] - better.after["cost"]) / max(1e-9, kept.after["cost"] - fresh))
        moved.append(len(kept.people_moved))
    yield figure("late comers, 60 people, others moved", max(moved), "", 0, ratio=1 + max(moved))
    yield figure("late comers, 60 people, CPU time", median(spent) * 1000, "ms", 50)
    yield figure("late comers, 60 people, CPU time with 6 moves", median(mended) * 1000, "ms", 50)
    yield figure("late comers, share of the full gain with 6 moves", median(shares), "", 1)


def _scene(everybody: Problem, seed: int) -> tuple[Problem, Seats]:
    dice = Random(seed)
    rooms = tuple(replace(room, low=room.low - 2, high=room.high + 2) for room in everybody.rooms)
    everybody = replace(everybody, rooms=rooms)
    late = dice.sample([person.id for person in everybody.people], LATE)
    expected = _without(everybody, late)
    plan = solve(expected, seconds=1, seed=seed, patience=1000)
    gone = dice.sample([person.id for person in expected.people if not person.facilitator], GONE)
    return replace(_without(everybody, gone), rounds=1, past=plan.rounds[:1]), plan.rounds[1:2]


def _without(problem: Problem, away: list[str]) -> Problem:
    people = tuple(person for person in problem.people if person.id not in away)
    there = {person.id for person in people}
    history = tuple(each for each in problem.history if {*each[:2]} <= there)
    together, apart = (tuple(pair for pair in pairs if {*pair} <= there) for pairs in (problem.together, problem.apart))
    return replace(problem, people=people, history=history, together=together, apart=apart)


def _growth() -> Iterator[Figure]:
    """Milliseconds for an iteration (a swap, or a sweep of all people) and megabytes, beside those of the smallest."""
    smallest: dict[str, tuple[float, float]] = {}
    for size in GROWTH:
        problem = _crowd(size)
        tracemalloc.start()
        solve(problem, seconds=0.05, patience=100)
        memory = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        begun = process_time()
        steps = solve(problem, seconds=0.5, patience=100).iterations
        spent = (process_time() - begun) / steps * 1000
        kind = "sweep" if size > MANY else "swap"
        time, space = smallest.setdefault(kind, (spent, memory))
        yield figure(f"{size} people, CPU time of a {kind}", spent, "ms", time)
        yield figure(f"{size} people, memory", memory, "MB", space)


def _crowd(size: int) -> Problem:
    dice = Random(size)
    rooms = tuple(Room(f"r{number:03}", 7, 8, online=number % 4 == 0) for number in range(-(-size // 8)))
    people = tuple(
        Person(
            f"p{number:04}", f"g{dice.randrange(size // 3)}", f"s{dice.randrange(4)}", number % 10 == 0, number % 4 == 1
        )
        for number in range(size)
    )
    return Problem(people, rooms, 3, weights=Weights())
