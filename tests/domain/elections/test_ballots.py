"""Ballot papers: any ballot that may be cast comes back as it was, on paper whose length says nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.elections.ballots import BallotImpossible, checked, read, written
from bot.domain.elections.codes import CodeUnfit, normal_half, tracking_code
from bot.domain.elections.paper import PAPER_BYTES, Ballot, PaperUnreadable
from bot.domain.elections.tally import Method, Rules
from bot.domain.elections.writ import MOST_OPTIONS, Writ, WritImpossible, most_marks, read_writ

HASH = "ab" * 32
WRIT = Writ(1, 1, HASH, HASH, Method.SCHULZE, 5, tuple("ABCDE"), HASH, HASH, HASH)


@st.composite
def writs(draw: st.DrawFn) -> Writ:
    options = draw(st.integers(1, MOST_OPTIONS))
    method = draw(st.sampled_from(Method))
    seats = draw(st.integers(1, options)) if method is Method.SEVERAL_SEATS else 1
    marks = most_marks(Rules(method, seats), options)
    names = tuple(f"Option {number}" for number in range(options))
    return replace(WRIT, election=draw(st.integers(1, 99)), method=method, marks=marks, options=names)


@st.composite
def ballots(draw: st.DrawFn, writ: Writ) -> Ballot:
    code = draw(st.text(max_size=16))
    if draw(st.integers(0, 9)) == 0:
        return Ballot((), code, void=True)
    order = draw(st.permutations(range(len(writ.options))))
    return Ballot(tuple(order[: draw(st.integers(0, writ.marks))]), code)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_every_ballot_comes_back_from_its_paper(data: st.DataObject) -> None:
    writ = data.draw(writs())
    ballot = data.draw(ballots(writ))

    paper = written(ballot, writ)

    assert len(paper) == PAPER_BYTES
    assert read(paper, writ) == checked(ballot, writ)
    assert checked(ballot, writ).choice == (ballot.choice if writ.is_ranked else tuple(sorted(ballot.choice)))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_paper_is_read_only_if_it_is_written_that_way(data: st.DataObject) -> None:
    """Whatever bytes decrypt to: either they are exactly the paper of the ballot that is read, or they are refused."""
    writ = data.draw(writs())
    paper = bytearray(written(data.draw(ballots(writ)), writ))
    for _ in range(data.draw(st.integers(1, 3))):
        paper[data.draw(st.integers(0, PAPER_BYTES - 1))] = data.draw(st.integers(0, 255))

    try:
        found = read(bytes(paper), writ)
    except PaperUnreadable:
        return

    assert written(found, writ) == bytes(paper)


@given(st.binary(max_size=2 * PAPER_BYTES))
def test_what_is_no_paper_is_refused(content: bytes) -> None:
    with pytest.raises(PaperUnreadable):
        read(content, WRIT)


def test_a_paper_of_another_election_is_refused() -> None:
    paper = written(Ballot((1,)), WRIT)

    for other in (replace(WRIT, election=2), replace(WRIT, roll="cd" * 32), replace(WRIT, ballot=2)):
        with pytest.raises(PaperUnreadable):
            read(paper, other)


@pytest.mark.parametrize(
    ("ballot", "why"),
    [
        (Ballot((5,)), "unknown"),
        (Ballot((-1,)), "unknown"),
        (Ballot((1, 1)), "twice"),
        (Ballot((0, 1, 2)), "too many"),
        (Ballot((0,), void=True), "void"),
        (Ballot((0,), "C" * 65), "code"),
    ],
)
def test_what_may_not_be_cast_is_refused_with_the_rule(ballot: Ballot, why: str) -> None:
    with pytest.raises(BallotImpossible) as refused:
        written(ballot, replace(WRIT, marks=2))

    assert (refused.value.why, str(refused.value)) == (why, why)


def test_a_ballot_shows_neither_choice_nor_code() -> None:
    ballot = Ballot((3, 1), "K7QM-2XPD-TURM")

    assert {f"{ballot}", repr(ballot), f"{[ballot]}"} == {"Ballot(…)", "[Ballot(…)]"}


def test_a_writ_comes_back_from_its_text_and_any_change_makes_another_hash() -> None:
    other = replace(WRIT, options=("Ä", "B", "C", "D", "E"))

    assert read_writ(other.text) == other
    assert other.text.isascii()
    assert WRIT.hash != other.hash


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("roll", "AB" * 32),
        ("election_key", "ab"),
        ("ballot", 0),
        ("options", ()),
        ("options", ("A",) * (MOST_OPTIONS + 1)),
        ("marks", 6),
        ("marks", 0),
    ],
)
def test_a_writ_that_cannot_be_voted_by_names_what_is_wrong(field: str, value: object) -> None:
    with pytest.raises(WritImpossible) as refused:
        replace(WRIT, **{field: value})

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("rules", "marks"),
    [
        (Rules(Method.ABSOLUTE_MAJORITY), 1),
        (Rules(Method.RELATIVE_MAJORITY), 1),
        (Rules(Method.YES_NO), 1),
        (Rules(Method.APPROVAL, 2), 5),
        (Rules(Method.SEVERAL_SEATS, 3), 3),
        (Rules(Method.SEVERAL_SEATS, 3, marks=2), 2),
        (Rules(Method.SEVERAL_SEATS, 9), 5),
        (Rules(Method.SCOTTISH_STV, 3), 5),
    ],
)
def test_how_many_marks_a_ballot_may_have(rules: Rules, marks: int) -> None:
    assert most_marks(rules, 5) == marks


@pytest.mark.parametrize(("typed", "normal"), [(" 4 7 1 ", "471"), ("Türm", "TÜRM"), ("tu\u0308rm", "TÜRM")])
def test_the_voters_half_of_a_code_is_spelled_one_way(typed: str, normal: str) -> None:
    assert normal_half(typed) == normal
    assert tracking_code(typed).endswith(f"-{normal}")


@pytest.mark.parametrize("typed", ["", "12", "a-b-c", "x" * 13, "@all", "ßßßßßßß"])
def test_a_half_that_cannot_be_published_is_refused(typed: str) -> None:
    with pytest.raises(CodeUnfit):
        tracking_code(typed)


def test_the_bots_half_of_a_code_is_never_the_same() -> None:
    assert len({tracking_code("123") for _ in range(1000)}) == 1000
