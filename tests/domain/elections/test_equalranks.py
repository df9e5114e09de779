"""Equal ranks in an instant run-off: a paper counts for whom it alone puts first of those who are left, or it waits."""

from hypothesis import given

from bot.domain.elections.ballotfile import counted_twice
from bot.domain.elections.tally import Method, Profile, Result, Rules, WeakRanking, count, grouped
from tests.domain.elections.strategies import COUNTED, profiles

NAMES = ("Ada", "Ben", "Cleo")
IRV = Rules(Method.INSTANT_RUN_OFF)
LOT = (0, 1, 2)


def test_who_waits_is_not_outvoted_meanwhile() -> None:
    """Eleven of fourteen want Ada or Ben rather than Cleo; with the ten who wait left out, Cleo would win by 3 to 1."""
    result = _counted(grouped(NAMES, {(2,): 3, (0,): 1}, {((0, 1),): 10}))

    assert [one.votes for one in result.rounds] == [(1, 0, 3), (11, 0, 3)]
    assert result.elected == (0,)


def test_a_shared_rank_is_passed_on_to_the_last_who_is_left_of_it() -> None:
    result = _counted(grouped(NAMES, {(0,): 5, (2,): 4, (1,): 2}, {((1, 2), (0,)): 3}))

    assert [one.votes for one in result.rounds] == [(5, 2, 4), (5, 0, 7)]
    assert result.elected == (2,)


def test_who_likes_all_equally_who_are_left_has_nothing_more_to_say() -> None:
    result = _counted(grouped(NAMES, {(0,): 2, (1,): 1}, {((0, 1), (2,)): 9}))

    assert [one.votes for one in result.rounds] == [(2, 1, 0), (2, 1, 0)]
    assert result.elected == (0,)


def test_papers_that_only_wait_still_lead_to_somebody() -> None:
    lots = {lot: _counted(grouped(NAMES, {}, {((0, 1),): 4}), lot).elected for lot in ((0, 1, 2), (1, 0, 2))}

    assert lots == {(0, 1, 2): (1,), (1, 0, 2): (0,)}  # the first in the lot leaves


@COUNTED
@given(profiles(Method.INSTANT_RUN_OFF))
def test_every_round_is_what_a_first_count_among_those_who_are_left_would_be(profile: Profile) -> None:
    """The reason for the rule: a run-off in one ballot asks everybody anew, and nobody who has left matters."""
    result = count(profile, IRV, tuple(range(len(profile.candidates))))
    gone: set[int] = set()
    for shown in result.rounds:
        gone |= set(shown.eliminated)
        first = count(_among(profile, gone), IRV, None).rounds[0]

        assert shown.votes == first.votes


def _among(profile: Profile, gone: set[int]) -> Profile:
    """The ballots without those who have left; who had no place of their own now may have one."""
    weak: dict[WeakRanking, int] = {}
    every = [*profile.weak.items(), *((tuple((one,) for one in each), n) for each, n in profile.ballots.items())]
    for groups, number in every:
        kept = tuple(filter(None, (tuple(one for one in group if one not in gone) for group in groups)))
        weak[kept] = weak.get(kept, 0) + number
    return Profile(profile.candidates, {}, weak)


def _counted(profile: Profile, lot: tuple[int, ...] = LOT) -> Result:
    """Counted by both tallies."""
    counted_twice(profile, IRV, lot=lot)
    return count(profile, IRV, lot)
