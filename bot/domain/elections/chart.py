"""The bars of a counted election, round by round, for charts made of text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WIDTH = 20  # characters
STEPS = 8  # of one character
BLOCKS = " ▏▎▍▌▋▊▉"


class Fate(StrEnum):
    """What has become of a candidate by the end of a round."""

    ELECTED = "elected"
    ELIMINATED = "eliminated"


@dataclass(frozen=True, slots=True)
class Bar:
    """One candidate in one round: the exact votes as a decimal string, whole votes, and the length in eighths."""

    name: str
    votes: str
    whole: int
    eighths: int
    fate: Fate | None

    @property
    def drawn(self) -> str:
        """The bar in block characters; who has a vote has a visible bar."""
        full, rest = divmod(self.eighths, STEPS)
        return "█" * full + (BLOCKS[rest] if rest else "")


def bars(report: Mapping[str, Any], number: int, width: int = WIDTH) -> tuple[Bar, ...]:
    """The bars of a round of a report, counted from 0, most votes first.

    All rounds have one scale, on which the longest bar is `width`. Who has left in an earlier round is left out.
    """
    rounds: list[dict[str, Any]] = report["rounds"]
    shown, earlier = rounds[number], rounds[:number]
    gone = {name for each in earlier for name in each["eliminated"]}
    elected = {name for each in (*earlier, shown) for name in each["elected"]}
    votes = {name: _units(given) for name, given in shown["votes"].items() if name not in gone}
    longest = max((_units(given) for each in rounds for given in each["votes"].values()), default=0) or 1
    return tuple(
        Bar(
            name,
            shown["votes"][name],
            _whole(shown["votes"][name]),
            _eighths(votes[name], longest, width),
            Fate.ELECTED if name in elected else Fate.ELIMINATED if name in shown["eliminated"] else None,
        )
        for name in sorted(votes, key=lambda name: -votes[name])
    )


def _units(votes: str) -> int:
    """Votes without their decimal point: all of a report have the same number of places."""
    return int(votes.replace(".", ""))


def _whole(votes: str) -> int:
    return int(votes.partition(".")[0])


def _eighths(votes: int, longest: int, width: int) -> int:
    """Rounded down, but never to nothing."""
    return max(votes * width * STEPS // longest, 1) if votes else 0
