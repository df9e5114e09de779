"""Turnout and quorum: who has taken part, and whether that is enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections.tally import RulesImpossible
from bot.domain.elections.turnout import MoreBallotsThanVoters, Quorum, Turnout

ROLLS = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("quorum", "eligible", "needed"),
    [
        (Quorum(), 21, 0),
        (Quorum(percent=50), 21, 11),
        (Quorum(percent=50), 20, 10),
        (Quorum(percent=1), 1, 1),
        (Quorum(percent=100), 21, 21),
        (Quorum(ballots=7), 21, 7),
        (Quorum(ballots=7, percent=50), 21, 11),
        (Quorum(ballots=12, percent=50), 21, 12),
        (Quorum(percent=50), 0, 0),
    ],
)
def test_a_quorum_is_a_whole_number_of_ballots(quorum: Quorum, eligible: int, needed: int) -> None:
    assert quorum.needed(eligible) == needed


@given(ROLLS, st.integers(0, 100))
def test_a_quorum_is_the_least_number_with_that_share_of_the_roll(eligible: int, percent: int) -> None:
    needed = Quorum(percent=percent).needed(eligible)

    assert 100 * needed >= percent * eligible
    assert needed == 0 or 100 * (needed - 1) < percent * eligible


@given(ROLLS.flatmap(lambda eligible: st.tuples(st.just(eligible), st.integers(0, eligible))), st.integers(0, 100))
def test_one_more_ballot_never_loses_the_quorum(taken: tuple[int, int], percent: int) -> None:
    eligible, cast = taken
    quorum = Quorum(percent=percent)

    assert quorum.reached(Turnout(eligible, eligible))
    assert quorum.reached(Turnout(eligible, cast)) <= quorum.reached(Turnout(eligible, min(cast + 1, eligible)))


@pytest.mark.parametrize(("cast", "per_mille"), [(0, 0), (14, 666), (20, 952), (21, 1000)])
def test_the_turnout_is_rounded_down_so_that_all_of_it_means_everybody(cast: int, per_mille: int) -> None:
    assert Turnout(21, cast).per_mille == per_mille


def test_an_empty_roll_has_no_turnout() -> None:
    assert Turnout(0, 0).per_mille == 0


def test_more_ballots_than_voters_are_noticed() -> None:
    with pytest.raises(MoreBallotsThanVoters):
        Turnout(21, 22)


@pytest.mark.parametrize("wrong", [{"ballots": -1}, {"percent": -1}, {"percent": 101}])
def test_an_impossible_quorum_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(RulesImpossible, match="quorum"):
        Quorum(**wrong)
