"""What no plan that keeps all hard terms can go below: pigeonholes, a transport problem and a linear program."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import floor

import numpy as np

from bot.domain.breakouts.crowding import fewest_pairs
from bot.domain.breakouts.measure import Figures, met_before, pair_of
from bot.domain.breakouts.pairing import pair_bound
from bot.domain.breakouts.problem import Person, Problem
from bot.domain.breakouts.wishes import wish_bounds


class Crowd(Enum):
    """Whose number forces something."""

    EVERYBODY = "everybody"
    REMOTE = "remote"
    GROUP = "group"


@dataclass(frozen=True)
class Forced:
    """So much of a term is unavoidable, because so many people share so few rooms."""

    term: str
    value: int
    crowd: Crowd
    people: int
    rooms: int
    group: str = ""
    more_rooms: int = 0
    """So many further rooms (online, for those who are remote) would leave only `then`; 0 if none would help."""
    then: int = 0


def bound(problem: Problem) -> Figures:
    """What some terms are at least, each for itself, and what all together cost at least."""
    found = forced(problem)
    repeats = max((each.value for each in found if each.term == "repeat"), default=0)
    groups = sum(each.value for each in found if each.term == "same_group")
    wish, with_rooms = wish_bounds(problem)
    history = pair_bound(problem, history_alone=True)
    apart = problem.weights.repeat * repeats + problem.weights.same_group * groups + problem.weights.history * history
    together = max(apart, pair_bound(problem))
    shown = {"cost": together + with_rooms, "repeat": repeats, "same_group": groups, "history": history, "wish": wish}
    return {name: _down(value) for name, value in shown.items()}


def forced(problem: Problem) -> list[Forced]:
    """What the numbers of people and rooms alone make unavoidable."""
    rooms, online = len(problem.rooms), sum(room.online for room in problem.rooms)
    remote = [person for person in problem.people if person.remote] if problem.weights.remote else []
    found: list[Forced] = []
    if value := _repeats(problem, problem.people):
        found.append(Forced("repeat", value, Crowd.EVERYBODY, len(problem.people), rooms))
    if value := _repeats(problem, remote):
        more, then = _helped(problem, remote, value, rooms - online)
        found.append(Forced("repeat", value, Crowd.REMOTE, len(remote), online, more_rooms=more, then=then))
    for name, members in sorted(_groups(problem.people).items()):
        if value := _same_group(problem, members):
            found.append(Forced("same_group", value, Crowd.GROUP, len(members), rooms, name))
    return found


def _down(value: float) -> float:
    """Three digits that are no more than the value."""
    return floor(value * 1000 + 1e-7) / 1000


def _groups(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.group:
            found[person.group].append(person)
    return found


def _same_group(problem: Problem, members: Sequence[Person]) -> int:
    inside = {person.id for person in members}
    kept = sum({*pair} <= inside for pair in {pair_of(*pair) for pair in problem.together})
    return problem.rounds * max(0, fewest_pairs(problem, members) - kept)


def _repeats(problem: Problem, crowd: Sequence[Person], more_online: int = 0) -> int:
    """The sum of (c - 1)^2 at the least, if the meetings of a crowd are spread over its pairs as well as can be."""
    inside = {person.id for person in crowd}
    together = {pair_of(*pair) for pair in problem.together}
    met, _ = met_before(problem)
    before = Counter({pair: count for pair, count in met.items() if pair not in together})
    base = sum((count - 1) ** 2 for count in before.values())
    kept = sum({*pair} <= inside for pair in together)
    meetings = problem.rounds * max(0, fewest_pairs(problem, crowd, more_online) - kept)
    counts = np.zeros(len(crowd) * (len(crowd) - 1) // 2 - kept, np.int64)
    known = [count for pair, count in before.items() if {*pair} <= inside]
    counts[: len(known)] = known
    steps = counts[:, None] + np.arange(problem.rounds)
    dearer = np.sort(np.where(steps > 0, 2 * steps - 1, 0).ravel())
    return base + int(dearer[:meetings].sum())


def _helped(problem: Problem, remote: Sequence[Person], value: int, spare: int) -> tuple[int, int]:
    """How many more online rooms bring it down to nothing, or else to the least."""
    thens = [_repeats(problem, remote, more) for more in range(1, spare + 1)]
    if not thens or min(thens) >= value:
        return 0, value
    best = thens.index(min(thens))
    return best + 1, thens[best]
