"""From bytes to rows with named cells, whatever encoding, separator and header spelling the file has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.files.grid import Grid, GridRow, grid
from bot.domain.files.problems import Problem, Reason, nearest
from bot.domain.files.sheets import Column, Sheet
from bot.domain.files.text import Unreadable, decode


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, and the line of the file where the row begins."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows that are not empty; `whole` is False when some could not be read: an entry may be missing."""

    sheet: Sheet
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = False


def open_table(sheet: Sheet, data: bytes) -> Table:
    """The rows of a file, with every problem of its form; never raises."""
    try:
        found = grid(decode(data), lambda header: sum(column is not None for column in _columns(sheet, header)))
    except Unreadable as error:
        return Table(sheet, problems=(Problem(sheet.file, error.line, error.reason, error.values),))
    filled = [row for row in found.rows if not row.is_empty]
    if not filled:
        return Table(sheet, problems=(Problem(sheet.file, 0, Reason.EMPTY_FILE),))
    header, *body = filled
    if header.error:
        return Table(sheet, problems=(Problem(sheet.file, header.line, header.error),))
    return _named(sheet, found, header, body)


def _named(sheet: Sheet, found: Grid, header: GridRow, body: list[GridRow]) -> Table:
    names = _without_last_empty(header.cells)
    columns = _columns(sheet, list(names))
    if not any(columns):
        expected = ", ".join(column.name for column in sheet.columns)
        return Table(sheet, problems=(Problem(sheet.file, header.line, Reason.NO_HEADER, {"expected": expected}),))
    may_be_short = found.gaps(len(names))
    rows, broken = list[Row](), list[Problem]()
    for row in body:
        cells = row.cells if any(row.cells[len(names) :]) else row.cells[: len(names)]
        if row.line in may_be_short and not any(column and column.required for column in columns[len(cells) :]):
            cells = (*cells, *[""] * (len(names) - len(cells)))
        if row.error:
            broken.append(Problem(sheet.file, row.line, row.error))
        elif len(cells) != len(names):
            values = {"found": str(len(cells)), "expected": str(len(names))}
            broken.append(Problem(sheet.file, row.line, Reason.CELL_COUNT, values))
        else:
            rows.append(Row(row.line, _by_column(columns, cells)))
    present = tuple(dict.fromkeys(column.name for column in columns if column))
    problems = (*_header_problems(sheet, header.line, names, columns), *broken)
    return Table(sheet, present, tuple(rows), problems, whole=not broken)


def _columns(sheet: Sheet, header: list[str]) -> list[Column | None]:
    known = {_letters(column.name): column for column in sheet.columns}
    return [known.get(_letters(name)) for name in header]


def _letters(name: str) -> str:
    """What must agree in a header: "First Name" and "E-Mail" are first_name and email."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _without_last_empty(cells: tuple[str, ...]) -> tuple[str, ...]:
    width = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:width]


def _by_column(columns: list[Column | None], cells: tuple[str, ...]) -> dict[str, str]:
    # Reversed, since of two columns of one name (a problem of the header) the first shall hold.
    pairs = reversed(list(zip(columns, cells, strict=True)))
    return {column.name: cell for column, cell in pairs if column}


def _header_problems(
    sheet: Sheet, line: int, names: tuple[str, ...], columns: list[Column | None]
) -> Iterator[Problem]:
    missing = [column for column in sheet.columns if column not in columns]
    for place, (name, column) in enumerate(zip(names, columns, strict=True)):
        if column is None:
            likely = nearest(name, [one.name for one in missing or sheet.columns], least=0)
            yield Problem(sheet.file, line, Reason.UNKNOWN_COLUMN, {"value": name, "nearest": likely})
        elif column in columns[:place]:
            yield Problem(sheet.file, line, Reason.DOUBLE_COLUMN, {"column": column.name})
    for column in missing:
        if column.required:
            yield Problem(sheet.file, line, Reason.MISSING_COLUMN, {"column": column.name})
