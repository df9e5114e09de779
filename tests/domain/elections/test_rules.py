"""Rules of a count: what goes together, and what is voted on by yes and no without anybody asking for it."""

from typing import Any

import pytest

from bot.domain.elections.tally import (
    ONE_SEAT,
    Abstentions,
    Base,
    Method,
    Rules,
    RulesImpossible,
    count,
    grouped,
    method_for,
)


@pytest.mark.parametrize("method", Method)
def test_a_sole_candidate_for_one_seat_is_voted_on_by_yes_and_no(method: Method) -> None:
    assert method_for(method, candidates=1, seats=1) is Method.YES_NO
    assert method_for(method, candidates=2, seats=1) is method
    assert method_for(method, candidates=1, seats=2) is method


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"method": Method.SCOTTISH_STV, "seats": 0}, "seats"),
        *(({"method": method, "seats": 2}, "seats") for method in sorted(ONE_SEAT)),
        ({"method": Method.SEVERAL_SEATS, "marks": 0}, "marks"),
        ({"method": Method.APPROVAL, "marks": 2}, "marks"),
        ({"method": Method.APPROVAL, "base": Base.CAST}, "base"),
        ({"method": Method.YES_NO, "base": Base.ELIGIBLE}, "eligible"),
        ({"method": Method.YES_NO, "ballot": 0}, "ballot"),
    ],
)
def test_what_does_not_go_together_is_refused(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(RulesImpossible) as refused:
        Rules(**wrong)

    assert refused.value.field == field


def test_a_vote_by_yes_and_no_has_two_sides() -> None:
    with pytest.raises(RulesImpossible, match="candidates"):
        count(grouped(("Ada", "Ben", "Cleo"), {(0,): 1}), Rules(Method.YES_NO))


@pytest.mark.parametrize(
    ("yes", "no", "base", "elected"),
    [
        (5, 4, Base.VALID, True),
        (5, 5, Base.VALID, False),
        (0, 0, Base.VALID, False),
        (6, 3, Base.WITH_ABSTENTIONS, True),
        (6, 4, Base.WITH_ABSTENTIONS, False),  # two abstain: 6 of 12 are no majority
        (11, 0, Base.ELIGIBLE, True),
        (10, 0, Base.ELIGIBLE, False),
    ],
)
def test_yes_needs_more_than_half_of_the_base(yes: int, no: int, base: Base, elected: bool) -> None:
    rules = Rules(Method.YES_NO, base=base, eligible=21, abstentions=Abstentions.ALLOWED)

    result = count(grouped(("Ada", "no"), {(0,): yes, (1,): no, (): 2}), rules)

    assert result.elected == ((0,) if elected else ())
