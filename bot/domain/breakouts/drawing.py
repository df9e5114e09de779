"""The solver as the features use it: NumPy and SciPy are imported by the first plan, not when the bot starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.breakouts.problem import Problem, Seats

EFFORT, EACH = 1.0, 0.02  # seconds by the solver's model at most, and for each person; a click has three, with all else
PATIENCE = 1.6  # seconds after which the search ends on a machine that is slower than the model

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Unavoidable:
    """So much of a term is forced by the numbers: `people` (those who are remote, a group, or all) in `rooms`.

    So many `more_rooms` that can be joined online would leave only `then`; 0 if none would help.
    """

    term: str
    value: int
    crowd: str
    people: int
    rooms: int
    group: str = ""
    more_rooms: int = 0
    then: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan for a problem, what no plan can go below and why, and what chance would give."""

    problem: Problem
    rounds: Seats
    truncated: bool
    bound: Figures
    chance: Figures
    forced: tuple[Unavoidable, ...] = ()


def draw(problem: Problem, seed: int) -> Drawn:
    """A plan; takes about EFFORT seconds. Nothing may be in its way that `obstacles` or `checks.causes` find."""
    from bot.domain.breakouts.report import report  # noqa: PLC0415 (a late import: see tests/test_shape.py)
    from bot.domain.breakouts.solver import solve  # noqa: PLC0415 (as above)

    effort = min(EFFORT, EACH * len(problem.people))
    plan = solve(problem, seconds=effort, seed=seed, patience=PATIENCE / max(effort, EACH))
    found = report(problem, plan.rounds).terms
    forced = [
        Unavoidable(f.term, f.value, f.crowd.value, f.people, f.rooms, f.group, f.more_rooms, f.then)
        for term in found
        for f in term.forced
    ]
    bound, chance = {term.name: term.bound for term in found}, {term.name: term.chance for term in found}
    return Drawn(problem, plan.rounds, plan.truncated, bound, chance, tuple(forced))


def figures(problem: Problem, rounds: Seats) -> Figures:
    """Each term of a plan, as `measure.objective` counts it."""
    from bot.domain.breakouts.measure import objective  # noqa: PLC0415 (as above)

    return objective(problem, rounds)


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody who gets another room than was published, and what the round costs them in the old and the new."""

    person: str
    number: int
    """The round, from 0."""
    left: str
    entered: str
    before: Figures
    after: Figures


@dataclass(frozen=True, slots=True)
class Repaired:
    """A plan for those who are there now; `before` is what it costs if nobody is moved, `broken` what does not hold."""

    rounds: Seats
    shifts: tuple[Shift, ...]
    before: Figures
    after: Figures
    broken: Figures

    @property
    def moved(self) -> int:
        """How many people get another room."""
        return len({shift.person for shift in self.shifts})


def repair(problem: Problem, published: Seats, *, most: int = 0) -> Repaired | None:
    """The published rounds for those who are there now, with at most so many others moved; None with too few seats."""
    from bot.domain.breakouts.late import mend  # noqa: PLC0415 (as above)

    if sum(room.high for room in problem.rooms) < len(problem.people):
        return None
    mended = mend(problem, published, moves=most)
    shifts = tuple(Shift(m.person, m.number, m.left, m.entered, m.before, m.after) for m in mended.moved)
    return Repaired(mended.rounds, shifts, mended.before, mended.after, mended.broken)
