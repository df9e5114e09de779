"""From bytes to text: the encodings in which spreadsheet programs save CSV files."""

import codecs
import re

from bot.domain.files.problems import Reason

MOST_BYTES = 32 * 1024 * 1024  # some 180,000 people
LINE_END = re.compile(r"\r\n|\r|\n")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # .xlsx and .ods are zip archives, .xls is OLE2
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(Exception):
    """Bytes that are not the text of a CSV file; `line` 0 means all of them."""

    def __init__(self, reason: Reason, line: int = 0, **values: str):
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.values = values


def decode(data: bytes) -> str:
    """The text of UTF-8 (with or without BOM), UTF-16 (with BOM) or Windows-1252; raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(Reason.TOO_BIG, size=str(len(data)), most=str(MOST_BYTES))
    if data.startswith(WORKBOOKS):
        raise Unreadable(Reason.WORKBOOK)
    text = _decoded(data)
    if "\0" in text:
        raise Unreadable(Reason.NUL_BYTE, line=_line_of(text, text.index("\0")))
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(UTF_16):
            raise Unreadable(Reason.NOT_TEXT) from error
        if data.startswith(codecs.BOM_UTF8):
            raise _damaged(data.decode("utf-8", "replace")) from error
        return _windows_1252(data)


def _windows_1252(data: bytes) -> str:
    """What German Excel calls "CSV"; refused where it would turn the umlauts of a damaged UTF-8 file into "Ã¼"."""
    attempt = data.decode("utf-8", "replace")
    broken = attempt.count("\ufffd")
    if sum(not letter.isascii() for letter in attempt) - broken > broken:
        raise _damaged(attempt)
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise Unreadable(Reason.NOT_TEXT) from error


def _damaged(attempt: str) -> Unreadable:
    return Unreadable(Reason.DAMAGED_TEXT, line=_line_of(attempt, attempt.index("\ufffd")))


def _line_of(text: str, position: int) -> int:
    return len(LINE_END.findall(text, 0, position)) + 1
