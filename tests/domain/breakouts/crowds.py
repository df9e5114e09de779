"""Invented people for breakout rooms: groups, sites, wishes, history, pairs; the same for the same seed."""

from dataclasses import replace
from itertools import combinations
from random import Random

from bot.domain.breakouts import Person, Problem, Room, Weights


def crowd(seed: int, *, people: int = 14, leeway: int = 1, fairness: float = 0.25) -> Problem:
    dice = Random(seed)
    ids = [f"p{number:02}" for number in range(people)]
    rooms = tuple(Room(f"r{number}", 4 - leeway, 4 + leeway, online=number > 1) for number in range(4))
    pairs = dice.sample(list(combinations(ids, 2)), 6)
    return Problem(
        people=tuple(
            Person(who, dice.choice("abc"), dice.choice("xy"), dice.random() < 0.3, number < 6, ("r1", "r3"))
            for number, who in enumerate(ids)
        ),
        rooms=rooms,
        rounds=3,
        weights=Weights(fairness=fairness),
        history=tuple((*pair, 0.5) for pair in pairs),
        together=(pairs[0],),
        apart=(pairs[1],),
    )


def without(problem: Problem, away: list[str]) -> Problem:
    """The same for those who are there."""
    people = tuple(person for person in problem.people if person.id not in away)
    there = {person.id for person in people}
    history = tuple(each for each in problem.history if {*each[:2]} <= there)
    together, apart = (tuple(pair for pair in pairs if {*pair} <= there) for pairs in (problem.together, problem.apart))
    return replace(problem, people=people, history=history, together=together, apart=apart)


def large(seed: int) -> Problem:
    """So many people that no table of all swaps is kept."""
    dice = Random(seed)
    people = tuple(Person(f"p{number:03}", f"g{dice.randrange(30)}", remote=number < 20) for number in range(160))
    rooms = tuple(Room(f"r{number:02}", 8, 8, online=number < 4) for number in range(20))
    return Problem(people, rooms, 2, Weights(facilitator=0), together=(("p001", "p002"),), apart=(("p003", "p004"),))
