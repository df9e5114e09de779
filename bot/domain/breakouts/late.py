"""Who comes late and who stays away: a published plan mended, with nobody else moved unless that is asked for."""

from dataclasses import dataclass

import numpy as np

from bot.domain.breakouts import moving
from bot.domain.breakouts.arrays import arrays, indices, names
from bot.domain.breakouts.insertion import inserted
from bot.domain.breakouts.measure import Figures, broken, objective, shares
from bot.domain.breakouts.problem import Problem, Seats
from bot.domain.breakouts.sizes import ranges


@dataclass(frozen=True)
class Move:
    """Somebody who gets another room than was published, and what the round costs them in it and in the old one."""

    person: str
    number: int
    """The round, from 0."""
    left: str
    entered: str
    before: Figures
    after: Figures


@dataclass(frozen=True)
class Mended:
    """A plan for those who are there now."""

    rounds: Seats
    joined: tuple[str, ...]
    """Who had no seat in at least one of the rounds."""
    gone: tuple[str, ...]
    moved: tuple[Move, ...]
    """By round and person; those who joined are not among them."""
    before: Figures
    """The terms if nobody is moved."""
    after: Figures
    broken: Figures
    """The hard terms that do not hold, such as a remote person without a free online seat: moves may mend them."""

    @property
    def people_moved(self) -> tuple[str, ...]:
        """Everybody to whom another room must be told."""
        return tuple(sorted({move.person for move in self.moved}))


def mend(problem: Problem, published: Seats, *, moves: int = 0, seed: int = 0) -> Mended:
    """Seats those who joined, drops those who are gone, and moves at most so many others, for the better.

    `problem` holds the people who are there now, `problem.past` the rounds that happened, `published` the plan for the
    `problem.rounds` that are still to come. Rooms stay within their sizes, except that nobody is moved to fill one that
    has become too empty. Who is pinned to another room than was published may move in any case.
    """
    kept = inserted(problem, published)
    data = arrays(problem, sizes=_sizes(problem, kept))
    room, home = indices(data, kept, problem), _home(problem, published)
    free = np.array([[place is None for place in each] for each in _pinned_apart(problem, home)])
    fixed = np.zeros(room.shape, np.bool_)
    fixed[:, : len(data.people)] = ~free
    found = moving.improve(data, room, fixed=fixed, most=moves, seed=seed)
    rounds = names(data, found, problem)
    after = objective(problem, rounds)
    there = {person.id for person in problem.people}
    return Mended(
        rounds=rounds,
        joined=tuple(who for who, each in zip(data.people, zip(*home, strict=True), strict=True) if None in each),
        gone=tuple(sorted({who for seats in published for members in seats for who in members} - there)),
        moved=tuple(_moves(problem, kept, rounds, home)),
        before=objective(problem, kept),
        after=after,
        broken=broken(problem, after),
    )


Home = list[list[str | None]]
"""[R][n]: the published room of everybody, None for who had none; people in the order of their ids."""


def _home(problem: Problem, published: Seats) -> Home:
    people = sorted(person.id for person in problem.people)
    rounds: Home = []
    for seats in published:
        place = {who: room.id for room, members in zip(problem.rooms, seats, strict=True) for who in members}
        rounds.append([place.get(who) for who in people])
    return rounds


def _pinned_apart(problem: Problem, home: Home) -> Home:
    """The same without the seats of those who are pinned elsewhere."""
    row = {who: index for index, who in enumerate(sorted(person.id for person in problem.people))}
    rounds = [list(each) for each in home]
    for who, number, where in problem.pinned:
        if rounds[number][row[who]] != where:
            rounds[number][row[who]] = None
    return rounds


def _sizes(problem: Problem, seats: Seats) -> dict[str, tuple[int, int]]:
    """What each room may hold: moves may make rooms more even, and never less."""
    even = ranges(problem)
    sizes: dict[str, tuple[int, int]] = {}
    for index, room in enumerate(problem.rooms):
        taken = [len(each[index]) for each in seats]
        low, high = even[room.id]
        sizes[room.id] = (min(low, *taken), max(high, *taken))
    return sizes


def _moves(problem: Problem, kept: Seats, rounds: Seats, home: Home) -> list[Move]:
    people = sorted(person.id for person in problem.people)
    here = _home(problem, rounds)
    moved = [
        (number, who, left, entered)
        for number, (old, new) in enumerate(zip(home, here, strict=True))
        for who, left, entered in zip(people, old, new, strict=True)
        if left is not None and entered is not None and left != entered
    ]
    wanted = [(who, number) for number, who, _, _ in moved]
    before, after = (shares(problem, each, wanted) for each in (kept, rounds))
    return [
        Move(who, number, left, entered, old, new)
        for (number, who, left, entered), old, new in zip(moved, before, after, strict=True)
    ]
