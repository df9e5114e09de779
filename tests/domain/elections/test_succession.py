"""Who comes next when somebody who was elected declines."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections.succession import next_in_line
from bot.domain.elections.tally import Broken, Deciding, Method, Rules, Tie, count, grouped

NAMES = ("Ada", "Ben", "Cleo", "Dan")
LOT = (3, 2, 1, 0)
RANKINGS = st.lists(st.permutations(range(4)).map(tuple), min_size=1, max_size=9)
ONE_SEAT = st.sampled_from([Method.INSTANT_RUN_OFF, Method.SCHULZE])


def test_most_votes_of_the_others_come_next() -> None:
    profile = grouped(NAMES, {(0,): 5, (1,): 3, (2,): 4})

    assert next_in_line(profile, Rules(Method.RELATIVE_MAJORITY), LOT, [], [0]).follows == 2
    assert next_in_line(profile, Rules(Method.RELATIVE_MAJORITY), LOT, [], [0, 2]).follows == 1


def test_nobody_comes_in_without_a_vote() -> None:
    profile = grouped(NAMES, {(0,): 5, (1,): 3})

    assert next_in_line(profile, Rules(Method.APPROVAL), LOT, [], [0, 1]).follows is None


def test_equal_votes_are_an_event_decided_by_the_lot() -> None:
    profile = grouped(NAMES, {(0, 1): 3, (0, 2): 3, (0,): 1})
    rules = Rules(Method.SEVERAL_SEATS, seats=1, marks=2)

    drawn, undrawn = next_in_line(profile, rules, LOT, [], [0]), next_in_line(profile, rules, None, [], [0])

    assert (drawn.follows, drawn.ties) == (2, (Tie(0, Deciding.SEAT, (1, 2), (2,), Broken.LOT),))
    assert (undrawn.follows, undrawn.ties) == (None, (Tie(0, Deciding.SEAT, (1, 2), (), Broken.OPEN),))


def test_where_a_majority_elects_another_ballot_has_to_be_held() -> None:
    profile = grouped(NAMES, {(0,): 5, (1,): 3})
    first, second = Rules(Method.ABSOLUTE_MAJORITY), Rules(Method.ABSOLUTE_MAJORITY, ballot=2)

    assert next_in_line(profile, first, LOT, [], [0]).needs_ballot
    assert next_in_line(profile, second, LOT, [], [0]).follows == 1
    assert next_in_line(grouped(("yes", "no"), {(0,): 5}), Rules(Method.YES_NO), (0, 1), [], [0]).needs_ballot


def test_who_keeps_a_seat_in_a_transferable_vote_keeps_it_when_another_declines() -> None:
    """Without Ada her papers go on to Ben and Cleo, and Dan, who has a seat, would lose it in a count anew."""
    profile = grouped(NAMES, {(0, 1, 2): 6, (0, 2, 1): 5, (3,): 5})
    rules = Rules(Method.SCOTTISH_STV, seats=2)
    first = count(profile, rules, LOT)

    vacancy = next_in_line(profile, rules, LOT, seated=[3], gone=[0])

    assert first.elected == (0, 3)
    assert vacancy.follows == 1
    assert vacancy.recounted is not None
    assert vacancy.recounted.elected == (0, 1)  # Ben and Cleo, of the three who are left


def test_the_last_who_is_left_comes_in_if_somebody_wants_them() -> None:
    profile = grouped(NAMES[:2], {(0, 1): 3})

    assert next_in_line(profile, Rules(Method.SCHULZE), (0, 1), [], [0]).follows == 1
    assert next_in_line(grouped(NAMES[:2], {(0,): 3}), Rules(Method.SCHULZE), (0, 1), [], [0]).follows is None


def test_equal_ranks_become_clear_when_one_of_them_declines() -> None:
    profile = grouped(NAMES, {(0,): 4, (3,): 2}, {((0, 1), (2,)): 3})

    assert next_in_line(profile, Rules(Method.INSTANT_RUN_OFF), LOT, [], [0]).follows == 1


@given(RANKINGS, ONE_SEAT)
def test_one_seat_is_filled_as_if_who_declines_had_never_stood(rankings: list[tuple[int, ...]], method: Method) -> None:
    profile, rules = grouped(NAMES, _counted(rankings)), Rules(method)
    [winner] = count(profile, rules, LOT).elected
    others = [one for one in range(4) if one != winner]
    without = _counted([tuple(others.index(one) for one in ranking if one != winner) for ranking in rankings])
    lot = tuple(others.index(one) for one in LOT if one != winner)

    [expected] = count(grouped(tuple(NAMES[one] for one in others), without), rules, lot).elected

    assert next_in_line(profile, rules, LOT, [], [winner]).follows == others[expected]


@given(RANKINGS, st.sampled_from([*Method]), st.integers(1, 3))
def test_nobody_follows_who_has_a_seat_or_is_gone(rankings: list[tuple[int, ...]], method: Method, seats: int) -> None:
    several = method in (Method.SCOTTISH_STV, Method.SCHULZE, Method.APPROVAL, Method.SEVERAL_SEATS)
    rules = Rules(method, seats=seats if several else 1)
    ballots = [ranking[:1] for ranking in rankings] if method is Method.YES_NO else rankings
    names = NAMES[:2] if method is Method.YES_NO else NAMES
    profile = grouped(names, _counted([tuple(one for one in ballot if one < len(names)) for ballot in ballots]))
    lot = tuple(one for one in LOT if one < len(names))
    for declining in count(profile, rules, lot).elected:
        seated = set(count(profile, rules, lot).elected) - {declining}

        vacancy = next_in_line(profile, rules, lot, seated, [declining])

        assert vacancy.follows is None or vacancy.follows not in {*seated, declining}
        assert all(declining not in tie.candidates for tie in vacancy.ties)


def _counted(rankings: list[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
    return {ranking: rankings.count(ranking) for ranking in rankings}
