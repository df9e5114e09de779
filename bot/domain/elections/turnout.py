"""How many took part, and whether that is enough: turnout and quorum."""

from dataclasses import dataclass

from bot.domain.elections.tally import RulesImpossible

WHOLE = 100  # percent


class MoreBallotsThanVoters(Exception):
    """The box holds more ballots than there are people on the roll, so that the election is void."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """Ballots in the box, abstentions and void ones included, of so many people on the roll.

    Raises MoreBallotsThanVoters.
    """

    eligible: int
    cast: int

    def __post_init__(self) -> None:
        if not 0 <= self.cast <= self.eligible:
            raise MoreBallotsThanVoters

    @property
    def per_mille(self) -> int:
        """Tenths of a percent, rounded down, so that 100 % means everybody."""
        return 1000 * self.cast // self.eligible if self.eligible else 0


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must take part at least: so many ballots, or so many percent of the roll; the greater number binds.

    Who abstains or hands in a void ballot has taken part. Raises RulesImpossible.
    """

    ballots: int = 0
    percent: int = 0

    def __post_init__(self) -> None:
        if self.ballots < 0 or not 0 <= self.percent <= WHOLE:
            raise RulesImpossible("quorum")

    def needed(self, eligible: int) -> int:
        """The smallest number of ballots that is enough."""
        return max(self.ballots, -(-self.percent * eligible // WHOLE))

    def reached(self, turnout: Turnout) -> bool:
        return turnout.cast >= self.needed(turnout.eligible)


NO_QUORUM = Quorum()
