"""The addresses of calendars: one a person, found by its token, void once it is replaced or removed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.domain.people import Directory
from storage import Database
from tests.conversation import ADA, BEN, GROUPS

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((ADA, BEN), GROUPS), NOW.date())


def renew(database: Database, person: str = ADA.id) -> str:
    with database.transaction() as store:
        return store.feeds.renew(person, NOW)


def test_nobody_has_an_address_before_they_want_one(database: Database) -> None:
    with database.reading() as store:
        assert (store.feeds.token(ADA.id), store.feeds.owner("x")) == (None, None)


def test_a_token_leads_to_its_person(database: Database) -> None:
    tokens = {person.id: renew(database, person.id) for person in (ADA, BEN)}

    with database.reading() as store:
        assert {person: store.feeds.token(person) for person in tokens} == tokens
        assert {store.feeds.owner(token): token for token in tokens.values()} == tokens
    assert [len(token) for token in tokens.values()] == [43, 43]


def test_a_token_is_made_once(database: Database) -> None:
    def give(_: int) -> str:
        with database.transaction() as store:
            return store.feeds.give(ADA.id, NOW)

    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(give, range(8)))

    with database.reading() as store:
        assert tokens == {store.feeds.token(ADA.id)}


def test_a_new_token_revokes_the_old_one(database: Database) -> None:
    old = renew(database)
    new = renew(database)

    with database.reading() as store:
        assert (store.feeds.owner(old), store.feeds.owner(new), store.feeds.token(ADA.id)) == (None, ADA.id, new)


def test_a_removed_token_leads_nowhere(database: Database) -> None:
    old, other = renew(database), renew(database, BEN.id)
    with database.transaction() as store:
        store.feeds.remove(ADA.id)

    with database.reading() as store:
        assert (store.feeds.owner(old), store.feeds.token(ADA.id), store.feeds.owner(other)) == (None, None, BEN.id)


def test_of_many_renewals_at_once_one_token_remains(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: renew(database), range(8)))

    with database.reading() as store:
        assert [token for token in tokens if store.feeds.owner(token)] == [store.feeds.token(ADA.id)]
    assert len(set(tokens)) == 8
