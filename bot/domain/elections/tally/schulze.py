"""Schulze's method: every two candidates are compared, and the strongest paths through these duels decide.

Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method", Social Choice and Welfare 36 (2011), with winning votes as strength.
"""

from collections import Counter
from collections.abc import Sequence

from bot.domain.elections.tally.breaking import Lot, choose
from bot.domain.elections.tally.profile import Profile
from bot.domain.elections.tally.record import Deciding, Pairwise, Result, Tie
from bot.domain.elections.tally.rules import Rules
from bot.domain.elections.tally.sums import sums

Matrix = list[list[int]]


def schulze(profile: Profile, rules: Rules, lot: Lot) -> Result:
    """Fills the seats with those whom none of the others beats by a stronger path; candidates not named come last."""
    preferred = duels(profile)
    paths = _strongest_paths(preferred)
    elected: list[int] = []
    ties: list[Tie] = []
    left = list(range(len(profile.candidates))) if any(map(any, preferred)) or _alone(profile) else []
    while left and len(elected) < rules.seats:
        best = [one for one in left if all(paths[one][other] >= paths[other][one] for other in left)]
        free = rules.seats - len(elected)
        if len(best) > free:
            ties.append(choose(best, free, lot, 0, Deciding.SEAT))
            best = list(ties[-1].chosen)
            left = []
        elected += best
        left = [one for one in left if one not in best]
    record = Pairwise(_frozen(preferred), _frozen(paths))
    return sums(profile, rules, elected=elected, rounds=(), ties=ties, pairwise=record)


def _alone(profile: Profile) -> bool:
    """Whether there is nobody to compare with, and somebody wants the only one who stands."""
    return len(profile.candidates) == 1 and any(profile.ballots)


def duels(profile: Profile) -> Matrix:
    """How many voters prefer the one of the row to the one of the column."""
    size = len(profile.candidates)
    preferred = [[0] * size for _ in range(size)]
    everybody = (1 << size) - 1
    for (before, one), number in _behind(profile).items():
        for other in range(size):
            if everybody & ~before & ~(1 << one) & (1 << other):
                preferred[one][other] += number
    return preferred


def _behind(profile: Profile) -> Counter[tuple[int, int]]:
    """How often somebody is named after (or beside) just this set of others, as bits: all the rest comes behind.

    In what order the earlier ones are named does not matter for the rest, and there are far fewer sets than orders.
    """
    found: Counter[tuple[int, int]] = Counter()
    size = len(profile.candidates)
    steps = [(1 << one) * size for one in range(size)]
    seen: dict[int, int] = {}
    for ranking, number in profile.ballots.items():
        before = 0
        for one in ranking:
            place = before + one
            seen[place] = seen.get(place, 0) + number
            before += steps[one]
    for place, number in seen.items():
        found[divmod(place, size)] += number
    for groups, number in profile.weak.items():
        before = 0
        for group in groups:
            before |= sum(1 << one for one in group)
            for one in group:
                found[before & ~(1 << one), one] += number
    return found


def _strongest_paths(preferred: Matrix) -> Matrix:
    """Floyd and Warshall's algorithm over the duels that are won, each as strong as its winner's votes."""
    every = range(len(preferred))
    paths = [[votes if votes > preferred[b][a] else 0 for b, votes in enumerate(preferred[a])] for a in every]
    for via in every:
        for a in every:
            for b in every:
                if a not in (via, b) and b != via:
                    paths[a][b] = max(paths[a][b], min(paths[a][via], paths[via][b]))
    return paths


def _frozen(matrix: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, matrix))
