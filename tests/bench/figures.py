"""Figures: what was measured, against what, and whether the ratio is as good as it should be."""

from collections.abc import Mapping, Sequence
from statistics import median

from tests.bench.sides import ratio

Figure = dict[str, object]

# Problems of the social golfer, with their seconds.
GOLFERS = {
    "0.5": "5-3-7 8-4-7 10-4-9 7-7-3 9-9-3 10-10-3",
    "1": "7-7-4 10-3-13 8-4-8 8-4-9 6-5-6",
    "0.1": "7-7-8 5-5-6 8-8-9 9-9-10 8-4-10 10-10-4",
}

# Plans of breakout rooms, with the time that each may take.
PLANS = (
    *(f"golfer {each}, {time} s" for time, names in GOLFERS.items() for each in names.split()),
    "mixing 60, seed 1, 1 s",
    *(f"mixed {each} s" for each in ("60, seed 1, 1", "60, seed 2, 1", "60, seed 1, 5", "60, seed 2, 5")),
    "mixed 500, seed 1, 2 s",
    *(f"{term} alone, {people}, 0.3 s" for people in (60, 500) for term in ("wishes", "groups")),
)

# What a ratio should be at least or at most; figures that are not named here are for information.
DEMANDS: Mapping[str, tuple[str, float]] = {
    "commands, 1 user": (">=", 0.7),
    "commands, 16 users": (">=", 0.7),
    "p99 of a command, 16 users": ("<=", 3.0),
    "commands with 200 registered": (">=", 0.9),
    "commands in Slack, 1 user": (">=", 0.7),
    "commands in Slack, 16 users": (">=", 0.7),
    "p99 in Slack, 16 users": ("<=", 3.0),
    "dispatch, beside errbot as shipped": (">=", 4.0),
    "planning, nothing due, 50,000 people": ("<=", 2.0),
    "planning, nothing due, 50,000 people, statements": ("<=", 1.0),
    "planning, all reminded, 50,000 people, each": ("<=", 1.5),
    "planning, all reminded, 50,000 people, statements": ("<=", 1.0),
    "start": ("<=", 1.5),
    "memory after 1,000 commands": ("<=", 1.0),
    "start of the demo": ("<=", 1.0),
    "search among 2,000 people, p50": ("<=", 1.0),
    "search among 100,000 people, p50": ("<=", 1.0),
    "Mattermost, posts a second, 4 threads": (">=", 0.9),
    "opening and counting ballots, beside bare HPKE": (">=", 0.8),
    "opening and counting, two processes beside one": (">=", 1.8),
    **{
        f"tally, {method}, {kind}": ("<=", 0.5)
        for method in ("instant run-off", "Scottish STV", "Schulze")
        for kind in ("random", "alike")
    },
    **{
        f"tally, {method}, {kind}, and a mere count": ("<=", 8.0)
        for method in ("instant run-off", "Scottish STV", "Schulze")
        for kind in ("random", "alike")
    },
    **{name: ("<=", 1.01 if name.startswith("wishes alone, 500") else 1.0) for name in PLANS},
    **{f"{name}, {kind} time": ("<=", 1.0) for name in PLANS for kind in ("CPU", "wall")},
    "late comers, 60 people, others moved": ("<=", 1.0),
    "late comers, 60 people, CPU time": ("<=", 1.0),
    "late comers, 60 people, CPU time with 6 moves": ("<=", 1.0),
    "late comers, share of the full gain with 6 moves": (">=", 0.45),
    "WRatio over 10,000 names, beside our search": (">=", 20.0),
}


def figure(name: str, value: float, unit: str, against: float, ratio: float | None = None) -> Figure:
    """`against` is what `value` is compared with, in the same unit; `ratio` is their quotient unless it is given.

    The ratio stays exact, so that nothing passes because it was rounded.
    """
    exact = value / against if ratio is None else ratio
    return {"name": name, "value": _short(value), "unit": unit, "against": _short(against), "ratio": exact}


def compared(name: str, ours: Sequence[float], unit: str, theirs: Sequence[float]) -> Figure:
    """The figure of two sides that took turns: medians, and the median of the ratios of each round."""
    return figure(name, median(ours), unit, median(theirs), ratio(ours, theirs))


def verdict(shown: Figure) -> str:
    """Whether the figure is as good as it should be, in one word and the demand."""
    name, value = str(shown["name"]), shown["ratio"]
    if name not in DEMANDS or not isinstance(value, int | float):
        return ""
    sign, bound = DEMANDS[name]
    passes = value >= bound if sign == ">=" else value <= bound
    return f"{'pass ' if passes else 'SHORT'}  {sign} {bound:g}"


def line(shown: Figure) -> str:
    """A figure as one line of the table."""
    value, against, quotient = (_words(shown[key]) for key in ("value", "against", "ratio"))
    return f"{shown['name']!s:<58}{value:>9}{against:>9} {shown['unit']!s:<6}{quotient:>7}   {verdict(shown)}".rstrip()


def _words(value: object) -> str:
    if not isinstance(value, int | float):
        return str(value or "")
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def _short(value: float) -> float:
    """Three digits are more than the noise of a machine leaves."""
    return round(value) if abs(value) >= 1000 else float(f"{value:.3g}")
