"""Random small elections, the same in every run."""

import random
from collections import Counter
from collections.abc import Iterator

from bot.domain.elections.tally import (
    ONE_SEAT,
    Abstentions,
    Base,
    Method,
    Profile,
    Ranking,
    Rules,
    TieRule,
    grouped,
)
from bot.domain.elections.tally.rules import BY_MAJORITY

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn")
MANY = 10_000


def elections(
    method: Method, number: int = MANY, *, most: int = 5, voters: int = 30
) -> Iterator[tuple[Profile, Rules]]:
    """So many elections with ballots that are filled in, some of them alike, fewer seats than candidates."""
    chance = random.Random(str(method))
    for _ in range(number):
        size = 2 if method is Method.YES_NO else chance.randint(2, most)
        seats = 1 if method in ONE_SEAT else chance.randint(1, size - 1)
        yield _ballots(chance, size, chance.randint(1, voters), method), Rules(method, seats=seats)


def _ballots(chance: random.Random, size: int, voters: int, method: Method) -> Profile:
    """Every other voter follows one of two camps, so that surpluses and majorities come about; the first names all."""
    camps = [tuple(chance.sample(range(size), size)) for _ in range(2)]
    longest = 1 if method is Method.YES_NO else size
    ballots: Counter[Ranking] = Counter()
    for voter in range(voters):
        order = chance.choice(camps) if chance.random() < 0.5 else tuple(chance.sample(range(size), size))
        ballots[order[: chance.randint(1, longest) if voter else longest]] += 1
    return grouped(NAMES[:size], ballots)


def any_election(method: Method, chance: random.Random) -> tuple[Profile, Rules]:
    """An election with abstentions, equal ranks and void ballots, by any rules."""
    size = 2 if method is Method.YES_NO else chance.randint(1, 6)
    most = 1 if method is Method.YES_NO else size
    ballots: Counter[Ranking] = Counter(
        tuple(chance.sample(range(size), chance.randint(0, most))) for _ in range(chance.randint(0, 14))
    )
    weak: dict[tuple[Ranking, ...], int] = {}
    if size > 2:
        first, second, *others = chance.sample(range(size), size)
        weak[(others[0],), (first, second)] = chance.randint(1, 3)
    return grouped(NAMES[:size], ballots, weak, invalid=chance.randint(0, 2)), Rules(
        method,
        seats=1 if method in ONE_SEAT else chance.randint(1, size),
        base=chance.choice(list(Base)) if method in BY_MAJORITY else Base.VALID,
        eligible=20,
        abstentions=chance.choice(list(Abstentions)),
        ties=chance.choice(list(TieRule)),
        ballot=chance.randint(1, 3),
    )
