"""How many people each room should hold: as even as the rooms allow, with room for all who are remote."""

from collections.abc import Sequence

from bot.domain.breakouts.problem import Problem, Room

LEEWAY = 2
"""By how many people a room may differ from its even share where pairs matter."""


def ranges(problem: Problem) -> dict[str, tuple[int, int]]:
    """The least and most people of each room that the search should consider."""
    weights = problem.weights
    if not any((weights.repeat, weights.same_group, weights.same_site, weights.history)):
        return {room.id: (room.low, min(room.high, len(problem.people))) for room in problem.rooms}
    share = shares(problem)
    return {
        room.id: (max(room.low, share[room.id] - LEEWAY), min(room.high, share[room.id] + LEEWAY))
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
