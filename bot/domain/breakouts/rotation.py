"""Annealing by rotations for many people: one of each room of a round stands up, and all sit down again as is best.

That is a neighbourhood of K! plans in which the best is found exactly, by an assignment problem. Noise of the Gumbel
distribution on its costs, less and less of it, makes it anneal: for two choices this is the heat bath.
"""

from time import perf_counter

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Floats32, Ints
from bot.domain.breakouts.matching import assign
from bot.domain.breakouts.tables import cost, inside, pair_costs, prices, together, totals

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
    table = _Table(data, room)
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
            table.take_out(here, number)
            _sweep(here, table, number, noise * np.float32(warmth), dice)
        now = cost(data, room) if calm else best
        if now < best:
            best, found = now, room.copy()
    return found, sweeps, False


class _Table:
    """What seats [R, n] cost in one round after the other."""

    def __init__(self, data: Arrays, room: Ints) -> None:
        met, visits = totals(data, room)
        self.room, self._visits = room, visits
        self._met = met.astype(np.float32)

    def take_out(self, data: Arrays, number: int) -> None:
        """Reckons the prices of a round from the others."""
        here, rooms = self.room[number], len(data.rooms)
        self._met -= together(here)
        self.pair = pair_costs(data, self._met)
        self.price = prices(data, self.room, number, self.pair, self._visits)
        members = inside(here, rooms)
        self._visits -= members
        self.able: Ints = (members & data.able[:, None]).sum(0)
        self.empty: Ints = (members & data.empty[:, None]).sum(0)

    def put_back(self, data: Arrays, number: int) -> None:
        """Counts the seats of the round as they are now."""
        self._met += together(self.room[number])
        self._visits += inside(self.room[number], len(data.rooms))


def _sweep(data: Arrays, table: _Table, number: int, noise: Floats32, dice: np.random.Generator) -> None:
    """Everybody of one round stands up about once; a room with fewer seats than others turns faster."""
    here, rooms = table.room[number], np.arange(len(data.rooms))
    start = np.concatenate(([0], np.cumsum(data.most)[:-1]))
    order = np.lexsort((dice.random(len(here)), here))  # who has which seat: room after room, at random in each
    for column, offset in enumerate(dice.integers(POOL, size=int(data.most.max())).tolist()):
        places = start + column % data.most
        _rotate(data, table, order, places, noise[offset : offset + len(rooms) ** 2])
    here[order] = np.repeat(rooms, data.most)
    table.put_back(data, number)


def _rotate(data: Arrays, table: _Table, order: Ints, places: Ints, noise: Floats32) -> None:
    """Seats those in `places`, one of each room, anew."""
    standing, count = order[places], len(places)
    price, pair = table.price, table.pair
    costs = price[:, standing] - pair[np.ix_(standing, standing)]
    able = data.able[standing]
    if data.facilitator:
        costs += np.float32(data.facilitator) * np.multiply.outer(table.able == able, ~able)
    if len(data.people) < len(order):
        empty = data.empty[standing]
        costs += FORBIDDEN * np.multiply.outer(table.empty - empty >= data.spare, empty)
    costs -= noise.reshape(count, count)
    chosen = assign(costs)
    moved = np.flatnonzero(chosen != np.arange(count))
    if not len(moved):
        return
    comes, leaves = standing[chosen[moved]], standing[moved]
    order[places[moved]] = comes
    price[moved] += pair[comes] - pair[leaves]
    table.able[moved] += data.able[comes].astype(np.int64) - data.able[leaves]
    table.empty[moved] += data.empty[comes].astype(np.int64) - data.empty[leaves]
