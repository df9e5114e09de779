"""Every kind of bad cell says exactly what to correct, and where."""

import re

import pytest

from bot.domain.files import BadFiles, Problem, Reason, read
from bot.domain.files.problems import SENTENCES

CELLS = {
    "no id": ("p2,", ",", "people.csv line 3: id is empty"),
    "id twice": ("p2,", "P1,", 'people.csv line 3: id "P1" stands already in line 2'),
    "e-mail twice": ("bo@", "ADA@", 'people.csv line 3: email "ADA@example.org" stands already in line 2'),
    "e-mail": ("bo@example.org", "bo@example", 'people.csv line 3: email "bo@example" is not an e-mail address'),
    "mailto": ("bo@", "mailto:bo@", 'people.csv line 3: email "mailto:bo@example.org" is not an e-mail address'),
    "two dots": ("bo@", "b..o@", 'people.csv line 3: email "b..o@example.org" is not an e-mail address'),
    "no last name": ("von Essen", "", "people.csv line 3: last_name is empty"),
    "role": ("researcher", "resercher", 'people.csv line 3: unknown role "resercher" (did you mean "researcher"?)'),
    "no role": ("researcher", "", "people.csv line 3: role is empty"),
    "group": ("researcher,CDX", "researcher,XYZ", 'people.csv line 3: unknown group "XYZ" (did you mean "CDX"?)'),
    "group unlike any": ("researcher,CDX", "researcher,777", 'people.csv line 3: unknown group "777"'),
    "site": ("Kiel", "Kile", 'people.csv line 3: unknown site "Kile" (did you mean "Kiel"?)'),
    "alias of a site": ("Kiel", "Cologne", 'people.csv line 3: unknown site "Cologne" (did you mean "Köln"?)'),
    "American date": (
        "2022-03-01",
        "03/01/2022",
        'people.csv line 3: joined "03/01/2022" is not a date such as 2026-02-07 or 07.02.2026',
    ),
    "short year": (
        "2022-03-01",
        "01.03.22",
        'people.csv line 3: joined "01.03.22" is not a date such as 2026-02-07 or 07.02.2026',
    ),
    "no such day": (
        "2022-03-01",
        "30.02.2022",
        'people.csv line 3: joined "30.02.2022" is not a date such as 2026-02-07 or 07.02.2026',
    ),
    "far year": (
        "2022-03-01",
        "2202-03-01",
        'people.csv line 3: joined "2202-03-01" is not a date such as 2026-02-07 or 07.02.2026',
    ),
    "left too early": ("2023-06-30", "30.4.2019", "people.csv line 4: left 2019-04-30 is before joined 2019-05-01"),
    "ORCID": (
        "0099-1800-6755-2372",
        "9.91800675523e+13",
        'people.csv line 2: orcid "9.91800675523e+13" is not an ORCID iD such as 0000-0002-1825-0097',
    ),
    "ORCID digit": (
        "6755-2372",
        "6775-2372",
        'people.csv line 2: orcid "0099-1800-6775-2372" is mistyped: its check digit does not fit',
    ),
    "bell": ("von Essen", "von\aEssen", "people.csv line 3: unprintable character U+0007 in last_name"),
    "right to left": ("Essen", "Es\u202esen", "people.csv line 3: unprintable character U+202E in last_name"),
    "wrongly decoded": ("Yılmaz", "Y\ufffdlmaz", "people.csv line 4: unprintable character U+FFFD in last_name"),
    "line break": ("von Essen", '"von\r\nEssen"', "people.csv line 3: line break in last_name"),
    "long": ("von Essen", "x" * 101, "people.csv line 3: last_name has 101 characters; at most 100 are possible"),
    "short row": (",en,2022-03-01,", ",en,2022-03-01", "people.csv line 3: 12 cells where the header has 13"),
    "long row": (",en,2022-03-01,", ",en,2022-03-01,,,!", "people.csv line 3: 15 cells where the header has 13"),
    "quote never closed": (
        "von Essen",
        '"von Essen',
        "people.csv line 3: a cell of this row never ends; a closing quotation mark is missing",
    ),
    "text after a quote": (
        "von Essen",
        '"von" Essen',
        "people.csv line 3: text after a closing quotation mark; inside a cell a quotation mark is written twice",
    ),
    "nasty value": (
        "researcher",
        "r\x1b[2J" + "x" * 10,
        "people.csv line 3: unprintable character U+001B in role",
    ),
}


@pytest.mark.parametrize(("was", "becomes", "sentence"), CELLS.values(), ids=CELLS)
def test_a_bad_cell_of_a_person(after, was, becomes, sentence):
    assert after("people.csv", was, becomes) == [sentence]


GROUP_CELLS = {
    "acronym twice": ("FEDORIS", "cdx", 'groups.csv line 3: acronym "cdx" stands already in line 2'),
    "lead": (
        "ada@example.org",
        "adda@example.org",
        'groups.csv line 2: lead "adda@example.org" is the e-mail address of nobody (did you mean "ada@example.org"?)',
    ),
    "month": ("2026-06", "06/26", 'groups.csv line 2: funded_until "06/26" is not a month such as 2026-02 or 02.2026'),
    "no month": (
        "2026-06",
        "Marburg 26",
        'groups.csv line 2: funded_until "Marburg 26" is not a month such as 2026-02 or 02.2026',
    ),
    "funding": ("2026-06", "2020-06", "groups.csv line 2: funded_until 2020-06 is before funded_from 2020-07"),
    "website": (
        "https://cdx",
        "javascript:cdx",
        'groups.csv line 2: website "javascript:cdx.example.org" is not an address such as https://example.org',
    ),
}


@pytest.mark.parametrize(("was", "becomes", "sentence"), GROUP_CELLS.values(), ids=GROUP_CELLS)
def test_a_bad_cell_of_a_group(complaints, files, was, becomes, sentence):
    groups = files["groups.csv"].replace(was.encode(), becomes.encode())
    people = files["people.csv"].replace(b"FEDORIS", b"CDX")

    assert complaints({**files, "groups.csv": groups, "people.csv": people}) == [sentence]


def test_all_problems_of_all_files_are_told_at_once_in_order(files, complaints):
    files["people.csv"] = files["people.csv"].replace(b"researcher", b"boss").replace(b"2021-01-04", b"soon")
    files["sites.csv"] += "köln,\r\n".encode()
    files["topics.csv"] = b""

    assert complaints(files) == [
        'people.csv line 2: joined "soon" is not a date such as 2026-02-07 or 07.02.2026',
        'people.csv line 3: unknown role "boss"',
        "topics.csv: the file is empty",
        'sites.csv line 4: site "köln" stands already in line 3',
    ]


def test_lines_are_counted_through_cells_of_several_lines_and_all_line_ends(files, complaints):
    files["groups.csv"] = files["groups.csv"].replace(b"sepsis,,", b'sepsis,"one\r\ntwo\nthree\rfour",')
    files["groups.csv"] = b"sep=,\r\n\r\n" + files["groups.csv"].replace(b"Kiel", b"Atlantis")

    assert complaints(files) == ['groups.csv line 8: unknown site "Atlantis"']


def test_a_problem_is_a_code_and_its_values(files):
    files["people.csv"] = files["people.csv"].replace(b"researcher,CDX", b"researcher,XYZ")

    with pytest.raises(BadFiles) as bad:
        read(files)

    values = {"column": "group", "value": "XYZ", "nearest": "CDX"}
    assert bad.value.problems == (Problem("people.csv", 3, Reason.UNKNOWN_GROUP, values),)
    assert str(bad.value) == 'people.csv line 3: unknown group "XYZ" (did you mean "CDX"?)'


def test_a_sentence_repeats_a_wrong_value_on_one_short_line():
    problem = Problem("people.csv", 2, Reason.BAD_EMAIL, {"column": "email", "value": "\x1b{0}\n" + "x" * 100})

    assert str(problem) == f'people.csv line 2: email "\\u001b{{0}}\\u000a{"x" * 54}…" is not an e-mail address'


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason):
    names = re.findall(r"{(\w+)}", SENTENCES[reason])

    assert str(Problem("people.csv", 1, reason, dict.fromkeys(names, "?"))).startswith("people.csv line 1: ")
