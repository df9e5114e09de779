"""News of a feed on Slack: subscribed to, told, posted and changed in a channel, muted, and to nobody twice."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.events import Place
from bot.domain.news import Feed
from bot.domain.quiet import next_allowed
from storage.schema import EPOCH
from tests.conversation import PEOPLE
from tests.feeds.atom import Written, atom
from tests.feeds.authority import Authority
from tests.feeds.server import FeedServer, Page, serving
from tests.outbox.office import wait_until
from tests.platforms.contract import Opened, Returned, Seen
from tests.test_two_platforms import NEWS, World

OLD = Written("Minutes of October", "urn:old", "https://news.example.org/october")
CALL = Written(
    "Call &amp;lt;!channel&amp;gt; *for* talks", "urn:call", "https://news.example.org/call", summary="Until March"
)
SECOND = Written("Second call", "urn:2", "https://news.example.org/second")
CHOSEN = {"subject": "all", "rhythm": "once", "at": "09:00", "weekday": "0"}
ANY_TIME = [replace(person, hours="00:00-24:00", weekends=True) for person in PEOPLE]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FeedServer]:
    with serving(Authority.founded(), tmp_path) as running:
        yield running


@pytest.fixture
def world(tmp_path: Path, server: FeedServer) -> Iterator[World]:
    """At a moment at which channels are written to; the bot reads a feed whose first entries it knows."""
    with ExitStack() as open_ones:
        world = World(tmp_path, open_ones, ANY_TIME, server.reach())
        context = world.bot.context
        habits = context.habits(None)
        context.clock.move_to(next_allowed(context.clock.now(), habits.zone, habits.hours))
        with context.database.transaction() as store:
            store.news_feeds.add(Feed(0, "https://news.example.org/feed", "Working group"), EPOCH)
        publish(world, server, OLD)
        yield world


def test_news_on_slack_from_the_feed_to_the_mute(world: World, server: FeedServer) -> None:
    alone = world.slack.platform.direct("ada")
    wait_until(lambda: world.bot.context.roster.owner("slack", "ada", "", EPOCH))
    subscribe(world, alone, CHOSEN)

    publish(world, server, CALL, OLD)
    wait_until(lambda: direct(world))
    [told] = direct(world)
    assert told.text.splitlines()[:2] == ["Call <!channel> *for* talks", "Until March"]
    assert (told.links, told.pings) == (("https://news.example.org/call",), ())

    subscribe(world, NEWS, CHOSEN | {"target": "channel"})
    world.bot.channels.read()
    publish(world, server, SECOND, CALL, OLD)
    wait_until(world.on_slack)
    publish(world, server, replace(SECOND, title="Second call, longer"), CALL, OLD)
    wait_until(lambda: world.on_slack().text.startswith("Second call, longer"))
    assert len(world.slack.read(NEWS, "ada")) == 1
    assert direct(world) == [told]  # she has read it in the channel

    world.slack.click("ada", told.buttons["Mute"], alone)
    [shown] = world.slack.type("ada", "subscribe", alone).private
    assert shown.text.splitlines()[1] == "You have subscribed to nothing yet."


def test_a_conversation_with_the_bot_is_offered_no_subscription_of_its_own(world: World) -> None:
    wait_until(lambda: world.bot.context.roster.owner("slack", "ada", "", EPOCH))

    there, here = (form_of(world, place) for place in (NEWS, world.slack.platform.direct("ada")))

    assert there.inputs == ("subject", "rhythm", "at", "weekday", "target")
    assert here.inputs == ("subject", "rhythm", "at", "weekday")


def form_of(world: World, place: Place) -> Opened:
    [shown] = world.slack.type("ada", "subscribe", place).private
    form = world.slack.click("ada", shown.buttons["Subscribe"], place).form
    assert form is not None
    return form


def subscribe(world: World, place: Place, values: Mapping[str, str]) -> Returned:
    done = world.slack.submit("ada", form_of(world, place).state, values, place)
    assert done.errors == {}
    return done


def publish(world: World, server: FeedServer, *entries: Written) -> None:
    server.pages["/feed"] = Page(atom(*entries))
    with world.bot.context.database.transaction() as store:
        store.news_feeds.look_soon(1)
    world.bot.poller.poll()


def direct(world: World) -> list[Seen]:
    """What stands in Ada's conversation with the bot, on Slack or on the page."""
    page = world.web.get("/api/messages", params={"as": "ada", "channel": "direct:ada"}).json()["messages"]
    assert page == []
    return list(world.slack.read(world.slack.platform.direct("ada"), "ada"))
