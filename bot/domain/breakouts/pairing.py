"""A bound for all that pairs cost: how often each two meet, as a linear program without the rooms themselves.

Everybody meets as many as a room has further seats, those of one group, of one site and all who are remote meet at
least as often as pigeonholes force, and a further meeting of two costs more than the one before. Where there are too
many pairs for the program, the cheapest partners of each person are counted instead.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from bot.domain.breakouts.arrays import Flags, Floats, Ints, pairs
from bot.domain.breakouts.crowding import fewest_pairs
from bot.domain.breakouts.measure import met_before
from bot.domain.breakouts.problem import Person, Problem, Weights
from bot.domain.breakouts.programs import Program, optimum

TOLERANCE = 1e-6
"""How exact the program's optimum is taken to be."""
LARGEST = 12_000
"""Variables of a program that is solved."""


def pair_bound(problem: Problem, *, history_alone: bool = False) -> float:
    """What repeats, groups, sites and history cost together at least; or history alone, in its own unit."""
    if history_alone:
        alone = Weights(repeat=0, same_group=0, same_site=0, history=1, remote=problem.weights.remote)
        problem = replace(problem, weights=alone)
    people = sorted(problem.people, key=lambda person: person.id)
    if len(people) < 2 or not problem.rounds:
        return 0.0
    one, other = np.triu_indices(len(people), 1)
    costs, before, kept, parted = _costs(problem, people, one, other)
    least = np.repeat(kept, problem.rounds)
    most = np.repeat(~parted | kept, problem.rounds)
    mates = _mates(problem, people)
    base = problem.weights.repeat * float((np.maximum(before[~kept] - 1, 0) ** 2).sum())
    cheap = base + _by_person(costs, most, one, other, mates)
    if costs.size > LARGEST or not costs.any():
        return cheap
    index = np.arange(costs.size).reshape(costs.shape)
    rows = [(index[(one == person) | (other == person)], need) for person, need in enumerate(mates.tolist())]
    rows += [(index[inside[one] & inside[other]], need) for inside, need in _crowds(problem, people)]
    found = optimum(
        Program(
            costs=costs.ravel(),
            least=least.astype(np.float64),
            most=most.astype(np.float64),
            rows=np.repeat(np.arange(len(rows)), [columns.size for columns, _ in rows]),
            columns=np.concatenate([columns.ravel() for columns, _ in rows]),
            low=np.array([need for _, need in rows], np.float64),
        )
    )
    return cheap if found is None else max(cheap, base + found * (1 - TOLERANCE))


def _costs(problem: Problem, people: Sequence[Person], one: Ints, other: Ints) -> tuple[Floats, Ints, Flags, Flags]:
    """[P, R]: what the first, second ... further meeting of each pair costs; meetings before; kept together, apart."""
    row = {person.id: index for index, person in enumerate(people)}
    plain = replace(problem, together=(), apart=())
    pair, _ = pairs(plain, row, len(row), Weights())
    met, kept, parted = (np.zeros((len(row), len(row)), np.int64) for _ in range(3))
    for (first, second), count in met_before(problem)[0].items():
        met[row[first], row[second]] = count
    for flags, listed in ((kept, problem.together), (parted, problem.apart)):
        for first, second in listed:
            flags[row[first], row[second]] = flags[row[second], row[first]] = 1
    before, together = met[one, other], kept[one, other].astype(np.bool_)
    steps = before[:, None] + np.arange(problem.rounds)
    costs = pair[one, other][:, None] + problem.weights.repeat * np.where(steps > 0, 2 * steps - 1, 0)
    costs[together] = 0
    return costs, before, together, parted[one, other].astype(np.bool_)


def _mates(problem: Problem, people: Sequence[Person]) -> Ints:
    """[n]: how many others somebody meets at least in all rounds, counted as often as they meet."""
    count = len(people)
    seats = sum(room.high for room in problem.rooms)
    low = {room.id: max(room.low, count - (seats - room.high)) for room in problem.rooms}
    remote = problem.weights.remote
    least = [
        min(low[room.id] for room in problem.rooms if room.online or not (remote and who.remote)) for who in people
    ]
    return problem.rounds * np.maximum(np.array(least, np.int64) - 1, 0)


def _crowds(problem: Problem, people: Sequence[Person]) -> Iterator[tuple[Flags, int]]:
    """Who belongs to a crowd, and how often its pairs meet at least."""
    crowds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        far = person.remote and problem.weights.remote
        names = [("all", ""), ("group", person.group), ("site", person.site)]
        names += [(f"remote {kind}", name) for kind, name in names if far]
        for name in names:
            crowds[name].append(index)
    for (kind, name), members in sorted(crowds.items()):
        if kind.endswith("all") or name:
            need = problem.rounds * fewest_pairs(problem, [people[index] for index in members])
            if need:
                inside = np.zeros(len(people), np.bool_)
                inside[members] = True
                yield inside, need


def _by_person(costs: Floats, most: Flags, one: Ints, other: Ints, mates: Ints) -> float:
    """Half the sum of what everybody's cheapest meetings cost."""
    people = len(mates)
    if not costs.any():
        return 0.0
    each = np.full((people, people, costs.shape[1]), np.inf)
    each[one, other] = each[other, one] = np.where(most.reshape(costs.shape), costs, np.inf)
    flat: Floats = each.reshape(people, -1)
    wanted = min(int(mates.max()), flat.shape[1] - 1)
    flat = np.sort(np.partition(flat, wanted, axis=1)[:, :wanted], axis=1)
    found = 0.0
    for row, need in zip(flat, mates.tolist(), strict=True):
        cheapest: Floats = row[:need]
        found += float(cheapest[np.isfinite(cheapest)].sum())
    return found / 2
