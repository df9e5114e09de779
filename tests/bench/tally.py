"""What a count of 100,000 ranked ballots with 8 candidates costs, beside pyrankvote, votelib and a mere count.

All sides count the same ballots in turns, each from its own kind of ballots, built beforehand. Ours gives the full
record of rounds and ties. The hardest case is random: almost every ballot differs from all others. The other is like
real elections, where many agree.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence

import pyrankvote
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Plurality
from votelib.evaluate.sequential import TransferableVoteSelector

from bot.domain.elections.tally import Method, Ranking, Rules, collected, count
from bot.domain.elections.tally.report import report
from tests.bench.figures import Figure, compared
from tests.bench.sides import in_turns

BALLOTS, SIZE, SEATS, ROUNDS = 100_000, 8, 3, 5
NAMES = tuple(f"candidate {number}" for number in range(SIZE))
LOT = tuple(range(SIZE))
RULES = {
    "instant run-off": Rules(Method.INSTANT_RUN_OFF),
    "Scottish STV": Rules(Method.SCOTTISH_STV, SEATS),
    "Schulze": Rules(Method.SCHULZE),
}


def run() -> list[Figure]:
    return [
        figure
        for kind, drawn in (("random", _random), ("alike", _alike))
        for name, rules in RULES.items()
        for figure in _figures(f"{name}, {kind}", rules, drawn())
    ]


def _figures(name: str, rules: Rules, ballots: Sequence[Ranking]) -> list[Figure]:
    profile, votes = collected(NAMES, ballots), dict(Counter(ballots))
    candidates = [pyrankvote.Candidate(each) for each in NAMES]
    papers = [pyrankvote.Ballot([candidates[one] for one in ballot]) for ballot in ballots]
    others: dict[str, Callable[[], object]] = {
        "votelib": lambda: _by_votelib(rules, votes),
        "pyrankvote": lambda: _by_pyrankvote(rules, candidates, papers),
    }
    if rules.method is Method.SCHULZE:
        del others["pyrankvote"]  # which has no such method
    took = in_turns(
        {
            "count": lambda: _timed(lambda: report(count(profile, rules, LOT))),
            "all": lambda: _timed(lambda: report(count(collected(NAMES, ballots), rules, LOT))),
            "merely": lambda: _timed(lambda: Counter(ballots)),
            **{each: lambda work=work: _timed(work) for each, work in others.items()},
        },
        ROUNDS,
    )
    faster = [min(times) for times in zip(*(took[each] for each in others), strict=True)]
    return [
        compared(f"tally, {name}", _ms(took["count"]), "ms", _ms(faster)),
        compared(f"tally, {name}, and a mere count", _ms(took["all"]), "ms", _ms(took["merely"])),
    ]


def _by_votelib(rules: Rules, votes: dict[Ranking, int]) -> object:
    if rules.method is Method.SCHULZE:
        return Schulze().evaluate(RankedToCondorcetVotes().convert(votes), rules.seats)
    return TransferableVoteSelector(retainer=Plurality()).evaluate(votes, rules.seats)


def _by_pyrankvote(rules: Rules, candidates: list[pyrankvote.Candidate], papers: list[pyrankvote.Ballot]) -> object:
    if rules.method is Method.INSTANT_RUN_OFF:
        return pyrankvote.instant_runoff_voting(candidates, papers)
    return pyrankvote.single_transferable_vote(candidates, papers, rules.seats)


def _random() -> list[Ranking]:
    chance = random.Random(8)
    return [tuple(chance.sample(range(SIZE), chance.randint(1, SIZE))) for _ in range(BALLOTS)]


def _alike() -> list[Ranking]:
    """Voters of four camps, most of whom follow their camp's order for a while and then stop."""
    chance = random.Random(9)
    camps = [chance.sample(range(SIZE), SIZE) for _ in range(4)]
    return [_follower(chance, chance.choices(camps, (5, 4, 3, 2))[0]) for _ in range(BALLOTS)]


def _follower(chance: random.Random, camp: Sequence[int]) -> Ranking:
    order = list(camp)
    for _ in range(chance.randint(0, 2)):
        place = chance.randrange(SIZE - 1)
        order[place], order[place + 1] = order[place + 1], order[place]
    return tuple(order[: chance.randint(2, SIZE)])


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _ms(seconds: Sequence[float]) -> list[float]:
    return [1000 * each for each in seconds]
