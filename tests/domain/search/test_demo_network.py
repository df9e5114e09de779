"""The search over the invented network: what people type, and whom it means."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo import demo_files
from bot.domain import files
from bot.domain.people import Visibility
from bot.domain.search import EVERYONE
from bot.domain.search.index import Index

NETWORK = files.read(demo_files())
INDEX = Index(NETWORK)


def names(query: str, limit: int = 5) -> list[str]:
    """Who is found, without suggestions."""
    return [hit.name for hit in INDEX.find(query, viewer=EVERYONE, limit=limit).hits if not hit.suggestion]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Jürgen Mayr", "Jürgen Mayr"),
        ("juergen mayr", "Jürgen Mayr"),
        ("mayr, jurgen", "Jürgen Mayr"),
        ("Jürgen Mayer", "Jürgen Mayr"),
        ("J. Mayr", "Jürgen Mayr"),
        ("Mayr Heidelbrg", "Jürgen Mayr"),
        ("JUERGEN.MAYR@EXAMPLE.ORG", "Jürgen Mayr"),
        ("leader of FEDORIS", "Jürgen Mayr"),
        ("Leitung FEDORIS", "Jürgen Mayr"),
        ("Zbigniew Zrodlowski", "Zbigniew Źródłowski"),
        ("Bruckenmuller", "Jan-Philipp Brückenmüller"),
        ("AG CDX", "CDX"),
        ("wer arbeitet an Sepsis in Aachen?", "ICU2WARD"),
    ],
)
def test_the_first_hit_is_who_was_meant(query: str, first: str) -> None:
    assert names(query)[:1] == [first]


@pytest.mark.parametrize(
    "query", ["", "   ", "xqzzwv", "'; DROP TABLE people; --", "<script>", "\ud800", "%_%", "🦆🦆"]
)
def test_nothing_is_found_where_nothing_is_meant(query: str) -> None:
    assert names(query) == []


def test_a_topic_is_found_in_the_other_language_and_explained() -> None:
    [first, *_] = INDEX.find("federated learning", viewer=EVERYONE).hits
    [zuerst, *_] = INDEX.find("verteiltes Lernen", viewer=EVERYONE).hits

    assert first == zuerst
    assert (first.reasons[0].kind, first.reasons[0].value) == ("topic", "federated learning")


def test_what_somebody_hides_finds_nobody() -> None:
    [mayr] = [person for person in NETWORK.people if person.email == "juergen.mayr@example.org"]
    hidden = replace(mayr, visibility={"email": Visibility.NOBODY, "topics": Visibility.NOBODY})
    index = Index(replace(NETWORK, people=(hidden,)))

    # The address contains the name, which may be suggested; the address itself is not confirmed.
    assert [hit.reason.kind for hit in index.find(mayr.email, viewer=EVERYONE).hits if hit.reason] == ["name"]
    assert [hit.id for hit in index.find(mayr.email, viewer=EVERYONE).hits if not hit.suggestion] == []
    assert [hit.id for hit in index.find(mayr.email, viewer=hidden).hits] == [mayr.id]
    assert [hit.id for hit in index.find(mayr.topics[0], viewer=EVERYONE).hits if hit.kind == "person"] == []
    assert [hit.id for hit in index.find(mayr.last_name, viewer=EVERYONE).hits] == [mayr.id]


def test_the_rest_is_counted() -> None:
    found = INDEX.find("researcher Leipzig", viewer=EVERYONE, limit=2)

    assert len(found.hits) == 2
    assert found.more == len(names("researcher Leipzig", limit=100)) - 2


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_it(query: str) -> None:
    assert len(INDEX.find(query, viewer=EVERYONE).hits) <= 5
