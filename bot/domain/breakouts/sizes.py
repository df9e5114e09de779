"""How many people each room should hold: as even as the rooms allow, with room for all who are remote."""

from collections.abc import Sequence

from bot.domain.breakouts.problem import Problem, Room


def ranges(problem: Problem) -> dict[str, tuple[int, int]]:
    """The least and most people of each room that the search should consider: all within one, where pairs matter."""
    weights = problem.weights
    if not any((weights.repeat, weights.same_group, weights.same_site, weights.history)):
        return {room.id: (room.low, min(room.high, len(problem.people))) for room in problem.rooms}
    share = shares(problem)
    level = max((size for room in problem.rooms if (size := share[room.id]) > room.low), default=0)
    return {
        room.id: (max(room.low, min(share[room.id], level - 1)), min(room.high, max(share[room.id], level)))
        for room in problem.rooms
    }


def shares(problem: Problem) -> dict[str, int]:
    """Sizes that add up to all people and differ as little as can be.

    Online rooms get enough for everybody who is remote; with `check` passed this always succeeds.
    """
    rooms = sorted(problem.rooms, key=lambda room: room.id)
    share = {room.id: room.low for room in rooms}
    remote = sum(person.remote for person in problem.people) if problem.weights.remote else 0
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
