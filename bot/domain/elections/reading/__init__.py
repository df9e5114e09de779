"""Reading ballots that others have written: BLT and PrefLib's files."""

from bot.domain.elections.reading.blt import read_blt
from bot.domain.elections.reading.given import BadBallotFile, Given
from bot.domain.elections.reading.preflib import read_preflib
from bot.domain.elections.reading.text import check_size, decoded

SUFFIXES = (".soi", ".toi", ".soc", ".toc")

__all__ = ["SUFFIXES", "BadBallotFile", "Given", "check_size", "read"]


def read(name: str, data: bytes) -> Given:
    """The ballots of a file, whose name tells PrefLib's format from BLT. Raises BadBallotFile."""
    text = decoded(data)
    return read_preflib(text) if name.casefold().endswith(SUFFIXES) else read_blt(text)
