"""What cannot be done, before anything is tried: each cause with the fewest people that show it."""

from dataclasses import replace

from bot.domain.breakouts.causes import Cause, Kind
from bot.domain.breakouts.chains import chains_of, clique_of, neighbours, path_between, reached
from bot.domain.breakouts.pins import pin_causes
from bot.domain.breakouts.problem import Problem, Room

__all__ = ["Cause", "Kind", "causes"]


def causes(problem: Problem) -> list[Cause]:
    """Everything that the checks find; an empty list is no proof that a plan exists."""
    problem = replace(problem, rooms=_as_full_as_can_be(problem))
    weights = problem.weights
    remote = sorted(person.id for person in problem.people if person.remote) if weights.remote else []
    together = problem.together if weights.together else ()
    apart = problem.apart if weights.apart else ()
    units = chains_of(problem)
    found = [*_seats(problem, remote), *_facilitators(problem, units), *_chains(problem, together, set(remote))]
    found += [*_remote_chains(problem, units, set(remote)), *_contradictions(together, apart), *pin_causes(problem)]
    rooms, online = len(problem.rooms), sum(room.online for room in problem.rooms)
    if clique := clique_of(apart, rooms + 1):
        found.append(Cause(Kind.APART_CLIQUE, len(clique), rooms, clique))
    elif remote and (clique := clique_of([pair for pair in apart if {*pair} <= {*remote}], online + 1)):
        found.append(Cause(Kind.REMOTE_CLIQUE, len(clique), online, clique))
    return found


def _as_full_as_can_be(problem: Problem) -> tuple[Room, ...]:
    """The rooms with as many seats as can be filled while the others have their least."""
    least, count = sum(room.low for room in problem.rooms), len(problem.people)
    if least > count:
        return problem.rooms
    return tuple(replace(room, high=min(room.high, count - least + room.low)) for room in problem.rooms)


def _seats(problem: Problem, remote: list[str]) -> list[Cause]:
    count = len(problem.people)
    most, least = sum(room.high for room in problem.rooms), sum(room.low for room in problem.rooms)
    online = _online_seats(problem)
    found: list[Cause] = []
    if most < count:
        found.append(Cause(Kind.TOO_FEW_SEATS, count, most))
    if least > count:
        found.append(Cause(Kind.TOO_FEW_PEOPLE, least, count))
    if online < len(remote):
        found.append(Cause(Kind.TOO_FEW_ONLINE_SEATS, len(remote), online, tuple(remote[: online + 1])))
    return found


def _online_seats(problem: Problem) -> int:
    """Seats online while the other rooms have their least."""
    seats = sum(room.high for room in problem.rooms if room.online)
    return min(seats, max(0, len(problem.people) - sum(room.low for room in problem.rooms if not room.online)))


def _facilitators(problem: Problem, units: list[list[str]]) -> list[Cause]:
    """Who stays together makes one room only; who is remote makes none on site."""
    if not problem.weights.facilitator:
        return []
    able = {person.id for person in problem.people if person.facilitator}
    far = {person.id for person in problem.people if person.remote} if problem.weights.remote else set[str]()
    rooms, on_site = len(problem.rooms), sum(not room.online for room in problem.rooms)
    all_units = sum(bool(able.intersection(unit)) for unit in units)
    near = sum(bool(able.intersection(unit)) and not far.intersection(unit) for unit in units)
    if all_units < rooms:
        return [Cause(Kind.TOO_FEW_FACILITATORS, rooms, all_units)]
    return [Cause(Kind.TOO_FEW_ON_SITE, on_site, near)] if near < on_site else []


def _remote_chains(problem: Problem, units: list[list[str]], remote: set[str]) -> list[Cause]:
    """Who stays together with somebody remote needs an online seat, too."""
    online = _online_seats(problem)
    bound = [who for unit in units if remote.intersection(unit) for who in unit]
    if len(remote) <= online < len(bound):
        return [Cause(Kind.REMOTE_CHAINS, len(bound), online, tuple(bound))]
    return []


def _chains(problem: Problem, together: tuple[tuple[str, str], ...], remote: set[str]) -> list[Cause]:
    largest = max((room.high for room in problem.rooms), default=0)
    online = max((room.high for room in problem.rooms if room.online), default=0)
    found: list[Cause] = []
    near, done = neighbours(together), set[str]()
    for start in sorted(near):
        if start in done:
            continue
        chain = reached(near, start)
        done.update(chain)
        far = [who for who in chain if who in remote]
        if len(chain) > largest:
            found.append(Cause(Kind.CHAIN_TOO_LONG, len(chain), largest, tuple(chain[: largest + 1])))
        elif far and len(chain) > online:
            part = tuple(reached(near, far[0])[: online + 1])
            found.append(Cause(Kind.REMOTE_CHAIN_TOO_LONG, len(chain), online, part))
    return found


def _contradictions(together: tuple[tuple[str, str], ...], apart: tuple[tuple[str, str], ...]) -> list[Cause]:
    near = neighbours(together)
    paths = (path_between(near, one, other) for one, other in sorted(map(_sorted, apart)))
    return [Cause(Kind.TOGETHER_AND_APART, 2, 1, path) for path in paths if path]


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    return min(pair), max(pair)
