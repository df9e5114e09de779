"""A problem as arrays: people and rooms in the order of their ids, so that the order of input changes nothing."""

from dataclasses import dataclass
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from bot.domain.breakouts.problem import Problem, Seats, Weights
from bot.domain.breakouts.sizes import ranges

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

HARD = 25
"""A hard term costs at least as many times the largest soft weight, whatever its own weight is."""
EASED = 3
"""The same, at most, while a search may still break hard terms on its way; half of it to keep people together."""
BITS = 23
"""All sums of costs are multiples of a quantum and fit into this many bits, so that float32 is exact."""


@dataclass(frozen=True)
class Arrays:
    """n people, then e empty seats that let rooms shrink; K rooms, R rounds."""

    people: tuple[str, ...]
    rooms: tuple[str, ...]
    rounds: int
    pair: Floats32
    """[n+e, n+e]: what a pair costs in each round that it shares, hard terms included."""
    again: Floats32
    """[n+e, n+e]: the weight of repeats, 0 for pairs that are kept together."""
    seat: Floats32
    """[R, n+e, K]: what a person's seat costs for itself."""
    wish: Floats32
    """[n+e, K]: the part of `seat` that wishes make."""
    same_room: float
    fairness: float
    facilitator: float
    able: Flags
    """[n+e]: who can facilitate."""
    most: Ints
    """[K]: how many seats a room has."""
    spare: Ints
    """[K]: how many of them may stay empty."""
    met: Ints
    """[n+e, n+e]: meetings in earlier rounds of this meeting."""
    visited: Ints
    """[n+e, K]: visits in earlier rounds of this meeting."""
    paid: Floats32
    """[n+e]: what wishes cost in earlier rounds: who lost then is served first now."""

    @property
    def empty(self) -> Flags:
        """[n+e]: which are no people but empty seats."""
        return np.arange(len(self.pair)) >= len(self.people)


def arrays(
    problem: Problem, *, sizes: dict[str, tuple[int, int]] | None = None, empty: bool = True, eased: bool = False
) -> Arrays:
    """The arrays of a problem, with or without empty seats; `sizes` changes the least and most people of rooms.

    `eased` makes hard terms light, so that a search can go through plans that break them.
    """
    people = sorted(problem.people, key=lambda person: person.id)
    rooms = sorted(problem.rooms, key=lambda room: room.id)
    allowed = sizes or ranges(problem)
    low, most = (np.array([allowed[room.id][end] for room in rooms], np.int64) for end in (0, 1))
    total = int(most.sum()) if empty else len(people)
    row = {person.id: index for index, person in enumerate(people)}
    column = {room.id: index for index, room in enumerate(rooms)}
    hard = _eased(problem.weights) if eased else _hard(problem.weights)
    pair, again = pairs(problem, row, total, hard)
    wish = np.zeros((total, len(rooms)))
    for person in people:
        wish[row[person.id]] = _wishes(person.wishes, column, problem.weights.wish)
    seat = np.repeat(wish[None], problem.rounds, axis=0)
    online = np.array([room.online for room in rooms])
    for person in people:
        if person.remote:
            seat[:, row[person.id], ~online] += hard.remote
    for who, number, where in problem.pinned:
        seat[number, row[who], np.arange(len(rooms)) != column[where]] += _most(problem.weights)
    met, visited = _past(problem.past, problem, row, column, total)
    able = np.zeros(total, np.bool_)
    able[: len(people)] = [person.facilitator for person in people]
    quantum = _quantum(pair, again, seat, int(most.max()), problem)
    return Arrays(
        people=tuple(row),
        rooms=tuple(column),
        rounds=problem.rounds,
        pair=_rounded(pair, quantum),
        again=_rounded(again, quantum),
        seat=_rounded(seat, quantum),
        wish=_rounded(wish, quantum),
        same_room=problem.weights.same_room_again,
        fairness=problem.weights.fairness,
        facilitator=hard.facilitator,
        able=able,
        most=most,
        spare=most - low,
        met=met,
        visited=visited,
        paid=_rounded((wish * visited).sum(1), quantum),
    )


def names(data: Arrays, room: Ints, problem: Problem) -> Seats:
    """The seats [R, n+e] as ids, rooms in the problem's order, people in the order of their ids."""
    column = {name: index for index, name in enumerate(data.rooms)}
    count = len(data.people)
    return tuple(
        tuple(
            tuple(data.people[person] for person in np.flatnonzero(each[:count] == column[there.id]))
            for there in problem.rooms
        )
        for each in room
    )


def indices(data: Arrays, seats: Seats, problem: Problem) -> Ints:
    """The inverse of `names`: [R, n+e], empty seats where room is left."""
    row = {name: index for index, name in enumerate(data.people)}
    room = np.full((len(seats), len(data.pair)), -1, np.int64)
    for number, rooms in enumerate(seats):
        for there, members in zip(problem.rooms, rooms, strict=True):
            room[number, [row[name] for name in members]] = data.rooms.index(there.id)
        taken = np.bincount(room[number, : len(row)], minlength=len(data.rooms))
        room[number, len(row) :] = np.repeat(np.arange(len(data.rooms)), data.most - taken)
    return room


def _hard(weights: Weights) -> Weights:
    """The weights with hard terms so heavy that no soft one outweighs them."""
    least = _least(weights)
    facilitator, remote, apart, together = (
        max(value, least) if value else 0.0
        for value in (weights.facilitator, weights.remote, weights.apart, weights.together)
    )
    return Weights(facilitator=facilitator, remote=remote, apart=apart, together=together)


def _eased(weights: Weights) -> Weights:
    most = EASED * _least(weights) / HARD
    facilitator, remote, apart = (
        most if value else 0.0 for value in (weights.facilitator, weights.remote, weights.apart)
    )
    return Weights(facilitator=facilitator, remote=remote, apart=apart, together=most / 2 if weights.together else 0.0)


def _least(weights: Weights) -> float:
    soft = (weights.repeat, weights.same_group, weights.same_site, weights.history, weights.same_room_again)
    return HARD * max(*soft, *weights.wish, 1 / HARD)


def _most(weights: Weights) -> float:
    """What a broken pin costs: twice the worst of the other hard terms."""
    return 2 * max(_least(weights), weights.facilitator, weights.remote, weights.apart, weights.together)


def pairs(problem: Problem, row: dict[str, int], total: int, hard: Weights) -> tuple[Floats, Floats]:
    weights, people, count = problem.weights, sorted(problem.people, key=lambda person: person.id), len(row)
    pair, again = np.zeros((total, total)), np.zeros((total, total))
    group, site = (_equal([getattr(person, name) for person in people]) for name in ("group", "site"))
    pair[:count, :count] = weights.same_group * group + weights.same_site * (site & ~group)
    again[:count, :count] = weights.repeat
    if problem.history:
        one = np.array([row[each[0]] for each in problem.history])
        other = np.array([row[each[1]] for each in problem.history])
        strength = weights.history * np.array([each[2] for each in problem.history])
        np.add.at(pair, (one, other), strength)
        np.add.at(pair, (other, one), strength)
    for one, other in problem.apart:
        i, j = row[one], row[other]
        pair[[i, j], [j, i]] += hard.apart
    for one, other in problem.together:
        i, j = row[one], row[other]
        pair[[i, j], [j, i]] = -hard.together
        again[[i, j], [j, i]] = 0
    np.fill_diagonal(pair, 0)
    np.fill_diagonal(again, 0)
    return pair, again


def _equal(values: list[str]) -> Flags:
    named = np.array(values)
    return (named[:, None] == named) & (named != "")[:, None]


def _wishes(wishes: tuple[str, ...], column: dict[str, int], costs: tuple[float, ...]) -> Floats:
    """What each room costs somebody: nothing without wishes, the last cost for a room that they did not name."""
    found = np.full(len(column), costs[-1] if wishes else 0.0)
    for rank, room in reversed(list(enumerate(wishes))):
        found[column[room]] = costs[min(rank, len(costs) - 1)]
    return found


def _past(past: Seats, problem: Problem, row: dict[str, int], column: dict[str, int], total: int) -> tuple[Ints, Ints]:
    met, visited = np.zeros((total, total), np.int64), np.zeros((total, len(column)), np.int64)
    for seats in past:
        for room, members in zip(problem.rooms, seats, strict=True):
            inside = [row[name] for name in members if name in row]
            met[np.ix_(inside, inside)] += 1
            visited[inside, column[room.id]] += 1
    np.fill_diagonal(met, 0)
    return met, visited


def _quantum(pair: Floats, again: Floats, seat: Floats, largest: int, problem: Problem) -> float:
    rounds = problem.rounds + len(problem.past)
    one = np.abs(pair).max(initial=0) + 2 * rounds * again.max(initial=0)
    linear = np.abs(seat).max(initial=0) + 2 * rounds * problem.weights.same_room_again
    fair = problem.weights.fairness * (rounds * max(problem.weights.wish, default=0)) ** 2
    bound = 4 * (largest * one + linear + fair + problem.weights.facilitator)
    return 2.0 ** (ceil(log2(max(bound, 1e-9))) - BITS)


def _rounded(values: Floats, quantum: float) -> Floats32:
    return (np.round(values / quantum) * quantum).astype(np.float32)
