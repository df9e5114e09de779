"""Seats to begin with: at random, or from the bank of designs."""

from collections.abc import Sequence

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Ints
from bot.domain.breakouts.designs import design


def at_random(data: Arrays, dice: np.random.Generator) -> Ints:
    """[R, n+e] by chance, rooms as even as they may be."""
    empty = _even(data.spare, len(data.pair) - len(data.people))
    rooms = np.arange(len(data.rooms))
    full, left = np.repeat(rooms, data.most - empty), np.repeat(rooms, empty)
    return np.stack([np.concatenate((dice.permutation(full), left)) for _ in range(data.rounds)])


def dealt(sizes: Ints, group: Sequence[str], rounds: int) -> Ints:
    """[R, n] with the members of each group in as many rooms as can be, for rooms of these sizes.

    Group after group, the largest first, goes to the rooms that have the most seats left: as Gale (1957) and Ryser
    (1957) fill a matrix whose sums of rows and columns are given. Who has no group fills the rest.
    """
    members: dict[str, list[int]] = {}
    for person, name in enumerate(group):
        members.setdefault(name or f" {person}", []).append(person)
    left, room = sizes.copy(), np.empty(len(group), np.int64)
    for inside in sorted(members.values(), key=lambda each: (-len(each), each)):
        waiting, taken = list(inside), np.zeros_like(left)
        while waiting:
            order = np.lexsort((-left, taken))
            order = order[left[order] > 0]
            order = order[taken[order] == taken[order[0]]][: len(waiting)]
            room[waiting[: len(order)]] = order
            taken[order] += 1
            left[order] -= 1
            del waiting[: len(order)]
    return np.repeat(room[None], rounds, axis=0)


def _even(spare: Ints, wanted: int) -> Ints:
    """So many empty seats in all, spread evenly over rooms that may have them."""
    share = np.zeros_like(spare)
    for _ in range(wanted):
        share[np.where(share < spare, share, np.iinfo(np.int64).max).argmin()] += 1
    return share


def constructed(data: Arrays, dice: np.random.Generator) -> Ints | None:
    """A design for the first rounds if repeats are all that counts, with people in the places of players at random."""
    count = len(data.people)
    if data.pair.any() or data.seat.any() or data.facilitator or data.same_room or len(data.pair) > count:
        return None
    found = design(len(data.rooms), count, data.rounds)
    if found is None:
        return None
    found = found[:, dice.permutation(count)]
    sizes = np.sort(data.most)
    for each in found:
        order = np.argsort(np.bincount(each, minlength=len(sizes)), kind="stable")
        if (np.bincount(each, minlength=len(sizes))[order] != sizes).any():
            return None
        target = np.argsort(data.most, kind="stable")
        name = np.empty_like(order)
        name[order] = target
        each[:] = name[each]
    return found
