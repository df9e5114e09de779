"""How news reach their subscribers, whatever they come from: at once or with a digest, and to nobody twice.

An announcement is news like the entry of a feed. Whoever makes it public says so with `spread`, when it is changed with
`revise`, and with `withdraw` when it is taken back:

    item = News("announcement:7", title, text, committees=frozenset({3}), topics=frozenset({"nlp"}), at=now)
    yield from spread(store, item, audience, now, reached=[person.id for person in addressed])
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.chat.events import Place
from bot.chat.replies import Post, Reply, Tell, View, card, notice
from bot.domain.news import News, NoSuchNews
from bot.domain.quiet import HabitsOf, next_allowed
from bot.domain.subscriptions import Rhythm, Schedule, Subscriber, next_digest, rhythm_of
from storage import Store
from storage.roster import Snapshot

WORTH_READING = timedelta(days=7)  # later nobody needs to be told "at once" any more


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is who, and when they may be written to."""

    snapshot: Snapshot
    habits_of: HabitsOf

    def hears(self, subscriber: Subscriber) -> bool:
        """Whether this is a channel, or somebody who is still in the network."""
        person = self.snapshot.people.get(subscriber.person)
        return not subscriber.person or (person is not None and person.is_active)


def spread(
    store: Store, item: News, audience: Audience, now: datetime, *, reached: Collection[str] = ()
) -> Iterator[Reply]:
    """Keeps news and lets them reach everybody who wants to hear of them. The same key a second time does nothing.

    `reached` are the people (ids) who have been written to about this already.
    """
    kept = store.news.add(replace(item, at=item.at or now, arrived=now))
    if kept is not None and not kept.is_quiet:
        yield from reach(store, kept, audience, now, reached=reached)


def reach(
    store: Store, item: News, audience: Audience, now: datetime, *,
    reached: Collection[str] = (), stands: Collection[Subscriber] = (),
) -> Iterator[Reply]:  # fmt: skip
    """Lets news reach those who want to hear of them and have not yet; also when they turn out to be about more.

    They stand in the channels `stands` already. Who is in a channel that has them at once reads them there, and gets
    them in no other way, however they have subscribed.
    """
    store.copies.reach(item.id, store.channel_people.by_all_names(list(stands)), Rhythm.NEVER, now)
    wished = [(who, rhythm_of(wishes, item)) for who, wishes in store.subscriptions.every().items()]
    wanted = [(who, rhythm) for who, rhythm in wished if rhythm is not None and audience.hears(who)]
    posted = [who for who, rhythm in wanted if not who.person and rhythm is Rhythm.AT_ONCE]
    told = store.channel_people.people_in([*posted, *stands]).union(reached)
    have = [who for who, _ in wanted if who.person in told]
    store.copies.reach(item.id, have, Rhythm.NEVER, now)
    soon = [who for who, rhythm in wanted if rhythm is Rhythm.AT_ONCE]
    for who in store.copies.reach(item.id, soon, Rhythm.AT_ONCE, now):
        yield _at_once(item, who, audience, now)
    for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
        _later(store, item, [who for who, wish in wanted if wish is rhythm], rhythm, audience, now)


def revise(store: Store, item: News) -> None:
    """Other words for news that are known by their key; what waits for a digest will say them. Unknown ones stay so."""
    try:
        known = store.news.of_key(item.key)
    except NoSuchNews:
        return
    store.news.save(replace(item, id=known.id, at=known.at, arrived=known.arrived, is_quiet=known.is_quiet))
    store.outbox.refresh(card("news.item", news=known.id).packed)


def withdraw(store: Store, key: str) -> None:
    """Takes news back: no digest names them any more, and posts say so."""
    try:
        revise(store, replace(store.news.of_key(key), withdrawn=True))
    except NoSuchNews:
        return


def _at_once(item: News, who: Subscriber, audience: Audience, now: datetime) -> Reply:
    """A person's quiet hours are kept when the message leaves, those of a channel decide when it is due."""
    expires = now + WORTH_READING
    if who.person:
        view = View(item.notice) if item.notice else notice("news.told", news=item.id)
        return Tell(who.person, view, f"news:{item.id}", expires=expires)
    habits = audience.habits_of("")
    view = View(item.card) if item.card else card("news.item", news=item.id)
    due = next_allowed(now, habits.zone, habits.hours)
    return Post(view, Place(who.platform, who.channel), due, expires)


def _later(store: Store, item: News, some: list[Subscriber], rhythm: Rhythm, audience: Audience, now: datetime) -> None:
    """Puts news into the next digest of each; those with one moment are written down together."""
    schedules = store.subscriptions.schedules(some)

    def due(who: Subscriber) -> datetime:
        schedule = schedules.get(who.key, Schedule())
        return next_digest(now, rhythm, schedule, audience.habits_of(who.person))

    for moment, together in groupby(sorted(some, key=due), key=due):
        store.copies.reach(item.id, list(together), rhythm, now, moment)
