"""What a cell of a file may hold, and the value that it stands for."""

import re
import unicodedata
from datetime import date

from bot.domain.files.problems import Reason, nearest
from bot.domain.people import Role

ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
GERMAN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])")
GERMAN_MONTH = re.compile(r"(0[1-9]|1[0-2])\.((?:19|20)[0-9]{2})")
NAMED_MONTH = re.compile(r"([^\W\d_]{3,9})\.?[ -](?:20)?([0-9]{2})")  # Excel turns 2026-02 into "Feb 26" or "Feb-26"
MONTHS = (
    ("january", "januar"),
    ("february", "februar"),
    ("march", "märz", "mrz"),
    ("april",),
    ("may", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august",),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "dezember"),
)
YEARS = range(1900, 2100)  # a year outside is a slip of the finger

_ATOM = r"[^\s@<>()\[\],;:.\\\"]+"
_LABEL = r"[^\W_](?:(?:[^\W_]|-)*[^\W_])?"
EMAIL = re.compile(
    rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?=[^.]*[^\W\d_])[^\W_](?:(?:[^\W_]|-)*[^\W_])"
)
WEBSITE = re.compile(r"https?://[^\s<>\"]+")
ORCID = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9Xx])")

# Characters that nobody sees or types on purpose, bidirectional controls, and the mark of an earlier wrong decoding.
UNPRINTABLE = frozenset(
    "\u00ad\u200b\u2060\ufeff\ufffd\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
UNPRINTABLE_CATEGORIES = frozenset(("Cc", "Cs", "Zl", "Zp"))


class Refused(Exception):
    """A cell that cannot be taken over."""

    def __init__(self, reason: Reason, **values: str):
        super().__init__(reason)
        self.reason = reason
        self.values = values


def tidy(cell: str) -> str:
    """The cell without surrounding white space, with composed umlauts (NFC) and plain line breaks."""
    return unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()


def refuse_unprintable(cell: str) -> None:
    """Raise Refused at the first control character other than a line break."""
    if cell.isascii() and cell.isprintable():  # nearly every cell
        return
    for letter in cell:
        if letter in UNPRINTABLE or (letter != "\n" and unicodedata.category(letter) in UNPRINTABLE_CATEGORIES):
            raise Refused(Reason.CONTROL_CHARACTER, code=f"U+{ord(letter):04X}")


def text(cell: str) -> str:
    """The cell as written."""
    return cell


def items(cell: str) -> tuple[str, ...]:
    """The parts of a list separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def email(cell: str) -> str:
    """An e-mail address as written, or ""."""
    return _matching(EMAIL, cell, Reason.BAD_EMAIL)


def website(cell: str) -> str:
    """A web address, or ""."""
    return _matching(WEBSITE, cell, Reason.BAD_WEBSITE)


def role(cell: str) -> Role:
    """A role in whatever case."""
    try:
        return Role(cell.casefold())
    except ValueError as error:
        raise Refused(Reason.UNKNOWN_ROLE, nearest=nearest(cell, list(Role))) from error


def day(cell: str) -> date | None:
    """A date written "2026-02-07" or "7.2.2026"; None for an empty cell. 02/07/2026 could be two days: refused."""
    if not cell:
        return None
    if match := ISO_DAY.fullmatch(cell):
        year, month, number = map(int, match.groups())
    elif match := GERMAN_DAY.fullmatch(cell):
        number, month, year = map(int, match.groups())
    else:
        raise Refused(Reason.BAD_DATE)
    try:
        found = date(year, month, number)
    except ValueError as error:
        raise Refused(Reason.BAD_DATE) from error
    if year not in YEARS:
        raise Refused(Reason.BAD_DATE)
    return found


def month(cell: str) -> str:
    """A month as "2026-02", also written "02.2026", "Feb 26" or "Feb-26"; "" for an empty cell."""
    if match := GERMAN_MONTH.fullmatch(cell):
        return f"{match[2]}-{match[1]}"
    if match := NAMED_MONTH.fullmatch(cell):
        word = match[1].casefold()
        for number, written in enumerate(MONTHS, start=1):
            if any(one.startswith(word) for one in written):
                return f"20{match[2]}-{number:02}"
    return _matching(ISO_MONTH, cell, Reason.BAD_MONTH)


def orcid(cell: str) -> str:
    """An ORCID iD with hyphens, also written as a link or without them; "" for an empty cell."""
    if not cell:
        return ""
    match = ORCID.fullmatch(cell)
    if match is None:
        raise Refused(Reason.BAD_ORCID)
    digits = "".join(match.groups()).upper()
    if digits[-1] != check_digit(digits[:-1]):
        raise Refused(Reason.WRONG_CHECK_DIGIT)
    return "-".join(match.groups()).upper()


def check_digit(digits: str) -> str:
    """The last digit of an ORCID iD for the fifteen before it (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _matching(pattern: re.Pattern[str], cell: str, reason: Reason) -> str:
    if cell and pattern.fullmatch(cell) is None:
        raise Refused(reason)
    return cell
