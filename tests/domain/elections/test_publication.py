"""What may be published of a count, and what to warn of beforehand."""

import pytest

from bot.domain.elections.publication import Caution, Publication, cautions, published, safest
from bot.domain.elections.tally import Method, Rules, count, grouped
from bot.domain.elections.tally.report import report
from bot.domain.elections.turnout import Quorum

ALL, SUMS, ELECTED = Publication
IRV, STV = Rules(Method.INSTANT_RUN_OFF), Rules(Method.SCOTTISH_STV, seats=2)
PLURALITY, APPROVAL = Rules(Method.RELATIVE_MAJORITY), Rules(Method.APPROVAL)
SEATS = Rules(Method.SEVERAL_SEATS, seats=2)


@pytest.mark.parametrize(
    ("rules", "candidates", "cast", "allowed"),
    [
        (PLURALITY, 3, 5, ALL),
        (PLURALITY, 3, 4, ELECTED),
        (PLURALITY, 12, 6, ALL),  # one mark says no more than the sums
        (Rules(Method.YES_NO), 2, 5, ALL),
        (APPROVAL, 5, 6, ALL),
        (APPROVAL, 6, 63, SUMS),
        (APPROVAL, 6, 64, ALL),
        (SEATS, 8, 36, SUMS),  # 1 + 8 + 28 ways
        (SEATS, 8, 37, ALL),
        (IRV, 3, 6, ALL),
        (IRV, 4, 21, SUMS),
        (IRV, 4, 24, ALL),
        (STV, 5, 119, SUMS),
        (STV, 8, 400, SUMS),
        (Rules(Method.SCHULZE), 3, 5, SUMS),
    ],
)
def test_ballots_are_listed_only_where_nobody_can_sign_one_by_how_it_is_filled_in(
    rules: Rules, candidates: int, cast: int, allowed: Publication
) -> None:
    assert safest(ALL, rules, candidates, cast) is allowed


@pytest.mark.parametrize("wanted", Publication)
def test_never_more_is_published_than_was_decided(wanted: Publication) -> None:
    found = {safest(wanted, IRV, candidates, cast) for candidates in range(2, 6) for cast in range(40)}

    assert min(found, key=list(Publication).index) is wanted


def test_few_ballots_tell_only_who_is_elected() -> None:
    result = count(grouped(("Ada", "Ben"), {(0,): 2, (1,): 1}), PLURALITY)

    assert published(result, ELECTED) == {
        "method": "relative-majority",
        "seats": 1,
        "elected": ["Ada"],
        "run_off": [],
        "open": False,
    }
    assert published(result, SUMS) == published(result, ALL) == report(result)


@pytest.mark.parametrize(
    ("rules", "candidates", "eligible", "expected"),
    [
        (PLURALITY, 3, 21, ()),
        (PLURALITY, 3, 15, ()),
        (PLURALITY, 3, 14, (Caution.SMALL_ELECTORATE,)),
        (PLURALITY, 3, 4, (Caution.SMALL_ELECTORATE, Caution.ELECTED_ONLY)),
        (IRV, 5, 21, (Caution.NO_LIST,)),
        (PLURALITY, 1, 21, (Caution.NO_CONTEST,)),
        (Rules(Method.YES_NO), 1, 21, ()),
        (STV, 2, 21, (Caution.NO_CONTEST,)),
    ],
)
def test_whoever_sets_up_an_election_is_warned(
    rules: Rules, candidates: int, eligible: int, expected: tuple[Caution, ...]
) -> None:
    assert cautions(rules, candidates, eligible) == expected


def test_a_quorum_that_nobody_can_reach_is_noticed() -> None:
    assert cautions(PLURALITY, 3, 21, quorum=Quorum(ballots=22)) == (Caution.QUORUM_OUT_OF_REACH,)
    assert cautions(PLURALITY, 3, 21, quorum=Quorum(ballots=21, percent=100)) == ()


def test_who_wants_little_published_is_not_warned_that_it_is_little() -> None:
    assert cautions(IRV, 8, 4, ELECTED) == (Caution.SMALL_ELECTORATE,)
