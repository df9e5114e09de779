"""What cannot be done, before anything is tried: each cause with the fewest people that show it."""

from collections import deque
from dataclasses import dataclass
from enum import Enum

from bot.domain.breakouts.problem import Problem


class Kind(Enum):
    """What is in the way."""

    TOO_FEW_SEATS = "too few seats"
    TOO_FEW_PEOPLE = "too few people"
    TOO_FEW_ONLINE_SEATS = "too few online seats"
    CHAIN_TOO_LONG = "chain too long"
    REMOTE_CHAIN_TOO_LONG = "chain with somebody remote too long for online rooms"
    TOGETHER_AND_APART = "together and apart"
    APART_CLIQUE = "more people apart from each other than rooms"
    REMOTE_CLIQUE = "more remote people apart from each other than online rooms"
    TOO_FEW_FACILITATORS = "too few facilitators"


@dataclass(frozen=True)
class Cause:
    """Why no plan exists: `have` is less than `need`; `people` are the fewest who show it."""

    kind: Kind
    need: int
    have: int
    people: tuple[str, ...] = ()


def causes(problem: Problem) -> list[Cause]:
    """Everything that the checks find; an empty list is no proof that a plan exists."""
    weights = problem.weights
    remote = sorted(person.id for person in problem.people if person.remote) if weights.remote else []
    together = problem.together if weights.together else ()
    apart = problem.apart if weights.apart else ()
    found = [*_seats(problem, remote), *_facilitators(problem), *_chains(problem, together, set(remote))]
    found += _contradictions(together, apart)
    rooms, online = len(problem.rooms), sum(room.online for room in problem.rooms)
    if clique := _clique(apart, rooms + 1):
        found.append(Cause(Kind.APART_CLIQUE, len(clique), rooms, clique))
    elif remote and (clique := _clique([pair for pair in apart if {*pair} <= {*remote}], online + 1)):
        found.append(Cause(Kind.REMOTE_CLIQUE, len(clique), online, clique))
    return found


def _seats(problem: Problem, remote: list[str]) -> list[Cause]:
    count = len(problem.people)
    most, least = sum(room.high for room in problem.rooms), sum(room.low for room in problem.rooms)
    online = sum(room.high for room in problem.rooms if room.online)
    found: list[Cause] = []
    if most < count:
        found.append(Cause(Kind.TOO_FEW_SEATS, count, most))
    if least > count:
        found.append(Cause(Kind.TOO_FEW_PEOPLE, least, count))
    if online < len(remote):
        found.append(Cause(Kind.TOO_FEW_ONLINE_SEATS, len(remote), online, tuple(remote[: online + 1])))
    return found


def _facilitators(problem: Problem) -> list[Cause]:
    if not problem.weights.facilitator:
        return []
    able = sum(person.facilitator for person in problem.people)
    return [Cause(Kind.TOO_FEW_FACILITATORS, len(problem.rooms), able)] if able < len(problem.rooms) else []


def _chains(problem: Problem, together: tuple[tuple[str, str], ...], remote: set[str]) -> list[Cause]:
    largest = max((room.high for room in problem.rooms), default=0)
    online = max((room.high for room in problem.rooms if room.online), default=0)
    found: list[Cause] = []
    near, done = _near(together), set[str]()
    for start in sorted(near):
        if start in done:
            continue
        chain = _reached(near, start)
        done.update(chain)
        far = [who for who in chain if who in remote]
        if len(chain) > largest:
            found.append(Cause(Kind.CHAIN_TOO_LONG, len(chain), largest, tuple(chain[: largest + 1])))
        elif far and len(chain) > online:
            part = tuple(_reached(near, far[0])[: online + 1])
            found.append(Cause(Kind.REMOTE_CHAIN_TOO_LONG, len(chain), online, part))
    return found


def _contradictions(together: tuple[tuple[str, str], ...], apart: tuple[tuple[str, str], ...]) -> list[Cause]:
    near = _near(together)
    paths = (_path(near, one, other) for one, other in sorted(map(_sorted, apart)))
    return [Cause(Kind.TOGETHER_AND_APART, 2, 1, path) for path in paths if path]


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    return min(pair), max(pair)


def _near(pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return near


def _reached(near: dict[str, set[str]], start: str) -> list[str]:
    """All in the chain of somebody, the nearest first: every beginning of it is connected."""
    found, queue = [start], deque([start])
    while queue:
        for other in sorted(near[queue.popleft()] - {*found}):
            found.append(other)
            queue.append(other)
    return found


def _path(near: dict[str, set[str]], start: str, end: str) -> tuple[str, ...]:
    """The shortest chain between two people, empty if there is none."""
    before: dict[str, str] = {start: start}
    queue = deque([start])
    while queue and end not in before:
        here = queue.popleft()
        for other in sorted(near.get(here, set()) - before.keys()):
            before[other] = here
            queue.append(other)
    if end not in before:
        return ()
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return tuple(reversed(path))


def _clique(pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]], size: int) -> tuple[str, ...]:
    """So many people of whom every two are to be apart, empty if there are not."""
    near = _near(pairs)

    def grown(inside: tuple[str, ...], open_: list[str]) -> tuple[str, ...]:
        if len(inside) == size:
            return inside
        for index, who in enumerate(open_):
            if len(inside) + len(open_) - index < size:
                return ()
            if found := grown((*inside, who), [other for other in open_[index + 1 :] if other in near[who]]):
                return found
        return ()

    return grown((), sorted(who for who in near if len(near[who]) >= size - 1))
