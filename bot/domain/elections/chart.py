"""The bars of a result, round by round, for charts made of text."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.elections.tally import Result
from bot.domain.elections.tally.report import votes_in_words

WIDTH = 20  # characters
STEPS = 8  # of one character
BLOCKS = " ▏▎▍▌▋▊▉"


class Fate(StrEnum):
    """What a round did to a candidate."""

    ELECTED = "elected"
    ELIMINATED = "eliminated"


@dataclass(frozen=True, slots=True)
class Bar:
    """One candidate in one round: exact votes as a decimal string, whole votes, and the length in eighths."""

    candidate: int
    votes: str
    whole: int
    eighths: int
    fate: Fate | None

    @property
    def drawn(self) -> str:
        """The bar in block characters; who has a vote has a visible bar."""
        full, rest = divmod(self.eighths, STEPS)
        return "█" * full + (BLOCKS[rest] if rest else "")


def bars(result: Result, number: int, width: int = WIDTH) -> tuple[Bar, ...]:
    """The bars of a round, counted from 0, most votes first. All rounds have one scale: the longest bar is `width`.

    Who has left in an earlier round is left out, unless nobody has any votes.
    """
    shown = result.rounds[number]
    gone = {one for earlier in result.rounds[:number] for one in earlier.eliminated}
    longest = max((votes for each in result.rounds for votes in each.votes), default=0) or 1
    order = sorted((one for one in range(len(shown.votes)) if one not in gone), key=lambda one: -shown.votes[one])
    return tuple(
        Bar(
            one,
            votes_in_words(shown.votes[one], result.unit),
            shown.votes[one] // result.unit,
            _eighths(shown.votes[one], longest, width),
            Fate.ELECTED if one in shown.elected else Fate.ELIMINATED if one in shown.eliminated else None,
        )
        for one in order
    )


def _eighths(votes: int, longest: int, width: int) -> int:
    """Rounded down, but never to nothing."""
    return max(votes * width * STEPS // longest, 1) if votes else 0
