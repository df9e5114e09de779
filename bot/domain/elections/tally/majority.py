"""Majorities: absolute with a run-off, relative, and yes or no."""

from collections.abc import Sequence

from bot.domain.elections.tally.breaking import Lot, choose
from bot.domain.elections.tally.marks import divided, most_marks
from bot.domain.elections.tally.profile import Profile, first_choices
from bot.domain.elections.tally.record import Broken, Deciding, Deed, Result, Round, Tie
from bot.domain.elections.tally.rules import Base, Rules, TieRule
from bot.domain.elections.tally.sums import parts, sums

YES, NO = 0, 1
LAST_RELATIVE = 2  # ballots until the lot: the election and a run-off
LAST_ABSOLUTE = 3  # the election, its run-off, and once again


def relative_majority(profile: Profile, rules: Rules, lot: Lot) -> Result:
    """Whoever has most votes is elected."""
    return most_marks(profile, rules, first_choices(profile), lot, LAST_RELATIVE)


def absolute_majority(profile: Profile, rules: Rules, lot: Lot) -> Result:
    """Whoever has more than half of the base is elected, else the best two go into a run-off, which most votes win."""
    votes = first_choices(profile)
    if rules.ballot > 1:
        return most_marks(profile, rules, votes, lot, LAST_ABSOLUTE)
    needed = majority_of(profile, rules)
    elected = tuple(one for one, number in enumerate(votes) if number >= needed)
    rounds = (Round(Deed.FIRST, tuple(votes), elected=elected),)
    run_off, ties = ((), ()) if elected else _best_two(votes, rules, lot)
    return sums(profile, rules, elected=elected, rounds=rounds, ties=ties, needed=needed, run_off=run_off)


def yes_no(profile: Profile, rules: Rules, lot: Lot) -> Result:  # noqa: ARG001 (as all methods; equality needs no lot)
    """Elected with more than half of the base; equality is refusal (BGB § 32 (1) s. 3)."""
    votes = first_choices(profile)
    needed = majority_of(profile, rules)
    elected = (YES,) if votes[YES] >= needed else ()
    equal = votes[YES] == votes[NO] and votes[YES] > 0
    ties = (Tie(0, Deciding.SEAT, (YES, NO), (), Broken.REFUSED),) if equal else ()
    return sums(
        profile, rules, elected=elected, rounds=(Round(Deed.FIRST, tuple(votes), elected=elected),), ties=ties,
        needed=needed,
    )  # fmt: skip


def majority_of(profile: Profile, rules: Rules) -> int:
    """The smallest whole number above half of the base."""
    valid, abstentions, _ = parts(profile, rules)
    base = {
        Base.VALID: valid,
        Base.WITH_ABSTENTIONS: valid + abstentions,
        Base.CAST: profile.cast,
        Base.ELIGIBLE: rules.eligible or 0,
    }
    return base[rules.base] // 2 + 1


def _best_two(votes: Sequence[int], rules: Rules, lot: Lot) -> tuple[tuple[int, ...], tuple[Tie, ...]]:
    """Who goes into the run-off: all who are equal at the second place if the voters shall decide, else by lot."""
    ahead, tied, free = divided(votes, 2)
    if len(tied) <= free:
        return (*ahead, *tied), ()
    if rules.ties is TieRule.RUN_OFF_THEN_LOT:
        return (*ahead, *tied), (Tie(0, Deciding.RUN_OFF, tied, tied, Broken.RUN_OFF),)
    tie = choose(tied, free, lot, 0, Deciding.RUN_OFF)
    return (*ahead, *tie.chosen), (tie,)
