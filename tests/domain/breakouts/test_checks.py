"""What cannot be done is named with the fewest people that show it, and what can be done is."""

from dataclasses import replace

import pytest

from bot import roomplan
from bot.domain.breakouts import Person, Problem, Room, Weights
from bot.domain.breakouts.checks import Cause, Kind, causes
from bot.domain.breakouts.measure import HARD, objective
from bot.domain.breakouts.solver import solve
from tests.domain.breakouts.crowds import crowd

FOUR = tuple(Person(name) for name in "abcd")
REMOTE = tuple(replace(person, remote=person.id in "ab") for person in FOUR)
PAIR = (Room("one", 0, 2), Room("two", 0, 2))
ONLINE = (Room("one", 0, 2), Room("two", 0, 2, online=True))
TRIANGLE = (("a", "b"), ("b", "c"), ("a", "c"))
LAX, STRICT = Weights(facilitator=0), Weights()
BASE = Problem(FOUR, PAIR, 1, LAX)
REASONS = [
    (replace(BASE, rooms=(Room("one", 1, 1), Room("two", 0, 2))), Cause(Kind.TOO_FEW_SEATS, 4, 3)),
    (replace(BASE, rooms=(Room("one", 5, 6),)), Cause(Kind.TOO_FEW_PEOPLE, 5, 4)),
    (replace(BASE, together=(("a", "b"), ("b", "c"))), Cause(Kind.CHAIN_TOO_LONG, 3, 2, ("a", "b", "c"))),
    (replace(BASE, apart=TRIANGLE), Cause(Kind.APART_CLIQUE, 3, 2, ("a", "b", "c"))),
    (replace(BASE, together=(("a", "b"),), apart=(("b", "a"),)), Cause(Kind.TOGETHER_AND_APART, 2, 1, ("a", "b"))),
    (replace(BASE, people=REMOTE), Cause(Kind.TOO_FEW_ONLINE_SEATS, 2, 0, ("a",))),
    (replace(BASE, people=REMOTE, rooms=ONLINE, apart=(("a", "b"),)), Cause(Kind.REMOTE_CLIQUE, 2, 1, ("a", "b"))),
    (
        replace(BASE, people=REMOTE, rooms=ONLINE, together=(("b", "c"),)),
        Cause(Kind.REMOTE_CHAINS, 3, 2, ("a", "b", "c")),
    ),
    (replace(BASE, weights=STRICT), Cause(Kind.TOO_FEW_FACILITATORS, 2, 0)),
    (
        replace(
            BASE, people=tuple(replace(each, facilitator=each.remote) for each in REMOTE), rooms=ONLINE, weights=STRICT
        ),
        Cause(Kind.TOO_FEW_ON_SITE, 1, 0),
    ),
    (replace(BASE, pinned=(("a", 0, "one"), ("a", 0, "two"))), Cause(Kind.PINNED_TWICE, 2, 1, ("a",))),
    (
        replace(BASE, pinned=tuple((who, 0, "one") for who in "cab")),
        Cause(Kind.PINNED_TOO_MANY, 3, 2, ("a", "b", "c")),
    ),
    (replace(BASE, people=REMOTE, rooms=ONLINE, pinned=(("a", 0, "one"),)), Cause(Kind.PINNED_OFFLINE, 1, 0, ("a",))),
    (
        replace(BASE, apart=(("d", "a"),), pinned=(("a", 0, "one"), ("d", 0, "one"))),
        Cause(Kind.PINNED_APART, 2, 1, ("a", "d")),
    ),
    (
        replace(BASE, together=(("d", "a"),), pinned=(("a", 0, "one"), ("d", 0, "two"))),
        Cause(Kind.PINNED_PARTED, 2, 1, ("a", "d")),
    ),
]


@pytest.mark.parametrize(
    ("problem", "cause"), REASONS, ids=lambda each: each.kind.name if hasattr(each, "kind") else ""
)
def test_what_cannot_be_done_is_named_with_the_fewest_people(problem: Problem, cause: Cause) -> None:
    assert causes(problem) == [cause]


def test_every_kind_of_cause_has_a_proposal() -> None:
    assert set(roomplan.PROPOSALS) == set(Kind)


def test_pins_of_different_rounds_do_not_contradict() -> None:
    assert causes(replace(BASE, rounds=2, pinned=(("a", 0, "one"), ("a", 1, "two")))) == []


@pytest.mark.parametrize("seed", range(12))
def test_what_passes_the_checks_is_kept(seed: int) -> None:
    crowded = crowd(seed, people=12 + seed % 6)
    pins = tuple((person.id, seed % 3, "r3") for person in crowded.people[:2])
    problem = replace(crowded, pinned=pins)
    if found := causes(problem):
        assert {cause.kind for cause in found} <= {Kind.TOO_FEW_ONLINE_SEATS, Kind.REMOTE_CHAINS, Kind.TOO_FEW_ON_SITE}
        return

    plan = solve(problem, seconds=0.05, seed=seed, patience=1000)

    terms = objective(problem, plan.rounds)
    assert {name: terms[name] for name in HARD} == dict.fromkeys(HARD, 0)
    assert all(who in plan.rounds[number][3] for who, number, _ in pins)


def test_a_chain_longer_than_an_even_share_gets_a_room_of_its_size() -> None:
    people = tuple(Person(f"p{number:02}") for number in range(12))
    chain = tuple((f"p{number:02}", f"p{number + 1:02}") for number in range(4))
    problem = Problem(people, tuple(Room(f"r{number}", 0, 6) for number in range(4)), 2, LAX, together=chain)

    plan = solve(problem, seconds=0.05, patience=1000)

    assert objective(problem, plan.rounds)["together"] == 0
