"""Methods in which marks are added up: approval, and several seats with up to so many marks."""

from collections.abc import Sequence

from bot.domain.elections.tally.breaking import Lot, choose
from bot.domain.elections.tally.profile import Profile, Ranking
from bot.domain.elections.tally.record import Broken, Deciding, Deed, Result, Round, Tie
from bot.domain.elections.tally.rules import Rules, TieRule
from bot.domain.elections.tally.sums import sums


def approval(profile: Profile, rules: Rules, lot: Lot) -> Result:
    """Everybody marks whom they approve of; those with most marks are elected."""
    return most_marks(profile, rules, _marks(profile), lot)


def several_seats(profile: Profile, rules: Rules, lot: Lot) -> Result:
    """Everybody marks up to as many as the rules allow; a ballot with more is void."""
    fitting: dict[Ranking, int] = {}
    void = profile.invalid
    for marked, number in profile.ballots.items():
        if len(marked) <= rules.most_marks:
            fitting[marked] = number
        else:
            void += number
    kept = Profile(profile.candidates, fitting, invalid=void)
    return most_marks(kept, rules, _marks(kept), lot)


def most_marks(profile: Profile, rules: Rules, votes: Sequence[int], lot: Lot, last_ballot: int = 2) -> Result:
    """Fills the seats with those who have most votes; nobody is elected without one.

    Equality at the last seat is decided by another ballot, up to the last that the rules allow, or by the lot.
    """
    ahead, tied, free = divided(votes, rules.seats)
    ties, run_off, last = (), (), ()
    if len(tied) <= free:
        last = tied
    elif rules.ties is TieRule.RUN_OFF_THEN_LOT and rules.ballot < last_ballot:
        ties, run_off = (Tie(0, Deciding.SEAT, tied, (), Broken.RUN_OFF),), tied
    else:
        ties = (choose(tied, free, lot, 0, Deciding.SEAT),)
        last = ties[0].chosen
    elected = (*ahead, *last)
    rounds = (Round(Deed.FIRST, tuple(votes), elected=elected),)
    return sums(profile, rules, elected=elected, rounds=rounds, ties=ties, run_off=run_off)


def divided(votes: Sequence[int], seats: int) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Who is surely among the best, who is equal at the last place, and how many places are left for these."""
    order = sorted((one for one, number in enumerate(votes) if number), key=lambda one: -votes[one])
    if not order:
        return (), (), seats
    limit = votes[order[min(seats, len(order)) - 1]]
    ahead = tuple(one for one in order if votes[one] > limit)
    return ahead, tuple(one for one in order if votes[one] == limit), seats - len(ahead)


def _marks(profile: Profile) -> list[int]:
    votes = [0] * len(profile.candidates)
    for marked, number in profile.ballots.items():
        for one in marked:
            votes[one] += number
    return votes
