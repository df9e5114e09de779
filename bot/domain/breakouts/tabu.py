"""Tabu search for up to some hundred people: the best swap of two people in any round, again and again.

Dotú and Van Hentenryck (CPAIOR 2005) found it for the social golfer's problem: one list of forbidden pairs per round,
tenures at random, and a few swaps at random after a while without progress. Here every swap of every round is priced at
once, with matrices: with `price[k, i]` for person i in room k, the swap of i and j costs
price[room j, i] - price[room i, i] + price[room i, j] - price[room j, j] - 2 pair[i, j].
"""

from time import perf_counter

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Floats32, Ints
from bot.domain.breakouts.swaps import FORBIDDEN, Position

TENURE = (4, 30)
IDLE = 200
KICKS = 2
LOOK = 32
"""How often the clock is read, in iterations."""


def improve(
    data: Arrays, room: Ints, *, budget: int, seed: int, until: float = float("inf"), target: float = 0, least: int = 0
) -> tuple[Ints, int, bool]:
    """The best seats found from `room` in so many iterations, how many were made, and whether the clock cut them off.

    `until` is a moment of `perf_counter`, at which the search ends, but not before the `least` iterations; it also ends
    when `target` is reached.
    """
    dice = np.random.default_rng(seed)
    here = Position(data, room)
    best, found, last = here.cost, here.room.copy(), 0
    listed = Listed()
    tenures = dice.integers(TENURE[0], TENURE[1] + 1, size=max(budget, 1)).tolist()
    for step in range(budget):
        if best <= target or not data.rooms[1:]:
            return found, step, False
        if step % LOOK == 0 and step >= least and perf_counter() > until:
            return found, step, True
        if step - last > IDLE:
            _kick(here, dice)
            listed, last = Listed(), step
        change = here.changes()
        move = choose(change, listed.at(step), best - here.cost)
        if change[move] >= FORBIDDEN / 2:
            last = min(last, step - IDLE)  # everything is forbidden: go elsewhere
            continue
        listed.add(here.swap(move), step + tenures[step])
        if here.cost < best - here.slack:
            best, found, last = here.cost, here.room.copy(), step
    return found, budget, False


class Listed:
    """The moves that are forbidden for a while, each in its two places."""

    def __init__(self) -> None:
        self._places: Ints = np.zeros((TENURE[1] + 1, 2), np.int64)
        self._until: Ints = np.zeros(TENURE[1] + 1, np.int64)
        self._next = 0

    def at(self, step: int) -> Ints:
        """All places that are forbidden in this step."""
        return self._places[self._until > step].reshape(-1)

    def add(self, places: tuple[int, int], until: int) -> None:
        """Forbids a move before the step `until`, at most TENURE steps from now."""
        self._places[self._next] = places
        self._until[self._next] = until
        self._next = (self._next + 1) % len(self._until)


def choose(change: Floats32, places: Ints, wanted: float) -> int:
    """The cheapest move that is not in the list of `places`, or one of these that changes the cost by less than wanted.

    `change` is written to.
    """
    if len(places):
        costs = change[places]
        cheapest = int(costs.argmin())
        change[places] = FORBIDDEN
        if costs[cheapest] < wanted - 1e-6:
            change[places[cheapest]] = costs[cheapest]
    return int(change.argmin())


def _kick(here: Position, dice: np.random.Generator) -> None:
    """Some swaps at random."""
    rounds, people = len(here.room), len(here.room[0])
    for _ in range(KICKS):
        for _ in range(100):
            number = int(dice.integers(rounds))
            one, other = int(dice.integers(people)), int(dice.integers(people))
            move = (number * people + one) * people + other
            if here.changes()[move] < FORBIDDEN / 2:
                here.swap(move)
                break
