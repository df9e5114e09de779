"""Brings the feeds of the settings into the database, where those that coordinators add stand as well."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.domain.committees import Committee
from bot.domain.feedaddress import host_of
from bot.domain.news import Feed, FeedKnown
from storage import Database, Store


class Configured(Protocol):
    """A feed as the settings name it: the committee by its name, the topic by its id."""

    @property
    def url(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def committee(self) -> str: ...
    @property
    def topic(self) -> str: ...


def adopt(database: Database, feeds: Sequence[Configured], real: datetime) -> None:
    """Adds what is new, changes what has changed, and removes what stands in the settings no more."""
    with database.reading() as store:
        if not feeds and not any(feed.configured for feed in store.news_feeds.every()):
            return
    with database.transaction() as store:
        known = {feed.url: feed for feed in store.news_feeds.every()}
        for wanted in feeds:
            before = known.get(wanted.url)
            after = _wished(store, wanted, before or Feed(0, wanted.url, ""))
            if before is None:
                with suppress(FeedKnown):  # another process starts at the same time
                    store.news_feeds.add(after, real)
            elif after != before:
                store.news_feeds.save(after)
        for url in known.keys() - {wanted.url for wanted in feeds}:
            if known[url].configured:
                store.news_feeds.remove(known[url].id)


def _wished(store: Store, wanted: Configured, feed: Feed) -> Feed:
    committee = None
    if wanted.committee:
        known = store.committees.named(wanted.committee)
        committee = (known or store.committees.add(Committee(0, wanted.committee))).id
    name = wanted.name or wanted.committee or host_of(wanted.url)
    return replace(feed, name=name, committee=committee, topic=wanted.topic, configured=True)
