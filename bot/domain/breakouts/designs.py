"""Plans without any repeated pair, from the theory of designs: constructed, not searched for.

A design [w, n] says in which room each of n players sits in each of w rounds; no two meet twice. Players are laid out
so that the last ones can be left away: the rooms then differ by at most one person.
"""

from collections.abc import Callable

import numpy as np

from bot.domain.breakouts.arrays import Ints
from bot.domain.breakouts.galois import field, prime_power
from bot.domain.breakouts.published import published
from bot.domain.breakouts.starters import STARTERS, Starter


def design(rooms: int, people: int, rounds: int) -> Ints | None:
    """A design for so many rooms that are as even as can be, for as many of the rounds as the bank knows.

    None where it knows nothing useful, that is, less than two rounds.
    """
    size = -(-people // rooms)
    missing = rooms * size - people
    if rooms < 2 or size < 2 or missing >= rooms:
        return None
    sources: tuple[Callable[[int, int, int], Ints | None], ...] = (_transversal, _developed, _square, published)
    found = [each for source in sources if (each := source(rooms, size, missing)) is not None]
    longest = max(found, key=len, default=None)
    return None if longest is None or len(longest) < 2 else longest[:rounds, :people]


def _transversal(rooms: int, size: int, missing: int) -> Ints | None:
    """Bose's construction: player (i, j) sits in room j + m x_i in round m, over the field with so many elements.

    Two players of different columns i meet where m (x_i - x_i') = j' - j, that is once; those of one column never do,
    so that further rounds can seat each column by itself where the room's size divides it.
    """
    if prime_power(rooms) is None or size > rooms:
        return None
    plus, times = field(rooms)
    column, row = np.divmod(np.arange(rooms * size), rooms)
    rounds = np.stack([plus[row, times[number, column]] for number in range(rooms)])
    if missing or rooms % size:
        return rounds
    if size == rooms:
        return np.concatenate((rounds, column[None]))
    inner = design(rooms // size, rooms, rooms)
    if inner is None:
        inner = np.repeat(np.arange(rooms // size), size)[None]
    return np.concatenate((rounds, inner[:, row] + column * (rooms // size)))


def _developed(rooms: int, size: int, missing: int) -> Ints | None:
    """One round turned by a cyclic group: see `starters`."""
    known = [starter for starter in STARTERS if (len(starter.rooms), len(starter.rooms[0])) == (rooms, size)]
    usable = [starter for starter in known if missing <= starter.fixed]
    return develop(max(usable, key=lambda starter: starter.order)) if usable else None


def develop(starter: Starter) -> Ints:
    """The rounds of a starter: everybody but the fixed points moves on by one in each."""
    players = np.arange(starter.orbits * starter.order + starter.fixed)
    orbit, place = np.divmod(players, starter.order)
    seat = np.empty(len(players), np.int64)
    for number, members in enumerate(starter.rooms):
        seat[list(members)] = number
    moving = players < starter.orbits * starter.order
    rounds = range(starter.order)
    return np.stack(
        [seat[np.where(moving, orbit * starter.order + (place - by) % starter.order, players)] for by in rounds]
    )


def _square(rooms: int, size: int, missing: int) -> Ints | None:
    """Two orthogonal Latin squares of order 3 m + 1 (Bose, Shrikhande and Parker 1960), such as 10.

    Vectors over Z_(2m+1) and m fixed symbols, turned by the group, make an orthogonal array of four rows: each row is a
    round with `rooms` rooms. With smaller rooms, the first row chooses who plays and three rounds are left.
    """
    small, rest = divmod(rooms - 1, 3)
    if rest or small < 3 or small % 2 == 0 or prime_power(small) is None or size > rooms:
        return None
    array = _orthogonal(small)
    if size == rooms:
        return None if missing else array
    order = np.argsort(array[0], kind="stable")[: rooms * size]
    return array[1:, order]


def _orthogonal(small: int) -> Ints:
    """[4, (3m+1)^2] in which any two rows show every pair of symbols once."""
    modulus = 2 * small + 1
    zero, low = np.zeros(small, np.int64), np.arange(1, small + 1)
    high, fixed = modulus - low, np.arange(small) - small  # negative: stays as it is
    blocks = ((zero, low, high, fixed), (low, zero, fixed, high), (high, fixed, zero, low), (fixed, high, low, zero))
    base = np.stack([np.concatenate(row) for row in blocks])
    turned = [np.where(base < 0, base, (base + by) % modulus) for by in range(modulus)]
    equal = np.repeat(np.arange(modulus)[None], 4, axis=0)
    plus, times = field(small)
    row, column = np.divmod(np.arange(small * small), small)
    inner = np.stack((row, column, plus[row, column], plus[row, times[2, column]])) - small
    array = np.concatenate((*turned, equal, inner), axis=1)
    return np.where(array < 0, array + modulus + small, array)
