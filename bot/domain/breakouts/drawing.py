"""The solver as the features use it: NumPy and SciPy are imported by the first plan, not when the bot starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.domain.breakouts.problem import Problem, Seats

EFFORT = 1.0  # seconds by the solver's model; a click has three, with all else that it does
CHANCE = 5  # random plans of which the middle one is what chance gives

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan for a problem, what no plan can go below, and what chance would give."""

    problem: Problem
    rounds: Seats
    truncated: bool
    bound: Figures
    chance: Figures


def draw(problem: Problem, seed: int) -> Drawn:
    """A plan; takes about EFFORT seconds. Nothing may be in its way that `obstacles` or `checks.causes` find."""
    from bot.domain.breakouts.measure import bound  # noqa: PLC0415 (a late import: see tests/test_shape.py)
    from bot.domain.breakouts.solver import solve  # noqa: PLC0415 (as above)

    plan = solve(problem, seconds=EFFORT, seed=seed)
    return Drawn(problem, plan.rounds, plan.truncated, bound(problem), chance(problem, plan.rounds))


def figures(problem: Problem, rounds: Seats) -> Figures:
    """Each term of a plan, as `measure.objective` counts it."""
    from bot.domain.breakouts.measure import objective  # noqa: PLC0415 (as above)

    return objective(problem, rounds)


def chance(problem: Problem, rounds: Seats) -> Figures:
    """What people get who are seated at random in rooms of these sizes."""
    dice = Random(0)  # noqa: S311 (dice, not secrets)
    found = [figures(problem, _shuffled(problem, rounds, dice)) for _ in range(CHANCE)]
    return {name: sorted(each[name] for each in found)[CHANCE // 2] for name in found[0]}


def _shuffled(problem: Problem, rounds: Seats, dice: Random) -> Seats:
    return tuple(_round(problem, [len(room) for room in each], dice) for each in rounds)


def _round(problem: Problem, sizes: Sequence[int], dice: Random) -> tuple[tuple[str, ...], ...]:
    people = sorted(person.id for person in problem.people)
    dice.shuffle(people)
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    return tuple(tuple(sorted(people[start : start + size])) for start, size in zip(starts, sizes, strict=True))


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody who gets another room than was published, and what the round costs them in the old and in the new "
    "one."""

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
    """The published rounds for those who are there now, with at most so many others moved; None without seats "
    "enough."""
    from bot.domain.breakouts.late import mend  # noqa: PLC0415 (as above)

    if sum(room.high for room in problem.rooms) < len(problem.people):
        return None
    mended = mend(problem, published, moves=most)
    shifts = tuple(Shift(m.person, m.number, m.left, m.entered, m.before, m.after) for m in mended.moved)
    return Repaired(mended.rounds, shifts, mended.before, mended.after, mended.broken)
