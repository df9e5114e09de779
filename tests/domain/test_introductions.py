"""Introductions: the best matching there is, nobody twice, nobody alone twice."""

import random
from collections import Counter
from itertools import combinations, pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.introductions import Member, introduce, may_meet, shared
from bot.domain.introductions import _worth as worth

TOPICS = [f"topic {number}" for number in range(40)]


def network(size: int, groups: int, sites: int, seed: int) -> list[Member]:
    """People of so many groups, of which each has a site, with two to five topics each."""
    chance = random.Random(seed)
    members = []
    for number in range(size):
        group = chance.randrange(groups)
        topics = frozenset(chance.sample(TOPICS, chance.randint(2, 5)))
        members.append(Member(f"p{number:03}", f"g{group}", f"s{group % sites}", topics))
    return members


def played(members: list[Member], rounds: int) -> tuple[Counter, list]:
    met, all_rounds, alone = Counter(), [], ()
    for _ in range(rounds):
        found = introduce(members, met, alone)
        all_rounds.append(found)
        met.update(frozenset(pair) for party in found.parties for pair in combinations(party, 2))
        alone = found.alone
    return met, all_rounds


@pytest.mark.parametrize("size", [300, 301])
def test_three_hundred_people_over_twenty_rounds(size: int) -> None:
    members = network(size, groups=21, sites=20, seed=size)
    known = {member.person: member for member in members}

    met, rounds = played(members, 20)

    assert max(met.values()) == 1
    assert [found.alone for found in rounds] == [()] * 20
    assert [Counter(map(len, found.parties)) for found in rounds] == [{2: 150} if size == 300 else {2: 149, 3: 1}] * 20
    pairs = [(known[one], known[other]) for one, other in map(sorted, met)]
    assert all(may_meet(*pair) for pair in pairs)
    assert sum(one.site == other.site for one, other in pairs) == 0
    common = sum(bool(shared(*pair)) for pair in pairs) / len(pairs)
    print(f"{common:.1%} of the pairs of {size} people over 20 rounds share a topic")
    assert common > 0.9


def test_each_round_is_the_optimum_of_another_library() -> None:
    for seed in range(8):
        members = network(40 + seed % 2, groups=6, sites=5, seed=seed)
        met, _ = played(members, seed)
        graph = networkx.Graph()
        graph.add_nodes_from(members)
        for one, other in combinations(members, 2):
            if may_meet(one, other):
                graph.add_edge(one, other, weight=worth(one, other, met))
        best = networkx.max_weight_matching(graph, maxcardinality=True)

        found = introduce(members, met)

        known = {member.person: member for member in members}
        parties = [[known[person] for person in party] for party in found.parties]
        values = [[worth(*pair, met) for pair in combinations(party, 2)] for party in parties]
        optimum = sum(worth(one, other, met) for one, other in best)
        assert len(parties) == len(best)
        assert sum(map(max, values)) >= optimum  # in a three it is one of its pairs that was matched
        assert sum(each[0] for each in values if len(each) == 1) <= optimum


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12), st.integers(0, 5), st.randoms())
def test_nobody_is_lost_and_nobody_meets_their_own_group(
    places: list[tuple[int, int]], rounds: int, chance: random.Random
) -> None:
    members = [Member(f"p{number}", f"g{group}", f"s{site}") for number, (group, site) in enumerate(places)]
    known = {member.person: member for member in members}
    shuffled = chance.sample(members, len(members))
    met, played_rounds = played(members, rounds)

    assert introduce(members, met) == introduce(shuffled, met)
    for found in played_rounds:
        people = [person for party in found.parties for person in party] + list(found.alone)
        assert sorted(people) == sorted(known)
        for party in found.parties:  # of a three, two may be of one group
            groups = {known[person].group for person in party}
            assert len(groups) >= 2
        if found.alone:  # only those for whom there is nobody from elsewhere that is free
            assert len({known[person].group for person in found.alone}) == 1


def test_who_was_alone_is_not_alone_again() -> None:
    """Four of one group and one of another: two must stay alone, but never the same ones."""
    members = [Member(f"a{number}", "a", "x") for number in range(4)] + [Member("b", "b", "y")]

    _, rounds = played(members, 12)

    assert [len(found.alone) for found in rounds] == [2] * 12
    for before, after in pairwise(rounds):
        assert set(before.alone) & set(after.alone) == set()


def test_two_meet_again_only_when_nobody_new_is_left() -> None:
    members = [Member(f"p{number}", f"g{number}", f"s{number}") for number in range(6)]

    met, _ = played(members, 5)
    again, _ = played(members, 10)

    assert set(met.values()) == {1}
    assert set(again.values()) == {2}


def test_people_without_a_group_may_meet() -> None:
    found = introduce([Member("a", "", ""), Member("b", "", "")], {})

    assert found.parties == (("a", "b"),)


def test_nobody_takes_part() -> None:
    assert introduce([], {}).parties == ()
    assert introduce([Member("a", "g", "s")], {}).alone == ("a",)
