"""Single transferable vote for several seats as the Scottish Local Government Elections Order 2007 counts it.

Values of papers are whole numbers of hundred-thousandths: five decimal places, the rest ignored (rule 48).
"""

from dataclasses import dataclass, field

from bot.domain.elections.tally.breaking import Lot, LotNeeded, highest, lowest
from bot.domain.elections.tally.parcels import Papers, number_of, sort_by_next
from bot.domain.elections.tally.profile import Profile
from bot.domain.elections.tally.record import Deed, Result, Round, Tie
from bot.domain.elections.tally.rules import Rules
from bot.domain.elections.tally.sums import parts, sums

UNIT = 100_000

Pile = dict[int, Papers]  # papers by the value with which they came


@dataclass(slots=True)
class _Count:
    """A count in progress; `pending` have reached the quota, and their surplus is still with them."""

    seats: int
    quota: int
    lot: Lot
    votes: list[int]
    piles: dict[int, Pile]  # of those who continue or are pending
    continuing: dict[int, None]
    pending: list[int] = field(default_factory=list[int])
    elected: list[int] = field(default_factory=list[int])
    exhausted: int = 0
    rounds: list[Round] = field(default_factory=list[Round])
    ties: list[Tie] = field(default_factory=list[Tie])


def scottish_stv(profile: Profile, rules: Rules, lot: Lot) -> Result:
    """Counts ranked ballots; the quota is the whole part of valid / (seats + 1), and one more (rule 46)."""
    every = range(len(profile.candidates))
    quota = (parts(profile, rules)[0] // (rules.seats + 1) + 1) * UNIT
    parcels, _ = sort_by_next(profile.ballots.items(), every)
    votes = [number_of(parcels[one]) * UNIT for one in every]
    count = _Count(rules.seats, quota, lot, votes, {one: {UNIT: parcels[one]} for one in every}, dict.fromkeys(every))
    try:
        _run(count)
    except LotNeeded as needed:
        count.ties.append(needed.tie)
    return sums(profile, rules, elected=count.elected, rounds=count.rounds, ties=count.ties, needed=quota, unit=UNIT)


def _run(count: _Count) -> None:
    _declare(count, Deed.FIRST)
    while len(count.elected) < count.seats and count.continuing:
        if count.pending:
            subject = _largest_surplus(count)
            _pass_surplus(count, subject)
            _declare(count, Deed.SURPLUS, subject)
        else:
            subject = _fewest_votes(count)
            del count.continuing[subject]
            _pass_all(count, subject)
            _declare(count, Deed.ELIMINATION, subject)


def _declare(count: _Count, deed: Deed, subject: int | None = None) -> None:
    """Ends a round: those with the quota are elected (rule 47), or all who are left if each can have a seat (52)."""
    by_votes = sorted(count.continuing, key=lambda one: -count.votes[one])
    reached = [one for one in by_votes if count.votes[one] >= count.quota]
    left = by_votes if len(by_votes) <= count.seats - len(count.elected) else reached
    for one in left:
        del count.continuing[one]
    count.elected += left
    count.pending += reached
    eliminated = (subject,) if subject is not None and deed is Deed.ELIMINATION else ()
    count.rounds.append(Round(deed, tuple(count.votes), subject, tuple(left), eliminated, count.exhausted))


def _largest_surplus(count: _Count) -> int:
    """Rule 49. Who has just the quota has a surplus of nothing, and a round in which nothing moves."""
    most = max(count.votes[one] for one in count.pending)
    tied = [one for one in count.pending if count.votes[one] == most]
    return tied[0] if len(tied) == 1 else _by(count, highest(sorted(tied), count.rounds, count.lot))


def _fewest_votes(count: _Count) -> int:
    """Rules 50 and 51."""
    fewest = min(count.votes[one] for one in count.continuing)
    tied = [one for one in count.continuing if count.votes[one] == fewest]
    return tied[0] if len(tied) == 1 else _by(count, lowest(tied, count.rounds, count.lot))


def _by(count: _Count, tie: Tie) -> int:
    count.ties.append(tie)
    return tie.chosen[0]


def _pass_surplus(count: _Count, subject: int) -> None:
    """Each paper goes on with surplus × its value / votes (rule 48); what rounding leaves over is lost."""
    count.pending.remove(subject)
    votes, surplus = count.votes[subject], count.votes[subject] - count.quota
    for value, papers in count.piles.pop(subject).items():
        _move(count, papers, value * surplus // votes)
    count.votes[subject] = count.quota


def _pass_all(count: _Count, subject: int) -> None:
    """Each paper goes on with the value with which it came (rule 50)."""
    for value, papers in count.piles.pop(subject).items():
        _move(count, papers, value)
    count.votes[subject] = 0


def _move(count: _Count, papers: Papers, value: int) -> None:
    parcels, exhausted = sort_by_next(papers, count.continuing)
    count.exhausted += exhausted * value
    for one, parcel in parcels.items():
        if parcel:
            count.piles[one].setdefault(value, []).extend(parcel)
            count.votes[one] += number_of(parcel) * value
