"""News on a real Mattermost server: a feed added by a form, read over TLS, told once, changed in place, and muted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assemble import Bot
from bot.domain.committees import Committee
from bot.domain.people import Person
from bot.domain.quiet import next_allowed
from tests.feeds.atom import Written, atom
from tests.feeds.authority import Authority
from tests.feeds.server import FeedServer, Page, serving
from tests.live.provision import Ground
from tests.live.running import running
from tests.live.user import User, eventually

OLD = Written("Minutes of October", "urn:old", "https://news.example.org/october")
CALL = Written(
    "Call *for* talks @channel", "urn:call", "https://news.example.org/call(1)", summary="<b>Until</b> March"
)

SECOND = Written("Second news", "urn:2", "https://news.example.org/second")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FeedServer]:
    with serving(Authority.founded(), tmp_path_factory.mktemp("feeds")) as started:
        yield started


@pytest.fixture(scope="module")
def bot(ground: Ground, people: list[Person], home: Path, server: FeedServer) -> Iterator[Bot]:
    """A bot that knows a committee and may read feeds of the server, at a moment at which channels are written to."""
    with running(ground, home, people, reach=server.reach()) as bot:
        with bot.context.database.transaction() as store:
            store.committees.add(Committee(0, "Steering committee"))
        habits, clock = bot.context.habits(None), bot.context.clock
        clock.move_to(next_allowed(clock.now(), habits.zone, habits.hours))
        yield bot


def test_a_coordinator_adds_a_feed_whose_first_entries_are_no_news(bot: Bot, clara: User, server: FeedServer) -> None:
    server.pages["/feed"] = Page(atom(OLD))
    listed, before = clara.whispered("/jrg admin feed"), len(clara.told)
    clara.click(listed, "Add a feed")
    dialog = clara.dialog(before)

    wrong = clara.submit(dialog, url="https://169.254.169.254/latest/meta-data/")
    right = clara.submit(dialog, url="https://news.example.org/feed", committee="1")
    bot.poller.poll()

    assert wrong["errors"].keys() == {"url"}
    assert right == {}
    eventually(lambda: "Minutes of October" in clara.whispered("/jrg news")["message"])
    assert clara.read("announcements") == []


def test_what_is_new_reaches_who_has_subscribed(bot: Bot, clara: User, ada: User, server: FeedServer) -> None:
    subscribe(ada)
    before = len(ada.told)

    publish(bot, server, CALL, OLD)

    told = ada.message_from_bot(before, lambda post: "Call" in post["message"])
    assert clara.read("announcements") == []
    assert "Until March" in told["message"]
    assert "](https://news.example.org/call%281%29)" in told["message"]
    assert "@channel" not in told["message"]


def test_what_stands_in_a_channel_is_changed_in_place_and_comes_to_nobody_there_once_more(
    bot: Bot, clara: User, ada: User, server: FeedServer
) -> None:
    subscribe(clara, target="channel")
    bot.channels.read()
    assert "I post about this in a channel that you are in" in ada.whispered("/jrg subscribe")["message"]

    publish(bot, server, SECOND, CALL, OLD)
    eventually(lambda: clara.read("announcements"))
    [before] = clara.read("announcements")
    publish(bot, server, replace(SECOND, title="Second news, longer"), CALL, OLD)

    eventually(lambda: "Second news, longer" in clara.read("announcements")[0]["message"])
    assert [post["id"] for post in clara.read("announcements")] == [before["id"]]
    assert [post for post in ada.read(ada.bot_channel) if "Second news" in post["message"]] == []


def test_what_is_muted_stays_away_and_who_is_in_no_channel_is_told(
    bot: Bot, ground: Ground, ada: User, ben: User, server: FeedServer
) -> None:
    [told] = [post for post in ada.read(ada.bot_channel) if "Call" in post["message"]]
    heard = len(ada.told)
    ada.click(told, "Mute")
    ada.message_from_bot(heard, lambda post: "no more" in post["message"])
    subscribe(ben)
    ground.leave(ben.id, "announcements")
    with bot.context.database.transaction() as store:
        store.channel_people.expect([])  # so that everything is read anew
    bot.channels.read()
    before = len(ben.told)

    publish(bot, server, Written("Third news", "urn:3"), CALL, OLD)

    ben.message_from_bot(before, lambda post: "Third news" in post["message"])
    eventually(lambda: len(ada.read("announcements")) == 2)
    assert [post for post in ada.read(ada.bot_channel) if "Third news" in post["message"]] == []


def subscribe(user: User, **chosen: str) -> None:
    shown, before = user.whispered("/jrg subscribe"), len(user.told)
    user.click(shown, "Subscribe")
    assert user.submit(user.dialog(before), subject="committee:1", rhythm="once", **chosen) == {}


def publish(bot: Bot, server: FeedServer, *entries: Written) -> None:
    server.pages["/feed"] = Page(atom(*entries))
    with bot.context.database.transaction() as store:
        store.news_feeds.look_soon(1)
    bot.poller.poll()
