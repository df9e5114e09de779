"""A better plan by few moves: a tabu search in which nobody else may leave their room once so many have."""

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Flags, Floats32, Ints
from bot.domain.breakouts.swaps import FORBIDDEN, Position
from bot.domain.breakouts.tables import cost
from bot.domain.breakouts.tabu import choose

WALKS = 3
STEPS = 50
"""How many swaps a walk makes; each walk begins where everybody is at home."""
TENURE = (3, 10)


def improve(data: Arrays, room: Ints, *, fixed: Flags, most: int, seed: int) -> Ints:
    """Seats [R, n] no worse than `room`, with at most so many of those who are `fixed` [R, n] in another room."""
    best, found = cost(data, room), room
    if not most and fixed[:, ~data.empty].all():
        return found
    dice = np.random.default_rng(seed)
    away = fixed[:, :, None] & (room[:, :, None] != np.arange(len(data.rooms)))
    for walk in range(WALKS if most else 1):
        here, listed = Position(data, room), dict[int, int]()
        for step in range(STEPS):
            change = here.changes()
            more, now = _more(away, here.room)
            change.reshape(more.shape)[more > most - now] += FORBIDDEN
            if walk and now < most:
                change += _dislike(data, dice, len(room))
            listed = {place: until for place, until in listed.items() if until > step}
            move = choose(change, np.array(list(listed), np.int64), best - here.cost)
            if change[move] >= FORBIDDEN / 2:
                continue
            here.changes()  # without dislikes
            until = step + int(dice.integers(TENURE[0], TENURE[1] + 1))
            listed.update(dict.fromkeys(here.swap(move), until))
            if here.cost < best - here.slack:
                best, found = here.cost, here.room.copy()
    return found


def _dislike(data: Arrays, dice: np.random.Generator, rounds: int) -> Floats32:
    """[R * n * n]: who had better stay this time, so that the walks differ: about what a repeated meeting costs."""
    scale = float(data.again.max(initial=0)) or float(np.abs(data.pair).max(initial=0))
    people = len(data.pair)
    return np.tile(scale * dice.exponential(size=people), rounds * people).astype(np.float32)


def _more(away: Flags, room: Ints) -> tuple[Ints, int]:
    """[R, n, n]: how many more people each swap moves away from home, and how many are away."""
    now = np.take_along_axis(away, room[:, :, None], 2)[:, :, 0]
    often = now.sum(0)
    then = (away | (often > now)[:, :, None]).astype(np.int8) - (often > 0).astype(np.int8)[:, None]
    single = np.stack([each.take(where, axis=1) for each, where in zip(then, room, strict=True)])
    return single + single.transpose(0, 2, 1), int((often > 0).sum())
