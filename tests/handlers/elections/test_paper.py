"""The ballot paper as a form: twelve candidates in eight inputs, and what cannot be counted."""

import pytest

from bot.domain.elections.tally import Method
from bot.domain.elections.writ import Writ
from handlers.elections.paper import Filled, NotFilled, choice, inputs

WRIT = Writ(1, 1, "0" * 64, "0" * 64, Method.SCOTTISH_STV, 12, tuple("abcdefghijkl"), "0" * 64, "0" * 64, "0" * 64)


def test_a_ballot_with_twelve_candidates_fits_into_eight_inputs() -> None:
    asked_for = inputs(WRIT, range(12), abstentions=True, codes=True)

    assert [one.name for one in asked_for] == ["rank1", "rank2", "rank3", "rank4", "rank5", "rank6", "more", "half"]


def test_ranks_are_read_in_the_order_of_the_voter() -> None:
    order = list(reversed(range(12)))
    filled_in = Filled(ranks=("1", "2", "3", "4", "5", "6"), more="12 > 07; 8")

    assert choice(filled_in, WRIT, order, abstentions=True) == (11, 10, 9, 8, 7, 6, 0, 5, 4)
    assert repr(filled_in) == "Filled(…)"


@pytest.mark.parametrize(
    ("ranks", "more", "field"),
    [
        (("1", "1", "", "", "", ""), "", "rank2"),
        (("1", "", "2", "", "", ""), "", "rank3"),
        (("13", "", "", "", "", ""), "", "rank1"),
        (("", "", "", "", "", ""), "", "rank1"),
        (("0", "1", "", "", "", ""), "", "rank1"),
        (("1", "", "", "", "", ""), "7", "more"),
        (("1", "2", "3", "4", "5", "6"), "0", "more"),
    ],
)
def test_a_paper_that_cannot_be_counted_names_the_input(ranks: tuple[str, ...], more: str, field: str) -> None:
    with pytest.raises(NotFilled) as problem:
        choice(Filled(ranks=ranks, more=more), WRIT, range(12), abstentions=True)

    assert problem.value.field == field
