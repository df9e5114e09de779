"""Breaking ties: by an earlier round where the method has rounds, else by the lot; each becomes an event."""

from collections.abc import Callable, Iterable, Sequence

from bot.domain.elections.tally.record import Broken, Deciding, Round, Tie

Lot = Sequence[int] | None  # the order in which candidates are drawn; None until somebody has drawn


class LotNeeded(Exception):
    """The count cannot go on before a lot has been drawn; `tie` says between whom."""

    def __init__(self, tie: Tie) -> None:
        super().__init__("a lot has to be drawn")
        self.tie = tie


def choose(tied: Sequence[int], number: int, lot: Lot, round: int, deciding: Deciding) -> Tie:
    """Those drawn first out of equals, as many as asked for; an open tie if no lot was drawn."""
    if lot is None:
        return Tie(round, deciding, tuple(tied), (), Broken.OPEN)
    return Tie(round, deciding, tuple(tied), tuple(sorted(tied, key=lot.index)[:number]), Broken.LOT)


def lowest(tied: Sequence[int], rounds: Sequence[Round], lot: Lot) -> Tie:
    """Who of those with fewest votes goes: who had fewest in the latest round that differs. See `_earlier`."""
    return _earlier(tied, rounds, lot, Deciding.ELIMINATION, min)


def highest(tied: Sequence[int], rounds: Sequence[Round], lot: Lot) -> Tie:
    """Whose surplus comes first: who had most in the latest round that differs. See `_earlier`."""
    return _earlier(tied, rounds, lot, Deciding.SURPLUS, max)


def _earlier(
    tied: Sequence[int], rounds: Sequence[Round], lot: Lot, deciding: Deciding, best: Callable[[Iterable[int]], int]
) -> Tie:
    """Goes back round by round and keeps only those who are best there (rules 49 and 51 of the Order of 2007).

    The rules speak of two candidates; of three, those whom a round leaves equal are looked at in the rounds before it.
    The last round, in which all are equal, changes nothing. Raises LotNeeded.
    """
    left = list(tied)
    for earlier in reversed(rounds):
        wanted = best(earlier.votes[one] for one in left)
        left = [one for one in left if earlier.votes[one] == wanted]
    if len(left) == 1:
        return Tie(len(rounds), deciding, tuple(tied), tuple(left), Broken.EARLIER_ROUND)
    drawn = choose(left, 1, lot, len(rounds), deciding)
    tie = Tie(len(rounds), deciding, tuple(tied), drawn.chosen, drawn.broken)
    if tie.broken is Broken.OPEN:
        raise LotNeeded(tie)
    return tie
