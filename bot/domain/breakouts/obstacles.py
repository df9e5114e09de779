"""Rooms to which people are bound, by a coordinator or because they facilitate, although they cannot be there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.domain.breakouts.problem import Problem


class Clash(Enum):
    """What a binding contradicts."""

    ONLINE = "somebody remote in a room that cannot be joined online"
    FULL = "more people than the room holds"
    TOGETHER = "two who are to stay together in two rooms"
    APART = "two who are to be kept apart in one room"
    ONSITE = "rooms on site that want more people than come on site"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A clash in one round (from 0), with one room and the fewest people that show it."""

    clash: Clash
    number: int
    room: str
    people: tuple[str, ...]


def obstacles(problem: Problem) -> list[Obstacle]:
    """Everything that the bindings of a problem contradict, each kind once for the same people."""
    found = [*_onsite(problem), *(each for number in range(problem.rounds) for each in _in_round(problem, number))]
    first: dict[tuple[Clash, tuple[str, ...]], Obstacle] = {}
    for each in found:
        first.setdefault((each.clash, each.people), each)
    return list(first.values())


def _onsite(problem: Problem) -> Iterator[Obstacle]:
    rooms = [room for room in problem.rooms if not room.online]
    near = sum(not person.remote for person in problem.people)
    if rooms and sum(room.low for room in rooms) > near:
        yield Obstacle(Clash.ONSITE, 0, rooms[0].id, ())


def _in_round(problem: Problem, number: int) -> Iterator[Obstacle]:
    at = {who: room for who, when, room in problem.pinned if when == number}
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for who in sorted(at):
        inside[at[who]].append(who)
    rooms = {room.id: room for room in problem.rooms}
    remote = {person.id for person in problem.people if person.remote}
    for room, bound in sorted(inside.items()):
        if not rooms[room].online:
            yield from (Obstacle(Clash.ONLINE, number, room, (who,)) for who in bound if who in remote)
        if len(bound) > rooms[room].high:
            yield Obstacle(Clash.FULL, number, room, tuple(bound[: rooms[room].high + 1]))
    for one, other in problem.together:
        if one in at and other in at and at[one] != at[other]:
            yield Obstacle(Clash.TOGETHER, number, at[one], (one, other))
    for one, other in problem.apart:
        if one in at and at[one] == at.get(other):
            yield Obstacle(Clash.APART, number, at[one], (one, other))
