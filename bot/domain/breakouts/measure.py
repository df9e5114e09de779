"""What a plan costs, counted slowly from the people themselves, and what no plan can go below."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from bot.domain.breakouts.arrays import arrays
from bot.domain.breakouts.matching import assign
from bot.domain.breakouts.problem import Person, Problem, Seats

Figures = dict[str, float]


def objective(problem: Problem, seats: Seats) -> Figures:
    """Each term of a plan, unweighted but for wishes, and their weighted sum as `cost`; without past rounds."""
    people = {person.id: person for person in problem.people}
    names = ("same_group", "same_site", "history", "wish", "facilitator", "remote", "apart")
    found: Figures = dict.fromkeys(names, 0.0)
    met, visits = Counter[tuple[str, ...]](), Counter[tuple[str, str]]()
    together = {tuple(sorted(pair)) for pair in problem.together}
    apart = {tuple(sorted(pair)) for pair in problem.apart}
    history = {tuple(sorted(each[:2])): each[2] for each in problem.history}
    for rooms in seats:
        for room, members in zip(problem.rooms, rooms, strict=True):
            inside = [people[who] for who in sorted(members)]
            found["facilitator"] += not any(person.facilitator for person in inside)
            found["remote"] += sum(person.remote and not room.online for person in inside)
            found["wish"] += sum(_wish(problem, person, room.id) for person in inside)
            visits.update((who, room.id) for who in members)
            for one, other in combinations(inside, 2):
                pair = (one.id, other.id)
                met[pair] += 1
                if pair not in together:
                    same = one.group == other.group != ""
                    found["same_group"] += same
                    found["same_site"] += one.site == other.site != "" and not same
                    found["history"] += history.get(pair, 0)
                    found["apart"] += pair in apart
    found["repeat"] = sum((count - 1) ** 2 for pair, count in met.items() if pair not in together)
    found["together"] = sum(len(seats) - met[pair] for pair in together)
    found["same_room_again"] = sum((count - 1) ** 2 for count in visits.values())
    weighed = sum(getattr(problem.weights, name) * value for name, value in found.items() if name != "wish")
    return {"cost": round(weighed + found["wish"], 3), **{name: round(value, 3) for name, value in found.items()}}


def bound(problem: Problem) -> Figures:
    """What each of some terms is at least in a plan that keeps all hard terms, by pigeonholes and an assignment."""
    together = {tuple(sorted(pair)) for pair in problem.together}
    groups = Counter(person.group for person in problem.people if person.group)
    group_of = {person.id: person.group for person in problem.people}
    kept = sum(group_of[one] == group_of[other] != "" for one, other in together)
    forced = sum(_crowded(count, len(problem.rooms)) for count in groups.values())
    data = arrays(problem)
    seats = np.repeat(np.arange(len(data.rooms)), data.most)
    wish = 0.0
    for price in data.seat:
        wish += float(price[np.arange(len(price)), seats[assign(price[:, seats])]].sum(dtype=np.float64))
    return {
        "repeat": max(_repeats(problem, together)),
        "same_group": problem.rounds * max(0, forced - kept),
        "wish": round(wish, 3),
    }


def _wish(problem: Problem, person: Person, room: str) -> float:
    costs = problem.weights.wish
    if not person.wishes:
        return 0
    return costs[min(person.wishes.index(room), len(costs) - 1)] if room in person.wishes else costs[-1]


def _crowded(people: int, rooms: int) -> int:
    """The pairs that share a room at least when so many are spread evenly."""
    size, more = divmod(people, rooms)
    return more * size + rooms * (size * (size - 1) // 2)


def _repeats(problem: Problem, together: set[tuple[str, ...]]) -> Iterator[int]:
    """Repeats that everybody, and those who are remote among themselves, cannot avoid."""
    online = sum(room.online for room in problem.rooms)
    crowds = [([person.id for person in problem.people], len(problem.rooms))]
    if problem.weights.remote and online:
        crowds.append(([person.id for person in problem.people if person.remote], online))
    for crowd, rooms in crowds:
        free = sum({*pair} <= {*crowd} for pair in together)
        pairs = len(crowd) * (len(crowd) - 1) // 2 - free
        meetings = problem.rounds * (_crowded(len(crowd), rooms) - free)
        times, more = divmod(meetings, pairs) if pairs > 0 and meetings > pairs else (1, 0)
        yield more * times**2 + max(0, pairs - more) * (times - 1) ** 2
