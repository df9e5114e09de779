"""What holds for every election by a method, whatever its ballots are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections.ballotfile import counted_twice
from bot.domain.elections.tally import (
    ONE_SEAT,
    RANKED,
    Base,
    Broken,
    Deciding,
    Deed,
    Method,
    Profile,
    Result,
    Rules,
    TieRule,
    count,
    drawn,
)
from tests.domain.elections.strategies import COUNTED, SEEDS, elections, profiles


@COUNTED
@given(elections(), SEEDS)
def test_every_ballot_is_counted_once_and_everybody_is_elected_once(
    election: tuple[Profile, Rules], seed: bytes
) -> None:
    profile, rules = election
    result = counted_twice(profile, rules, seed=seed)  # raises if the two tallies differ

    assert result.valid + result.abstentions + result.invalid == profile.cast
    assert len(set(result.elected)) == len(result.elected) <= rules.seats
    assert not set(result.elected) & set(result.run_off)
    assert not result.is_open
    assert all(set(tie.chosen) <= set(tie.candidates) and len(tie.candidates) > 1 for tie in result.ties)


@COUNTED
@given(elections(), SEEDS, st.randoms())
def test_the_order_of_ballots_does_not_matter(election: tuple[Profile, Rules], seed: bytes, chance: object) -> None:
    profile, rules = election
    ballots, weak = list(profile.ballots.items()), list(profile.weak.items())
    chance.shuffle(ballots)
    chance.shuffle(weak)

    shuffled = replace(profile, ballots=dict(ballots), weak=dict(weak))

    lot = drawn(seed, profile.candidates)
    assert count(shuffled, rules, lot) == count(profile, rules, lot)


@COUNTED
@given(elections(), SEEDS, st.data())
def test_nobody_gains_by_a_place_on_the_list(election: tuple[Profile, Rules], seed: bytes, data: st.DataObject) -> None:
    """The same people in another order on the list: the same people are elected, lots included."""
    profile, rules = election
    size = len(profile.candidates)
    fixed = rules.method is Method.YES_NO  # yes comes first
    places = list(range(size)) if fixed else data.draw(st.permutations(range(size)))
    names = tuple(profile.candidates[places.index(one)] for one in range(size))
    moved = Profile(
        names,
        {tuple(places[one] for one in ranking): number for ranking, number in profile.ballots.items()},
        {tuple(tuple(places[one] for one in g) for g in groups): number for groups, number in profile.weak.items()},
        profile.invalid,
    )

    before = count(profile, rules, drawn(seed, profile.candidates))
    after = count(moved, rules, drawn(seed, names))

    assert _named(after, after.elected) == _named(before, before.elected)
    assert _named(after, after.run_off) == _named(before, before.run_off)


@COUNTED
@given(elections())
def test_a_tie_waits_for_the_lot_and_then_follows_it(election: tuple[Profile, Rules]) -> None:
    profile, rules = election
    undrawn = count(profile, rules, None)
    for lot in (range(len(profile.candidates)), range(len(profile.candidates))[::-1]):
        result = count(profile, rules, tuple(lot))

        by_lot = [tie for tie in result.ties if tie.broken is Broken.LOT]
        assert bool(by_lot) == undrawn.is_open
        assert undrawn.is_open or result == undrawn
        for tie in by_lot:
            order = sorted(tie.candidates, key=tuple(lot).index)
            # In a count of rounds the lot is drawn only among those who were equal in all rounds before.
            assert tie.deciding in (Deciding.ELIMINATION, Deciding.SURPLUS) or tie.chosen == tuple(
                order[: len(tie.chosen)]
            )


@pytest.mark.parametrize("method", [Method.RELATIVE_MAJORITY, Method.APPROVAL, Method.SEVERAL_SEATS])
@COUNTED
@given(data=st.data())
def test_more_marks_never_harm(method: Method, data: st.DataObject) -> None:
    profile = data.draw(profiles(method).filter(lambda profile: not profile.weak))
    rules, lot = Rules(method, ties=TieRule.LOT), tuple(range(len(profile.candidates)))
    for winner in count(profile, rules, lot).elected:
        more = replace(profile, ballots={**profile.ballots, (winner,): profile.ballots.get((winner,), 0) + 1})

        assert winner in count(more, rules, lot).elected


@pytest.mark.parametrize("method", [Method.RELATIVE_MAJORITY, Method.APPROVAL, Method.SEVERAL_SEATS, Method.SCHULZE])
@COUNTED
@given(data=st.data())
def test_as_many_are_elected_as_there_are_seats_and_people_whom_somebody_wants(
    method: Method, data: st.DataObject
) -> None:
    profile = data.draw(profiles(method))
    size = len(profile.candidates)
    seats = 1 if method in ONE_SEAT else data.draw(st.integers(1, 4))
    marks = size if method is Method.SEVERAL_SEATS else None
    result = count(profile, Rules(method, seats, marks, ties=TieRule.LOT), tuple(range(size)))

    if method is Method.SCHULZE:
        wanted = size if result.elected else 0  # who is not named comes last, and can be the last who is left
    else:
        wanted = sum(votes > 0 for votes in result.rounds[0].votes)
    assert len(result.elected) == min(seats, wanted)


@COUNTED
@given(profiles(Method.ABSOLUTE_MAJORITY), st.sampled_from(Base))
def test_a_wider_base_never_makes_a_majority_easier(profile: Profile, base: Base) -> None:
    narrow, wide = (
        count(profile, Rules(Method.ABSOLUTE_MAJORITY, base=each, eligible=profile.cast + 3))
        for each in (Base.VALID, base)
    )

    assert narrow.needed is not None
    assert wide.needed is not None
    assert wide.needed >= narrow.needed
    assert set(wide.elected) <= set(narrow.elected)


@COUNTED
@given(profiles(Method.INSTANT_RUN_OFF), SEEDS)
def test_a_run_off_keeps_every_paper_and_lowers_nobody(profile: Profile, seed: bytes) -> None:
    result = count(profile, Rules(Method.INSTANT_RUN_OFF), drawn(seed, profile.candidates))

    for shown in result.rounds:
        assert sum(shown.votes) + shown.exhausted == result.valid
    for before, after in zip(result.rounds, result.rounds[1:], strict=False):
        left = [one for one in range(len(profile.candidates)) if one not in after.eliminated and before.votes[one]]
        assert all(after.votes[one] >= before.votes[one] for one in left)
    assert len(result.elected) == (1 if any(any(one.votes) for one in result.rounds) else 0)


@COUNTED
@given(profiles(Method.SCOTTISH_STV), st.integers(1, 4), SEEDS)
def test_a_transferable_vote_is_conserved(profile: Profile, seats: int, seed: bytes) -> None:
    """Nothing is made; what rounding loses is less than a hundred-thousandth a paper and transfer."""
    result = count(profile, Rules(Method.SCOTTISH_STV, seats), drawn(seed, profile.candidates))
    whole = result.valid * result.unit
    assert result.needed == (result.valid // (seats + 1) + 1) * result.unit
    held = [sum(one.votes) + one.exhausted for one in result.rounds]

    assert held[0] == whole
    for before, after, shown in zip(held, held[1:], result.rounds[1:], strict=False):
        lost = before - after
        assert 0 <= lost < max(result.valid, 1)
        assert lost == 0 or shown.deed is Deed.SURPLUS
    assert len(result.elected) == min(seats, len(profile.candidates))


@COUNTED
@given(profiles(Method.SCOTTISH_STV), st.integers(1, 4), SEEDS)
def test_a_quota_of_like_minded_voters_has_a_seat(profile: Profile, seats: int, seed: bytes) -> None:
    """Whoever more than a quota of voters put first is elected."""
    result = count(profile, Rules(Method.SCOTTISH_STV, seats), drawn(seed, profile.candidates))
    assert result.needed is not None

    sure = {one for one, votes in enumerate(result.rounds[0].votes) if votes >= result.needed}

    assert sure <= set(result.elected)


@COUNTED
@given(profiles(Method.SCHULZE), SEEDS)
def test_who_wins_every_duel_wins_by_schulze(profile: Profile, seed: bytes) -> None:
    result = count(profile, Rules(Method.SCHULZE), drawn(seed, profile.candidates))
    assert result.pairwise is not None
    wins = result.pairwise.preferred
    every = range(len(profile.candidates))

    best = [one for one in every if all(wins[one][other] > wins[other][one] for other in every if other != one)]
    worst = [one for one in every if all(wins[one][other] < wins[other][one] for other in every if other != one)]

    assert len(every) == 1 or not best or list(result.elected) == best
    assert len(every) == 1 or not set(worst) & set(result.elected)
    assert bool(result.elected) == (any(map(any, wins)) or (len(every) == 1 and any(profile.ballots)))


@COUNTED
@given(profiles(Method.SCHULZE), st.integers(2, 4))
def test_schulze_does_not_change_when_all_ballots_are_doubled(profile: Profile, times: int) -> None:
    doubled = replace(
        profile,
        ballots={ranking: times * number for ranking, number in profile.ballots.items()},
        weak={groups: times * number for groups, number in profile.weak.items()},
    )
    lot = tuple(range(len(profile.candidates)))

    assert count(doubled, Rules(Method.SCHULZE), lot).elected == count(profile, Rules(Method.SCHULZE), lot).elected


@pytest.mark.parametrize("method", sorted(RANKED))
@COUNTED
@given(data=st.data())
def test_more_than_half_of_first_choices_win_by_every_ranked_method(method: Method, data: st.DataObject) -> None:
    profile = data.draw(profiles(method).filter(lambda profile: not profile.weak))
    votes = [sum(n for ranking, n in profile.ballots.items() if ranking[:1] == (one,)) for one in range(5)]
    leading = [one for one, number in enumerate(votes) if 2 * number > sum(votes)]

    elected = count(profile, Rules(method), tuple(range(len(profile.candidates)))).elected

    assert not leading or list(elected) == leading


def _named(result: Result, numbers: tuple[int, ...]) -> set[str]:
    return {result.candidates[one] for one in numbers}
