"""The directory as CSV files: read them whatever program wrote them, write them, compare them with what is known."""

from bot.domain.files.comparing import Changes, Compared, compare
from bot.domain.files.merging import TooManyLeavers, merge
from bot.domain.files.problems import BadFiles, Problem, Reason
from bot.domain.files.reading import read
from bot.domain.files.sheets import FILES
from bot.domain.files.writing import write

__all__ = [
    "FILES",
    "BadFiles",
    "Changes",
    "Compared",
    "Problem",
    "Reason",
    "TooManyLeavers",
    "compare",
    "merge",
    "read",
    "write",
]
