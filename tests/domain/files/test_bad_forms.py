"""A file that is no table, or whose header is wrong, says exactly what to correct, and where."""

import codecs
import io
import zipfile

import pytest

from bot.domain.files.text import MOST_BYTES

EXPECTED = "id, first_name, last_name, title, email, role, group, site, topics, orcid, languages, joined, left"


def workbook() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return data.getvalue()


FILES_AS_A_WHOLE = {
    "workbook": (workbook(), "people.csv: this is an Excel workbook; save it as CSV UTF-8"),
    "old workbook": (
        bytes.fromhex("d0cf11e0a1b11ae1"),
        "people.csv: this is an Excel workbook; save it as CSV UTF-8",
    ),
    "image": (b"\x89PNG\r\n\x81\x8d\xff", "people.csv: this is not a text file; save it as CSV UTF-8"),
    "half UTF-16": (
        codecs.BOM_UTF16_LE + b"i\0d",
        "people.csv: this is not a text file; save it as CSV UTF-8",
    ),
    "NUL": (
        b"id,first_name,last_name\np1,A\0,B\n",
        "people.csv line 2: NUL byte; this is not a text file; save it as CSV UTF-8",
    ),
    "UTF-16 without BOM": (
        "id\n".encode("utf-16-le"),
        "people.csv line 1: NUL byte; this is not a text file; save it as CSV UTF-8",
    ),
    "cut UTF-8": (
        "id,first_name,last_name\r\np1,Jörg,Müller\r\np2,Jürgen,Mü".encode()[:-1],
        "people.csv line 3: broken character; the file was cut off or joined from pieces in different encodings",
    ),
    "cut UTF-8 with BOM": (
        "id,last_name\np1,ü".encode("utf-8-sig")[:-1],
        "people.csv line 2: broken character; the file was cut off or joined from pieces in different encodings",
    ),
    "nothing": (b"", "people.csv: the file is empty"),
    "only BOM": (codecs.BOM_UTF8 + b"\r\n", "people.csv: the file is empty"),
    "only separators": (
        b",,,\r\n;;\r\n\r\n",
        "people.csv line 2: no header; the first row must name the columns " + EXPECTED,
    ),
    "empty rows": (b",,,\r\n,,\r\n\r\n", "people.csv: the file is empty"),
    "no header": (
        b"p1,Ada,Lovelace\n",
        "people.csv line 1: no header; the first row must name the columns " + EXPECTED,
    ),
    "too big": (b"x" * (MOST_BYTES + 1), "people.csv: the file has 33554433 bytes; at most 33554432 are read"),
}


@pytest.mark.parametrize(("data", "sentence"), FILES_AS_A_WHOLE.values(), ids=FILES_AS_A_WHOLE)
def test_a_file_that_is_no_table(complaints, data, sentence):
    assert complaints({"people.csv": data}) == [sentence]


def test_a_file_of_another_name(complaints):
    assert complaints({"person.csv": b"id\n"}) == [
        'person.csv: unknown file (did you mean "people.csv"?); '
        "expected are people.csv, groups.csv, topics.csv, sites.csv"
    ]


HEADERS = {
    "typing mistake": (
        "orcid,lang",
        "orchid,lang",
        ['people.csv line 1: unknown column "orchid" (did you mean "orcid"?)'],
    ),
    "required": (
        "last_name",
        "lst_nme",
        [
            'people.csv line 1: unknown column "lst_nme" (did you mean "last_name"?)',
            'people.csv line 1: column "last_name" is missing',
        ],
    ),
    "twice": ("title", "First Name", ['people.csv line 1: column "first_name" stands twice in the header']),
    "own column": ("title", "Notizen", ['people.csv line 1: unknown column "Notizen" (did you mean "title"?)']),
}


@pytest.mark.parametrize(("was", "becomes", "sentences"), HEADERS.values(), ids=HEADERS)
def test_a_header_with_a_mistake_loses_nothing_silently(after, was, becomes, sentences):
    assert after("people.csv", was, becomes) == sentences


def test_a_row_that_cannot_be_read_casts_no_doubt_on_others(files, complaints):
    files["people.csv"] = files["people.csv"].replace(b"Ada,", b'"Ada,')

    assert complaints(files) == [
        "people.csv line 2: a cell of this row never ends; a closing quotation mark is missing"
    ]


def test_a_file_cut_off_in_a_row_is_refused(files, complaints):
    files["people.csv"] = files["people.csv"].removesuffix(b",2019-05-01,2023-06-30\r\n")

    assert complaints(files) == ["people.csv line 4: 11 cells where the header has 13"]
