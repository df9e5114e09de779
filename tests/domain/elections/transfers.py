"""Counts of transferable votes by the rules of others, in fractions, following every way in which a tie may break.

A difference between the bot and another program is explained when the other's rules, named here, lead to its result.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations
from typing import NamedTuple

from bot.domain.elections.tally import Ranking


class Lot(NamedTuple):
    """Papers that are alike, and what each is worth."""

    ranking: Ranking
    number: int
    worth: Fraction


Held = Mapping[int, tuple[Lot, ...]]


@dataclass(frozen=True)
class TransferRules:
    """When somebody is elected, and what a paper is worth when it passes on.

    `quota` is made of all papers, of the votes that still count, and of the seats. `shared` says that all papers that
    pass on become worth the same, whatever they were worth before. One has to be `above` the quota by so much; votes
    that differ by no more than `margin` are equal. By `together` leave all at once who, with everybody behind them,
    have no more votes than the one before them.
    """

    quota: Callable[[int, Fraction, int], Fraction | int]
    shared: bool = False
    above: Fraction = Fraction(0)
    margin: Fraction = Fraction(0)
    together: bool = False


FLOATS = {"shared": True, "above": Fraction(1, 10**6), "margin": Fraction(1, 1000), "together": True}  # pyrankvote
DROOP = TransferRules(lambda papers, _counting, seats: papers // (seats + 1) + 1)  # votelib
HALF = TransferRules(lambda _papers, counting, _seats: -(-counting // 2), **FLOATS)  # rounded up, and to be exceeded
SHARE = TransferRules(lambda papers, _counting, seats: Fraction(papers, seats + 1), **FLOATS)


class Outcomes(NamedTuple):
    """Everybody who may be elected together, and whether that hangs on a tie."""

    elected: frozenset[frozenset[int]]
    tied: bool


class _State(NamedTuple):
    left: frozenset[int]
    elected: frozenset[int]
    held: Held


def outcomes(ballots: Mapping[Ranking, int], standing: Iterable[int], seats: int, rules: TransferRules) -> Outcomes:
    """All results to which the rules can lead; surpluses of one round pass on together, the last ones left are in."""
    papers = [Lot(ranking, number, Fraction(1)) for ranking, number in ballots.items()]
    left = frozenset(standing)
    waiting = [_State(left, frozenset(), _passed({}, papers, left))]
    found: set[frozenset[int]] = set()
    tied = False
    while waiting:
        state = waiting.pop()
        following = _following(state, sum(ballots.values()), seats, rules)
        tied |= len(following) > 1
        found |= set() if following else {state.elected}
        waiting += following
    return Outcomes(frozenset(found), tied)


def _following(state: _State, papers: int, seats: int, rules: TransferRules) -> list[_State]:
    """The states that may come after this one: none when all is decided, several in a tie."""
    left, elected, held = state
    if len(elected) >= seats or not left:
        return []
    if len(left) <= seats - len(elected):
        return [_State(frozenset(), elected | left, {})]
    votes = {one: sum((lot.number * lot.worth for lot in held.get(one, ())), Fraction(0)) for one in left}
    quota = rules.quota(papers, sum(votes.values(), Fraction(0)), seats)
    reached = frozenset(one for one in left if votes[one] >= quota + rules.above)
    if reached:
        return [_gone(state, reached, {one: votes[one] - quota for one in reached}, votes, rules, reached)]
    losers = _behind(votes, seats - len(elected), rules) if rules.together else _last(votes)
    return [_gone(state, going, votes, votes, rules, frozenset()) for going in losers]


def _last(votes: Mapping[int, Fraction]) -> set[frozenset[int]]:
    fewest = min(votes.values())
    return {frozenset({one}) for one in votes if votes[one] == fewest}


def _behind(votes: Mapping[int, Fraction], seats: int, rules: TransferRules) -> set[frozenset[int]]:
    """Who leaves together, for every order in which those with equal votes may stand."""
    found: set[frozenset[int]] = set()
    for order in permutations(votes):
        if all(votes[b] - votes[a] <= rules.margin for a, b in pairwise(order)):
            behind = [sum((votes[one] for one in order[place:]), Fraction(0)) for place in range(len(order))]
            found.add(
                frozenset(
                    one
                    for place, one in enumerate(order)
                    if place >= seats and behind[place] - rules.above <= votes[order[place - 1]]
                )
            )
    return found


def _gone(
    state: _State,
    going: frozenset[int],
    passing: Mapping[int, Fraction],
    votes: Mapping[int, Fraction],
    rules: TransferRules,
    won: frozenset[int],
) -> _State:
    """So many votes of each who goes pass on to those who stay."""
    left = state.left - going
    moved = [lot for one in going if passing[one] for lot in _worth(state.held[one], passing[one], votes[one], rules)]
    kept = {one: lots for one, lots in state.held.items() if one in left}
    return _State(left, state.elected | won, _passed(kept, moved, left))


def _worth(lots: tuple[Lot, ...], passing: Fraction, votes: Fraction, rules: TransferRules) -> Iterable[Lot]:
    each = passing / sum(lot.number for lot in lots)
    return [lot._replace(worth=each if rules.shared else lot.worth * passing / votes) for lot in lots]


def _passed(held: Held, lots: Iterable[Lot], left: frozenset[int]) -> Held:
    found = {one: list(own) for one, own in held.items()}
    for lot in lots:
        holder = next((one for one in lot.ranking if one in left), None)
        if holder is not None:
            found.setdefault(holder, []).append(lot)
    return {one: tuple(own) for one, own in found.items()}
