"""Who hangs together, and who must be apart: chains, paths and cliques of pairs."""

from collections import deque

from bot.domain.breakouts.problem import Problem


def chains_of(problem: Problem) -> list[list[str]]:
    """Everybody, in chains of those who stay together."""
    together = problem.together if problem.weights.together else ()
    near, done, found = neighbours(together), set[str](), list[list[str]]()
    for person in sorted(problem.people, key=lambda each: each.id):
        if person.id not in done:
            found.append(reached(near, person.id) if person.id in near else [person.id])
            done.update(found[-1])
    return found


def neighbours(pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return near


def reached(near: dict[str, set[str]], start: str) -> list[str]:
    """All in the chain of somebody, the nearest first: every beginning of it is connected."""
    found, queue = [start], deque([start])
    while queue:
        for other in sorted(near[queue.popleft()] - {*found}):
            found.append(other)
            queue.append(other)
    return found


def path_between(near: dict[str, set[str]], start: str, end: str) -> tuple[str, ...]:
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


def clique_of(pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]], size: int) -> tuple[str, ...]:
    """So many people of whom every two are to be apart, empty if there are not."""
    near = neighbours(pairs)

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
