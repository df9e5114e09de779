"""From text to rows of bare cells: separators, quotation marks, line ends and the gaps that Excel leaves."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from bot.domain.files.cells import tidy
from bot.domain.files.problems import Reason

SEPARATORS = ",;\t"
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
EXCEL_BLOCK = 16  # rows: where the last columns are empty in a whole block, Excel leaves out their separators


@dataclass(frozen=True, slots=True)
class GridRow:
    """The cells of one row and the line where it begins; after an `error` nothing more of the file was read."""

    line: int
    cells: tuple[str, ...] = ()
    error: Reason | None = None

    @property
    def is_empty(self) -> bool:
        return self.error is None and not any(self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows, empty ones too, since Excel counts its blocks with them; `ended` tells if the last line does."""

    rows: tuple[GridRow, ...]
    ended: bool

    def gaps(self, width: int) -> frozenset[int]:
        """The lines of rows that are shorter than `width` cells because Excel left out the last separators.

        Only then all rows of a block are equally short; a single short row was cut off by something else.
        """
        found: set[int] = set()
        for start in range(0, len(self.rows), EXCEL_BLOCK):
            block = self.rows[start : start + EXCEL_BLOCK]
            cut_off = not self.ended and block[-1] is self.rows[-1]
            if not cut_off and len({len(row.cells) for row in block}) == 1 and len(block[0].cells) < width:
                found.update(row.line for row in block)
        return frozenset(found)


def grid(text: str, fitness: Callable[[list[str]], int]) -> Grid:
    """The cells of a CSV text; of the separators that is taken whose header has the greatest `fitness`."""
    told = SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    separator = told[1] if told else max(SEPARATORS, key=lambda one: fitness(_header(body, one)))
    return Grid(tuple(_rows(body, separator, before=1 if told else 0)), ended=text.endswith(("\r", "\n")))


def _rows(body: str, separator: str, before: int) -> Iterator[GridRow]:
    reader = csv.reader(StringIO(body, newline=""), delimiter=separator, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            yield GridRow(line, tuple(tidy(cell) for cell in next(reader)))
        except StopIteration:
            return
        except csv.Error as error:
            # After a lost quotation mark cells land in wrong columns: one true problem is better than many false.
            yield GridRow(line, error=Reason.BAD_QUOTE if "expected after" in str(error) else Reason.ENDLESS_CELL)
            return


def _header(body: str, separator: str) -> list[str]:
    """The first row that is not empty, with this separator."""
    filled = (row for row in _rows(body, separator, before=0) if not row.is_empty)
    return list(next(filled, GridRow(0)).cells)
