"""Why somebody sits where they sit, who is new to them, what became of their wishes, what else there was."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import Self

import numpy as np

from bot.domain.breakouts.arrays import arrays, indices
from bot.domain.breakouts.measure import Figures, met_before, objective, pair_of
from bot.domain.breakouts.problem import Person, Problem, Room, Seats
from bot.domain.breakouts.sizes import ranges
from bot.domain.breakouts.swaps import FORBIDDEN, Position


class Why(Enum):
    """What speaks for a room, the strongest first."""

    PINNED = "pinned"
    ONLINE = "online"
    """They are remote, and this room is online."""
    WISH = "wish"
    NEW_PEOPLE = "new people"
    """Nobody here has met them before."""
    MIX = "mix"
    """The whole plan is best so."""


@dataclass(frozen=True)
class Missed:
    """A room that was wished for more than the one that it became."""

    room: str
    rank: int
    seats: int
    """The most people that it holds."""
    first_choices: int
    """How many people wished for it first."""


@dataclass(frozen=True)
class Seat:
    """Where somebody sits in a round and with whom; holds nothing of others' wishes and of who is kept apart."""

    person: str
    number: int
    """The round, from 0, those of the past not counted."""
    room: str
    rank: int | None
    """0 for the first wish; None for a room that was not wished for, or without wishes."""
    mates: tuple[str, ...]
    new: tuple[str, ...]
    """Never met before, neither today nor at earlier meetings."""
    again: tuple[str, ...]
    """Met in an earlier round of this meeting."""
    before: tuple[str, ...]
    """Met at earlier meetings, not today."""
    same_group: tuple[str, ...]
    facilitators: tuple[str, ...]
    why: tuple[Why, ...]
    missed: tuple[Missed, ...]


@dataclass(frozen=True)
class Instead:
    """The best that could be had with somebody in another room: with whom they would change, and what gets worse."""

    room: str
    other: str | None
    """None for an empty seat, or for who already sits there."""
    change: Figures
    """How the terms of the whole plan change; positive is worse."""


def seats_of(problem: Problem, seats: Seats, who: str | None = None) -> Iterator[Seat]:
    """The seats of one person, or of everybody, by round and room."""
    known = _Known.of(problem)
    met = {pair for pair, count in met_before(problem)[0].items() if count}
    for number, rooms in enumerate(seats):
        now: set[tuple[str, str]] = set()
        for room, members in zip(problem.rooms, rooms, strict=True):
            told = members if who is None else [who] if who in members else []
            yield from (_seat(known, number, room, me, sorted(members), met) for me in told)
            now.update(pair_of(*pair) for pair in combinations(sorted(members), 2))
        met |= now


@dataclass(frozen=True)
class _Known:
    """What is known of everybody."""

    people: dict[str, Person]
    seats: dict[str, int]
    first_choices: Counter[str]
    before: set[tuple[str, str]]
    pinned: set[tuple[str, int, str]]
    online: bool
    """Whether remote people have to be online."""

    @classmethod
    def of(cls, problem: Problem) -> Self:
        return cls(
            people={person.id: person for person in problem.people},
            seats={room.id: room.high for room in problem.rooms},
            first_choices=Counter(person.wishes[0] for person in problem.people if person.wishes),
            before={pair_of(one, other) for one, other, strength in problem.history if strength > 0},
            pinned=set(problem.pinned),
            online=bool(problem.weights.remote),
        )


def _seat(known: _Known, number: int, room: Room, who: str, members: list[str], met: set[tuple[str, str]]) -> Seat:
    me, mates = known.people[who], tuple(other for other in members if other != who)
    again = tuple(other for other in mates if pair_of(who, other) in met)
    before = tuple(other for other in mates if pair_of(who, other) in known.before and other not in again)
    new = tuple(other for other in mates if other not in again and other not in before)
    rank = me.wishes.index(room.id) if room.id in me.wishes else None
    missed = me.wishes[: len(me.wishes) if rank is None else rank]
    reasons = (
        (Why.PINNED, (who, number, room.id) in known.pinned),
        (Why.ONLINE, me.remote and room.online and known.online),
        (Why.WISH, rank is not None),
        (Why.NEW_PEOPLE, len(new) == len(mates) > 0),
    )
    return Seat(
        person=who,
        number=number,
        room=room.id,
        rank=rank,
        mates=mates,
        new=new,
        again=again,
        before=before,
        same_group=tuple(other for other in mates if known.people[other].group == me.group != ""),
        facilitators=tuple(other for other in members if known.people[other].facilitator),
        why=tuple(why for why, holds in reasons if holds) or (Why.MIX,),
        missed=tuple(Missed(name, i, known.seats[name], known.first_choices[name]) for i, name in enumerate(missed)),
    )


def instead(problem: Problem, seats: Seats, who: str, number: int, room: str) -> Instead:
    """The best exchange that brings somebody into a room, and what it changes in the whole plan."""
    place = next(index for index, each in enumerate(problem.rooms) if each.id == room)
    if who in seats[number][place]:
        return Instead(room, None, {})
    even = ranges(problem)
    sizes = {
        each.id: (
            min(even[each.id][0], *(len(rooms[index]) for rooms in seats)),
            max(even[each.id][1], *(len(rooms[index]) for rooms in seats)),
        )
        for index, each in enumerate(problem.rooms)
    }
    data = arrays(problem, sizes=sizes)
    here = Position(data, indices(data, seats, problem))
    changes = here.changes().reshape(*here.room.shape, -1)[number, data.people.index(who)]
    there = np.flatnonzero((here.room[number] == data.rooms.index(room)) & (changes < FORBIDDEN / 2))
    if not len(there):
        raise ValueError(f"nobody can make room in {room}")
    other = int(there[changes[there].argmin()])
    name = data.people[other] if other < len(data.people) else None
    before, after = objective(problem, seats), objective(problem, _changed(seats, number, place, who, name))
    change = {term: round(after[term] - before[term], 3) for term in after if after[term] != before[term]}
    return Instead(room, name, change)


def _changed(seats: Seats, number: int, place: int, who: str, other: str | None) -> Seats:
    """The plan with somebody in a room and whoever leaves it in their old one."""

    def members(index: int, old: tuple[str, ...]) -> tuple[str, ...]:
        kept = [each for each in old if each not in {who, other}]
        came = [who] if index == place else [other] if who in old and other is not None else []
        return tuple(sorted(kept + came))

    changed = tuple(members(index, old) for index, old in enumerate(seats[number]))
    return (*seats[:number], changed, *seats[number + 1 :])
