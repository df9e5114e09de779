"""Pigeonholes: how many pairs must share a room when a crowd fills the rooms as evenly as they allow."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from bot.domain.breakouts.problem import Person, Problem, Room


def fewest_pairs(problem: Problem, crowd: Sequence[Person], more_online: int = 0) -> int:
    """The pairs of a crowd that share a room in any round, at the least; remote people sit online.

    `more_online` imagines so many further rooms to be online, the largest first.
    """
    remote = sum(person.remote for person in crowd) if problem.weights.remote else 0
    further = sorted((room for room in problem.rooms if not room.online), key=lambda room: -room.high)[:more_online]
    online = {room.id for room in (*further, *(room for room in problem.rooms if room.online))}
    taken = dict.fromkeys((room.id for room in problem.rooms), 0)
    if len(crowd) == len(problem.people):
        taken = {room.id: room.low for room in problem.rooms}
        _spread(taken, [room for room in problem.rooms if room.id in online], remote)
    else:
        _spread(taken, [room for room in problem.rooms if room.id in online], remote)
    _spread(taken, problem.rooms, len(crowd))
    return sum(size * (size - 1) // 2 for size in taken.values())


def _spread(taken: dict[str, int], rooms: Sequence[Room], wanted: int) -> None:
    """Fills the emptiest room again and again until these hold so many people, as far as their seats go."""
    heap = [(taken[room.id], room.id, room.high) for room in rooms if taken[room.id] < room.high]
    heapify(heap)
    for _ in range(wanted - sum(taken[room.id] for room in rooms)):
        if not heap:
            return
        size, name, high = heappop(heap)
        taken[name] = size + 1
        if size + 1 < high:
            heappush(heap, (size + 1, name, high))
