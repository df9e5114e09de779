"""A field that is hidden from a viewer finds nobody for them, and changes nothing in what they are told."""

from dataclasses import replace

import pytest

from bot.domain.people import Directory, Person, Topic, Visibility
from bot.domain.search import EVERYONE, Everyone
from bot.domain.search.index import Index

SEPSIS = Topic("t1", "sepsis", "Sepsis")
EVA = Person(
    "eva", "Eva", "Koch", email="e.koch@example.org", orcid="0099-0000-0000-0001", topics=("sepsis", "gliding")
)
UTE = Person("ute", "Ute", "Berg", email="u.berg@example.org", topics=("sepsis",))
BOB = Person("bob", "Bob", "Lang")
QUERIES = ("sepsis", "gliding", "glidng", "Koch sepsis", "e.koch@example.org", "e.koch", "0099-0000-0000-0001")


def directory(level: Visibility | None) -> Directory:
    """The three people; Eva shows all fields at one level, or has none at all."""
    hidden = dict.fromkeys(("email", "orcid", "topics"), level) if level else {}
    eva = replace(EVA, visibility=hidden) if level else replace(EVA, email="", orcid="", topics=())
    return Directory((eva, UTE, BOB), topics=(SEPSIS,))


@pytest.mark.parametrize(
    ("level", "viewer"),
    [
        (Visibility.NOBODY, EVERYONE),
        (Visibility.NOBODY, BOB),
        (Visibility.NOBODY, None),
        (Visibility.NETWORK, None),
    ],
)
@pytest.mark.parametrize("query", QUERIES)
def test_a_hidden_field_answers_as_if_it_were_empty(
    query: str, level: Visibility, viewer: Person | Everyone | None
) -> None:
    shown = Index(directory(level)).find(query, viewer=viewer)

    assert shown == Index(directory(None)).find(query, viewer=viewer)


@pytest.mark.parametrize("viewer", [BOB, EVERYONE])
@pytest.mark.parametrize("query", QUERIES)
def test_the_network_finds_by_what_is_shown_to_it(query: str, viewer: Person | Everyone) -> None:
    found = Index(directory(Visibility.NETWORK)).find(query, viewer=viewer)

    assert "eva" in [hit.id for hit in found.hits if not hit.suggestion]


@pytest.mark.parametrize("viewer", [BOB, EVERYONE, None])
@pytest.mark.parametrize("query", QUERIES)
def test_the_world_finds_by_what_is_public(query: str, viewer: Person | Everyone | None) -> None:
    found = Index(directory(Visibility.PUBLIC)).find(query, viewer=viewer)

    assert "eva" in [hit.id for hit in found.hits if not hit.suggestion]


@pytest.mark.parametrize("query", QUERIES)
def test_everybody_finds_themselves_by_their_own_fields(query: str) -> None:
    found = Index(directory(Visibility.NOBODY)).find(query, viewer=EVA)

    assert "eva" in [hit.id for hit in found.hits if not hit.suggestion]


def test_a_hidden_topic_is_not_counted() -> None:
    index = Index(directory(Visibility.NOBODY))

    assert index.find("sepsis", viewer=BOB, limit=1).more == 0
    assert index.find("sepsis", viewer=EVA, limit=1).more == 1
