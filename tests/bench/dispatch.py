"""Dispatch alone, without HTTP and SQL: a command that says one word, in this bot and in errbot."""

from contextlib import ExitStack

from tests.bench.figures import Figure, compared
from tests.bench.sides import ROOT, in_turns, module, side

ERRBOT = ROOT / ".venv-bench" / "bin" / "python"
ROUNDS = 151
COMMANDS = 100  # few milliseconds, so that most turns are interrupted by nobody


def run() -> list[Figure]:
    """As each bot is shipped, log lines included; then both without a log, and errbot without its thread pool."""
    if not ERRBOT.exists():
        print("  no errbot here: `make bench` installs it into .venv-bench")
        return []
    return [*_figures("shipped", "INFO"), *_figures("bare", "ERROR")]


def _figures(settings: str, level: str) -> list[Figure]:
    program = ROOT / "tests" / "bench" / "errbot" / "measure.py"
    with ExitStack() as open_ones:
        ours = open_ones.enter_context(side(*module("hearing", level)))
        theirs = open_ones.enter_context(side(ERRBOT, program, settings))
        sides = {"ours": lambda: COMMANDS / ours(COMMANDS), "theirs": lambda: COMMANDS / theirs(COMMANDS)}
        measured = in_turns(sides, ROUNDS)
    name = {"shipped": "errbot as shipped", "bare": "errbot's core, both without log"}[settings]
    return [compared(f"dispatch, beside {name}", measured["ours"], "1/s", measured["theirs"])]
