"""The console of the `netbot` commands: where they print, and how they say what went wrong."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console

screen = Console(stderr=True, highlight=False)


@contextmanager
def explained() -> Generator[None]:
    """Turns what can go wrong into words and an exit code; a trace is for mistakes of ours only."""
    try:
        yield
    except Exception as error:
        from bot.mishaps import words  # noqa: PLC0415 (a late import: see tests/test_shape.py)

        lines = words(error)
        if not lines:
            raise
    else:
        return
    fail(*lines)  # here, so that no trace of ours is behind it


def fail(first: str, *lines: str) -> NoReturn:
    screen.print(first, style="bold", markup=False, soft_wrap=True)
    for line in lines[:50]:
        screen.print(f"  {line}", markup=False, soft_wrap=True)
    if lines[50:]:
        screen.print(f"  and {len(lines) - 50} more")
    raise typer.Exit(2)
