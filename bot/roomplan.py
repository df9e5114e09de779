"""The `netbot breakouts` command: a problem from a file, and its plan as JSON or in words."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.domain.breakouts.bounds import bound
from bot.domain.breakouts.checks import Cause, Kind, causes
from bot.domain.breakouts.measure import HARD, objective
from bot.domain.breakouts.problem import Plan, Problem
from bot.domain.breakouts.reading import BadProblem, read
from bot.domain.breakouts.solver import solve

PROPOSALS = {
    Kind.TOO_FEW_SEATS: "Add a room, or seats to one.",
    Kind.TOO_FEW_PEOPLE: "Close a room, or lower the least size of one.",
    Kind.TOO_FEW_ONLINE_SEATS: "Make another room online.",
    Kind.CHAIN_TOO_LONG: "Let go of one of these pairs, or enlarge a room.",
    Kind.REMOTE_CHAIN_TOO_LONG: "Let go of one of these pairs, or enlarge an online room.",
    Kind.TOGETHER_AND_APART: "Let go of one of these pairs.",
    Kind.APART_CLIQUE: "Let two of them share a room, or add a room.",
    Kind.REMOTE_CLIQUE: "Let two of them share a room, or make another room online.",
    Kind.REMOTE_CHAINS: "Make another room online, or let go of one of their pairs.",
    Kind.TOO_FEW_ON_SITE: "Name a facilitator who is on site, or make another room online.",
    Kind.PINNED_TWICE: "Remove one of the pins.",
    Kind.PINNED_OFFLINE: "Remove the pin, or make the room online.",
    Kind.PINNED_TOO_MANY: "Remove one of the pins, or enlarge the room.",
    Kind.PINNED_APART: "Remove one of the pins, or let these two share a room.",
    Kind.PINNED_PARTED: "Remove one of the pins, or let go of the pair.",
    Kind.TOO_FEW_FACILITATORS: "Name more facilitators, or set the weight of facilitators to 0.",
}


class Refused(Exception):
    """No plan is given; the lines say why and what would help."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(*lines)
        self.lines = lines


def load(path: Path) -> Problem:
    """The problem in a file; raises Refused."""
    try:
        problem = read(json.loads(path.read_bytes()))
    except BadProblem as error:
        raise Refused(list(error.mistakes)) from None
    except (ValueError, RecursionError):
        raise Refused([f"{path} is no JSON."]) from None
    if found := causes(problem):
        raise Refused([_words(cause) for cause in found])
    return problem


def plan(problem: Problem, seconds: float, seed: int) -> tuple[Plan, dict[str, object]]:
    """The plan, and what the command prints of it; raises Refused where a hard term would be broken."""
    found = solve(problem, seconds=seconds, seed=seed)
    terms = objective(problem, found.rounds)
    broken = [f"{name}: {terms[name]:g}" for name in HARD if terms[name] and getattr(problem.weights, name)]
    if broken:
        raise Refused(["No plan was found that keeps all of these; this many are broken:", *broken])
    return found, {"rounds": found.rounds, "objective": terms, "bound": bound(problem)}


def in_words(problem: Problem, found: Plan) -> Iterator[str]:
    """The rooms of each round, a line each."""
    for number, seats in enumerate(found.rounds, 1):
        for room, members in zip(problem.rooms, seats, strict=True):
            yield f"round {number}  {room.id}: {', '.join(members)}"


def _words(cause: Cause) -> str:
    who = f" ({', '.join(cause.people)})" if cause.people else ""
    return f"{cause.kind.value}: {cause.need} needed, {cause.have} there{who}. {PROPOSALS[cause.kind]}"
