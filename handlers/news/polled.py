"""What the feeds have brought: what is new is told, what has changed is changed, what is known is passed over."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.replies import Reply, Tell, card, notice
from bot.domain.feeds import JITTER, failed, next_look, read
from bot.domain.news import (
    Entry,
    Feed,
    Fetched,
    News,
    NoSuchFeed,
    appeared,
    distinct,
    marks,
    shared_pages,
    worth_telling,
)
from bot.domain.quiet import HabitsOf
from bot.routing import Router
from handlers.news.spread import Audience, reach, spread
from storage import Store
from storage.roster import Snapshot

DAY = timedelta(days=1)
KEPT = 20  # new entries of one poll; of more only the marks

routes = Router()


@routes.tick("feed fetched")
def take_in(store: Store, snapshot: Snapshot, habits_of: HabitsOf, fetched: Fetched, now: datetime) -> Iterator[Reply]:
    """A feed that was removed or switched off meanwhile has nothing more to say."""
    try:
        feed = store.news_feeds.lock(fetched.feed)
    except NoSuchFeed:
        return
    if not feed.is_on:
        return
    after = failed(feed, fetched) if fetched.trouble else read(feed, fetched)
    store.news_feeds.save(after, next_look(after, fetched, random.uniform(*JITTER)))  # noqa: S311 (dice)
    if not after.is_on:
        yield from _given_up(after, snapshot, now)
    if fetched.entries is not None and not fetched.trouble:
        yield from _sifted(store, feed, fetched, Audience(snapshot, habits_of), now)


def _sifted(store: Store, feed: Feed, fetched: Fetched, audience: Audience, now: datetime) -> Iterator[Reply]:
    entries = fetched.entries or ()
    pages = shared_pages(entries, fetched.home)
    new: list[tuple[Entry, Sequence[str]]] = []
    for entry in distinct(entries, feed.id, pages):
        named = marks(entry, feed.id, pages)
        unknown = store.news.unknown(named)
        if len(unknown) == len(named):
            new.append((entry, named))
            continue
        item = next(filter(None, (store.news.marked(mark) for mark in named if mark not in unknown)), None)
        if item is not None:
            store.news.mark(item.id, unknown)
            if item.feed == feed.id:
                _change(store, item, entry)
            elif named[0] in unknown:
                yield from _once_more(store, feed, item, entry, audience, now)
    yield from _new(store, feed, new, audience, now)


def _new(
    store: Store, feed: Feed, new: Sequence[tuple[Entry, Sequence[str]]], audience: Audience, now: datetime
) -> Iterator[Reply]:
    """The first entries of a feed are kept and told to nobody."""
    told_today = store.news.told_of(feed.id, now - DAY)
    told = worth_telling([entry for entry, _ in new], now, told_today)
    for (entry, named), is_told in list(zip(new, told, strict=True))[-KEPT:]:
        item = replace(
            _worded(News(f"feed:{feed.id}:{named[0]}"[:100], "", feed=feed.id), entry),
            committees=frozenset({feed.committee} if feed.committee else ()),
            topics=_topics(feed, entry, audience.snapshot),
            at=appeared(entry, now),
            is_quiet=feed.is_new or not is_told,
        )
        yield from spread(store, item, audience, now)
        store.news.mark(store.news.of_key(item.key).id, named)


def _change(store: Store, item: News, entry: Entry) -> None:
    """Its posts are edited in place; nobody is told a second time."""
    after = _worded(item, entry)
    if after != item and not item.withdrawn:
        store.news.save(after)
        store.outbox.refresh(card("news.item", news=item.id).packed)


def _once_more(
    store: Store, feed: Feed, item: News, entry: Entry, audience: Audience, now: datetime
) -> Iterator[Reply]:
    """What another feed has said before reaches those who hear of this one alone; its words stay the first one's."""
    committees = item.committees | frozenset({feed.committee} if feed.committee else ())
    topics = item.topics | _topics(feed, entry, audience.snapshot)
    is_told = not feed.is_new and worth_telling([entry], now, 0) == [True]
    after = replace(item, committees=committees, topics=topics, is_quiet=item.is_quiet and not is_told)
    if after != item:
        store.news.save(after)
    if is_told and not item.withdrawn:
        yield from reach(store, after, audience, now)


def _worded(item: News, entry: Entry) -> News:
    return replace(item, title=entry.title, text=entry.summary, link=entry.link)


def _topics(feed: Feed, entry: Entry, snapshot: Snapshot) -> frozenset[str]:
    """The feed's own, and those of the network by which the entry calls itself."""
    said = {category.casefold() for category in entry.categories}
    found = {topic.id for topic in snapshot.directory.topics if not said.isdisjoint(map(str.casefold, topic.terms))}
    return frozenset(found) | frozenset({feed.topic} if feed.topic else ())


def _given_up(feed: Feed, snapshot: Snapshot, now: datetime) -> Iterator[Reply]:
    """Coordinators hear of it once."""
    for person in snapshot.directory.people:
        if person.is_coordinator and person.is_active:
            once = f"feed off:{feed.id}:{now:%Y-%m-%d}"
            yield Tell(person.id, notice("feeds.off", feed=feed.id), once, urgent=False)
