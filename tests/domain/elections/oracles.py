"""The same elections as pyrankvote and votelib count them; candidates stay numbers."""

import random
from collections.abc import Mapping
from fractions import Fraction

import pyrankvote
from votelib.convert import ApprovalToSimpleVotes, RankedToCondorcetVotes, RankedToFirstPreference
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Plurality, Tie
from votelib.evaluate.sequential import TransferableVoteSelector
from votelib.evaluate.threshold import RelativeThreshold

from bot.domain.elections.tally import Profile, Ranking

Places = tuple[frozenset[int], frozenset[int], int]  # elected, tied, places left for those who are tied


class GaveUp(Exception):
    """votelib does not go on when two have fewest votes."""


def most(votes: Mapping[int, int], seats: int) -> Places:
    """votelib's plurality."""
    found = Plurality().evaluate({one: number for one, number in votes.items() if number}, seats)
    ties = [item for item in found if isinstance(item, Tie)]
    return (
        frozenset(item for item in found if not isinstance(item, Tie)),
        frozenset().union(*ties),
        len(ties),
    )


def marks(profile: Profile) -> dict[int, int]:
    """votelib's sums of approval ballots."""
    approvals: dict[frozenset[int], int] = {}
    for marked, number in profile.ballots.items():
        approvals[frozenset(marked)] = approvals.get(frozenset(marked), 0) + number
    return ApprovalToSimpleVotes().convert(approvals)


def firsts(profile: Profile) -> dict[int, int]:
    """votelib's first preferences."""
    return RankedToFirstPreference().convert(dict(profile.ballots))


def majority(votes: Mapping[int, int]) -> frozenset[int]:
    """Who has more than half, by votelib's threshold."""
    return frozenset(RelativeThreshold(Fraction(1, 2), accept_equal=False).evaluate(dict(votes)))


def schulze(profile: Profile, seats: int) -> Places:
    """votelib's Schulze; equal ranks are sets."""
    ranked = {**profile.ballots, **{_ranks(groups): number for groups, number in profile.weak.items()}}
    found = Schulze().evaluate(RankedToCondorcetVotes().convert(ranked), seats)
    ties = [item for item in found if isinstance(item, Tie)]
    return frozenset(item for item in found if not isinstance(item, Tie)), frozenset().union(*ties), len(ties)


def transferred_by_votelib(ballots: Mapping[Ranking, int], seats: int) -> frozenset[int]:
    """votelib's transferable vote, whose usual choice of who leaves would count exhausted papers as a candidate."""
    try:
        return frozenset(TransferableVoteSelector(retainer=Plurality()).evaluate(dict(ballots), seats))
    except NotImplementedError as error:
        raise GaveUp(str(error)) from None


def transferred_by_pyrankvote(profile: Profile, seats: int, *, instant: bool = False) -> frozenset[int]:
    """pyrankvote's transferable vote, or its instant run-off. Where it draws lots it draws the same in every run."""
    candidates = [pyrankvote.Candidate(str(one)) for one in range(len(profile.candidates))]
    ballots = [
        pyrankvote.Ballot([candidates[one] for one in ranking])
        for ranking, number in profile.ballots.items()
        for _ in range(number)
    ]
    random.seed(1)
    if instant:
        found = pyrankvote.instant_runoff_voting(candidates, ballots)
    else:
        found = pyrankvote.single_transferable_vote(candidates, ballots, seats)
    return frozenset(int(winner.name) for winner in found.get_winners())


def _ranks(groups: tuple[Ranking, ...]) -> tuple[int | frozenset[int], ...]:
    return tuple(group[0] if len(group) == 1 else frozenset(group) for group in groups)
