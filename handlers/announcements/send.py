"""Posting announcements: at once, or when their moment has come; each channel and each person once."""

from collections.abc import Generator, Iterable, Iterator
from datetime import datetime

from bot.chat.channels import Channels
from bot.chat.replies import Post, Reply, Tell, Whisper, whisper
from bot.chat.text import Text
from bot.domain import announcements
from bot.domain.announcements import (
    Announcement,
    AnnouncementError,
    Audience,
    NobodyAddressed,
    Stage,
    expect_standing,
    expect_unchanged,
    is_missed,
)
from bot.domain.people import Person
from bot.domain.quiet import HabitsOf
from bot.routing import Router, Who
from handlers.announcements.control import control, reached_directly
from handlers.announcements.show import card_of, direct_of
from handlers.announcements.subscribed import Means, tell_subscribers
from handlers.announcements.texts import REFUSALS
from handlers.announcements.watch import tell_of_lost, tell_of_missed
from storage import Store
from storage.roster import Snapshot

POSTED = Text(en="*{title}* is on its way.", de="*{title}* ist unterwegs.")
SCHEDULED = Text(en="*{title}* will appear on {when}.", de="*{title}* erscheint am {when}.")
ALREADY = Text(en="*{title}* is out already.", de="*{title}* ist schon draußen.")
routes = Router()
routes.refuse(REFUSALS)


@routes.button("announcement.post", who=Who.COORDINATORS)
def post_now(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    places: Channels,
    habits_of: HabitsOf,
    now: datetime,
    announcement: int,
    seen: str = "",
) -> Iterator[Reply]:
    found = store.announcements.lock(announcement)
    expect_standing(found)
    if found.stage is Stage.POSTED:
        yield whisper(ALREADY.format(title=found.title))
        return
    expect_unchanged(found, seen)
    if _is_nowhere(places, found):
        raise NobodyAddressed
    public = yield from publish(store, Means(snapshot, places, habits_of), found, now)
    yield Whisper(control(store, snapshot, places, me, public, POSTED.format(title=found.title)))


@routes.button("announcement.schedule", who=Who.COORDINATORS)
def schedule(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    places: Channels,
    now: datetime,
    announcement: int,
    seen: str = "",
) -> Iterator[Reply]:
    found = store.announcements.lock(announcement)
    expect_standing(found)
    if found.stage is Stage.POSTED:
        yield whisper(ALREADY.format(title=found.title))
        return
    if found.stage is Stage.DRAFT:
        expect_unchanged(found, seen)
        found = announcements.schedule(found, now=now)
        store.announcements.save(found)
    said = SCHEDULED.format(title=found.title, when=found.due) if found.due else None
    yield Whisper(control(store, snapshot, places, me, found, said))


@routes.tick("plan")
def post_what_is_due(
    store: Store, snapshot: Snapshot, places: Channels, habits_of: HabitsOf, now: datetime
) -> Iterator[Reply]:
    means = Means(snapshot, places, habits_of)
    for number in store.announcements.due(now):
        try:
            found = store.announcements.lock(number)
        except AnnouncementError:
            continue  # somebody has discarded it since we looked
        if found.stage is Stage.SCHEDULED and found.due is not None and found.due <= now:
            yield from _at_its_moment(store, means, found, now)


def publish(store: Store, means: Means, found: Announcement, now: datetime) -> Generator[Reply, None, Announcement]:
    """Owes its posts and direct messages, each once; returns the announcement as it is now."""
    public = announcements.post(found, now=now)
    store.announcements.save(public)
    yield from post_in(means.places, public, public.channels)
    yield from tell_of_lost(means.snapshot, means.places, public)
    concerned = [person.id for person in reached_directly(store, means.snapshot, public)]
    for person in store.announcements.address(public.id, concerned):
        once = f"announcement.direct:{public.id}"
        yield Tell(person, direct_of(public), once=once, urgent=public.urgent)
    yield from tell_subscribers(store, means, public, now)
    return public


def post_in(places: Channels, public: Announcement, keys: Iterable[str]) -> Iterator[Post]:
    """A post for each of these channels that the settings know."""
    where = dict.fromkeys(channel.place for key in keys if (channel := places.get(key)))
    for place in where:
        yield Post(card_of(public), place)


def _at_its_moment(store: Store, means: Means, found: Announcement, now: datetime) -> Iterator[Reply]:
    if _is_nowhere(means.places, found) or is_missed(found, now):
        store.announcements.save(announcements.missed(found, now=now))
        yield from tell_of_missed(means.snapshot, found)
        return
    yield from publish(store, means, found, now)


def _is_nowhere(places: Channels, found: Announcement) -> bool:
    """Whether the settings know none of its channels any more, and nobody is written to directly."""
    return found.audience is Audience.NOBODY and not any(map(places.get, found.channels))
