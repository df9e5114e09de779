"""Instant run-off: whoever has fewest votes leaves and passes their papers on, until one has more than half."""

from collections.abc import Sequence

from bot.domain.elections.tally.breaking import Lot, LotNeeded, lowest
from bot.domain.elections.tally.parcels import Papers, number_of, sort_by_next
from bot.domain.elections.tally.profile import Profile
from bot.domain.elections.tally.record import Deed, Result, Round, Tie
from bot.domain.elections.tally.rules import Rules
from bot.domain.elections.tally.sums import sums


def instant_run_off(profile: Profile, rules: Rules, lot: Lot) -> Result:
    """Counts ranked ballots for one seat; nobody is elected without a vote.

    Every round asks each paper whom of those who are left it puts first. Where several share that rank it counts for
    none of them but waits, and as long as it prefers them to anybody left it counts among those of which the winner
    needs more than half.
    """
    rounds: list[Round] = []
    ties: list[Tie] = []
    piles, _ = sort_by_next(profile.ballots.items(), range(len(profile.candidates)))
    held = {one: number_of(papers) for one, papers in piles.items()}
    valid = profile.cast - profile.invalid - profile.abstentions
    deed, out = Deed.FIRST, ()
    while True:
        votes, waiting = _votes(held, profile)
        won = _winner(votes, waiting)
        rounds.append(_round(profile, deed, votes, out, won, valid - sum(votes.values())))
        if won or not (waiting or any(votes.values())):
            return sums(profile, rules, elected=won, rounds=rounds, ties=ties)
        try:
            loser = _loser(votes, rounds, ties, lot)
        except LotNeeded as needed:
            return sums(profile, rules, elected=(), rounds=rounds, ties=[*ties, needed.tie])
        _pass_on(piles, held, loser)
        deed, out = Deed.ELIMINATION, (loser,)


def _votes(held: dict[int, int], profile: Profile) -> tuple[dict[int, int], int]:
    """The papers that count for each, and the number of those that wait since several share their next rank."""
    votes, waiting = dict(held), 0
    for groups, number in profile.weak.items():
        left = ([one for one in group if one in held] for group in groups)
        standing = next(filter(None, left), ())
        if len(standing) == 1:
            votes[standing[0]] += number
        elif len(standing) < len(held):  # who likes all equally who are left has nothing more to say
            waiting += number if standing else 0
    return votes, waiting


def _winner(votes: dict[int, int], waiting: int) -> tuple[int, ...]:
    """Who has more than half of the papers that still prefer somebody who is left, if anybody has."""
    half = sum(votes.values()) + waiting
    return tuple(one for one, number in votes.items() if 2 * number > half)


def _loser(votes: dict[int, int], rounds: Sequence[Round], ties: list[Tie], lot: Lot) -> int:
    fewest = min(votes.values())
    tied = [one for one, number in votes.items() if number == fewest]
    if len(tied) == 1:
        return tied[0]
    tie = lowest(tied, rounds, lot)
    ties.append(tie)
    return tie.chosen[0]


def _pass_on(piles: dict[int, Papers], held: dict[int, int], loser: int) -> None:
    """Moves the papers of who leaves."""
    del held[loser]
    parcels, _ = sort_by_next(piles.pop(loser), piles)
    for one, parcel in parcels.items():
        piles[one] += parcel
        held[one] += number_of(parcel)


def _round(
    profile: Profile, deed: Deed, votes: dict[int, int], out: tuple[int, ...], won: tuple[int, ...], exhausted: int
) -> Round:
    every = tuple(votes.get(one, 0) for one in range(len(profile.candidates)))
    return Round(deed, every, next(iter(out), None), won, out, exhausted)
