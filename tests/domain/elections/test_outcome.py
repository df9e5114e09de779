"""What follows from a count: the seats are filled, or a run-off, a lot, a repetition."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections.outcome import NextBallot, Standing, next_ballot, standing, turnout_of
from bot.domain.elections.tally import Abstentions, Base, Lot, Method, Profile, Ranking, Rules, TieRule, count, grouped
from bot.domain.elections.turnout import Quorum, Turnout

ABC = ("Ada", "Ben", "Cleo")
ABSOLUTE = Rules(Method.ABSOLUTE_MAJORITY, ties=TieRule.RUN_OFF_THEN_LOT)
LOT = (2, 0, 1)


@pytest.mark.parametrize(
    ("ballots", "rules", "lot", "expected"),
    [
        ({(0,): 3, (1,): 2}, ABSOLUTE, None, Standing.ELECTED),
        ({(0,): 3, (1,): 2, (2,): 1}, ABSOLUTE, None, Standing.RUN_OFF),
        ({(0,): 2, (1,): 2}, Rules(Method.RELATIVE_MAJORITY), None, Standing.LOT),
        ({(0,): 2, (1,): 2}, Rules(Method.RELATIVE_MAJORITY), LOT, Standing.ELECTED),
        ({(): 4}, ABSOLUTE, None, Standing.NOBODY),
        ({(0, 1): 4}, Rules(Method.APPROVAL, seats=3), None, Standing.PARTLY),
        ({(0,): 2, (1,): 1, (2,): 1}, Rules(Method.APPROVAL, seats=2), None, Standing.LOT),
        (
            {(0,): 2, (1,): 1, (2,): 1},
            Rules(Method.APPROVAL, seats=2, ties=TieRule.RUN_OFF_THEN_LOT),
            None,
            Standing.RUN_OFF,
        ),
    ],
)
def test_a_count_leads_on(ballots: Mapping[Ranking, int], rules: Rules, lot: Lot, expected: Standing) -> None:
    result = count(grouped(ABC, ballots), rules, lot)

    assert standing(result, Turnout(21, 6)) is expected


def test_without_the_quorum_nothing_is_decided() -> None:
    result = count(grouped(ABC, {(0,): 7, (): 2}, invalid=1), ABSOLUTE)
    turnout = turnout_of(result, 21)

    assert turnout == Turnout(21, 10)  # who abstains or spoils a ballot has taken part
    assert standing(result, turnout, Quorum(percent=50)) is Standing.NO_QUORUM
    assert standing(result, turnout, Quorum(ballots=10)) is Standing.ELECTED


@pytest.mark.parametrize(
    ("base", "needed"),
    [(Base.VALID, "4"), (Base.WITH_ABSTENTIONS, "5"), (Base.CAST, "6"), (Base.ELIGIBLE, "11")],
)
def test_a_majority_is_more_than_half_of_its_base(base: Base, needed: str) -> None:
    profile = grouped(ABC, {(0,): 4, (1,): 3, (): 2}, invalid=1)

    result = count(profile, Rules(Method.ABSOLUTE_MAJORITY, base=base, eligible=21))

    assert str(result.needed) == needed
    assert result.elected == ((0,) if base is Base.VALID else ())


def test_where_nobody_may_abstain_an_empty_ballot_is_void_and_counts_among_the_cast_only() -> None:
    profile = grouped(ABC, {(0,): 4, (1,): 3, (): 2}, invalid=1)

    needed = {
        base: count(profile, Rules(Method.ABSOLUTE_MAJORITY, base=base, abstentions=Abstentions.VOID)).needed
        for base in (Base.VALID, Base.WITH_ABSTENTIONS, Base.CAST)
    }

    assert needed == {Base.VALID: 4, Base.WITH_ABSTENTIONS: 4, Base.CAST: 6}


def test_the_best_two_go_into_the_run_off_which_most_votes_win() -> None:
    result = count(grouped(ABC, {(0,): 3, (1,): 4, (2,): 2}), ABSOLUTE)

    assert next_ballot(result, ABSOLUTE) == NextBallot(
        (0, 1), Rules(Method.ABSOLUTE_MAJORITY, ties=TieRule.RUN_OFF_THEN_LOT, ballot=2)
    )


def test_all_who_share_the_second_place_go_into_the_run_off_if_the_voters_decide() -> None:
    result = count(grouped(ABC, {(0,): 3, (1,): 2, (2,): 2}), ABSOLUTE)

    again = next_ballot(result, ABSOLUTE)

    assert again is not None
    assert again.candidates == (0, 1, 2)


def test_by_lot_only_two_go_into_the_run_off() -> None:
    rules = Rules(Method.ABSOLUTE_MAJORITY, ties=TieRule.LOT)
    result = count(grouped(ABC, {(0,): 3, (1,): 2, (2,): 2}), rules, LOT)

    again = next_ballot(result, rules)

    assert again is not None
    assert again.candidates == (0, 2)


def test_who_is_left_alone_in_a_run_off_needs_more_yes_than_no() -> None:
    rules = Rules(Method.ABSOLUTE_MAJORITY, base=Base.ELIGIBLE, eligible=21)
    result = count(grouped(ABC, {(0,): 3, (1,): 4}), rules)

    assert next_ballot(result, rules, withdrawn=[1]) == NextBallot(
        (0,), Rules(Method.YES_NO, base=Base.VALID, eligible=21, ballot=2)
    )
    assert next_ballot(result, rules, withdrawn=[0, 1]) is None


def test_a_tie_at_the_last_of_several_seats_is_voted_on_for_that_seat_alone() -> None:
    rules = Rules(Method.SEVERAL_SEATS, seats=2, ties=TieRule.RUN_OFF_THEN_LOT)
    result = count(grouped(ABC, {(0, 1): 2, (0, 2): 2}), rules)

    assert next_ballot(result, rules) == NextBallot(
        (1, 2), Rules(Method.SEVERAL_SEATS, seats=1, marks=1, ties=TieRule.RUN_OFF_THEN_LOT, ballot=2)
    )


def test_a_filled_seat_needs_no_other_ballot() -> None:
    assert next_ballot(count(grouped(ABC, {(0,): 1}), ABSOLUTE), ABSOLUTE) is None


@given(
    st.dictionaries(st.sampled_from([(), (0,), (1,), (2,)]), st.integers(1, 4)),
    st.sampled_from([Method.ABSOLUTE_MAJORITY, Method.RELATIVE_MAJORITY, Method.APPROVAL]),
    st.sampled_from(TieRule),
)
def test_every_election_ends(ballots: dict[Ranking, int], method: Method, ties: TieRule) -> None:
    """The same voters vote the same way in every run-off that they are asked for; the lot ends it."""
    rules, profile = Rules(method, ties=ties), grouped(ABC, ballots)
    for _ in range(3):
        result = count(profile, rules, LOT)
        again = next_ballot(result, rules)
        if again is None:
            break
        assert standing(result, turnout_of(result, 21)) is Standing.RUN_OFF
        profile, rules = _among(profile, again), again.rules
    assert standing(result, turnout_of(result, 21)) in (Standing.ELECTED, Standing.NOBODY)
    assert (result.elected == ()) == (sum(ballots.values()) == ballots.get((), 0))


def _among(profile: Profile, again: NextBallot) -> Profile:
    """The same ballots for those who stand in the run-off; with one of them, who marked somebody else says no."""
    place = {one: index for index, one in enumerate(again.candidates)}
    names = tuple(profile.candidates[one] for one in again.candidates)
    ballots: dict[Ranking, int] = {}
    for ranking, number in profile.ballots.items():
        kept = tuple(place[one] for one in ranking if one in place)
        ballots[kept] = ballots.get(kept, 0) + number
    return grouped((*names, "no") if again.rules.method is Method.YES_NO else names, ballots)
