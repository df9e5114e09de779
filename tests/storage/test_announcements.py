"""Announcements as they are kept: in order, by what they are about, when they are due, and whom they have reached."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.announcements import Announcement, Audience, NoSuchAnnouncement, Stage
from bot.domain.committees import Committee
from bot.domain.people import Directory
from storage import Database
from storage.announcements import Sent
from storage.outbox import NewCard, NewNotice
from storage.settling import given_up, put_back, sent, settle, unsure
from tests.conversation import ADA, BEN, CLARA, EVA, NOW

WALL = datetime(2026, 11, 5, 9, 30)  # noqa: DTZ001
PLAIN = Announcement(0, "Plain", "Words", author="p1", changed=NOW)
FULL = Announcement(
    0, "Ünïcode *title*", "Words\nof several lines", 1, "t1", None, ("announcements/slack", "news/web"), WALL,
    "America/New_York", Audience.GROUP, "CDX", None, True, "p1", Stage.SCHEDULED, 3, None, NOW, "p1", "A reason", NOW,
    True,
)  # fmt: skip
DUE = datetime.fromisoformat("2026-11-05T14:30:00+00:00")


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((CLARA, ADA, BEN, EVA)), NOW.date())
        store.committees.add(Committee(0, "Consent"))


def add(database: Database, *new: Announcement) -> list[Announcement]:
    with database.transaction() as store:
        return [store.announcements.add(one) for one in new]


def test_it_is_kept_as_it_was_written_and_changed(database: Database) -> None:
    plain, full = add(database, PLAIN, FULL)
    changed = replace(plain, text="Other words", audience=Audience.LEADERS, wall=WALL, zone="UTC", stage=Stage.POSTED)
    with database.transaction() as store:
        store.announcements.save(changed)

    with database.transaction() as store:
        assert store.announcements.get(full.id) == store.announcements.lock(full.id) == replace(FULL, id=full.id)
        assert store.announcements.get(plain.id) == changed
        with pytest.raises(NoSuchAnnouncement):
            store.announcements.get(99)
        with pytest.raises(NoSuchAnnouncement):
            store.announcements.lock(99)


def test_those_that_wait_are_due_in_order(database: Database) -> None:
    later = replace(FULL, wall=WALL + timedelta(days=1))
    _, second, first = add(database, replace(FULL, stage=Stage.DRAFT), later, FULL)

    with database.reading() as store:
        assert store.announcements.due(DUE - timedelta(seconds=1)) == []
        assert store.announcements.due(DUE) == [first.id]
        assert store.announcements.due(DUE + timedelta(days=1)) == [first.id, second.id]
        assert store.announcements.next_due() == DUE
        assert [one.id for one in store.announcements.scheduled()] == [first.id, second.id]


def test_those_that_are_out_are_found_by_what_they_are_about(database: Database) -> None:
    moments = [NOW + timedelta(hours=hour) for hour in range(4)]
    out = [replace(PLAIN, stage=Stage.POSTED, posted=moment) for moment in moments]
    _, topic, committee, withdrawn, _ = add(
        database, out[0], replace(out[1], topic="t1"), replace(out[2], committee=1),
        replace(out[3], stage=Stage.WITHDRAWN), PLAIN,
    )  # fmt: skip

    with database.reading() as store:
        assert [one.id for one in store.announcements.recent(limit=2)] == [withdrawn.id, committee.id]
        assert [one.id for one in store.announcements.published()] == [3, 2, 1]
        assert store.announcements.published(committee=1) == [committee]
        assert store.announcements.published(topic="t1") == [topic]
        assert [one.id for one in store.announcements.drafts()] == [5]


def test_only_what_nobody_has_heard_of_can_be_discarded_and_its_number_is_not_given_again(database: Database) -> None:
    draft, out = add(database, PLAIN, replace(PLAIN, stage=Stage.POSTED))
    with database.transaction() as store:
        store.announcements.discard(draft.id)
        store.announcements.discard(out.id)

    with database.transaction() as store:
        assert store.announcements.get(out.id) == out
        assert store.announcements.add(PLAIN).id == 3


def test_each_reader_is_noted_once(database: Database) -> None:
    [found] = add(database, PLAIN)
    with database.transaction() as store:
        assert store.announcements.address(found.id, []) == []
        assert sorted(store.announcements.address(found.id, [ADA.id, BEN.id])) == [ADA.id, BEN.id]
        assert store.announcements.address(found.id, [BEN.id, EVA.id]) == [EVA.id]

    with database.reading() as store:
        assert store.announcements.readers(found.id) == [ADA.id, BEN.id, EVA.id]


def test_it_is_known_what_became_of_posts_and_messages(database: Database) -> None:
    view = "announcement.card?announcement=1"
    with database.transaction() as store:
        store.outbox.owe_card(NewCard(view, "slack", "C1", NOW), NOW)
        store.outbox.owe_notices([NewNotice("k", "direct", ADA.id, NOW), NewNotice("l", "direct", BEN.id, NOW)], NOW)
        store.accounts.link("slack", "U2", ADA.id, "test", NOW)
    with database.transaction() as store:
        real = NOW + timedelta(seconds=1)
        for _ in range(2):
            hand = store.deliveries.claim(
                now=NOW, real=real, lease=timedelta(minutes=1), paces_of={"slack": timedelta()}
            )
            for owed in hand:
                is_card = owed.kind == "card"
                ended = given_up(owed, "gone") if is_card else sent(owed, ("D1", "1"), NOW, real)
                assert settle(store.connection, [ended]) == set()

    with database.transaction() as store:
        assert store.announcements.posts(view) == [Sent("slack", "C1", "dead")]
        assert store.announcements.reached(["direct"]) == [ADA.id]
        assert store.announcements.waiting(["direct"]) == [BEN.id]
        assert store.announcements.waiting(["other"]) == []


def test_what_is_put_back_may_stand_there_if_it_was_tried_before(database: Database) -> None:
    with database.transaction() as store:
        store.outbox.owe_notices([NewNotice("k", "direct", ADA.id, NOW), NewNotice("l", "direct", BEN.id, NOW)], NOW)
        store.accounts.link("slack", "U2", ADA.id, "test", NOW)
        store.accounts.link("slack", "U3", BEN.id, "test", NOW)

    for turn, end in enumerate((lambda ada: unsure(ada, NOW, "the connection broke"), put_back), start=1):
        with database.transaction() as store:
            hand = store.deliveries.claim(
                now=NOW, real=NOW + timedelta(seconds=turn), lease=timedelta(minutes=1),
                paces_of={"slack": timedelta()}, only="slack", most=2,
            )  # fmt: skip
            ada, ben = sorted(hand, key=lambda owed: str(owed.person))
            assert settle(store.connection, [end(ada), put_back(ben)]) == set()

    with database.transaction() as store:
        assert store.outbox.tally() == {"owed": 2}
        assert store.announcements.reached_before(["direct"]) == [ADA.id]
        assert store.announcements.waiting(["direct"]) == [BEN.id]


def test_what_is_watched_is_watched_until_its_last_revision_has_arrived(database: Database) -> None:
    [found] = add(database, replace(PLAIN, watched=True, revision=2))
    with database.transaction() as store:
        store.announcements.unwatch(found.id, 1)
        assert store.announcements.watched() == [found]
        store.announcements.unwatch(found.id, 2)
        assert store.announcements.watched() == []
