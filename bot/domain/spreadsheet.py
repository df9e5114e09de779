"""Tables for people who open them in a spreadsheet program, in which nothing that anybody wrote becomes a formula.

Such programs take a cell that begins with = + - @ for a formula, also after spaces or quotation marks and in the wide
letters of East Asian keyboards, and a formula can fetch, send or start something (OWASP, CSV Injection). Where the
program splits cells at another mark than the file means, a cell begins in the middle of ours,
so these count too.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from unicodedata import category, normalize

MARK = "\ufeff"  # tells Excel that the file is UTF-8
LINE_END = "\r\n"
SIGNS = "=+-@\u2212"
QUOTES = "\"'`"
UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))  # what programs pass over: controls, marks of direction, spaces
BEGINNINGS = re.compile(r"(?<=[;,|\t\n])")  # where a cell may begin for a program


def spreadsheet(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """The rows as a CSV file: UTF-8 with its mark, CR LF, every cell in quotation marks and harmless."""
    out = StringIO(newline="")
    out.write(MARK)
    writer = csv.writer(out, delimiter=delimiter, lineterminator=LINE_END, quoting=csv.QUOTE_ALL)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """The cell with an apostrophe wherever a program could begin to read a formula; all others stay as they are."""
    first, *others = BEGINNINGS.split(cell.replace("\r\n", "\n").replace("\r", "\n"))
    marked = f"'{first}" if first.startswith(("\t", "\n")) else _marked(first)
    return "".join((marked, *map(_marked, others)))


def _marked(piece: str) -> str:
    narrow = (letter for wide in piece for letter in normalize("NFKC", wide))
    seen = next((letter for letter in narrow if category(letter) not in UNSEEN and letter not in QUOTES), "")
    return f"'{piece}" if seen and seen in SIGNS else piece
