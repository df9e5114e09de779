"""What a plan costs, counted slowly from the people themselves, and what no plan can go below."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Self

from bot.domain.breakouts.problem import Person, Problem, Seats

Figures = dict[str, float]

HARD = ("remote", "apart", "together", "facilitator")
"""The terms that are 0 in a plan that keeps everything that must be kept."""


def objective(problem: Problem, seats: Seats) -> Figures:
    """Each term of a plan, unweighted but for wishes, and their weighted sum as `cost`.

    Earlier rounds count where pairs meet again and people come to a room again; what they cost for themselves is past.
    """
    people, known = {person.id: person for person in problem.people}, _Known.of(problem)
    found: Figures = dict.fromkeys((*PAIRED, "wish", "facilitator", "remote"), 0.0)
    met, visits = met_before(problem)
    for rooms in seats:
        for room, members in zip(problem.rooms, rooms, strict=True):
            inside = [people[who] for who in sorted(members)]
            found["facilitator"] += not any(person.facilitator for person in inside)
            found["remote"] += sum(person.remote and not room.online for person in inside)
            found["wish"] += sum(wish_cost(problem, person, room.id) for person in inside)
            visits.update((who, room.id) for who in members)
            for one, other in combinations(inside, 2):
                met[one.id, other.id] += 1
                for name, value in known.between(one, other):
                    found[name] += value
    found["repeat"] = sum((count - 1) ** 2 for pair, count in met.items() if pair not in known.together)
    now = _meetings(seats)
    found["together"] = sum(len(seats) - now[pair] for pair in known.together)
    found["same_room_again"] = sum((count - 1) ** 2 for count in visits.values())
    found["fairness"] = sum(cost**2 for cost in wishes_paid(problem, (*problem.past, *seats)).values())
    weighed = sum(getattr(problem.weights, name) * value for name, value in found.items() if name != "wish")
    return {"cost": round(weighed + found["wish"], 3), **{name: round(value, 3) for name, value in found.items()}}


def broken(problem: Problem, terms: Figures) -> Figures:
    """The hard terms that do not hold, of those that `objective` found."""
    return {name: terms[name] for name in HARD if terms[name] and getattr(problem.weights, name)}


def shares(problem: Problem, seats: Seats, wanted: Sequence[tuple[str, int]]) -> list[Figures]:
    """What one round costs one person, for each of these, term by term as in `objective`.

    `repeat` counts those whom they meet again.
    """
    people, known = {person.id: person for person in problem.people}, _Known.of(problem)
    return [_share(problem, seats, who, number, people, known) for who, number in wanted]


def _share(
    problem: Problem, seats: Seats, who: str, number: int, people: Mapping[str, Person], known: "_Known"
) -> Figures:
    place, members = next(each for each in zip(problem.rooms, seats[number], strict=True) if who in each[1])
    me, mates = people[who], [people[other] for other in members if other != who]
    found: Figures = dict.fromkeys(PAIRED, 0.0)
    for mate in mates:
        for name, value in known.between(me, mate):
            found[name] += value
    others = (*problem.past, *seats[:number], *seats[number + 1 :])
    again = {other for rooms in others for inside in rooms if who in inside for other in inside}
    found["repeat"] = sum(mate.id in again and pair_of(who, mate.id) not in known.together for mate in mates)
    found["together"] = sum(who in pair and not {*pair} <= {*members} for pair in known.together)
    found["wish"] = wish_cost(problem, me, place.id)
    found["remote"] = float(me.remote and not place.online)
    return {name: round(value, 3) for name, value in found.items()}


def wishes_paid(problem: Problem, rounds: Seats) -> dict[str, float]:
    """What all rounds together cost everybody in wishes."""
    people = {person.id: person for person in problem.people}
    paid = dict.fromkeys(people, 0.0)
    for rooms in rounds:
        for room, members in zip(problem.rooms, rooms, strict=True):
            for who in members:
                if who in people:
                    paid[who] += wish_cost(problem, people[who], room.id)
    return paid


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two people in the order of their ids."""
    return (one, other) if one < other else (other, one)


def wish_cost(problem: Problem, person: Person, room: str) -> float:
    """What a room costs somebody: nothing without wishes, the last cost if they did not name it."""
    costs = problem.weights.wish
    if not person.wishes:
        return 0
    return costs[min(person.wishes.index(room), len(costs) - 1)] if room in person.wishes else costs[-1]


PAIRED = ("same_group", "same_site", "history", "apart")


@dataclass(frozen=True)
class _Known:
    """What is known of pairs."""

    together: set[tuple[str, str]]
    apart: set[tuple[str, str]]
    history: dict[tuple[str, str], float]

    @classmethod
    def of(cls, problem: Problem) -> Self:
        history: dict[tuple[str, str], float] = {}
        for one, other, strength in problem.history:
            pair = (one, other) if one < other else (other, one)
            history[pair] = history.get(pair, 0) + strength
        return cls({pair_of(*pair) for pair in problem.together}, {pair_of(*pair) for pair in problem.apart}, history)

    def between(self, one: Person, other: Person) -> Iterator[tuple[str, float]]:
        """The terms of two who share a room; none for those who are kept together."""
        pair = pair_of(one.id, other.id)
        if pair in self.together:
            return
        same = one.group == other.group != ""
        yield from (("same_group", same), ("history", self.history.get(pair, 0)), ("apart", pair in self.apart))
        yield "same_site", one.site == other.site != "" and not same


def _meetings(seats: Seats) -> Counter[tuple[str, str]]:
    return Counter(pair_of(*pair) for rooms in seats for members in rooms for pair in combinations(sorted(members), 2))


def met_before(problem: Problem) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often pairs met and people came to a room in earlier rounds, of those who are still there."""
    there = {person.id for person in problem.people}
    stayed = tuple(tuple(tuple(who for who in each if who in there) for each in rooms) for rooms in problem.past)
    visits = Counter(
        (who, room.id) for rooms in stayed for room, each in zip(problem.rooms, rooms, strict=True) for who in each
    )
    return _meetings(stayed), visits
