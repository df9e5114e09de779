"""Accounts on the platforms: each belongs to one person, who may have several."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.people import Directory
from storage import Database
from storage.roster import PATIENCE, Roster
from tests.conversation import ADA, BEN, EVA, GROUPS

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TWIN = replace(BEN, id="p7", email="eva@example.org")


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((ADA, BEN, EVA, TWIN), GROUPS), NOW.date())


def match(database: Database, user: str, email: str) -> str | None:
    with database.transaction() as store:
        return store.accounts.match("slack", user, email, NOW)


def link(database: Database, platform: str, user: str, person: str, at: datetime = NOW) -> None:
    with database.transaction() as store:
        store.accounts.link(platform, user, person, "coordinator", at)


def test_an_account_is_matched_by_its_address_in_any_case(database: Database) -> None:
    assert match(database, "U1", "Ada@Example.org") == ADA.id
    with database.reading() as store:
        assert store.accounts.owner("slack", "U1") == ADA.id
        assert store.accounts.on("slack") == {"U1": ADA.id}


@pytest.mark.parametrize(
    "email", ["", "stranger@example.org", "eva@example.org"], ids=["none", "unknown", "two have it"]
)
def test_an_address_that_names_not_exactly_one_person_matches_nobody(database: Database, email: str) -> None:
    assert match(database, "U1", email) is None
    with database.reading() as store:
        assert store.accounts.owner("slack", "U1") is None


def test_a_match_overrules_no_link(database: Database) -> None:
    link(database, "slack", "U1", BEN.id)

    assert match(database, "U1", "ada@example.org") == BEN.id


@pytest.fixture
def elsewhere(database_url: str) -> Iterator[Roster]:
    """The roster of another replica."""
    with closing(Database(database_url)) as database:
        yield Roster(database)


def test_a_corrected_link_holds_everywhere(database: Database, elsewhere: Roster) -> None:
    here = Roster(database)
    link(database, "slack", "U1", ADA.id)
    assert [roster.owner("slack", "U1", "", NOW) for roster in (here, elsewhere)] == [ADA, ADA]

    link(database, "slack", "U1", BEN.id)

    assert here.owner("slack", "U1", "", NOW) == BEN
    time.sleep(PATIENCE)
    assert elsewhere.owner("slack", "U1", "", NOW) == BEN


def test_new_accounts_do_not_make_replicas_read_everything_again(database: Database) -> None:
    link(database, "slack", "U1", ADA.id)
    link(database, "slack", "U1", ADA.id)

    with database.reading() as store:
        assert store.directory.versions() == {"directory": 1}
