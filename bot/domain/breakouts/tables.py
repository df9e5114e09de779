"""What every seat costs at the moment: the tables from which both searches read the price of a move."""

from dataclasses import dataclass

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


def unfairness(data: Arrays, room: Ints) -> Floats32:
    """[R, n, K]: what a seat adds to the square of a person's wish costs, given the other rounds."""
    paid = wishes_paid(data, room)
    others = data.paid[:, None] + paid.sum(1, keepdims=True) - paid
    wish = data.wish[None]
    return (data.fairness * (wish * wish + 2 * wish * others.T[:, :, None])).astype(np.float32)


@dataclass
class Tables:
    """The costs of all rounds for seats [R, n]; a search keeps them up to date while it moves people."""

    met: Ints
    """[n, n]: meetings in all rounds."""
    visits: Ints
    """[n, K]."""
    pair: Floats32
    """[R, n, n]: what it costs a pair to share a room in a round, given the other rounds."""
    price: Floats32
    """[R, K, n]: what it costs a person to be in a room, given where the others are."""
    able: Ints
    """[R, K]: facilitators in a room."""
    empty: Ints
    """[R, K]: empty seats in a room."""


def tables(data: Arrays, room: Ints) -> Tables:
    """The costs of all rounds counted anew."""
    met, visits = totals(data, room)
    rounds = [round_table(data, room, number, met, visits) for number in range(len(room))]
    members = inside(room, len(data.rooms))
    return Tables(
        met=met,
        visits=visits,
        pair=np.stack([pair for pair, _ in rounds]),
        price=np.stack([price for _, price in rounds]),
        able=(members & data.able[:, None]).sum(1),
        empty=(members & data.empty[:, None]).sum(1),
    )


def totals(data: Arrays, room: Ints) -> tuple[Ints, Ints]:
    """[n, n] meetings and [n, K] visits, those of the past included."""
    met, visits = data.met.copy(), data.visited.copy()
    for here in room:
        met += together(here)
        visits += inside(here, len(data.rooms))
    return met, visits


def pair_costs(data: Arrays, here: Ints, met: Ints) -> Floats32:
    """[n, n]: what it costs each pair to share a room in a round, given all meetings, those in this round included."""
    pair: Floats32 = margins(data).take(met - together(here))
    pair *= data.again
    pair += data.pair
    return pair


def seat_costs(data: Arrays, room: Ints, number: int, visits: Ints) -> Floats32:
    """[n, K]: what everybody's seat costs in a round for itself, given all visits, those in this round included."""
    seat = data.seat[number] + np.float32(data.same_room) * margins(data).take(
        visits - inside(room[number], len(data.rooms))
    )
    if data.fairness:
        seat += unfairness(data, room)[number]
    seat[data.empty] = 0
    return seat


def round_table(data: Arrays, room: Ints, number: int, met: Ints, visits: Ints) -> tuple[Floats32, Floats32]:
    """`Tables.pair` and `Tables.price` of one round."""
    pair = pair_costs(data, room[number], met)
    price = inside(room[number], len(data.rooms)).T.astype(np.float32) @ pair
    price += seat_costs(data, room, number, visits).T
    return pair, price


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
