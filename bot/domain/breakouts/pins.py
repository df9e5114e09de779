"""Pins that contradict each other, or something else that must hold."""

from collections import defaultdict
from collections.abc import Iterator

from bot.domain.breakouts.causes import Cause, Kind
from bot.domain.breakouts.problem import Problem


def pin_causes(problem: Problem) -> Iterator[Cause]:
    """Each contradiction once, with the people who show it."""
    rooms = {room.id: room for room in problem.rooms}
    far = {person.id for person in problem.people if person.remote} if problem.weights.remote else set[str]()
    inside: dict[tuple[int, str], set[str]] = defaultdict(set)
    place: dict[tuple[int, str], str] = {}
    for who, number, where in sorted(problem.pinned):
        if place.setdefault((number, who), where) != where:
            yield Cause(Kind.PINNED_TWICE, 2, 1, (who,))
        if who in far and not rooms[where].online:
            yield Cause(Kind.PINNED_OFFLINE, 1, 0, (who,))
        inside[number, where].add(who)
    for (_, where), members in sorted(inside.items()):
        if len(members) > (high := rooms[where].high):
            yield Cause(Kind.PINNED_TOO_MANY, len(members), high, tuple(sorted(members)[: high + 1]))
    yield from _pairs(problem, place)


def _pairs(problem: Problem, place: dict[tuple[int, str], str]) -> Iterator[Cause]:
    weights = problem.weights
    for number in range(problem.rounds):
        for listed, kind, together in (
            (problem.together if weights.together else (), Kind.PINNED_PARTED, True),
            (problem.apart if weights.apart else (), Kind.PINNED_APART, False),
        ):
            for one, other in listed:
                first, second = place.get((number, one)), place.get((number, other))
                if first is not None and second is not None and (first == second) != together:
                    yield Cause(kind, 2, 1, (min(one, other), max(one, other)))
