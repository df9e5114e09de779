"""How much of a count may be published without giving a voter away, and what to warn of before the election opens."""

from enum import StrEnum
from math import comb, factorial
from typing import Any

from bot.domain.elections.tally import RANKED, Method, Result, Rules
from bot.domain.elections.tally.report import report
from bot.domain.elections.turnout import NO_QUORUM, Quorum

SMALL_ELECTORATE = 15  # below this a result alone may say how somebody voted
MIN_BALLOTS = 5  # below this only who is elected is said
MOST_CANDIDATES = 40
FEW_TO_MARK = 5  # candidates whose marks make so few patterns (32) that they may be listed
BRIEF = ("method", "seats", "elected", "run_off", "open")


class Publication(StrEnum):
    """How much of a count is published, from most to least."""

    BALLOTS = "ballots"  # every ballot, for anybody to count again
    SUMS = "sums"  # rounds and sums; the ballots are for the committee alone
    ELECTED = "elected"  # who is elected, or that nobody is


class Caution(StrEnum):
    """What whoever sets an election up should know before it opens."""

    SMALL_ELECTORATE = "small electorate"  # a unanimous result tells how everybody voted
    ELECTED_ONLY = "elected only"  # so few may vote that no number will be published
    NO_LIST = "no list"  # the ballots could not be listed even if everybody voted
    QUORUM_OUT_OF_REACH = "quorum out of reach"
    NO_CONTEST = "no contest"  # not more candidates than seats


def safest(
    wanted: Publication, rules: Rules, candidates: int, cast: int, min_ballots: int = MIN_BALLOTS
) -> Publication:
    """What is wanted, or as much less as is safe with so many ballots cast."""
    if wanted is Publication.ELECTED or cast < min_ballots:
        return Publication.ELECTED
    if wanted is Publication.BALLOTS and not listable(rules, candidates, cast):
        return Publication.SUMS
    return wanted


def listable(rules: Rules, candidates: int, cast: int) -> bool:
    """Whether a voter cannot be made to sign their ballot by the way they fill it in (the "Italian" attack).

    Ballots with one mark say no more than their sums. Others may be listed while there are no more ways to fill one in
    than ballots, or few enough ways in any case; of rankings the full ones are counted.
    """
    if rules.method in RANKED:
        return factorial(candidates) <= cast
    if rules.method in (Method.APPROVAL, Method.SEVERAL_SEATS):
        return candidates <= FEW_TO_MARK or _markings(rules, candidates) <= cast
    return True


def most_listed(rules: Rules, eligible: int) -> int:
    """With how many candidates the ballots may still be listed if everybody votes."""
    return max(number for number in range(MOST_CANDIDATES + 1) if listable(rules, number, eligible))


def published(result: Result, publication: Publication) -> dict[str, Any]:
    """What the report may say then: all of it, or neither rounds nor ties nor any number of votes."""
    full = report(result)
    return {key: full[key] for key in BRIEF} if publication is Publication.ELECTED else full


def cautions(
    rules: Rules,
    candidates: int,
    eligible: int,
    wanted: Publication = Publication.BALLOTS,
    *,
    min_ballots: int = MIN_BALLOTS,
    quorum: Quorum = NO_QUORUM,
) -> tuple[Caution, ...]:
    """What to warn of, as if everybody voted; with fewer ballots less may be published still."""
    best = safest(wanted, rules, candidates, eligible, min_ballots)
    found = {
        Caution.SMALL_ELECTORATE: eligible < SMALL_ELECTORATE,
        Caution.ELECTED_ONLY: best is Publication.ELECTED and wanted is not Publication.ELECTED,
        Caution.NO_LIST: best is Publication.SUMS and wanted is Publication.BALLOTS,
        Caution.QUORUM_OUT_OF_REACH: quorum.needed(eligible) > eligible,
        Caution.NO_CONTEST: candidates <= rules.seats and rules.method is not Method.YES_NO,
    }
    return tuple(caution for caution, holds in found.items() if holds)


def _markings(rules: Rules, candidates: int) -> int:
    """How many ways there are to fill in a ballot with marks."""
    most = candidates if rules.method is Method.APPROVAL else rules.most_marks
    return sum(comb(candidates, number) for number in range(min(most, candidates) + 1))
