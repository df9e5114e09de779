"""The record of a count: its rounds, its ties and whom it elects; candidates are numbers from 0."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.elections.tally.rules import Method


class Deciding(StrEnum):
    """What a tie was about."""

    SEAT = "seat"
    RUN_OFF = "run-off"  # a place in the run-off
    ELIMINATION = "elimination"
    SURPLUS = "surplus"  # whose surplus is passed on first


class Broken(StrEnum):
    """How a tie was broken."""

    EARLIER_ROUND = "earlier round"
    LOT = "lot"
    RUN_OFF = "run-off"  # the voters decide, in another ballot
    REFUSED = "equality refuses"  # as many no as yes
    OPEN = "open"  # nobody has drawn the lot yet


class Deed(StrEnum):
    """What a round began with."""

    FIRST = "first count"
    SURPLUS = "surplus"
    ELIMINATION = "elimination"


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal numbers where one had to come first: between whom, in which round (from 0), and who was chosen how."""

    round: int
    deciding: Deciding
    candidates: tuple[int, ...]
    chosen: tuple[int, ...]
    broken: Broken


@dataclass(frozen=True, slots=True)
class Round:
    """What was done with whom, and then the votes of all candidates in units of the count.

    `elected` have reached what they need in this round; `exhausted` are the papers that count for nobody.
    """

    deed: Deed
    votes: tuple[int, ...]
    subject: int | None = None
    elected: tuple[int, ...] = ()
    eliminated: tuple[int, ...] = ()
    exhausted: int = 0


@dataclass(frozen=True, slots=True)
class Pairwise:
    """`preferred[a][b]` voters put a before b; `paths[a][b]` is the strength of the strongest path from a to b."""

    preferred: tuple[tuple[int, ...], ...]
    paths: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The whole record. `unit` is how many units make one vote; `needed` is the quota or majority, in units.

    `run_off` names those between whom another ballot must decide; `is_open` says that a lot has to be drawn first.
    """

    method: Method
    candidates: tuple[str, ...]
    seats: int
    elected: tuple[int, ...]
    rounds: tuple[Round, ...]
    ties: tuple[Tie, ...] = ()
    needed: int | None = None
    unit: int = 1
    run_off: tuple[int, ...] = ()
    valid: int = 0
    abstentions: int = 0
    invalid: int = 0
    pairwise: Pairwise | None = None

    @property
    def is_open(self) -> bool:
        return any(tie.broken is Broken.OPEN for tie in self.ties)
