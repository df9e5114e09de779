"""How feeds are looked at: failures, feeds that are gone or removed, and that nobody waits for a slow server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.news import Trouble
from bot.domain.subscriptions import EVERYTHING, Subscriber
from tests.conversation import ADA, CLARA, EVA, Chat
from tests.feeding import CALL, Feeding, begun, titles
from tests.feeds.server import Page
from tests.news import subscribe


def test_a_feed_that_fails_for_two_weeks_is_switched_off_and_coordinators_hear_of_it(feeding: Feeding) -> None:
    chat = feeding.chat
    feed = feeding.add()
    feeding.server.pages["/feed"] = Page(status=500)
    feeding.look()
    with chat.database.transaction() as store:
        failing = store.news_feeds.get(feed.id)
        assert failing.failing is not None
        store.news_feeds.save(replace(failing, failing=failing.failing - timedelta(days=14)))

    feeding.look()
    feeding.look()

    assert feeding.state(feed) == replace(feed, is_on=False, failures=2, trouble=Trouble.STATUS)
    assert titles(chat.direct(CLARA)) == ["A feed was switched off"]
    assert len(feeding.server.asked) == 2


def test_a_feed_that_is_gone_for_good_is_switched_off_at_once(feeding: Feeding) -> None:
    feed = feeding.add()
    feeding.server.pages["/feed"] = Page(status=410)

    feeding.look()

    assert feeding.state(feed) == replace(feed, is_on=False, failures=1, trouble=Trouble.GONE)


def test_a_feed_that_was_removed_while_it_was_fetched_has_nothing_more_to_say(chat: Chat, feeding: Feeding) -> None:
    subscribe(chat, Subscriber(ADA.id), EVERYTHING)
    begun(feeding)
    feeding.publish(CALL)

    def hand_over(name: str, brought: object) -> None:
        with chat.database.transaction() as store:
            store.news_feeds.remove(feeding.feeds[0].id)
        chat.dispatcher.tick(name, brought)

    feeding.poller._hand_over = hand_over
    feeding.look()

    assert chat.direct(ADA) == []


def test_no_writer_waits_while_a_server_takes_its_time(feeding: Feeding) -> None:
    """The server answers only after the bot has written something."""
    chat = feeding.chat
    feed = feeding.add()

    def slow(stopped: object) -> Iterator[bytes]:
        subscribe(chat, Subscriber(EVA.id), EVERYTHING)
        yield b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Slow</title></feed>"

    feeding.server.pages["/feed"] = Page(pieces=slow)
    feeding.look()

    assert feeding.state(feed) == replace(feed, is_new=False)


def test_a_round_ends_when_its_time_is_spent(feeding: Feeding) -> None:
    seconds = iter([0.0, 1.0, 29.0, 31.0])
    feeding.poller._seconds = lambda: next(seconds)
    for number in range(5):
        feeding.add(f"/{number}")

    feeding.poller.poll()

    assert [each.path for each in feeding.server.asked] == ["/0", "/1"]


def test_nothing_more_is_looked_at_when_the_bot_stops(feeding: Feeding) -> None:
    feeding.add()
    feeding.poller.stop()

    assert feeding.poller.poll() == 0
    assert feeding.server.asked == []
