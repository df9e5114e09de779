"""Lots that everybody can check: committed before the vote, opened after it, and steered by nobody."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections.tally import NoncesDiffer, commitment, drawn, grouped, opened, papers, seed

NONCES = tuple(bytes([number]) * 32 for number in range(3))
COMMITTED = tuple(map(commitment, NONCES))
NAMES = ("Ada", "Ben", "Cleo", "Dan")
CONFIGURATION = b"c" * 32


def test_all_nonces_that_were_committed_open_the_lot() -> None:
    assert opened(COMMITTED, reversed(NONCES)) == NONCES


@pytest.mark.parametrize(
    ("nonces", "missing", "strange"),
    [
        (NONCES[:2], COMMITTED[2:], 0),
        ((*NONCES[:2], b"x" * 32), COMMITTED[2:], 1),
        ((*NONCES, b"x" * 32), (), 1),
        ((*NONCES, NONCES[0]), (), 1),
        ((), tuple(sorted(COMMITTED)), 0),
    ],
)
def test_no_nonce_may_be_held_back_or_brought_along(
    nonces: tuple[bytes, ...], missing: tuple[str, ...], strange: int
) -> None:
    with pytest.raises(NoncesDiffer) as refused:
        opened(COMMITTED, nonces)

    assert (refused.value.missing, refused.value.strange) == (missing, strange)


@given(st.permutations([b"1,2", b"2", b"2", b"3=1"]), st.permutations(NONCES))
def test_the_order_in_which_ballots_and_nonces_come_does_not_matter(ballots: list[bytes], nonces: list[bytes]) -> None:
    assert seed(CONFIGURATION, ballots, nonces) == seed(CONFIGURATION, [b"2", b"1,2", b"3=1", b"2"], NONCES)


def test_every_part_counts() -> None:
    ballots = [b"1,2", b"2"]
    given = [
        (CONFIGURATION, ballots, NONCES),
        (b"d" * 32, ballots, NONCES),
        (CONFIGURATION, [*ballots, b""], NONCES),
        (CONFIGURATION, [b"1", b",22"], NONCES),  # the same bytes in a row
        (CONFIGURATION, ballots, (*NONCES[:2], b"\3" * 32)),
        (CONFIGURATION, [*ballots, NONCES[0]], NONCES[1:]),
    ]

    assert len({seed(*parts) for parts in given}) == len(given)


def test_ballots_become_the_same_papers_however_they_are_grouped() -> None:
    profile = grouped(NAMES, {(2, 0): 2, (): 1}, {((1, 0), (3,)): 1, ((2,), (0, 1)): 1})

    assert Counter(papers(profile)) == {b"3,1": 2, b"": 1, b"1=2,4": 1, b"3,1=2": 1}


def test_an_order_is_drawn_that_nobody_can_mistake() -> None:
    """Written down once: another implementation has to come to the same."""
    profile = grouped(NAMES, {(0, 1): 2, (1, 0): 2})

    found = seed(CONFIGURATION, papers(profile), opened(COMMITTED, NONCES))

    assert found.hex() == "fa6d2f4d78a982404d989f5e845594fa694a60841d45ea27f0e60b95cd61974a"
    assert drawn(found, NAMES) == (3, 2, 1, 0)


@given(st.binary(min_size=32, max_size=32), st.permutations(NAMES))
def test_the_lot_follows_the_names_and_not_their_places(drawn_by: bytes, names: list[str]) -> None:
    assert [names[one] for one in drawn(drawn_by, names)] == [NAMES[one] for one in drawn(drawn_by, NAMES)]


def test_every_candidate_can_be_drawn_first() -> None:
    first = Counter(drawn(number.to_bytes(32, "big"), NAMES)[0] for number in range(1000))

    assert sorted(first) == [0, 1, 2, 3]
    assert all(180 < times < 320 for times in first.values())
