"""Who is next in line when somebody who was elected declines."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.domain.elections.tally import RANKED, Deciding, Lot, Method, Profile, Result, Rules, Tie, count
from bot.domain.elections.tally.breaking import choose


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Who takes a seat that has become free; None if nobody may, or before the lot of an open tie is drawn.

    `ties` are those that decided it. `recounted` is the count without those who are gone, for methods that need one;
    its numbers are its own. `needs_ballot` says that the ballots cannot fill the seat, since it takes a majority.
    """

    follows: int | None
    ties: tuple[Tie, ...] = ()
    recounted: Result | None = None
    needs_ballot: bool = False


def next_in_line(profile: Profile, rules: Rules, lot: Lot, seated: Collection[int], gone: Collection[int]) -> Vacancy:
    """Who takes the place of the last who declined: `gone` are all who have, `seated` those who keep their seats.

    Where votes are added up it is whoever has most votes of the others, equality being decided by the lot; nobody comes
    in without a vote. Ranked ballots are counted again as if those who are gone had never stood, and the first of that
    count without a seat comes in. Where a majority elects, nobody else has one: another ballot has to be held.
    """
    if _needs_majority(rules):
        return Vacancy(None, needs_ballot=True)
    if rules.method in RANKED:
        return _by_recount(profile, rules, lot, seated, gone)
    return _by_votes(count(profile, rules, lot), lot, {*seated, *gone})


def _needs_majority(rules: Rules) -> bool:
    return rules.method is Method.YES_NO or (rules.method is Method.ABSOLUTE_MAJORITY and rules.ballot == 1)


def _by_votes(result: Result, lot: Lot, out: Collection[int]) -> Vacancy:
    votes = {one: number for one, number in enumerate(result.rounds[0].votes) if number and one not in out}
    if not votes:
        return Vacancy(None)
    most = max(votes.values())
    best = [one for one, number in votes.items() if number == most]
    if len(best) == 1:
        return Vacancy(best[0])
    tie = choose(best, 1, lot, 0, Deciding.SEAT)
    return Vacancy(next(iter(tie.chosen), None), (tie,))


def _by_recount(profile: Profile, rules: Rules, lot: Lot, seated: Collection[int], gone: Collection[int]) -> Vacancy:
    kept = [one for one in range(len(profile.candidates)) if one not in gone]
    place = {one: index for index, one in enumerate(kept)}
    left = None if lot is None else tuple(place[one] for one in lot if one in place)
    result = count(_without(profile, place), rules, left)
    ties = tuple(_renumbered(tie, kept) for tie in result.ties)
    coming = [kept[one] for one in result.elected if kept[one] not in seated]
    return Vacancy(None if result.is_open else next(iter(coming), None), ties, result)


def _without(profile: Profile, place: dict[int, int]) -> Profile:
    """The ballots of those who are left, with their new numbers."""
    ballots: dict[tuple[int, ...], int] = {}
    weak: dict[tuple[tuple[int, ...], ...], int] = {}
    for ranking, number in profile.ballots.items():
        kept = tuple(place[one] for one in ranking if one in place)
        ballots[kept] = ballots.get(kept, 0) + number
    for groups, number in profile.weak.items():
        ranks = tuple(filter(None, (tuple(place[one] for one in group if one in place) for group in groups)))
        if any(len(group) > 1 for group in ranks):
            weak[ranks] = weak.get(ranks, 0) + number
        else:
            plain = tuple(group[0] for group in ranks)
            ballots[plain] = ballots.get(plain, 0) + number
    return Profile(tuple(profile.candidates[one] for one in place), ballots, weak, profile.invalid)


def _renumbered(tie: Tie, kept: Sequence[int]) -> Tie:
    return replace(
        tie, candidates=tuple(kept[one] for one in tie.candidates), chosen=tuple(kept[one] for one in tie.chosen)
    )
