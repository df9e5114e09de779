"""Reading the files of the directory: everything is checked first, then all of it is taken over or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.files.cells import Refused, refuse_unprintable
from bot.domain.files.names import Names, absent, names
from bot.domain.files.problems import BadFiles, Problem, Reason, nearest
from bot.domain.files.sheets import FILES, SHEETS, Column, Sheet
from bot.domain.files.table import Row, Table, open_table
from bot.domain.people import Directory, Role

NOTHING = Directory()


@dataclass(frozen=True, slots=True)
class Record:
    """The values of one row by column, without those that were refused."""

    line: int
    values: Mapping[str, Any]


def read(files: Mapping[str, bytes], known: Directory = NOTHING) -> Directory:
    """The directory told by the files, some or all of "people.csv", "groups.csv", "topics.csv" and "sites.csv".

    What the files do not tell comes from `known`: a kind without a file, a column that a file lacks, and what a file
    never has (who may see what, and settings). Names may refer to what is in the files or known.
    Raises BadFiles with every problem of every file.
    """
    tables = {file: open_table(SHEETS[file], files[file]) for file in FILES if file in files}
    can_be_named = names(tables, known)
    problems = [*_unknown_files(files)]
    told: dict[str, tuple[Any, ...]] = {}
    for table in tables.values():
        of_table = [*table.problems]
        records = [_record(table.sheet, row, can_be_named, of_table) for row in table.rows]
        of_table += _spans_reversed(table.sheet, records)
        of_table += _repeated(table.sheet, records, absent(table.sheet, table, known) if table.whole else [])
        problems += sorted(of_table, key=lambda problem: problem.line)
        told[table.sheet.kind] = _entries(table, records, known) if not of_table else ()
    if problems:
        raise BadFiles(tuple(problems))
    return replace(known, **told)


def _unknown_files(files: Mapping[str, bytes]) -> Iterator[Problem]:
    for file in sorted(set(files) - set(FILES)):
        values = {"nearest": nearest(file, list(FILES)), "expected": ", ".join(FILES)}
        yield Problem(file, 0, Reason.UNKNOWN_FILE, values)


def _record(sheet: Sheet, row: Row, can_be_named: Mapping[Reason, Names], problems: list[Problem]) -> Record:
    values: dict[str, Any] = {}
    for column in sheet.columns:
        if column.name not in row.cells:
            continue
        cell = row.cells[column.name]
        try:
            values[column.name] = _value(column, cell, can_be_named)
        except Refused as refused:
            told = {"column": column.name, "value": cell, **refused.values}
            problems.append(Problem(sheet.file, row.line, refused.reason, told))
    return Record(row.line, values)


def _value(column: Column, cell: str, can_be_named: Mapping[Reason, Names]) -> object:
    if column.filled and not cell:
        raise Refused(Reason.EMPTY_CELL)
    if len(cell) > column.most:
        raise Refused(Reason.LONG_CELL, length=str(len(cell)), most=str(column.most))
    refuse_unprintable(cell)
    if "\n" in cell and not column.lines:
        raise Refused(Reason.LINE_BREAK)
    if column.refers:
        return can_be_named[column.refers].find(cell, column.refers)
    return column.read(cell)


def _spans_reversed(sheet: Sheet, records: list[Record]) -> Iterator[Problem]:
    for span in sheet.spans:
        for record in records:
            earlier, later = record.values.get(span.earlier), record.values.get(span.later)
            if earlier and later and later < earlier:
                values = {"earlier": str(earlier), "later": str(later)}
                yield Problem(sheet.file, record.line, span.reason, values)


def _repeated(sheet: Sheet, records: list[Record], staying: list[Any]) -> Iterator[Problem]:
    """Values of which there may be one, in two rows, or in a row and in a known entry that is not in the file."""
    for column in sheet.columns:
        if not column.unique:
            continue
        owners = {getattr(entry, column.attribute).casefold(): sheet.key(entry) for entry in staying}
        lines: dict[str, int] = {}
        for record in records:
            value = record.values.get(column.name, "")
            told = {"column": column.name, "value": value}
            if value and (first := lines.setdefault(value.casefold(), record.line)) != record.line:
                yield Problem(sheet.file, record.line, Reason.DUPLICATE, {**told, "first": str(first)})
            elif value and (owner := owners.get(value.casefold())):
                yield Problem(sheet.file, record.line, Reason.TAKEN, {**told, "owner": owner})


def _entries(table: Table, records: list[Record], known: Directory) -> tuple[Any, ...]:
    before = {table.sheet.key(entry): entry for entry in table.sheet.entries(known)}
    return tuple(_entry(table.sheet, record, before) for record in records)


def _entry(sheet: Sheet, record: Record, before: Mapping[str, Any]) -> object:
    values = {column.attribute: record.values[column.name] for column in sheet.columns if column.name in record.values}
    entry = before.get(values[sheet.columns[0].attribute])
    if entry is None:
        return sheet.make(**values)
    if values.get("role", Role.ALUMNI) is not Role.ALUMNI and entry.role is Role.ALUMNI:
        values = {"left": None, **values}  # who is back has not left, also where the file has no such column
    return replace(entry, **values)
