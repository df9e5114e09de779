"""Seats for late comers in a plan that stands: nobody else is touched, and rooms stay as even as they can."""

from dataclasses import replace

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Floats32, Ints, arrays
from bot.domain.breakouts.problem import Problem, Seats, Weights
from bot.domain.breakouts.tables import inside, pair_costs, prices, together, totals
from bot.domain.breakouts.threads import one_thread


def inserted(problem: Problem, published: Seats) -> Seats:
    """The published seats of those who are there, and seats for everybody else.

    Those who are to stay together come as one. Each goes where the fewest hard terms break, among such rooms to the
    emptiest, among those to where it costs least. The rooms need seats enough for all.
    """
    one_thread()
    sizes = {room.id: (0, room.high) for room in problem.rooms}
    soft, hard = (arrays(each, sizes=sizes, empty=False) for each in (problem, _hard_alone(problem)))
    room = _standing(soft, published, problem)
    for number, here in enumerate(room):
        tables = [_tables(data, room, number) for data in (soft, hard)]
        for chain in _chains(problem, soft, here):
            where = _best(soft, hard, tables, here, chain)
            parts = [(chain, where)] if where is not None else [([who], None) for who in chain]
            for part, found in parts:
                place = _best(soft, hard, tables, here, part) if found is None else found
                if place is None:
                    raise ValueError("there are more people than seats")
                here[part] = place
                for pair, price in tables:
                    price[place] += pair[part].sum(0)
    order = [soft.rooms.index(each.id) for each in problem.rooms]
    return tuple(
        tuple(tuple(soft.people[person] for person in np.flatnonzero(each == where)) for where in order)
        for each in room
    )


def _hard_alone(problem: Problem) -> Problem:
    """The same without soft terms."""
    nothing = Weights(repeat=0, same_group=0, same_site=0, history=0, wish=(0,), same_room_again=0)
    given = problem.weights
    weights = replace(
        nothing, facilitator=given.facilitator, remote=given.remote, apart=given.apart, together=given.together
    )
    return replace(problem, weights=weights, history=())


def _standing(data: Arrays, published: Seats, problem: Problem) -> Ints:
    """[R, n]: the seats that stand; a negative number of their own for all who have none."""
    row = {name: index for index, name in enumerate(data.people)}
    room = np.repeat(-1 - np.arange(len(row))[None], len(published), axis=0)
    pinned = {(who, number): where for who, number, where in problem.pinned}
    for number, rooms in enumerate(published):
        for there, members in zip(problem.rooms, rooms, strict=True):
            stay = [row[who] for who in members if who in row and pinned.get((who, number), there.id) == there.id]
            room[number, stay] = data.rooms.index(there.id)
    return room


def _tables(data: Arrays, room: Ints, number: int) -> tuple[Floats32, Floats32]:
    met, visits = totals(data, room)
    pair = pair_costs(data, met - together(room[number]))
    return pair, prices(data, room, number, pair, visits)


def _chains(problem: Problem, data: Arrays, here: Ints) -> list[list[int]]:
    """Those without a seat, in chains of who is to stay together: the longest first, then those who must be online."""
    row = {name: index for index, name in enumerate(data.people)}
    remote = {row[person.id] for person in problem.people if person.remote}
    chain = {person: [person] for person in np.flatnonzero(here < 0).tolist()}
    for one, other in problem.together if problem.weights.together else ():
        first, second = chain.get(row[one]), chain.get(row[other])
        if first is not None and second is not None and first is not second:
            first += second
            chain.update(dict.fromkeys(second, first))
    chains = {min(members): sorted(members) for members in chain.values()}
    return sorted(chains.values(), key=lambda each: (-len(each), not remote.intersection(each), each))


Priced = list[tuple[Floats32, Floats32]]


def _best(soft: Arrays, hard: Arrays, tables: Priced, here: Ints, part: list[int]) -> int | None:
    """The room for some people who come together, None if none has so many seats left."""
    members = inside(here, len(soft.rooms))
    taken = members.sum(0)
    costs, breaks = (price[:, part].sum(1) for _, price in tables)
    lacking = ~(members & soft.able[:, None]).any(0)
    if soft.able[part].any():
        breaks = breaks - hard.facilitator * lacking
    order = np.lexsort((costs, taken, breaks))
    fits = order[(taken + len(part) <= soft.most)[order]]
    return int(fits[0]) if len(fits) else None
