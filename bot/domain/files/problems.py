"""What can be wrong with a file of the directory: a code, its values, and an English sentence for the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from bot.domain.people import DirectoryError

SHOWN = 60  # characters of a wrong value which a sentence repeats


class Reason(StrEnum):
    """Why a file cannot be taken over; the comment names the values that a problem carries."""

    UNKNOWN_FILE = "unknown file"  # value, nearest, expected
    TOO_BIG = "too big"  # size, most (bytes)
    WORKBOOK = "workbook"
    NOT_TEXT = "not text"
    DAMAGED_TEXT = "damaged text"
    NUL_BYTE = "NUL byte"
    EMPTY_FILE = "empty file"
    NO_HEADER = "no header"  # expected
    UNKNOWN_COLUMN = "unknown column"  # value, nearest
    DOUBLE_COLUMN = "double column"  # column
    MISSING_COLUMN = "missing column"  # column
    ENDLESS_CELL = "endless cell"
    BAD_QUOTE = "bad quote"
    CELL_COUNT = "cell count"  # found, expected
    EMPTY_CELL = "empty cell"  # column
    LONG_CELL = "long cell"  # column, length, most (characters)
    LINE_BREAK = "line break"  # column
    CONTROL_CHARACTER = "control character"  # column, code
    BAD_EMAIL = "bad e-mail"  # column, value
    BAD_WEBSITE = "bad website"  # column, value
    BAD_DATE = "bad date"  # column, value
    BAD_MONTH = "bad month"  # column, value
    BAD_ORCID = "bad ORCID"  # column, value
    WRONG_CHECK_DIGIT = "wrong check digit"  # column, value
    UNKNOWN_ROLE = "unknown role"  # column, value, nearest
    UNKNOWN_GROUP = "unknown group"  # column, value, nearest
    UNKNOWN_SITE = "unknown site"  # column, value, nearest
    UNKNOWN_LEAD = "unknown lead"  # column, value, nearest
    DUPLICATE = "duplicate"  # column, value, first (line)
    TAKEN = "taken"  # column, value, owner
    LEFT_BEFORE_JOINED = "left before joined"  # earlier, later
    FUNDING_ENDS_BEFORE_START = "funding ends before start"  # earlier, later


SENTENCES = {
    Reason.UNKNOWN_FILE: "unknown file{nearest}; expected are {expected}",
    Reason.TOO_BIG: "the file has {size} bytes; at most {most} are read",
    Reason.WORKBOOK: "this is an Excel workbook; save it as CSV UTF-8",
    Reason.NOT_TEXT: "this is not a text file; save it as CSV UTF-8",
    Reason.DAMAGED_TEXT: "broken character; the file was cut off or joined from pieces in different encodings",
    Reason.NUL_BYTE: "NUL byte; this is not a text file; save it as CSV UTF-8",
    Reason.EMPTY_FILE: "the file is empty",
    Reason.NO_HEADER: "no header; the first row must name the columns {expected}",
    Reason.UNKNOWN_COLUMN: 'unknown column "{value}"{nearest}',
    Reason.DOUBLE_COLUMN: 'column "{column}" stands twice in the header',
    Reason.MISSING_COLUMN: 'column "{column}" is missing',
    Reason.ENDLESS_CELL: "a cell of this row never ends; a closing quotation mark is missing",
    Reason.BAD_QUOTE: "text after a closing quotation mark; inside a cell a quotation mark is written twice",
    Reason.CELL_COUNT: "{found} cells where the header has {expected}",
    Reason.EMPTY_CELL: "{column} is empty",
    Reason.LONG_CELL: "{column} has {length} characters; at most {most} are possible",
    Reason.LINE_BREAK: "line break in {column}",
    Reason.CONTROL_CHARACTER: "unprintable character {code} in {column}",
    Reason.BAD_EMAIL: '{column} "{value}" is not an e-mail address',
    Reason.BAD_WEBSITE: '{column} "{value}" is not an address such as https://example.org',
    Reason.BAD_DATE: '{column} "{value}" is not a date such as 2026-02-07 or 07.02.2026',
    Reason.BAD_MONTH: '{column} "{value}" is not a month such as 2026-02 or 02.2026',
    Reason.BAD_ORCID: '{column} "{value}" is not an ORCID iD such as 0000-0002-1825-0097',
    Reason.WRONG_CHECK_DIGIT: '{column} "{value}" is mistyped: its check digit does not fit',
    Reason.UNKNOWN_ROLE: 'unknown role "{value}"{nearest}',
    Reason.UNKNOWN_GROUP: 'unknown group "{value}"{nearest}',
    Reason.UNKNOWN_SITE: 'unknown site "{value}"{nearest}',
    Reason.UNKNOWN_LEAD: '{column} "{value}" is the e-mail address of nobody{nearest}',
    Reason.DUPLICATE: '{column} "{value}" stands already in line {first}',
    Reason.TAKEN: '{column} "{value}" belongs already to {owner} in the directory, and {owner} is not in this file',
    Reason.LEFT_BEFORE_JOINED: "left {later} is before joined {earlier}",
    Reason.FUNDING_ENDS_BEFORE_START: "funded_until {later} is before funded_from {earlier}",
}


def nearest(word: str, known: list[str], least: float | None = None) -> str:
    """The first known word most similar to `word`; "" when none reaches `least` (0 to 1, difflib's ratio)."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.casefold()[:SHOWN])
    # Of an acronym a single letter right is much already; longer words must share half of their letters.
    best, found = (0.3 if len(word) <= 4 else 0.5) if least is None else least, ""
    for candidate in known:
        matcher.set_seq1(candidate.casefold()[:SHOWN])
        bounded = matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best
        if bounded and (ratio := matcher.ratio()) >= best and (ratio > best or not found):
            best, found = ratio, candidate
    return found


def printable(value: str) -> str:
    """The value on one short line, without anything that could move a terminal's cursor."""
    short = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in short)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct; `line` counts the lines of the file from 1 as an editor does, 0 means the whole file."""

    file: str
    line: int
    reason: Reason
    values: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)

    def __str__(self) -> str:
        place = f"{printable(self.file)} line {self.line}" if self.line else printable(self.file)
        shown = {name: printable(value) if name == "value" else value for name, value in self.values.items()}
        shown["nearest"] = f' (did you mean "{self.values["nearest"]}"?)' if self.values.get("nearest") else ""
        return f"{place}: {SENTENCES[self.reason].format(**shown)}"


class BadFiles(DirectoryError):
    """Files that cannot be taken over, with everything that must be corrected; nothing of them was used."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
