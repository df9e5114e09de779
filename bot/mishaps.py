"""What went wrong with a `netbot` command, as lines for whoever typed it."""

from collections.abc import Sequence

from bot.config import BadSettings
from bot.domain import files
from bot.domain.meetings import NoSuchMeeting
from bot.importing import NothingToRead
from storage.migrate import DatabaseTooNew, MigrationBroken


def words(error: Exception) -> Sequence[str]:
    """The lines; none for a mistake of ours, which wants a trace."""
    match error:
        case BadSettings():
            return "These settings need another look:", *error.problems
        case files.BadFiles():
            problems = map(str, error.problems)
            return "These files need another look, and nothing was changed:", *problems
        case files.TooManyLeavers():
            return f"Nothing was imported: {error}.", "Is the file complete? If so, repeat with --allow-leavers."
        case NothingToRead() | MigrationBroken():
            return (str(error),)
        case NoSuchMeeting():
            return ("There is no meeting with this number.",)
        case DatabaseTooNew():
            return f"Nothing was changed: {error}.", "Run a version at least as new as the one that wrote it."
        case BrokenPipeError():  # whoever reads our output has read enough
            return ()
        case OSError():
            return (f"{error.filename}: {error.strerror}" if error.filename else str(error),)
        case _:
            return ()
