"""From a problem to a plan: the design bank, the transport optimum, tabu search or annealing, as the problem is."""

from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from bot.domain.breakouts import rotation, tabu
from bot.domain.breakouts.arrays import Arrays, Ints, arrays, indices, names
from bot.domain.breakouts.insertion import inserted
from bot.domain.breakouts.measure import broken, objective
from bot.domain.breakouts.problem import Plan, Problem, Weights
from bot.domain.breakouts.sizes import shares
from bot.domain.breakouts.starting import at_random, constructed, dealt
from bot.domain.breakouts.tables import cost
from bot.domain.breakouts.threads import one_thread
from bot.domain.breakouts.wishes import by_wishes_alone, seated_by_wishes

MANY = 150
"""Above so many people the pricing of every swap costs more than it finds."""
HEAT = (0.1, 0.02)
"""The temperatures of the annealing, as parts of the largest soft cost of a pair."""
EASY = 0.6
"""The part of the search among few people in which hard terms are light."""
LEAST = 128
"""Swaps that are made in the end whatever the clock says, so that no hard term stays broken for want of time."""
SHARE = 0.75
"""The part of the time that the budget should take on a machine of 2024 with nothing else to do."""


def solve(problem: Problem, *, seconds: float, seed: int = 0, patience: float = 1) -> Plan:
    """A plan for a problem that `checks.causes` finds nothing wrong with.

    `seconds` chooses how many iterations are made, by a model of what one takes; the clock only stops a machine that
    is slower, and the plan then says so. Without that the same problem, seconds and seed give the same plan.
    `patience` is how many times as long the clock waits.
    """
    began = perf_counter()
    one_thread()
    if not problem.people:
        return Plan(tuple(tuple(() for _ in problem.rooms) for _ in range(problem.rounds)), 0)
    data = arrays(problem)
    dice = np.random.default_rng(seed)
    found = constructed(data, dice) if not problem.past else None
    if found is not None and len(found) == data.rounds:
        return Plan(names(data, found, problem), 0)
    if _wishes_alone(data):
        return Plan(names(data, by_wishes_alone(data), problem), 0)
    if _groups_alone(problem):
        return Plan(names(data, _by_groups(data, problem), problem), 0)
    search = _many if len(data.pair) > MANY else _few
    room, steps, cut = search(data, problem, found, dice, _Effort(began, seconds, seed, patience))
    rounds = names(data, room, problem)
    if broken(problem, objective(problem, rounds)) and (rescued := _one_by_one(data, problem, seed)) is not None:
        room, steps = min((room, steps), rescued, key=lambda each: cost(data, each[0]))
        rounds = names(data, room, problem)
    return Plan(rounds, steps, cut)


@dataclass(frozen=True)
class _Effort:
    began: float
    seconds: float
    seed: int
    patience: float

    def until(self, part: float = 1) -> float:
        """The moment at which the clock ends a part of the search."""
        return self.began + part * self.seconds * self.patience


Found = tuple[Ints, int, bool]


def _few(data: Arrays, problem: Problem, found: Ints | None, dice: np.random.Generator, effort: _Effort) -> Found:
    """Tabu search, first through plans that break hard terms, then without."""
    room = at_random(data, dice)
    if found is not None:
        room[: len(found)] = found
    budget, steps, cut = max(LEAST, swaps_for(data, effort.seconds)), 0, False
    if _is_hard(problem):
        eased = arrays(problem, eased=True)
        part, until = int(EASY * budget), effort.until(EASY)
        room, steps, cut = tabu.improve(eased, room, budget=part, seed=effort.seed, until=until, target=floor(eased))
        budget -= part
    room, more, stopped = tabu.improve(
        data, room, budget=budget, seed=effort.seed, until=effort.until(), target=floor(data), least=LEAST
    )
    return room, steps + more, cut or stopped


def _many(data: Arrays, problem: Problem, _: Ints | None, dice: np.random.Generator, effort: _Effort) -> Found:
    """Annealing by rotations from the best seats for wishes."""
    unit = _unit(problem)
    return rotation.improve(
        data,
        seated_by_wishes(data, dice),
        eased=arrays(problem, eased=True) if _is_hard(problem) else data,
        sweeps=sweeps_for(data, effort.seconds),
        seed=effort.seed,
        heat=(HEAT[0] * unit, HEAT[1] * unit),
        until=effort.until(),
    )


def _one_by_one(data: Arrays, problem: Problem, seed: int) -> tuple[Ints, int] | None:
    """Seats taken one after the other, the hardest to place first, and a short search that breaks nothing more."""
    nobody = tuple(tuple(() for _ in problem.rooms) for _ in range(problem.rounds))
    seats = inserted(problem, nobody)
    sizes = dict(zip(data.rooms, zip((data.most - data.spare).tolist(), data.most.tolist(), strict=True), strict=True))
    for rooms in seats:
        for room, members in zip(problem.rooms, rooms, strict=True):
            if not sizes[room.id][0] <= len(members) <= sizes[room.id][1]:
                return None
    room = indices(data, seats, problem)
    if len(data.pair) > MANY:
        return rotation.improve(data, room, eased=data, sweeps=rotation.CALM, seed=seed, heat=(1, 1))[:2]
    return tabu.improve(data, room, budget=LEAST, seed=seed, target=floor(data))[:2]


def _is_hard(problem: Problem) -> bool:
    """Whether there is a hard term that a search could break."""
    weights = problem.weights
    return bool(
        weights.facilitator
        or (weights.remote and any(person.remote for person in problem.people))
        or (weights.together and problem.together)
        or (weights.apart and problem.apart)
    )


def _unit(problem: Problem) -> float:
    weights = problem.weights
    return max(weights.repeat, weights.same_group, weights.history, weights.same_site, *weights.wish, 1e-6)


def swaps_for(data: Arrays, seconds: float) -> int:
    """The budget of the tabu search: swaps that are priced in so many seconds."""
    entries = data.rounds * len(data.pair) ** 2
    return max(1, int(SHARE * seconds / (52e-6 + 3.5e-6 * data.rounds + 1.5e-9 * entries)))


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


def _groups_alone(problem: Problem) -> bool:
    """Whether nothing counts but that those of a group are spread."""
    weights = replace(problem.weights, same_group=0)
    nothing = Weights(0, 0, 0, 0, tuple(0 for _ in weights.wish), 0, 0, 0, 0, 0, 0)
    return weights == nothing and not problem.pinned


def _by_groups(data: Arrays, problem: Problem) -> Ints:
    share = shares(problem)
    groups = [person.group for person in sorted(problem.people, key=lambda person: person.id)]
    return dealt(np.array([share[room] for room in data.rooms]), groups, data.rounds)
