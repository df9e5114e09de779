"""Ballot papers: what stands on one, in bytes whose number tells nothing.

The process that opens a box imports this and little else, since everything waits for it to start.
"""

from dataclasses import dataclass

PAPER_BYTES = 256
HASH_BYTES = 32
CODE_BYTES = 64
VERSION = 1
VOID = 1
HEAD = 1 + HASH_BYTES + 2  # version, hash of the writ, flags, number of options

Ranking = tuple[int, ...]  # as in `tally.profile`


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


class Reader:
    """Reads many papers of one election."""

    def __init__(self, writ_hash: bytes, *, ranked: bool, options: int, marks: int) -> None:
        self._ranked, self._options, self._marks = ranked, options, marks
        self._known: dict[bytes, Ranking] = {}  # many papers say the same
        self._heads = {bytes([VERSION]) + writ_hash + bytes([flags, options]): flags for flags in (0, VOID)}

    def read(self, paper: bytes) -> Ballot:
        """The ballot on a paper; each ballot has one paper only. Raises PaperUnreadable."""
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


def _text(code: bytes) -> str:
    try:
        return code.decode()
    except UnicodeDecodeError:
        pass
    raise PaperUnreadable  # here, so that no error holds what the paper says
