"""Pasted lists of those who were there, as people write them and as conferences export them."""

import pytest

from bot.domain.attendance import Exactly, Matched, match
from bot.domain.people import Person, Visibility

ADA = Person("a", "Ada", "Müller", "Dr.", "ada@example.org")
BEN = Person("b", "Ben", "Mayr", email="ben@example.org")
EVA = Person("e", "Eva", "Groß", email="eva@example.org", visibility={"email": Visibility.NOBODY})
TWINS = (Person("t1", "Kim", "Doppelt"), Person("t2", "Kim", "Doppelt"))
EXACTLY = Exactly((ADA, BEN, EVA, *TWINS), ADA)


def read(pasted: str) -> Matched:
    return match(pasted, EXACTLY, {"Benni": "b", "Doktor Groß": "e"}.get)


def found(*people: str, unclear: tuple[str, ...] = ()) -> Matched:
    return Matched(frozenset(people), unclear)


@pytest.mark.parametrize(
    "pasted",
    [
        "Ada Müller\nBen Mayr",
        "ADA MÜLLER; ben@example.org",
        "ada@example.org, ben@example.org,",
        "Müller, Ada\r\nMayr Ben\r\n\r\n",
        "1. Dr. Ada Müller\n2) Ben Mayr",
        "- Ada Müller\n* Benni",
        "Ada Müller <ada@example.org>; Ben Mayr <ben.at.home@example.com>",
        "Ada Müller, ben@example.org",
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\n"
        "Ada (Ada Müller),ada@example.org,115,No\nBen Mayr,,12,Yes",
        "Name;Role;Joined\nAda Müller;Moderator;2026-12-03 14:01\nBen Mayr;Viewer;2026-12-03 14:02:11",
        '"Ada Müller"\t"10:01:03 AM"\t45 min\n"Ben Mayr"\t"10:02:00 AM"\t44 min',
        "Ada Müller\nAda Müller\nBen Mayr\nada@example.org",
    ],
)
def test_a_list_names_people_in_many_ways(pasted: str) -> None:
    assert read(pasted) == found("a", "b")


def test_who_fits_nobody_is_named_and_nobody_else_is_lost() -> None:
    assert read("Xanthippe\nAda Müller\nx@example.com; Doktor Groß") == found(
        "a", "e", unclear=("Xanthippe", "x@example.com")
    )


def test_a_name_that_two_people_have_is_unclear() -> None:
    assert read("Kim Doppelt") == found(unclear=("Kim Doppelt",))


def test_an_address_that_somebody_hides_names_nobody() -> None:
    assert read("eva@example.org") == found(unclear=("eva@example.org",))


@pytest.mark.parametrize("pasted", ["", "  \n;;,\n", "12:30", "2026-12-03;115;Yes"])
def test_what_names_nobody_at_all_is_an_empty_list(pasted: str) -> None:
    assert read(pasted) == found()
