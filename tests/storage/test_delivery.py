"""Claims under a lease and a fence: two never have the same row, and who lost it changes nothing any more."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.people import Directory
from storage import Database, settling
from storage.claiming import Owed
from storage.outbox import NewCard, NewNotice
from storage.schema import outbox, paces
from storage.settling import Settled
from tests.conversation import ADA, BEN

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=40)
PACES = {"slack": timedelta(seconds=1)}
CARD = NewCard("meeting.card?meeting=1", "slack", "C1", NOW)

OUTCOMES: dict[str, Callable[[Owed], Settled]] = {
    "sent": lambda owed: settling.sent(owed, ("C1", "7"), NOW, NOW),
    "dropped": lambda owed: settling.dropped(owed, "its reason has gone"),
    "unsure": lambda owed: settling.unsure(owed, NOW, "reset"),
    "owed": lambda owed: settling.postponed(owed, NOW),
    "dead": lambda owed: settling.given_up(owed, "archived"),
}


@pytest.fixture(autouse=True)
def _owed(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((ADA, BEN)), NOW.date())
        store.accounts.link("slack", "U1", ADA.id, "test", NOW)
        store.outbox.owe_card(CARD, NOW)


def claim(database: Database, real: datetime = NOW) -> Owed | None:
    with database.transaction() as store:
        hand = store.deliveries.claim(now=NOW, real=real, lease=LEASE, paces_of=PACES)
    return hand[0] if hand else None


def settle(database: Database, outcome: str, owed: Owed) -> bool:
    with database.transaction() as store:
        return not store.deliveries.settle([OUTCOMES[outcome](owed)])


def state(database: Database) -> str:
    with database.reading() as store:
        return store.connection.execute(select(outbox.c.state).where(outbox.c.kind == "card")).scalar_one()


def free(database: Database) -> datetime:
    """When the channel of the card may be called again."""
    with database.reading() as store:
        return store.connection.execute(select(paces.c.free).where(paces.c.place == "slack/C1")).scalar_one()


def test_a_row_in_hand_is_claimed_by_nobody_else(database: Database) -> None:
    owed = claim(database)

    assert owed
    assert (owed.key, owed.attempts, owed.fence, owed.lease, owed.since) == (CARD.key, 1, 1, NOW + LEASE, None)
    assert claim(database) is None
    assert claim(database, NOW + LEASE - timedelta(microseconds=1)) is None


def test_a_row_left_behind_is_claimed_after_its_lease_and_known_to_have_been_tried(database: Database) -> None:
    claim(database)

    again = claim(database, NOW + LEASE)

    assert again
    assert (again.attempts, again.fence, again.since) == (2, 2, NOW)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_who_has_the_row_settles_it_once(database: Database, outcome: str) -> None:
    owed = claim(database)
    assert owed

    assert settle(database, outcome, owed)
    assert state(database) == outcome
    assert not settle(database, "dead", owed)
    assert state(database) == {"sent": "owed"}.get(outcome, outcome)  # a late edit may hide what it shows


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_who_lost_the_row_changes_nothing(database: Database, outcome: str) -> None:
    late, mine = claim(database), claim(database, NOW + LEASE)
    assert late
    assert mine

    assert settle(database, outcome, late) is False
    assert state(database) == "sending"
    assert settle(database, "sent", mine) is True


@pytest.mark.parametrize(("outcome", "after"), [("sent", "owed"), ("dropped", "owed")])
def test_a_card_that_grew_stale_in_hand_is_owed_again(database: Database, outcome: str, after: str) -> None:
    owed = claim(database)
    assert owed
    with database.transaction() as store:
        store.outbox.owe_card(CARD, NOW)

    assert settle(database, outcome, owed)
    assert state(database) == after


def test_a_channel_is_ours_until_we_leave_it(database: Database) -> None:
    owed = claim(database)
    assert owed
    assert free(database) == owed.lease

    with database.transaction() as store:
        store.deliveries.leave({owed.channel: (owed.lease, NOW + PACES["slack"])})

    assert free(database) == NOW + PACES["slack"]


def test_who_lost_the_row_does_not_free_the_channel_of_another(database: Database) -> None:
    late, mine = claim(database), claim(database, NOW + LEASE)
    assert late
    assert mine

    with database.transaction() as store:
        store.deliveries.leave({late.channel: (late.lease, NOW)})

    assert free(database) == mine.lease


def test_the_soonest_moment_minds_retries_leases_channels_and_platforms(database: Database) -> None:
    def soonest() -> datetime | None:
        with database.reading() as store:
            return store.deliveries.soonest(NOW, ["slack"])

    assert soonest() == NOW
    owed = claim(database)
    assert owed
    assert soonest() == owed.lease

    settle(database, "unsure", owed)
    with database.transaction() as store:
        store.deliveries.leave({owed.channel: (owed.lease, NOW + 2 * LEASE)})
    assert soonest() == NOW + 2 * LEASE

    with database.transaction() as store:
        store.deliveries.pause("slack", NOW + 3 * LEASE)
        store.outbox.owe_notices([NewNotice("a", "hello", ADA.id, NOW + LEASE)], NOW)  # not due yet
    assert soonest() == NOW + 3 * LEASE
    with database.reading() as store:
        assert store.deliveries.soonest(NOW, ["mattermost"]) is None


def test_a_claim_gives_addresses_to_a_hundred_at_most(database: Database) -> None:
    strangers = [NewNotice(f"{number}", "hello", BEN.id, NOW - LEASE) for number in range(150)]
    with database.transaction() as store:
        store.outbox.owe_notices(strangers, NOW)

    assert claim(database) is None
    with database.reading() as store:
        assert store.outbox.tally() == {"dropped": 100, "owed": 51}
    owed = claim(database)
    assert owed
    assert owed.key == CARD.key
