"""Feeds and news as they are kept, and what they are known by."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.committees import Committee
from bot.domain.news import Feed, FeedKnown, News, NoSuchFeed, NoSuchNews, Trouble
from storage import Database, Store
from tests.conversation import NOW

MINUTE = timedelta(minutes=1)
FEED = Feed(0, "https://news.example.org/feed", "News", topic="t1")
ITEM = News("a", "Title", "Text", "https://news.example.org/a", topics=frozenset({"t1"}), at=NOW, arrived=NOW)


def added(store: Store, item: News) -> News:
    kept = store.news.add(item)
    assert kept is not None
    return kept


def test_a_feed_is_kept_with_all_that_is_known_of_it(database: Database) -> None:
    with database.transaction() as store:
        number = store.committees.add(Committee(0, "Steering committee")).id
        first = store.news_feeds.add(replace(FEED, committee=number), NOW)
        changed = replace(
            first, etag='"e"', modified="m", is_new=False, is_on=False, configured=True, polled=NOW, failing=NOW,
            failures=3, trouble=Trouble.NO_FEED,
        )  # fmt: skip
        second = store.news_feeds.add(replace(FEED, url="https://b.example.org/", name="A"), NOW)
        store.news_feeds.save(changed)

    with database.reading() as store:
        assert store.news_feeds.every() == [second, changed]
        assert store.news_feeds.get(first.id) == changed


def test_an_address_is_kept_once_and_what_is_removed_is_gone(database: Database) -> None:
    with database.transaction() as store:
        kept = store.news_feeds.add(FEED, NOW)
        item = added(store, replace(ITEM, feed=kept.id))
    with pytest.raises(FeedKnown), database.transaction() as store:
        store.news_feeds.add(FEED, NOW)

    with database.transaction() as store:
        store.news_feeds.remove(kept.id)
        for look in (store.news_feeds.get, store.news_feeds.lock):
            with pytest.raises(NoSuchFeed):
                look(kept.id)
        assert store.news.get(item.id) == ITEM


def test_a_feed_is_claimed_once_the_longest_due_first(database: Database) -> None:
    with database.transaction() as store:
        late = store.news_feeds.add(FEED, NOW - MINUTE)
        early = store.news_feeds.add(replace(FEED, url="https://b.example.org/"), NOW - 2 * MINUTE)
        off = store.news_feeds.add(replace(FEED, url="https://c.example.org/", is_on=False), NOW - MINUTE)

    claimed: list[Feed | None] = []
    for _ in range(3):
        with database.transaction() as store:
            claimed.append(store.news_feeds.claim(NOW, NOW + MINUTE))

    assert claimed == [early, late, None]
    with database.transaction() as store:
        store.news_feeds.save(replace(off, is_on=True))
        store.news_feeds.look_soon(late.id)
        due = store.news_feeds.is_due(NOW)
        assert (due, store.news_feeds.claim(NOW, NOW + MINUTE)) == (True, late)


def test_news_are_found_by_what_they_are_about_the_newest_first(database: Database) -> None:
    with database.transaction() as store:
        first = added(store, replace(ITEM, committees=frozenset({3})))
        second = added(store, replace(ITEM, key="b", at=NOW + MINUTE, notice="n", card="c", is_quiet=True))
        withdrawn = added(store, replace(ITEM, key="c"))
        store.news.save(replace(withdrawn, withdrawn=True))

    with database.reading() as store:
        assert store.news.latest() == store.news.latest("topic:t1") == [second, first]
        assert store.news.latest("committee:3") == [first]
        assert store.news.latest(limit=1) == [second]
        assert store.news.some([withdrawn.id, first.id]) == [first]
        assert store.news.of_key("c").withdrawn


def test_a_key_is_kept_once_and_what_is_known_can_change(database: Database) -> None:
    with database.transaction() as store:
        kept = added(store, ITEM)
        assert store.news.add(ITEM) is None
        changed = replace(kept, title="Other", topics=frozenset({"t2"}), committees=frozenset({1, 2}))
        store.news.save(changed)

    with database.reading() as store:
        assert store.news.get(kept.id) == changed
        assert store.news.latest("topic:t1") == []


def test_marks_outlive_the_news(database: Database) -> None:
    with database.transaction() as store:
        kept = added(store, ITEM)
        new = store.news.unknown(["m2", "m1"])
        store.news.mark(kept.id, new)
        again, found = store.news.unknown(["m1", "m3"]), store.news.marked("m1")
        store.news.forget(NOW + MINUTE)

        assert (new, again, found) == (["m1", "m2"], ["m3"], kept)
        assert (store.news.unknown(["m1", "m2"]), store.news.marked("m1")) == ([], None)
        with pytest.raises(NoSuchNews):
            store.news.get(kept.id)


def test_only_what_was_told_of_a_feed_counts(database: Database) -> None:
    with database.transaction() as store:
        feed = store.news_feeds.add(FEED, NOW)
        for key, quiet, arrived in (("a", False, NOW), ("b", True, NOW), ("c", False, NOW - MINUTE)):
            added(store, replace(ITEM, key=key, feed=feed.id, is_quiet=quiet, arrived=arrived))

    with database.reading() as store:
        assert store.news.told_of(feed.id, NOW - MINUTE) == 1
