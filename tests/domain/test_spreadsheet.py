"""Tables for spreadsheet programs: what is written is read back, and no cell begins like a formula."""

import csv
from io import StringIO
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spreadsheet import harmless, spreadsheet
from tests.hostile import HOSTILE

BAIT = "=+-@⁺⩵＇＂\u061c\t\r\n \"';,|＝＋－＠﹦−\u00a0\u200b\ufeff\x00a1"
cells = st.text(st.one_of(st.sampled_from(BAIT), st.characters(codec="utf-8")), max_size=12)
tables = st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4)


def read(file: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def is_formula(cell: str) -> bool:
    """As a careful program would see it: after what cannot be seen, wide letters as narrow ones."""
    seen = "".join(x for x in normalize("NFKC", cell) if category(x) not in ("Cc", "Cf", "Zs", "Zl", "Zp"))
    begins = cell[:1] != "'" and seen.lstrip("\"'`")[:1] in ("=", "+", "-", "@", "−")
    return begins or (cell[:1] in ("\t", "\r", "\n") and cell.strip() != "")  # of nothing becomes no formula


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 351", "'+49 351"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\nx"),
        ('  "=1', "'  \"=1"),
        ("＝cmd|' /C calc'!A0", "'＝cmd|' /C calc'!A0"),
        ("vegan;=1", "vegan;'=1"),
        ("one\r\n=two", "one\n'=two"),
        ("Anna-Lena, room 3-4 + a", "Anna-Lena, room 3-4 + a"),
        ("O'Brien", "O'Brien"),
        ("", ""),
    ],
)
def test_what_could_be_a_formula_gets_an_apostrophe(cell: str, written: str) -> None:
    assert harmless(cell) == written


@given(tables, st.sampled_from(",;"))
def test_a_reader_gets_the_cells_back_and_sees_no_formula(table: list[list[str]], delimiter: str) -> None:
    rows = read(spreadsheet(table, delimiter), delimiter)

    assert rows == [[harmless(cell) for cell in row] for row in table]
    assert [cell for row in rows for cell in row if is_formula(cell)] == []


@given(tables, st.sampled_from(",;"), st.sampled_from(",;\t|"))
def test_there_is_no_formula_where_the_file_is_split_at_other_marks(
    table: list[list[str]], delimiter: str, split: str
) -> None:
    assert [cell for row in read(spreadsheet(table, delimiter), split) for cell in row if is_formula(cell)] == []


@given(cells)
def test_only_apostrophes_are_added(cell: str) -> None:
    plain = cell.replace("\r\n", "\n").replace("\r", "\n")

    assert harmless(cell).replace("'", "") == plain.replace("'", "")
    assert harmless("x") == "x"


def test_the_file_is_what_excel_opens() -> None:
    assert spreadsheet([["Name", "Ä"], ['a "b"', "c\nd"]]) == (b'\xef\xbb\xbf"Name","\xc3\x84"\r\n"a ""b""","c\nd"\r\n')


def test_hostile_cells_are_written() -> None:
    rows = read(spreadsheet([[value] for value in HOSTILE.values()]), ",")

    assert len(rows) == len(HOSTILE)
    assert [cell for row in rows for cell in row if is_formula(cell)] == []
