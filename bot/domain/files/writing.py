"""Writing the directory as files that `read` understands and every spreadsheet program opens."""

import csv
from datetime import date
from io import StringIO

from bot.domain.files.sheets import SHEETS, Sheet
from bot.domain.people import Directory

LINE_END = "\r\n"  # what RFC 4180 asks for and Excel writes


def write(directory: Directory) -> dict[str, bytes]:
    """All four files in their canonical form: UTF-8, comma, CR LF, quotation marks where needed, rows in their order.

    `read` gives the same directory again, but for what no file has: who may see what, and settings.
    """
    return {file: _file(sheet, directory) for file, sheet in SHEETS.items()}


def _file(sheet: Sheet, directory: Directory) -> bytes:
    # A cell that begins with = + - @ stays as it is, though a spreadsheet program may take it for a formula: these
    # files are read again, and an apostrophe put before it would become part of the name.
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator=LINE_END)
    writer.writerow(column.name for column in sheet.columns)
    for entry in sheet.entries(directory):
        writer.writerow(_cell(getattr(entry, column.attribute)) for column in sheet.columns)
    return out.getvalue().encode()


def _cell(value: str | tuple[str, ...] | date | None) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value) if value is not None else ""
