"""A chat whose bot reads feeds from a server of the tests."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.ui import Message
from bot.domain.news import Feed
from bot.feeds.polling import Poller
from storage.schema import EPOCH
from tests.conversation import ENGLISH, Chat
from tests.feeds.atom import Written, atom
from tests.feeds.server import FeedServer, Page

URL = "https://news.example.org/feed"
OLD = Written("Minutes of October", "urn:old", "https://news.example.org/october")
CALL = Written("Call for talks", "urn:call", "https://news.example.org/call?utm_source=feed", summary="Until March")


class Feeding:
    """`publish` writes a feed, `look` lets the bot look at all feeds and delivers what it says."""

    def __init__(self, chat: Chat, server: FeedServer, url: str = URL) -> None:
        self.chat = chat
        self.server = server
        self.reach = server.reach()
        self.poller = Poller(chat.database, chat.dispatcher.tick, chat.clock, self.reach)
        self.feeds: list[Feed] = []

    def add(self, path: str = "/feed", host: str = "news.example.org", committee: int | None = None) -> Feed:
        with self.chat.database.transaction() as store:
            feed = store.news_feeds.add(Feed(0, f"https://{host}{path}", f"Feed {path}", committee), EPOCH)
        self.feeds.append(feed)
        return feed

    def publish(self, *entries: Written, path: str = "/feed") -> None:
        """The newest first, as feeds have it."""
        self.server.pages[path] = Page(atom(*entries))

    def look(self) -> None:
        with self.chat.database.transaction() as store:
            for feed in self.feeds:
                store.news_feeds.look_soon(feed.id)
        self.poller.poll()
        self.chat.deliver()

    def state(self, feed: Feed) -> Feed:
        """How the feed is, without moments of real time."""
        with self.chat.database.reading() as store:
            return replace(store.news_feeds.get(feed.id), polled=None, failing=None)


def titles(messages: Sequence[Message]) -> list[str]:
    """What messages are called."""
    return [message.title.plain(ENGLISH) for message in messages if message.title]


def begun(feeding: Feeding) -> Feed:
    """A feed that was looked at once."""
    feed = feeding.add()
    feeding.publish(OLD)
    feeding.look()
    return feed
