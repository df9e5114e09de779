"""Ballots: what a voter chooses, checked, and written on a paper whose length tells nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.elections.tally import Profile, Ranking, collected
from bot.domain.elections.writ import HASH_BYTES, Writ

PAPER_BYTES = 256
CODE_BYTES = 64
VERSION = 1
VOID = 1
HEAD = 1 + HASH_BYTES + 2  # version, hash of the writ, flags, number of options


class BallotImpossible(Exception):
    """The voter's choice does not fit the writ; `why` names the rule ("too many"), never the choice."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class PaperUnreadable(Exception):
    """This is no ballot paper of this election."""


@dataclass(frozen=True, slots=True, repr=False)
class Ballot:
    """A choice, and the tracking code by which the voter finds it. It shows neither when it is printed.

    `choice` is a ranking for methods with ranks, else the marked options; () abstains. A void ballot chooses nothing.
    """

    choice: Ranking
    code: str = ""
    void: bool = False

    def __repr__(self) -> str:
        return "Ballot(…)"


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
    return Reader(writ).read(paper)


class Reader:
    """Reads many papers of one election."""

    def __init__(self, writ: Writ) -> None:
        self._ranked, self._options, self._marks = writ.is_ranked, len(writ.options), writ.marks
        self._known: dict[bytes, Ranking] = {}  # many papers say the same
        self._heads = {bytes([VERSION]) + writ.hash + bytes([flags, self._options]): flags for flags in (0, VOID)}

    def read(self, paper: bytes) -> Ballot:
        """See `read`."""
        end = HEAD + self._options
        flags = self._heads.get(paper[:HEAD])
        length = paper[end] if len(paper) == PAPER_BYTES else CODE_BYTES + 1
        rest = paper[end + 1 + length :]
        if flags is None or length > CODE_BYTES or rest.count(0) != len(rest):
            raise PaperUnreadable
        vector = paper[HEAD:end]
        choice = self._known.get(vector)
        if choice is None:
            choice = self._known[vector] = self._choice(vector)
        if len(choice) > self._marks or (flags and choice):
            raise PaperUnreadable
        return Ballot(choice, _text(paper[end + 1 : end + 1 + length]), bool(flags))

    def _choice(self, vector: bytes) -> Ranking:
        chosen = [(rank, one) for one, rank in enumerate(vector) if rank]
        if self._ranked:
            chosen.sort()
        if [rank for rank, _ in chosen] != (list(range(1, len(chosen) + 1)) if self._ranked else [1] * len(chosen)):
            raise PaperUnreadable
        return tuple(one for _, one in chosen)


def profile(ballots: Sequence[Ballot], writ: Writ, unreadable: int = 0) -> Profile:
    """The ballots as they are counted; those that could not be opened or read count as invalid."""
    void = sum(ballot.void for ballot in ballots)
    return collected(writ.options, (one.choice for one in ballots if not one.void), invalid=void + unreadable)


def _text(code: bytes) -> str:
    try:
        return code.decode()
    except UnicodeDecodeError:
        pass
    raise PaperUnreadable  # here, so that no error holds what the paper says
