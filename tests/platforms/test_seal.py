"""Seals: what they bind, and what breaks them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.platforms.seal import Broken, Expired, Seal

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def seal(secret: str = "secret", now: datetime = NOW) -> Seal:
    return Seal(secret, lambda: now)


@given(
    content=some.text(some.characters(exclude_categories=["Cs"])),
    person=some.text(some.characters(exclude_categories=["Cs"])),
)
def test_what_was_closed_can_be_opened(content: str, person: str):
    assert seal().open(seal().close(content, "click", person, lasts=DAY), "click", person) == content


@pytest.mark.parametrize(
    ("purpose", "person"), [("form", "ada"), ("click", "grace"), ("click", ""), ("clicka", "da"), ("click:ada", "")]
)
def test_it_opens_for_nothing_and_nobody_else(purpose: str, person: str):
    with pytest.raises(Broken):
        seal().open(seal().close("rsvp", "click", "ada", lasts=DAY), purpose, person)


def test_another_secret_does_not_open_it():
    with pytest.raises(Broken):
        seal("other").open(seal().close("rsvp", "click", lasts=DAY), "click")


def test_every_changed_character_breaks_it():
    sealed = seal().close("rsvp?answer=yes", "click", lasts=DAY)

    # The last character carries two bits that mean nothing, so it is left out.
    for place in range(len(sealed) - 1):
        changed = sealed[:place] + ("x" if sealed[place] != "x" else "y") + sealed[place + 1 :]
        with pytest.raises(Broken):
            seal().open(changed, "click")


@pytest.mark.parametrize("sealed", ["", ".", "..", "rsvp", "rsvp.6b", "ü.ö.ä", "\ud800", "\0", "a" * 100_000])
def test_anything_else_is_broken(sealed: str):
    with pytest.raises(Broken):
        seal().open(sealed, "click")


def test_it_expires_by_the_given_clock():
    sealed = seal().close("rsvp", "click", lasts=DAY)

    assert seal(now=NOW + DAY).open(sealed, "click") == "rsvp"
    with pytest.raises(Expired):
        seal(now=NOW + DAY + timedelta(seconds=1)).open(sealed, "click")


def test_a_seal_needs_a_secret():
    with pytest.raises(ValueError, match="secret"):
        Seal("", lambda: NOW)


def test_it_stays_short():
    assert len(seal().close("x" * 255, "click", "p000017", lasts=DAY)) == 255 + 1 + 8 + 1 + 43
