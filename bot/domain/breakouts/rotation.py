"""Annealing by rotations for many people: one of each room of a round stands up, and all sit down again as is best.

That is a neighbourhood of K! plans in which the best is found exactly, by an assignment problem. Noise of the Gumbel
distribution on its costs, less and less of it, makes it anneal: for two choices this is the heat bath.
"""

from time import perf_counter

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Floats32, Ints
from bot.domain.breakouts.matching import assign
from bot.domain.breakouts.tables import Tables, cost, inside, round_table, totals

FORBIDDEN = np.float32(1e12)
POOL = 1 << 17
EASY = 0.8
"""The part of the sweeps in which hard terms are light."""
CALM = 3
"""How many sweeps at the end are without noise; these are made even if the clock has run out."""


def improve(
    data: Arrays,
    room: Ints,
    *,
    eased: Arrays,
    sweeps: int,
    seed: int,
    heat: tuple[float, float],
    until: float = float("inf"),
) -> tuple[Ints, int, bool]:
    """The seats after so many sweeps from `room`, how many were made, and whether the clock cut them off.

    `heat` is the temperature at first and at last, in units of cost; `eased` is the same problem with light hard terms,
    for most of the way.
    """
    dice = np.random.default_rng(seed)
    noise = dice.gumbel(size=POOL + len(data.rooms) ** 2).astype(np.float32)
    room = room.copy()
    best, found = cost(data, room), room.copy()
    began, last = perf_counter(), sweeps
    for sweep in range(sweeps):
        spent = perf_counter() - began
        if sweep < last - CALM and began + spent * (sweep + CALM) / max(1, sweep) > until:
            last = sweep + CALM
        if sweep == last:
            return found, sweep, True
        calm = sweep >= last - CALM
        warmth = 0.0 if calm else heat[0] * (heat[1] / heat[0]) ** (sweep / max(1, sweeps - CALM - 1))
        here = data if calm or sweep >= EASY * sweeps else eased
        for number in range(data.rounds):
            _sweep(here, room, number, noise * np.float32(warmth), dice)
        now = cost(data, room) if calm else best
        if now < best:
            best, found = now, room.copy()
    return found, sweeps, False


def _sweep(data: Arrays, room: Ints, number: int, noise: Floats32, dice: np.random.Generator) -> None:
    """Everybody of one round stands up about once; a room with fewer seats than others turns faster."""
    table, rooms = _table(data, room, number), np.arange(len(data.rooms))
    seats = np.zeros((len(rooms), int(data.most.max())), np.int64)
    for each in rooms.tolist():
        members = np.flatnonzero(room[number] == each)
        seats[each] = np.resize(dice.permutation(len(members)), seats.shape[1])
    start = np.concatenate(([0], np.cumsum(data.most)[:-1]))
    order = np.argsort(room[number], kind="stable")  # who has which seat: room after room
    for column, offset in enumerate(dice.integers(POOL, size=seats.shape[1]).tolist()):
        places = start + seats[:, column]
        _rotate(data, table, order, places, noise[offset : offset + len(rooms) ** 2])
    room[number, order] = np.repeat(rooms, data.most)


def _table(data: Arrays, room: Ints, number: int) -> Tables:
    """The tables of one round alone."""
    met, visits = totals(data, room)
    pair, price = round_table(data, room, number, met, visits)
    members = inside(room[number], len(data.rooms))
    able, empty = ((members & flags[:, None]).sum(0) for flags in (data.able, data.empty))
    return Tables(met, visits, pair[None], price[None], able[None], empty[None])


def _rotate(data: Arrays, table: Tables, order: Ints, places: Ints, noise: Floats32) -> None:
    """Seats those in `places`, one of each room, anew."""
    standing, count = order[places], len(places)
    price, pair = table.price[0], table.pair[0]
    costs = price[:, standing] - pair[np.ix_(standing, standing)]
    able = data.able[standing]
    if data.facilitator:
        costs += np.float32(data.facilitator) * np.multiply.outer(table.able[0] == able, ~able)
    if len(data.people) < len(order):
        empty = data.empty[standing]
        costs += FORBIDDEN * np.multiply.outer(table.empty[0] - empty >= data.spare, empty)
    costs -= noise.reshape(count, count)
    chosen = assign(costs)
    moved = np.flatnonzero(chosen != np.arange(count))
    if not len(moved):
        return
    comes, leaves = standing[chosen[moved]], standing[moved]
    order[places[moved]] = comes
    price[moved] += pair[comes] - pair[leaves]
    table.able[0, moved] += data.able[comes].astype(np.int64) - data.able[leaves]
    table.empty[0, moved] += data.empty[comes].astype(np.int64) - data.empty[leaves]
