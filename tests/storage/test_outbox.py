"""What is owed, as it is written down: each key once, each card once for each place, and what becomes of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.people import Directory
from storage import Database
from storage.outbox import NewCard, NewNotice
from storage.schema import outbox
from tests.conversation import ADA, BEN

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CARD = NewCard("meeting.card?meeting=1", "slack", "C1", NOW)


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((ADA, BEN)), NOW.date())


def owe(database: Database, *things: NewNotice | NewCard) -> set[str]:
    with database.transaction() as store:
        store.outbox.owe_notices([thing for thing in things if isinstance(thing, NewNotice)], NOW)
        for thing in things:
            if isinstance(thing, NewCard):
                store.outbox.owe_card(thing, NOW)
    return store.touched


def hello(person: str = ADA.id, key: str = "hello", due: datetime = NOW) -> NewNotice:
    return NewNotice(f"{key}:{person}", key, person, due)


def become(database: Database, state: str, *keys: str) -> None:
    with database.transaction() as store:
        store.connection.execute(update(outbox).where(outbox.c.key.in_(keys)).values(state=state, error="so it is"))


def rows(database: Database) -> Sequence[tuple[str, str, int]]:
    """Key, state and how often it was wanted."""
    with database.reading() as store:
        query = select(outbox.c.key, outbox.c.state, outbox.c.wanted).order_by(outbox.c.id)
        return [tuple(row) for row in store.connection.execute(query)]


def test_a_notice_is_owed_once_for_ever(database: Database) -> None:
    assert owe(database, hello(), hello(BEN.id)) == {"outbox"}
    become(database, "sent", "hello:p2")

    owe(database, hello(), hello(), hello(BEN.id))

    assert rows(database) == [("hello:p2", "sent", 1), ("hello:p3", "owed", 1)]


def test_nothing_owed_touches_nothing(database: Database) -> None:
    assert owe(database) == set()


AFTER = {
    "owed": "owed", "unsure": "unsure", "sending": "sending", "sent": "owed", "dropped": "owed", "dead": "dead",
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), AFTER.items())
def test_a_card_is_one_row_that_grows_stale(database: Database, before: str, after: str) -> None:
    owe(database, CARD)
    become(database, before, CARD.key)

    owe(database, CARD)

    assert rows(database) == [("meeting.card?meeting=1@slack/C1", after, 2)]


def test_a_card_has_one_row_for_each_place(database: Database) -> None:
    owe(database, CARD, NewCard(CARD.view, "slack", "C2", NOW), NewCard(CARD.view, "mattermost", "C1", NOW))
    become(database, "sent", CARD.key)
    with database.transaction() as store:
        store.outbox.refresh(CARD.view)
        store.outbox.refresh("meeting.card?meeting=2")

    assert rows(database) == [
        ("meeting.card?meeting=1@slack/C1", "owed", 2),
        ("meeting.card?meeting=1@slack/C2", "owed", 2),
        ("meeting.card?meeting=1@mattermost/C1", "owed", 2),
    ]


def test_the_states_are_counted(database: Database) -> None:
    owe(database, hello(), hello(BEN.id), CARD)
    become(database, "sent", "hello:p2", "hello:p3")

    with database.reading() as store:
        assert store.outbox.tally() == {"sent": 2, "owed": 1}


def test_it_is_quiet_when_nothing_due_is_open(database: Database) -> None:
    owe(database, hello(), hello(BEN.id, due=NOW + HOUR))
    with database.reading() as store:
        assert not store.outbox.is_quiet(NOW)

    become(database, "sent", "hello:p2")

    with database.reading() as store:
        assert store.outbox.is_quiet(NOW)
        assert not store.outbox.is_quiet(NOW + HOUR)
        assert store.outbox.next_due(NOW) == NOW + HOUR
        assert store.outbox.next_due(NOW + HOUR) is None


def test_what_was_given_up_is_told_with_a_name_the_latest_first(database: Database) -> None:
    owe(database, hello(), CARD, hello(BEN.id))
    become(database, "dead", "hello:p2", CARD.key)

    with database.reading() as store:
        told = [(one.view, one.person, one.error) for one in store.outbox.failed()]
        assert told == [(CARD.view, "C1", "so it is"), ("hello", "Ada Müller", "so it is")]
        assert len(store.outbox.failed(limit=1)) == 1


def test_old_notices_are_forgotten_and_cards_stay(database: Database) -> None:
    for state in ("owed", "sent", "dead", "dropped"):
        owe(database, hello(key=state), hello(key=f"late {state}", due=NOW + HOUR))
        become(database, state, f"{state}:p2", f"late {state}:p2")
    owe(database, CARD)
    become(database, "sent", CARD.key)

    with database.transaction() as store:
        assert store.outbox.forget(NOW + HOUR) == 3

    assert [key for key, _, _ in rows(database)] == [
        "owed:p2", "late owed:p2", "late sent:p2", "late dead:p2", "late dropped:p2", CARD.key,
    ]  # fmt: skip


def test_events_that_were_heard_are_known_until_they_are_forgotten(database: Database) -> None:
    with database.transaction() as store:
        first_time = store.heard.first_time
        assert [first_time("a", NOW), first_time("a", NOW + HOUR), first_time("b", NOW + HOUR)] == [True, False, True]
        assert store.heard.forget(NOW + HOUR) == 1
        assert [first_time("a", NOW), first_time("b", NOW)] == [True, False]
