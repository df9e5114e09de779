"""The text of a file of ballots."""

from bot.domain.elections.reading.given import BadBallotFile

MOST_BYTES = 200_000_000


def decoded(data: bytes) -> str:
    """UTF-8 with or without BOM, or else Windows-1252, in which older files are written. Raises BadBallotFile."""
    if not data.strip():
        raise BadBallotFile("the file is empty")
    if len(data) > MOST_BYTES:
        raise BadBallotFile(f"the file has {len(data)} bytes; at most {MOST_BYTES} are read")
    if b"\0" in data:
        raise BadBallotFile("this is not a text file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
