"""Groups that are dealt out to rooms: nothing needs to be searched for."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.breakouts import Person, Problem, Room, Weights
from bot.domain.breakouts.bounds import bound
from bot.domain.breakouts.measure import objective
from bot.domain.breakouts.solver import solve

GROUPS = Weights(
    repeat=0, same_site=0, history=0, wish=(0,), same_room_again=0, facilitator=0, remote=0, apart=0, together=0
)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 60), st.integers(1, 9), st.randoms(use_true_random=False))
def test_groups_alone_reach_the_pigeonhole_bound(count: int, number: int, dice) -> None:
    people = tuple(Person(f"p{each:02}", dice.choice("aaabbcdef")) for each in range(count))
    rooms = tuple(Room(f"r{each}", 0, 1 + count // number) for each in range(number))
    problem = Problem(people, rooms, 2, GROUPS)

    plan = solve(problem, seconds=0.01)

    even, rest = divmod(count, number)
    wanted = Counter({even + 1: rest, even: number - rest})
    assert [Counter(map(len, seats)) for seats in plan.rounds] == [+wanted] * 2
    assert objective(problem, plan.rounds)["same_group"] == bound(problem)["same_group"]
