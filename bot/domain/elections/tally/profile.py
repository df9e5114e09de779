"""The ballots of one count, as the counting methods want them: identical ones together, each checked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Ranking = tuple[int, ...]  # numbers of candidates from 0, the most wanted first; () is an abstention
WeakRanking = tuple[Ranking, ...]  # groups of candidates whom the voter likes equally


class BadBallot(Exception):
    """A ballot names somebody who does not stand, or somebody twice; `ballot` is its number from 0, if it has one."""

    def __init__(self, ballot: int | None = None) -> None:
        super().__init__("a ballot names an unknown candidate or one twice")
        self.ballot = ballot


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each ballot was cast; `weak` holds those with equal ranks, `invalid` counts void ones.

    For methods without ranks a ballot is the marked candidates in any order.
    In a yes/no ballot candidate 0 is what is voted on, and candidate 1 its refusal.
    """

    candidates: tuple[str, ...]
    ballots: Mapping[Ranking, int]
    weak: Mapping[WeakRanking, int] = field(default_factory=dict[WeakRanking, int])
    invalid: int = 0

    @property
    def cast(self) -> int:
        """All ballots, void ones and abstentions included."""
        return sum(self.ballots.values()) + sum(self.weak.values()) + self.invalid

    @property
    def abstentions(self) -> int:
        """Ballots on which nobody is marked."""
        return self.ballots.get((), 0)


def collected(candidates: tuple[str, ...], ballots: Iterable[Ranking], invalid: int = 0) -> Profile:
    """The profile of ballots that come one by one. Raises BadBallot."""
    return grouped(candidates, Counter(ballots), invalid=invalid)


def grouped(
    candidates: tuple[str, ...],
    ballots: Mapping[Ranking, int],
    weak: Mapping[WeakRanking, int] | None = None,
    invalid: int = 0,
) -> Profile:
    """The profile of ballots that are counted already. Raises BadBallot."""
    standing = frozenset(range(len(candidates)))
    contains, size = standing.issuperset, len
    for number, ranking in enumerate(ballots):
        if not contains(ranking) or size(set(ranking)) != size(ranking):
            raise BadBallot(number)
    for groups in weak or {}:
        flat = [candidate for group in groups for candidate in group]
        if not contains(flat) or size(set(flat)) != size(flat) or not all(groups):
            raise BadBallot
    return Profile(candidates, ballots, weak or {}, invalid)


def strict(profile: Profile) -> Profile:
    """The same without equal ranks, for methods that move papers from one candidate to the next.

    A paper is read up to the rank that two candidates share, since from there on its will is not clear;
    if that is the first rank, it is void (Scottish Local Government Elections Order 2007, rules 44 and 48).
    """
    if not profile.weak:
        return profile
    ballots, invalid = Counter(profile.ballots), profile.invalid
    for groups, number in profile.weak.items():
        clear = next(place for place, group in enumerate(groups) if len(group) > 1)
        if clear:
            ballots[tuple(group[0] for group in groups[:clear])] += number
        else:
            invalid += number
    return Profile(profile.candidates, ballots, invalid=invalid)


def first_choices(profile: Profile) -> list[int]:
    """How many ballots name each candidate first."""
    votes = [0] * len(profile.candidates)
    for ranking, number in profile.ballots.items():
        if ranking:
            votes[ranking[0]] += number
    return votes
