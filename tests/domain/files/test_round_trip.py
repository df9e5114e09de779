"""What was written is read again the same, byte for byte and value for value."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo import demo_files
from bot.domain.files import FILES, merge, read, write
from bot.domain.files.cells import UNPRINTABLE, check_digit, tidy
from bot.domain.people import Directory, Group, Person, Role, Site, Topic

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
SHARED = Path(__file__).parents[4] / "shared" / "data"

LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="".join(UNPRINTABLE))
WORDS = st.text(LETTERS, max_size=20).map(tidy) | st.sampled_from(
    ["=1+1", "+49 30", "-", "@all", '"', ",", "O'Hara", "a;b"]
)
FILLED = WORDS.filter(bool)
LISTS = st.lists(
    WORDS.map(lambda word: tidy(word.replace(";", " "))).filter(lambda word: word and ";" not in word), max_size=3
).map(tuple)
COUNT = st.integers(0, 5)
MONTHS = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(lambda day: f"{day:%Y-%m}")
LINES = st.lists(WORDS, max_size=3).map(lambda words: tidy("\n".join(words)))


def orcid(number: int) -> str:
    digits = f"{number:015}"
    digits += check_digit(digits)
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


@st.composite
def spans(draw, moments):
    first, second = sorted((draw(moments), draw(moments)))
    return (first if draw(st.booleans()) else "", second if draw(st.booleans()) else "")


@st.composite
def directories(draw):
    names = st.lists(FILLED, max_size=4, unique_by=str.casefold)
    sites = [Site(name, draw(LISTS)) for name in draw(names)]
    site = st.sampled_from(["", *[site.name for site in sites]])
    topics = [
        Topic(f"t{number}", draw(FILLED), draw(WORDS), draw(LISTS), draw(LISTS)) for number in draw(st.sets(COUNT))
    ]
    acronyms = draw(names)
    people = [
        draw(persons(number, st.sampled_from(["", *acronyms]), site)) for number in draw(st.lists(COUNT, unique=True))
    ]
    lead = st.sampled_from(["", *[person.email for person in people]])
    groups = [draw(research_groups(number, acronym, site, lead)) for number, acronym in enumerate(acronyms)]
    return Directory(tuple(people), tuple(groups), tuple(topics), tuple(sites))


@st.composite
def persons(draw, number, group, site):
    joined, left = draw(spans(st.dates(date(1950, 1, 1), date(2090, 1, 1))))
    return Person(
        id=f"p{number}",
        first_name=draw(WORDS),
        last_name=draw(FILLED),
        title=draw(WORDS),
        email=draw(st.sampled_from(["", f"ä.{number}+x@example.org", f"O'Hara-{number}@exämple.co.uk"])),
        role=draw(st.sampled_from(Role)),
        group=draw(group),
        site=draw(site),
        topics=draw(LISTS),
        orcid=draw(st.sampled_from(["", orcid(number)])),
        languages=draw(LISTS),
        joined=joined or None,
        left=left or None,
    )


@st.composite
def research_groups(draw, number, acronym, site, lead):
    first, last = draw(spans(MONTHS))
    website = draw(st.sampled_from(["", "https://example.org/?a=1,2;3"]))
    told = (draw(FILLED), draw(WORDS), draw(site), draw(lead), draw(WORDS), first, last, draw(LISTS), draw(LINES))
    return Group(f"g{number}", acronym, *told, website)


@unhurried
@given(directories())
def test_any_directory_is_read_as_it_was_written(directory):
    assert read(write(directory)) == directory


@unhurried
@given(directories())
def test_writing_again_gives_the_same_bytes(directory):
    assert write(read(write(directory))) == write(directory)


@unhurried
@given(directories(), directories())
def test_an_import_repeated_changes_nothing_more(old, new):
    once = merge(old, new, today=date(2026, 2, 7), allow_leavers=True)

    assert merge(once, new, today=date(2027, 1, 1), allow_leavers=True).people == once.people


def test_the_demo_is_in_canonical_form():
    assert write(read(demo_files())) == demo_files()


def test_the_shared_data_are_in_canonical_form():
    if not SHARED.is_dir():
        pytest.skip("no shared/data beside the project")
    files = {name: (SHARED / name).read_bytes() for name in FILES}

    assert write(read(files)) == files


def test_an_empty_directory_is_four_headers():
    written = write(Directory())

    assert written["sites.csv"] == b"site,aliases\r\n"
    assert read(written) == Directory()


def test_a_cell_like_a_formula_stays_as_it_is():
    files = {"sites.csv": b"site,aliases\r\n=SUM(A1:A2),+1;-1;@all\r\n-Kiel,@x\r\n"}

    assert read(files).sites == (Site("=SUM(A1:A2)", ("+1", "-1", "@all")), Site("-Kiel", ("@x",)))
    assert {"sites.csv": write(read(files))["sites.csv"]} == files
