"""Makes digests when they are due, and moves them when somebody has chosen other times or lives by another clock."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.chat.events import Place
from bot.chat.replies import Post, Reply, Tell, card, notice
from bot.domain.quiet import HabitsOf, next_allowed
from bot.domain.subscriptions import Rhythm, Subscriber, Wishes, next_digest, rhythm_of
from bot.routing import Router
from handlers.news.spread import WORTH_READING, Audience
from storage import Store
from storage.roster import Snapshot
from storage.subscriptions import Copy

KEPT = timedelta(days=400)  # news, and digests with the note of whom they have reached

routes = Router()


@routes.tick("plan")
def gather(store: Store, snapshot: Snapshot, habits_of: HabitsOf, now: datetime) -> Iterator[Reply]:
    """One digest for each whose moment has come, of all that they still want to hear of."""
    audience = Audience(snapshot, habits_of)
    for subscriber, copies in groupby(store.copies.waiting(due=now), key=lambda copy: copy.subscriber):
        settled = _settled(store, subscriber, list(copies), audience)
        due = _unread(store, subscriber, [copy for copy, moment in settled if moment <= now])
        number = store.copies.gather(subscriber, due, now) if due else None
        if number is not None:
            yield _sent(subscriber, number, audience, now)


@routes.tick("keep house")
def look_after_digests(store: Store, snapshot: Snapshot, habits_of: HabitsOf, now: datetime) -> None:
    """Moves the digests of those who live in another zone now, or by other hours; forgets what is old."""
    audience = Audience(snapshot, habits_of)
    for subscriber, copies in groupby(store.copies.waiting(), key=lambda copy: copy.subscriber):
        _settled(store, subscriber, list(copies), audience)
    store.copies.forget(now - KEPT)
    store.news.forget(now - KEPT)


def replan(store: Store, subscriber: Subscriber, audience: Audience) -> None:
    """What waits for a digest waits for the one that is wished now; what is not wished any more waits no longer."""
    _settled(store, subscriber, store.copies.waiting(subscriber), audience)


def _settled(
    store: Store, subscriber: Subscriber, copies: Sequence[Copy], audience: Audience
) -> list[tuple[Copy, datetime]]:
    """The copies with the moments at which they are due by what is wished today; writes down what is new."""
    wishes: Wishes = store.subscriptions.wishes(subscriber) if audience.hears(subscriber) else {}
    schedule = store.subscriptions.schedule(subscriber)
    items = {item.id: item for item in store.news.some([copy.news for copy in copies])}
    settled: list[tuple[Copy, datetime]] = []
    for copy in copies:
        item = items.get(copy.news)
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
