"""The console of the `netbot` commands: where they print, and how they say what went wrong."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console

from bot import importing
from bot.config import BadSettings
from bot.domain import files
from bot.domain.meetings import NoSuchMeeting
from storage.migrate import DatabaseTooNew, MigrationBroken

screen = Console(stderr=True, highlight=False)


@contextmanager
def explained() -> Generator[None]:
    """Turns what can go wrong into words and an exit code; a trace is for mistakes of ours only."""
    try:
        yield
    except BadSettings as error:
        fail("These settings need another look:", *error.problems)
    except files.BadFiles as error:
        fail("These files need another look, and nothing was changed:", *map(str, error.problems))
    except files.TooManyLeavers as error:
        fail(
            f"Nothing was imported: {error}.",
            "Is the file complete? If so, repeat with --allow-leavers.",
        )
    except (importing.NothingToRead, MigrationBroken) as error:
        fail(str(error))
    except NoSuchMeeting:
        fail("There is no meeting with this number.")
    except DatabaseTooNew as error:
        fail(f"Nothing was changed: {error}.", "Run a version at least as new as the one that wrote it.")
    except BrokenPipeError:  # whoever reads our output has read enough
        raise
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def fail(first: str, *lines: str) -> NoReturn:
    screen.print(first, style="bold", markup=False, soft_wrap=True)
    for line in lines[:50]:
        screen.print(f"  {line}", markup=False, soft_wrap=True)
    if lines[50:]:
        screen.print(f"  and {len(lines) - 50} more")
    raise typer.Exit(2)
