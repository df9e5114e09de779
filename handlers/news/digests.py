"""Makes digests when they are due, and moves them when somebody has chosen other times or lives by another clock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, islice

from bot.chat.events import Place
from bot.chat.replies import Post, Reply, Tell, card, notice
from bot.domain.news import News
from bot.domain.quiet import HabitsOf, next_allowed
from bot.domain.subscriptions import Rhythm, Schedule, Subscriber, Wishes, next_digest, rhythm_of
from bot.routing import Router
from handlers.news.spread import WORTH_READING, Audience
from storage import Store
from storage.roster import Snapshot
from storage.subscriptions import Copy

KEPT = timedelta(days=400)  # news, and digests with the note of whom they have reached

AT_ONCE = 200  # digests that one tick makes, since others cannot write meanwhile; the next tick is there soon

routes = Router()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wished today, read once for all subscribers."""

    wishes: Mapping[Subscriber, Wishes]
    schedules: Mapping[str, Schedule]
    news: Mapping[int, News]


@routes.tick("plan")
def gather(store: Store, snapshot: Snapshot, habits_of: HabitsOf, now: datetime) -> Iterator[Reply]:
    """One digest for each whose moment has come, of all that they still want to hear of."""
    waiting = [(who, list(copies)) for who, copies in islice(_by_subscriber(store.copies.waiting(due=now)), AT_ONCE)]
    if not waiting:
        return
    audience = Audience(snapshot, habits_of)
    wanted = _wanted(store, [copy for _, copies in waiting for copy in copies])
    for subscriber, copies in waiting:
        settled = _settled(store, subscriber, copies, wanted, audience)
        due = _unread(store, subscriber, [copy for copy, moment in settled if moment <= now])
        number = store.copies.gather(subscriber, due, now) if due else None
        if number is not None:
            yield _sent(subscriber, number, audience, now)


@routes.tick("keep house")
def look_after_digests(store: Store, snapshot: Snapshot, habits_of: HabitsOf, now: datetime) -> None:
    """Moves the digests of those who live in another zone now, or by other hours; forgets what is old."""
    audience, waiting = Audience(snapshot, habits_of), store.copies.waiting()
    wanted = _wanted(store, waiting)
    for subscriber, copies in _by_subscriber(waiting):
        _settled(store, subscriber, list(copies), wanted, audience)
    store.copies.forget(now - KEPT)
    store.news.forget(now - KEPT)


def replan(store: Store, subscriber: Subscriber, audience: Audience) -> None:
    """What waits for a digest waits for the one that is wished now; what is not wished any more waits no longer."""
    copies = store.copies.waiting(subscriber)
    _settled(store, subscriber, copies, _wanted(store, copies), audience)


def _by_subscriber(copies: Sequence[Copy]) -> Iterator[tuple[Subscriber, Iterator[Copy]]]:
    return groupby(copies, key=lambda copy: copy.subscriber)


def _wanted(store: Store, copies: Sequence[Copy]) -> Wanted:
    some = list(dict.fromkeys(copy.subscriber for copy in copies))
    known = store.subscriptions
    wishes = known.every() if len(some) > 1 else {who: known.wishes(who) for who in some}
    news = store.news.some(sorted({copy.news for copy in copies})) if copies else []
    return Wanted(wishes, known.schedules(some), {item.id: item for item in news})


def _settled(
    store: Store, subscriber: Subscriber, copies: Sequence[Copy], wanted: Wanted, audience: Audience
) -> list[tuple[Copy, datetime]]:
    """The copies with the moments at which they are due by what is wished today; writes down what is new."""
    wishes: Wishes = wanted.wishes.get(subscriber, {}) if audience.hears(subscriber) else {}
    schedule = wanted.schedules.get(subscriber.key, Schedule())
    settled: list[tuple[Copy, datetime]] = []
    for copy in copies:
        item = wanted.news.get(copy.news)
        rhythm = rhythm_of(wishes, item) if item else None
        if rhythm is None:
            store.copies.drop(copy)
            continue
        moment = copy.arrived
        if rhythm is not Rhythm.AT_ONCE:
            moment = next_digest(copy.arrived, rhythm, schedule, audience.habits_of(subscriber.person))
        if (rhythm, moment) != (copy.rhythm, copy.due):
            store.copies.postpone(copy, rhythm, moment)
        settled.append((copy, moment))
    return settled


def _unread(store: Store, subscriber: Subscriber, copies: Sequence[Copy]) -> list[Copy]:
    """Without what somebody has read in the digest of one of their channels; channels come first in each round."""
    read = store.copies.stood(subscriber.person, [copy.news for copy in copies]) if subscriber.person else set[int]()
    for copy in copies:
        if copy.news in read:
            store.copies.drop(copy)
    return [copy for copy in copies if copy.news not in read]


def _sent(subscriber: Subscriber, number: int, audience: Audience, now: datetime) -> Reply:
    expires = now + WORTH_READING
    if subscriber.person:
        return Tell(subscriber.person, notice("news.digest", digest=number), f"digest:{number}", expires=expires)
    habits = audience.habits_of("")
    due = next_allowed(now, habits.zone, habits.hours)
    return Post(card("news.overview", digest=number), Place(subscriber.platform, subscriber.channel), due, expires)
