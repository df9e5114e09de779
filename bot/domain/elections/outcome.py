"""What follows from a count: who is elected, or which ballot or lot has to decide next."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.elections.tally import Base, Method, Result, Rules, method_for
from bot.domain.elections.turnout import NO_QUORUM, Quorum, Turnout


class Standing(StrEnum):
    """Where an election stands after a count."""

    ELECTED = "elected"  # every seat is filled
    PARTLY = "partly elected"  # some seats stay empty, since nobody else has a vote
    NOBODY = "nobody"
    RUN_OFF = "run-off"  # another ballot decides about the seats that are left
    LOT = "lot"  # a lot has to be drawn first
    NO_QUORUM = "no quorum"  # too few took part: nothing is decided, whatever the ballots say


@dataclass(frozen=True, slots=True)
class NextBallot:
    """Who stands in the ballot that follows, numbered as in the one before, and by which rules it is counted.

    Where the method is yes and no, the one candidate is what the voters say yes or no to.
    """

    candidates: tuple[int, ...]
    rules: Rules


def turnout_of(result: Result, eligible: int) -> Turnout:
    """The turnout of a counted ballot. Raises MoreBallotsThanVoters."""
    return Turnout(eligible, result.valid + result.abstentions + result.invalid)


def standing(result: Result, turnout: Turnout, quorum: Quorum = NO_QUORUM) -> Standing:
    """Where the election stands."""
    if not quorum.reached(turnout):
        return Standing.NO_QUORUM
    if result.is_open:
        return Standing.LOT
    if result.run_off:
        return Standing.RUN_OFF
    if not result.elected:
        return Standing.NOBODY
    return Standing.ELECTED if len(result.elected) == result.seats else Standing.PARTLY


def next_ballot(result: Result, rules: Rules, withdrawn: Collection[int] = ()) -> NextBallot | None:
    """The run-off that the result asks for, without those who no longer stand; None if it asks for none.

    The pairing is that of the count: the best two, and all who share the second place if the voters break ties. Nobody
    moves up for one who withdraws; who is left alone needs more yes than no.
    """
    standing_again = tuple(sorted(set(result.run_off) - set(withdrawn)))
    if not standing_again:
        return None
    seats = rules.seats - len(result.elected)
    method = method_for(rules.method, len(standing_again), seats)
    marks = min(rules.most_marks, seats) if method is Method.SEVERAL_SEATS else None
    base = Base.VALID if method is Method.YES_NO else rules.base
    return NextBallot(
        standing_again, replace(rules, method=method, seats=seats, marks=marks, base=base, ballot=rules.ballot + 1)
    )
