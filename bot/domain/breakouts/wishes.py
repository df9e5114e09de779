"""The best that wishes alone can get: a transport problem, solved exactly."""

from dataclasses import replace

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Floats, Ints, arrays
from bot.domain.breakouts.matching import assign
from bot.domain.breakouts.problem import Problem
from bot.domain.breakouts.tables import inside, margins

TOLERANCE = 1e-6


def seated_by_wishes(data: Arrays, dice: np.random.Generator | None = None) -> Ints:
    """Seats [R, n] that are best for wishes, modality and coming again, one round after the other."""
    count, number = len(data.pair), len(data.rooms)
    seats = np.repeat(np.arange(number), data.most)
    room = np.zeros((data.rounds, count), np.int64)
    visits = data.visited.copy()
    ties = np.zeros((count, number)) if dice is None else dice.random((count, number)) * 1e-3
    for each in range(data.rounds):
        price = data.seat[each] + data.same_room * margins(data)[visits] + ties
        price[data.empty] = ties[data.empty] + _closed(data)
        room[each] = seats[assign(price[:, seats])]
        visits += inside(room[each], number)
    return room


def _closed(data: Arrays) -> Floats:
    """[e, K]: the k-th empty seat may not go to a room that keeps fewer than k, so that no room has too many."""
    count = len(data.pair) - len(data.people)
    room = np.repeat(np.arange(len(data.rooms)), data.spare)
    closed = np.full((count, len(data.rooms)), 1e9)
    if count:
        # Each empty seat gets rooms of its own: all of them together may use every spare seat once.
        for index, where in enumerate(room.tolist()):
            closed[index % count, where] = 0
    return closed


def by_wishes_alone(data: Arrays) -> Ints:
    """Seats that no others beat in wishes, modality and coming again together, all rounds taken as one.

    How often each person comes to each room is a flow with convex costs: it is best when no cycle of rooms exists along
    which people could move on and save something. Rounds are then taken out of it one by one, which König's theorem
    allows: every room is visited by as many as its seats in all rounds together.
    """
    room = seated_by_wishes(data)
    same = all((data.seat[each] == data.seat[0]).all() for each in range(data.rounds))
    if not data.same_room or not same or data.empty.any():
        return room
    visits = inside(room, len(data.rooms)).sum(0)
    while (cycle := _saving(data, visits)) is not None:
        for person, left, entered in cycle:
            visits[person, left] -= 1
            visits[person, entered] += 1
    return _rounds(data, visits)


WIDEST = 4
"""Rooms with more seats than so many times the people are taken as endless by the bound."""


def wish_bounds(problem: Problem) -> tuple[float, float]:
    """What wishes cost at least, and what wishes and coming to a room again cost together at least."""
    weights, people = problem.weights, problem.people
    if not people or not problem.rounds or not (any(weights.wish) or weights.same_room_again):
        return 0.0, 0.0
    sizes = {room.id: (min(room.low, len(people)), min(room.high, len(people))) for room in problem.rooms}
    alone = replace(problem, together=(), apart=(), history=())
    data = arrays(alone, sizes=sizes, empty=False)
    seats = np.repeat(np.arange(len(data.rooms)), data.most)
    if len(seats) > WIDEST * len(people):
        least = float(data.wish.min(1).sum(dtype=np.float64)) * problem.rounds
        return least, least
    found: dict[bytes, float] = {}
    for price in data.seat:
        if (known := price.tobytes()) not in found:
            chosen = seats[assign(price[:, seats])]
            found[known] = float(data.wish[np.arange(len(people)), chosen].sum(dtype=np.float64))
    wish = sum(found[price.tobytes()] for price in data.seat)
    if len(found) > 1 or len(seats) > len(people) or not weights.same_room_again:
        return wish, wish
    visits = inside(by_wishes_alone(data), len(data.rooms)).sum(0)
    again = (np.maximum(visits + data.visited - 1, 0) ** 2).sum()
    return wish, float((data.wish * visits).sum(dtype=np.float64) + weights.same_room_again * again)


def _saving(data: Arrays, visits: Ints) -> list[tuple[int, int, int]] | None:
    """Moves of (person, from, to) along a cycle of rooms that save something together."""
    margin = np.concatenate((margins(data), [0.0])).astype(np.float64)
    all_visits = visits + data.visited
    enter = data.seat[0] + data.same_room * margin[all_visits]
    leave = np.where(visits > 0, data.seat[0] + data.same_room * margin[all_visits - 1], -np.inf)
    number = len(data.rooms)
    cost, mover = np.empty((number, number)), np.empty((number, number), np.int64)
    for left in range(number):
        more = enter - leave[:, [left]]
        mover[left] = more.argmin(0)
        cost[left] = more.min(0)
    np.fill_diagonal(cost, np.inf)
    cycle = _negative_cycle(cost)
    return None if cycle is None else [(int(mover[left, to]), left, to) for left, to in cycle]


def _negative_cycle(cost: Floats) -> list[tuple[int, int]] | None:
    """The edges of a cycle with a negative sum (Bellman and Ford)."""
    number = len(cost)
    distance, before = np.zeros(number), np.full(number, -1)
    last = -1
    for _ in range(number):
        through = distance[:, None] + cost
        better = through.min(0) < distance - TOLERANCE
        if not better.any():
            return None
        last = int(np.flatnonzero(better)[0])
        before[better] = through.argmin(0)[better]
        distance[better] = through.min(0)[better]
    for _ in range(number):
        last = int(before[last])
    here = last
    cycle: list[tuple[int, int]] = []
    while True:
        cycle.append((int(before[here]), here))
        here = int(before[here])
        if here == last:
            return cycle


def _rounds(data: Arrays, visits: Ints) -> Ints:
    left = visits.copy()
    seats = np.repeat(np.arange(len(data.rooms)), data.most)
    rounds: list[Ints] = []
    for _ in range(data.rounds):
        chosen = seats[assign((left[:, seats] <= 0).astype(np.float64))]
        left -= inside(chosen, len(data.rooms))
        rounds.append(chosen)
    return np.stack(rounds)
