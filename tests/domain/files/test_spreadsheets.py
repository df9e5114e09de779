"""The same network, saved by many programs, is read as the same network."""

import codecs

import pytest

from bot.domain.files import read


def semicolons(text: str) -> str:
    """As German Excel saves it: every comma between cells a semicolon, lists in quotation marks."""
    rows = [line.split(",") for line in text.splitlines()]
    return "".join(";".join(f'"{cell}"' if ";" in cell else cell for cell in row) + "\r\n" for row in rows)


ENCODINGS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16 little": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16 big": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "Windows-1252": lambda text: text.replace("ı", "i").encode("windows-1252"),
}
FORMS = {
    "commas": lambda text: text,
    "semicolons": semicolons,
    "tabs": lambda text: text.replace(",", "\t"),
    "LF": lambda text: text.replace("\r\n", "\n"),
    "CR": lambda text: text.replace("\r\n", "\r"),
    "sep= line": lambda text: "sep=;\r\n" + semicolons(text),
    "quoted sep= line": lambda text: '"SEP=;"\r\n' + semicolons(text),
    "empty rows": lambda text: "\r\n" + text.replace("\r\n", "\r\n,,,,\r\n") + ",,,,,,,,,,,,,,,,\r\n\r\n",
    "empty columns": lambda text: text.replace("\r\n", ",,,\r\n"),
    "other header": lambda text: (
        text.replace("first_name", " First Name ").replace("email", "E-Mail").replace("orcid", "ORCID")
    ),
    "no last line end": lambda text: text.removesuffix("\r\n"),
    "spaces": lambda text: text.replace(",", " ,\u00a0"),
}


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_people_are_read_in_every_encoding_and_form(files, form, encoding):
    told = files["people.csv"].decode().replace("Yılmaz", "Yilmaz")

    assert read({"people.csv": encoding(form(told))}) == read({"people.csv": told.encode()})


def test_decomposed_umlauts_are_composed(files, network):
    apart = {name: data.replace("ö".encode(), "o\u0308".encode()) for name, data in files.items()}

    assert read(apart) == network


@pytest.mark.parametrize("written", ["04.01.2021", "4.1.2021", "2021-01-04"])
def test_dates_may_be_written_the_german_way(files, network, written):
    assert read({**files, "people.csv": files["people.csv"].replace(b"2021-01-04", written.encode())}) == network


@pytest.mark.parametrize("written", ["07.2020", "Jul 20", "Jul. 20", "Jul-20", "Juli 2020", "july 2020"])
def test_months_may_be_written_as_excel_does(files, network, written):
    assert read({**files, "groups.csv": files["groups.csv"].replace(b"2020-07", written.encode())}) == network


@pytest.mark.parametrize("written", ["0099180067552372", "https://orcid.org/0099-1800-6755-2372"])
def test_an_orcid_may_be_a_link_or_bare(files, network, written):
    assert (
        read({**files, "people.csv": files["people.csv"].replace(b"0099-1800-6755-2372", written.encode())}) == network
    )


def test_names_in_another_case_get_their_own_spelling(files, network):
    people = files["people.csv"].replace(b"leader,CDX", b"Leader,cdx").replace(b"Kiel", b"KIEL")
    groups = files["groups.csv"].replace(b"ada@example.org", b"Ada@Example.org")

    assert read({**files, "people.csv": people, "groups.csv": groups}) == network


def test_a_summary_may_have_several_lines(files):
    groups = files["groups.csv"].replace(b"travel, ", b"travel,\r\n\r\n")

    assert read({**files, "groups.csv": groups}).groups[1].summary == "Statistics travel,\n\nrecords stay."


def test_excel_may_leave_out_the_last_separators_of_a_block_of_sixteen_rows(files):
    start = b"id,first_name,last_name,joined,left\r\n" + b"x%d,A,B,2020-01-01,\r\n" * 15 % tuple(range(15))
    full = b"y%d,A,B,2020-01-01,\r\n" * 16 % tuple(range(16)) + b"z,A,B,,\r\n"
    short = b"y%d,A,B,2020-01-01\r\n" * 16 % tuple(range(16)) + b"z,A,B\r\n"

    assert read({"people.csv": start + short}) == read({"people.csv": start + full})


def test_columns_that_are_not_needed_may_be_missing_and_stand_in_any_order():
    directory = read({"people.csv": b"last_name,id,first_name\nLovelace,p1,Ada\n"})

    assert [(person.id, person.name) for person in directory.people] == [("p1", "Ada Lovelace")]
