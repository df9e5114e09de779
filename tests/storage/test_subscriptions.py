"""Wishes, times of digests, and whom news have reached."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.news import News
from bot.domain.people import Directory
from bot.domain.subscriptions import EVERYTHING, Rhythm, Schedule, Subscriber
from storage import Database
from storage.subscriptions import Copy
from tests.conversation import ADA, BEN, NOW

HOUR = timedelta(hours=1)
ME, OTHER, CHANNEL = Subscriber(ADA.id), Subscriber(BEN.id), Subscriber(platform="slack", channel="C1/x")


@pytest.fixture(autouse=True)
def _news(database: Database) -> None:
    """News number 1 and 2."""
    with database.transaction() as store:
        store.directory.save(Directory((ADA, BEN)), NOW.date())
        for key in ("a", "b"):
            store.news.add(News(key, key, at=NOW, arrived=NOW))


def test_the_last_wish_about_something_holds(database: Database) -> None:
    with database.transaction() as store:
        store.subscriptions.wish(ME, EVERYTHING, Rhythm.DAILY)
        store.subscriptions.wish(ME, "topic:t1", Rhythm.NEVER)
        store.subscriptions.wish(ME, EVERYTHING, Rhythm.AT_ONCE)
        store.subscriptions.wish(CHANNEL, EVERYTHING, Rhythm.WEEKLY)
        ended = [store.subscriptions.end(ME, "topic:t1"), store.subscriptions.end(ME, "topic:t1")]

    with database.reading() as store:
        assert ended == [True, False]
        assert store.subscriptions.wishes(ME) == {EVERYTHING: Rhythm.AT_ONCE}
        assert store.subscriptions.every() == {
            ME: {EVERYTHING: Rhythm.AT_ONCE},
            CHANNEL: {EVERYTHING: Rhythm.WEEKLY},
        }


def test_times_are_as_usual_until_others_are_chosen(database: Database) -> None:
    with database.transaction() as store:
        store.subscriptions.keep(ME, Schedule(time(7), 1))
        store.subscriptions.keep(ME, Schedule(time(17, 30), 4))

    with database.reading() as store:
        assert store.subscriptions.schedule(ME) == Schedule(time(17, 30), 4)
        assert store.subscriptions.schedule(CHANNEL) == Schedule(time(9), 0)


def test_news_reach_each_once(database: Database) -> None:
    with database.transaction() as store:
        first = store.copies.reach(1, [ME, CHANNEL], Rhythm.AT_ONCE, NOW)
        again = store.copies.reach(1, [OTHER, ME, CHANNEL], Rhythm.DAILY, NOW, NOW + HOUR)
        nobody = store.copies.reach(1, [], Rhythm.DAILY, NOW)

    assert (first, again, nobody) == ([ME, CHANNEL], [OTHER], [])


def test_news_reach_more_than_a_statement_can_take(database: Database) -> None:
    many = [Subscriber(platform="slack", channel=f"C{number:05}") for number in range(11_000)]

    with database.transaction() as store:
        reached = store.copies.reach(1, many, Rhythm.DAILY, NOW, NOW + HOUR)

    assert reached == many


def test_a_digest_takes_what_waits_and_nobody_else_takes_it_again(database: Database) -> None:
    with database.transaction() as store:
        store.copies.reach(1, [ME], Rhythm.DAILY, NOW, NOW + HOUR)
        store.copies.reach(2, [ME, CHANNEL], Rhythm.WEEKLY, NOW, NOW + 2 * HOUR)
        soonest = store.copies.next_digest()
        due = store.copies.waiting(due=NOW + HOUR)
        mine = store.copies.waiting(ME)
        number = store.copies.gather(ME, mine, NOW)
        late = store.copies.gather(ME, mine, NOW)

    assert soonest == NOW + HOUR
    assert due == [Copy(1, ME, Rhythm.DAILY, NOW, NOW + HOUR)]
    assert [copy.news for copy in mine] == [1, 2]
    assert number is not None
    assert late is None
    with database.reading() as store:
        assert store.copies.digest(number) == (ME, [1, 2])
        assert [copy.subscriber for copy in store.copies.waiting()] == [CHANNEL]
        assert store.copies.digest(number + 1) is None


def test_what_waits_can_be_put_off_or_dropped(database: Database) -> None:
    with database.transaction() as store:
        store.copies.reach(1, [ME, OTHER], Rhythm.DAILY, NOW, NOW)
        mine, others = store.copies.waiting()
        store.copies.postpone(mine, Rhythm.WEEKLY, NOW + HOUR)
        store.copies.drop(others)

    with database.reading() as store:
        assert store.copies.waiting() == [replace(mine, rhythm=Rhythm.WEEKLY, due=NOW + HOUR)]


def test_old_digests_are_forgotten(database: Database) -> None:
    with database.transaction() as store:
        store.copies.reach(1, [ME], Rhythm.DAILY, NOW, NOW)
        number = store.copies.gather(ME, store.copies.waiting(), NOW) or 0
        store.copies.forget(NOW - HOUR)
        kept = store.copies.digest(number)
        store.copies.forget(NOW + HOUR)

        assert (kept, store.copies.digest(number)) == ((ME, [1]), None)
