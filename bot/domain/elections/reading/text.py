"""The text of a file of ballots."""

import re

from bot.domain.elections.reading.given import BadBallotFile

MOST_BYTES = 200_000_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # how such files begin
END = re.compile(r"\r\n|\r|\n")


def decoded(data: bytes) -> str:
    """UTF-8 with or without BOM, or else Windows-1252, in which older files are written. Raises BadBallotFile."""
    if not data.strip():
        raise BadBallotFile("the file is empty")
    check_size(len(data))
    if data.startswith(UTF_16):
        raise BadBallotFile("the file is written in UTF-16; save it as UTF-8")
    if b"\0" in data:
        raise BadBallotFile("this is not a text file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def check_size(size: int) -> None:
    """Before a file is read into memory. Raises BadBallotFile."""
    if size > MOST_BYTES:
        raise BadBallotFile(f"the file has {size:,} bytes; at most {MOST_BYTES:,} are read")


def lines(text: str) -> list[str]:
    """The lines as an editor numbers them: whatever else may break a line stands within one."""
    return END.split(text)
