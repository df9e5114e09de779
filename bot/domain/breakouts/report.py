"""A plan for its coordinators: each term beside its bound and beside chance, what is forced, who is served worst."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

import numpy as np

from bot.domain.breakouts.arrays import arrays, names
from bot.domain.breakouts.bounds import Forced, bound, forced
from bot.domain.breakouts.measure import Known, objective, pair_of, wish_cost, wishes_paid
from bot.domain.breakouts.problem import Problem, Seats
from bot.domain.breakouts.starting import at_random

DRAWS = 8
"""Random plans of which the mean is taken."""


@dataclass(frozen=True)
class Term:
    """One term of the plan, unweighted but for wishes; the term `cost` is all of them with their weights."""

    name: str
    value: float
    bound: float
    """No plan can have less; 0 if nothing is known."""
    chance: float
    """What plans at random have on average."""
    forced: tuple[Forced, ...] = ()


@dataclass(frozen=True)
class Served:
    """What a person's wishes came to, earlier rounds included."""

    person: str
    cost: float
    ranks: tuple[int | None, ...]
    """By round of the plan; None for a room that they did not wish for."""


@dataclass(frozen=True)
class Again:
    """Two who share a room more than once, though nobody keeps them together."""

    one: str
    other: str
    rounds: tuple[int, ...]
    """Of all rounds of the meeting, those that happened first, from 0."""


@dataclass(frozen=True)
class Report:
    """Everything that a coordinator sees before publishing."""

    terms: tuple[Term, ...]
    worst: tuple[Served, ...]
    """Those with wishes, the worst-served first; who got all first wishes is left out."""
    again: tuple[Again, ...]


def report(problem: Problem, seats: Seats, *, seed: int = 0) -> Report:
    """The terms in the order of `objective`, `cost` first."""
    known, least, unavoidable = Known.of(problem), bound(problem), forced(problem)
    values = objective(problem, seats, known)
    chances = [objective(problem, each, known) for each in _at_random(problem, seed)]
    terms = tuple(
        Term(
            name=name,
            value=value,
            bound=least.get(name, 0.0),
            chance=round(fmean(each[name] for each in chances), 1),
            forced=tuple(each for each in unavoidable if each.term == name),
        )
        for name, value in values.items()
    )
    return Report(terms, tuple(_served(problem, seats)), tuple(_again(problem, seats)))


def _at_random(problem: Problem, seed: int) -> list[Seats]:
    data, dice = arrays(problem), np.random.default_rng(seed)
    return [names(data, at_random(data, dice), problem) for _ in range(DRAWS)]


def _served(problem: Problem, seats: Seats) -> list[Served]:
    paid = wishes_paid(problem, (*problem.past, *seats))
    rounds = len(problem.past) + len(seats)
    place = {
        (who, number): room.id
        for number, each in enumerate(seats)
        for room, members in zip(problem.rooms, each, strict=True)
        for who in members
    }
    found: list[Served] = []
    for person in problem.people:
        best = min(wish_cost(problem, person, room.id) for room in problem.rooms)
        if person.wishes and paid[person.id] > rounds * best:
            ranks = tuple(_rank(person.wishes, place[person.id, number]) for number in range(len(seats)))
            found.append(Served(person.id, round(paid[person.id], 3), ranks))
    return sorted(found, key=lambda each: (-each.cost, each.person))


def _rank(wishes: tuple[str, ...], room: str) -> int | None:
    return wishes.index(room) if room in wishes else None


def _again(problem: Problem, seats: Seats) -> list[Again]:
    together = {pair_of(*pair) for pair in problem.together}
    met: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, rooms in enumerate((*problem.past, *seats)):
        for members in rooms:
            for pair in combinations(sorted(members), 2):
                met[pair].append(number)
    there = {person.id for person in problem.people}
    found = [
        Again(*pair, tuple(rounds))
        for pair, rounds in met.items()
        if len(rounds) > 1 and pair not in together and {*pair} <= there
    ]
    return sorted(found, key=lambda each: (-len(each.rounds), each.one, each.other))
