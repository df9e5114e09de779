"""What every seat costs at the moment: the tables from which both searches read the price of a move."""

import numpy as np
from numpy.typing import NDArray

from bot.domain.breakouts.arrays import Arrays, Floats32, Ints


def margins(data: Arrays) -> Floats32:
    """What the next meeting of a pair adds to (c - 1)^2 after c meetings: 0, 1, 3, 5, ..."""
    counts = np.arange(data.rounds + int(max(data.met.max(initial=0), data.visited.max(initial=0))) + 3)
    return np.where(counts > 0, 2 * counts - 1, 0).astype(np.float32)


def together(room: Ints) -> NDArray[np.bool_]:
    """Whether two share a room, for one round [n] or for several [R, n]."""
    return room[..., :, None] == room[..., None, :]


def inside(room: Ints, number: int) -> NDArray[np.bool_]:
    """Who sits in which room: [..., n, K]."""
    return room[..., None] == np.arange(number)


def wishes_paid(data: Arrays, room: Ints) -> Floats32:
    """[n, R]: what everybody's room costs them in wishes, nothing without a seat yet."""
    return np.where(room.T < 0, 0, np.take_along_axis(data.wish, np.maximum(room.T, 0), axis=1))


def unfairness(data: Arrays, room: Ints, number: int) -> Floats32:
    """[n, K]: what a seat in a round adds to the square of a person's wish costs, given the other rounds."""
    paid = wishes_paid(data, room)
    others = data.paid + paid.sum(1) - paid[:, number]
    return (data.fairness * data.wish * (data.wish + 2 * others[:, None])).astype(np.float32)


def totals(data: Arrays, room: Ints) -> tuple[Ints, Ints]:
    """[n, n] meetings and [n, K] visits, those of the past included."""
    met, visits = data.met.copy(), data.visited.copy()
    for here in room:
        met += together(here)
        visits += inside(here, len(data.rooms))
    return met, visits


def pair_costs(data: Arrays, others: Ints | Floats32) -> Floats32:
    """[n, n]: what it costs each pair to share a room in a round, given how often they meet in the others."""
    pair = np.multiply(others, 2, dtype=np.float32)
    pair -= 1
    np.maximum(pair, 0, out=pair)
    pair *= data.again
    pair += data.pair
    return pair


def seat_costs(data: Arrays, room: Ints, number: int, visits: Ints) -> Floats32:
    """[n, K]: what everybody's seat costs in a round for itself, given all visits, those in this round included."""
    others = visits - inside(room[number], len(data.rooms))
    seat = data.seat[number] + np.float32(data.same_room) * margins(data).take(others)
    if data.fairness:
        seat += unfairness(data, room, number)
    seat[data.empty] = 0
    return seat


def prices(data: Arrays, room: Ints, number: int, pair: Floats32, visits: Ints) -> Floats32:
    """[K, n]: what it costs a person to be in a room in a round, given where the others are."""
    price: Floats32 = inside(room[number], len(data.rooms)).T.astype(np.float32) @ pair
    price += seat_costs(data, room, number, visits).T
    return price


def cost(data: Arrays, room: Ints) -> float:
    """What all rounds cost together, in full precision."""
    members, shared = inside(room, len(data.rooms)), np.zeros_like(data.met)
    for here in room:
        shared += together(here)
    visits = data.visited + members.sum(0)
    found = _sum(data.pair * shared) / 2 + _sum(data.again * _squares(data.met + shared)) / 2
    found += _sum(data.seat * members) + data.same_room * _sum(_squares(visits[: len(data.people)]))
    if data.fairness:
        found += data.fairness * _sum((data.paid + wishes_paid(data, room).sum(1)) ** 2)
    if data.facilitator:
        found += data.facilitator * _sum((members & data.able[:, None]).sum(1) == 0)
    return found


def _sum(values: NDArray[np.generic]) -> float:
    return float(np.sum(values, dtype=np.float64))


def _squares(counts: Ints) -> Ints:
    return np.where(counts > 0, (counts - 1) ** 2, 0)
