"""Announcements as news: those who have subscribed to their committee or topic hear of them, and nobody twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.channels import Channels
from bot.chat.replies import Later, Reply, View, notice
from bot.chat.ui import Button, Message, action
from bot.domain.announcements import Announcement, AnnouncementError, Stage
from bot.domain.news import News, NoSuchNews
from bot.domain.people import Person
from bot.domain.quiet import HabitsOf, next_allowed
from bot.domain.subscriptions import Subscriber, rhythm_of
from bot.routing import Router
from handlers.announcements.show import card_of, posted
from handlers.announcements.texts import REFUSALS
from handlers.news import spread
from handlers.news.words import MY_NEWS, mute_button
from storage import Store
from storage.roster import Snapshot

routes = Router()
routes.refuse(REFUSALS)


@dataclass(frozen=True, slots=True)
class Means:
    """Who is who, where one can post, and when people may be written to."""

    snapshot: Snapshot
    places: Channels
    habits_of: HabitsOf


@routes.notice("announcement.told")
def told(
    store: Store, me: Person, snapshot: Snapshot, habits_of: HabitsOf, now: datetime, announcement: int
) -> Message | Later | None:
    """Nothing if it was withdrawn or muted meanwhile; later if this is no hour for it."""
    try:
        found, item = store.announcements.get(announcement), store.news.of_key(_key(announcement))
    except (AnnouncementError, NoSuchNews):
        return None
    wanted = rhythm_of(store.subscriptions.wishes(Subscriber(me.id)), item)
    if found.stage is not Stage.POSTED or wanted is None:
        return None
    habits = habits_of(me.id)
    welcome = next_allowed(now, habits.zone, habits.hours)
    if welcome > now:
        return Later(welcome)
    shown = posted(store, snapshot, found)
    buttons = (mute_button(item), Button(MY_NEWS, action("subscriptions.show")))
    return replace(shown, parts=(*shown.parts, *buttons))


def tell_subscribers(store: Store, means: Means, found: Announcement, now: datetime) -> Iterator[Reply]:
    """Whoever wants to hear of it and has not read it in another way; its author knows it."""
    kept = store.news.add(replace(news_of(found), arrived=now))
    if kept is not None:
        yield from _reach(store, means, found, kept, now)


def revise(store: Store, means: Means, found: Announcement, now: datetime) -> Iterator[Reply]:
    """Digests say the new words; who has subscribed to what it turns out to be about hears of it, too."""
    spread.revise(store, news_of(found))
    try:
        kept = store.news.of_key(_key(found.id))
    except NoSuchNews:
        return
    yield from _reach(store, means, found, kept, now)


def withdraw(store: Store, found: Announcement) -> None:
    """No digest names it any more."""
    spread.withdraw(store, _key(found.id))


def told_of(found: Announcement) -> View:
    return notice("announcement.told", announcement=found.id)


def news_of(found: Announcement) -> News:
    """The announcement as subscribers know it."""
    return News(
        _key(found.id),
        found.title,
        found.text,
        committees=frozenset() if found.committee is None else frozenset({found.committee}),
        topics=frozenset({found.topic}) if found.topic else frozenset(),
        at=found.posted,
        notice=told_of(found).packed,
        card=card_of(found).packed,
    )


def _reach(store: Store, means: Means, found: Announcement, kept: News, now: datetime) -> Iterator[Reply]:
    """A channel in which it stands has it already, whatever it has subscribed to."""
    places = [channel.place for key in found.channels if (channel := means.places.get(key))]
    stands = [Subscriber(platform=place.platform, channel=place.channel) for place in places]
    read = [*store.announcements.readers(found.id), *([found.author] if found.author else [])]
    audience = spread.Audience(means.snapshot, means.habits_of)
    yield from spread.reach(store, kept, audience, now, reached=read, stands=stands)


def _key(number: int) -> str:
    return f"announcement:{number}"
