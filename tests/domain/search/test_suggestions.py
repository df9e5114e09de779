"""Did you mean: what is near when nothing is right, and silence when nothing is near."""

import pytest

from bot.domain.search import EVERYONE, Found
from bot.domain.search.index import Index


def suggested(found: Found) -> list[str]:
    assert all(hit.suggestion for hit in found.hits)
    return [hit.name for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Müller Dresden", ["Anna Mueller", "Anna Müller", "Anna Müller"]),  # but none of them is there
        ("Foobar Hoffmann", ["Paul Hoffmann"]),
        ("Wolfgang Grafendörfer", ["Karin Grafendörfer"]),
        ("onkologie Lübeck", ["ALMA", "Jörg Müller-Koch", "Inés García López"]),
        ("karin.grafendoerfer@example.com", ["Karin Grafendörfer"]),
    ],
)
def test_a_wish_that_nobody_fulfils_leads_to_those_who_nearly_do(index: Index, query: str, names: list[str]) -> None:
    assert suggested(index.find(query, viewer=EVERYONE)) == names


def test_who_sounds_alike_is_suggested_beside_who_is_meant(index: Index) -> None:
    found = index.find("Mayer", viewer=EVERYONE)

    assert [(hit.name, hit.suggestion) for hit in found.hits] == [("Stefan Mayer", False), ("Stephan Meier", True)]


@pytest.mark.parametrize("query", ["", " ", "?", "Timbuktu", "jkjkjkjk", "crypto wallet", "the of and in", "..."])
def test_nothing_is_suggested_where_nothing_is_near(index: Index, query: str) -> None:
    assert index.find(query, viewer=EVERYONE) == Found()
