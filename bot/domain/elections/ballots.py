"""Ballots: what a voter chooses, checked, and written on a paper whose length tells nothing."""

from collections.abc import Sequence

from bot.domain.elections.paper import CODE_BYTES, PAPER_BYTES, VERSION, VOID, Ballot, Ranking, Reader
from bot.domain.elections.tally import Profile, collected
from bot.domain.elections.writ import Writ


class BallotImpossible(Exception):
    """The voter's choice does not fit the writ; `why` names the rule ("too many"), never the choice."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def checked(ballot: Ballot, writ: Writ) -> Ballot:
    """The ballot if it may be cast, with marks in a fixed order where order means nothing. Raises BallotImpossible."""
    choice = ballot.choice
    problems = {
        "unknown": any(not 0 <= one < len(writ.options) for one in choice),
        "twice": len(set(choice)) != len(choice),
        "too many": len(choice) > writ.marks,
        "void": ballot.void and choice != (),
        "code": len(ballot.code.encode()) > CODE_BYTES,
    }
    for why, applies in problems.items():
        if applies:
            raise BallotImpossible(why)
    return ballot if writ.is_ranked else Ballot(tuple(sorted(choice)), ballot.code, ballot.void)


def written(ballot: Ballot, writ: Writ) -> bytes:
    """The paper of a ballot: always as long, however much is chosen. Raises BallotImpossible.

    Version, hash of the writ, flags, number of options; then a byte for each option, its rank or 1 where it is marked;
    then the length of the code, and the code; zeros to the end.
    """
    ballot = checked(ballot, writ)
    vector = bytearray(len(writ.options))
    for rank, one in enumerate(ballot.choice, 1):
        vector[one] = rank if writ.is_ranked else 1
    code = ballot.code.encode()
    head = bytes([VERSION]) + writ.hash + bytes([VOID if ballot.void else 0, len(vector)])
    return (head + bytes(vector) + bytes([len(code)]) + code).ljust(PAPER_BYTES, b"\0")


def read(paper: bytes, writ: Writ) -> Ballot:
    """The ballot on a paper; each ballot has one paper only. Raises PaperUnreadable."""
    return reader(writ).read(paper)


def reader(writ: Writ) -> Reader:
    """Reads many papers of one election."""
    return Reader(writ.hash, ranked=writ.is_ranked, options=len(writ.options), marks=writ.marks)


def listed(ballots: Sequence[Ballot]) -> dict[str, Ranking]:
    """The ballots by their codes, as they are published; void ones are counted as invalid and stand in no list."""
    return {one.code: one.choice for one in ballots if not one.void}


def profile(ballots: Sequence[Ballot], writ: Writ, unreadable: int = 0) -> Profile:
    """The ballots as they are counted; those that could not be opened or read count as invalid."""
    void = sum(ballot.void for ballot in ballots)
    return collected(writ.options, (one.choice for one in ballots if not one.void), invalid=void + unreadable)
