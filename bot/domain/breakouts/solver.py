"""From a problem to a plan: the design bank, the transport optimum, tabu search or annealing, as the problem is."""

from time import perf_counter

import numpy as np

from bot.domain.breakouts import rotation, tabu
from bot.domain.breakouts.arrays import Arrays, arrays, names
from bot.domain.breakouts.problem import Plan, Problem
from bot.domain.breakouts.starting import at_random, constructed
from bot.domain.breakouts.wishes import by_wishes_alone, seated_by_wishes

MANY = 150
"""Above so many people the pricing of every swap costs more than it finds."""
HEAT = (0.1, 0.02)
"""The temperatures of the annealing, as parts of the largest soft cost of a pair."""
SHARE = 0.75
"""The part of the time that the budget should take on a machine of 2024 with nothing else to do."""


def solve(problem: Problem, *, seconds: float, seed: int = 0, patience: float | None = None) -> Plan:
    """A plan for a problem that `checks.causes` finds nothing wrong with.

    `seconds` chooses how many iterations are made, by a model of what one takes; the clock only stops a machine that
    is slower (after `patience` seconds, if that is given), and the plan then says so. Without that the same problem,
    seconds and seed give the same plan.
    """
    until = perf_counter() + (seconds if patience is None else patience)
    data = arrays(problem)
    dice = np.random.default_rng(seed)
    found = constructed(data, dice) if not problem.past else None
    if found is not None and len(found) == data.rounds:
        return Plan(names(data, found, problem), 0)
    if _wishes_alone(data):
        return Plan(names(data, by_wishes_alone(data), problem), 0)
    if len(data.pair) > MANY:
        return _many(data, problem, dice, seconds, seed, until)
    start = at_random(data, dice) if found is None else np.concatenate((found, at_random(data, dice)[len(found) :]))
    budget = effort(data, seconds)
    room, steps, cut = tabu.improve(data, start, budget=budget, seed=seed, until=until, target=floor(data))
    return Plan(names(data, room, problem), steps, cut)


def _many(data: Arrays, problem: Problem, dice: np.random.Generator, seconds: float, seed: int, until: float) -> Plan:
    start = seated_by_wishes(data, dice)
    unit = _unit(problem)
    heat = (HEAT[0] * unit, HEAT[1] * unit)
    sweeps = sweeps_for(data, seconds)
    room, done, cut = rotation.improve(data, start, sweeps=sweeps, seed=seed, heat=heat, until=until)
    return Plan(names(data, room, problem), done, cut)


def _unit(problem: Problem) -> float:
    weights = problem.weights
    return max(weights.repeat, weights.same_group, weights.history, weights.same_site, *weights.wish, 1e-6)


def effort(data: Arrays, seconds: float) -> int:
    """The budget of the tabu search: swaps that are priced in so many seconds."""
    entries = data.rounds * len(data.pair) ** 2
    return max(1, int(SHARE * seconds / (60e-6 + 4e-9 * entries)))


def sweeps_for(data: Arrays, seconds: float) -> int:
    """The budget of the annealing: sweeps in so many seconds."""
    people, rooms = len(data.pair), len(data.rooms)
    each = data.rounds * (people**2 * 2e-8 + data.most.max() * (50e-6 + rooms * people * 1.5e-9 + rooms**2 * 2e-8))
    return max(6, int(SHARE * seconds / each))


def floor(data: Arrays) -> float:
    """A cost below which nothing can be: 0 if all costs are positive, else minus infinity."""
    return 0.0 if data.pair.min(initial=0) >= 0 and data.seat.min(initial=0) >= 0 else -np.inf


def _wishes_alone(data: Arrays) -> bool:
    return not (data.pair.any() or data.again.any() or data.facilitator or data.fairness)
