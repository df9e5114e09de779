"""How many people each room should hold: as even as the rooms allow, with room for all who are remote."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.breakouts.chains import chains_of
from bot.domain.breakouts.problem import Problem, Room

CROWDED = 3
"""So many times the even share is the most that a room is filled with where wishes alone count."""


def ranges(problem: Problem) -> dict[str, tuple[int, int]]:
    """The least and most people of each room that the search should consider: all within one, where pairs matter.

    A long chain or many pins may make one room larger than that, and the others smaller.
    """
    weights, people = problem.weights, len(problem.people)
    share, chain = shares(problem), max(map(len, chains_of(problem)), default=0)
    level = max((size for room in problem.rooms if (size := share[room.id]) > room.low), default=0)
    pinned = Counter((number, where) for _, number, where in problem.pinned)
    wanted = {
        room.id: max(chain, *(pinned[number, room.id] for number in range(problem.rounds))) for room in problem.rooms
    }
    if not any((weights.repeat, weights.same_group, weights.same_site, weights.history)):
        most = {room.id: max(CROWDED * level, share[room.id], wanted[room.id]) for room in problem.rooms}
        return {room.id: (room.low, min(room.high, people, most[room.id])) for room in problem.rooms}
    others = (people - max(wanted.values(), default=0)) // max(1, len(problem.rooms) - 1)
    return {
        room.id: (
            max(room.low, min(share[room.id], level - 1, others)),
            min(room.high, max(share[room.id], level, wanted[room.id])),
        )
        for room in problem.rooms
    }


def shares(problem: Problem) -> dict[str, int]:
    """Sizes that add up to all people and differ as little as can be.

    Online rooms get enough for all who are remote and who stay with them; with `checks` passed this always succeeds.
    """
    rooms = sorted(problem.rooms, key=lambda room: room.id)
    share = {room.id: room.low for room in rooms}
    far = {person.id for person in problem.people if person.remote} if problem.weights.remote else set[str]()
    remote = sum(len(chain) for chain in chains_of(problem) if far.intersection(chain))
    online = [room for room in rooms if room.online]
    _fill(share, online, remote)
    _fill(share, rooms, len(problem.people))
    return share


def _fill(share: dict[str, int], rooms: Sequence[Room], wanted: int) -> None:
    """Adds seat after seat to the smallest room until so many people fit."""
    missing = wanted - sum(share[room.id] for room in rooms)
    for _ in range(missing):
        open_ = [room for room in rooms if share[room.id] < room.high]
        if not open_:
            return
        smallest = min(open_, key=lambda room: share[room.id])
        share[smallest.id] += 1
