"""What news look like: one of them, and several in a digest."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Later
from bot.chat.room import cut, fitting, left
from bot.chat.text import Plural, Reader, Text, link, literal, shortened
from bot.chat.ui import Button, Menu, Message, Option, Paragraph, Part, action
from bot.domain.news import News, NoSuchNews
from bot.domain.people import Person
from bot.domain.quiet import HabitsOf, next_allowed
from bot.domain.subscriptions import EVERYTHING, Subscriber, about, of_committee, of_topic, rhythm_of
from bot.routing import Router
from handlers.news.words import MUTE, MY_NEWS, known_name, mute_button, names_of
from storage import Store
from storage.roster import Snapshot

READ = Text(en="Read more: {link}", de="Mehr dazu: {link}")
ABOUT = Text(en="{names} · {day}", de="{names} · {day}")
DAY = Text(en="{day}", de="{day}")
WITHDRAWN = Text(en="This was withdrawn.", de="Das wurde zurückgezogen.")
DIGEST = Text(en="What is new", de="Was es Neues gibt")
HEADING = Text(en="*{name}*", de="*{name}*")
GENERAL = Text(en="For everybody", de="Für alle")
LINE = Text(en="{title} ({day})", de="{title} ({day})")
MORE = Text(en="{more}: `{command} news`", de="{more}: `{command} neues`")
ONE_MORE, MANY_MORE = Text(en="One more", de="Eine weitere Meldung"), Text(en="{n} more", de="{n} weitere Meldungen")
CHANGE = Text(
    en="`{command} subscribe` changes what comes and how often.",
    de="`{command} abonnieren` ändert, was kommt und wie oft.",
)
LONGEST_TITLE, LONGEST_TEXT, LONGEST_LINE, LONGEST_LABEL = 150, 2000, 140, 80
LISTED = 25

routes = Router()


@routes.notice("news.told")
def tell_news(
    store: Store, me: Person, snapshot: Snapshot, network: Network, reader: Reader, habits_of: HabitsOf,
    now: datetime, news: int,
) -> Message | Later | None:  # fmt: skip
    """Nothing if it was withdrawn, forgotten or muted meanwhile; later if this is no hour for it."""
    item = _standing(store, news)
    if item is None or rhythm_of(store.subscriptions.wishes(Subscriber(me.id)), item) is None:
        return None
    habits = habits_of(me.id)
    welcome = next_allowed(now, habits.zone, habits.hours)
    return Later(welcome) if welcome > now else shown(store, snapshot, item, network, reader)


@routes.card("news.item")
def show_news(store: Store, snapshot: Snapshot, network: Network, reader: Reader, news: int) -> Message | None:
    try:
        item = store.news.get(news)
    except NoSuchNews:
        return None
    if item.withdrawn:
        return Message(literal(shortened(item.title, LONGEST_TITLE)), (Paragraph(WITHDRAWN),))
    return shown(store, snapshot, item, network, reader)


@routes.notice("news.digest")
def tell_digest(
    store: Store, me: Person, snapshot: Snapshot, network: Network, reader: Reader, habits_of: HabitsOf,
    now: datetime, digest: int,
) -> Message | Later | None:  # fmt: skip
    habits = habits_of(me.id)
    welcome = next_allowed(now, habits.zone, habits.hours)
    return Later(welcome) if welcome > now else _digest(store, snapshot, network, reader, digest)


@routes.card("news.overview")
def show_digest(store: Store, snapshot: Snapshot, network: Network, reader: Reader, digest: int) -> Message | None:
    return _digest(store, snapshot, network, reader, digest)


def shown(store: Store, snapshot: Snapshot, item: News, network: Network, reader: Reader) -> Message:
    """One piece of news with its button to mute the like."""
    names = names_of(store, snapshot, item, reader.language) or [network.name]
    footer = ABOUT.format(names=names, day=_day(item, reader))
    read = [Paragraph(READ.format(link=_link(item.link)))] if item.link else []
    buttons = (mute_button(item), Button(MY_NEWS, action("subscriptions.show")))
    bare = Message(literal(shortened(item.title, LONGEST_TITLE)), (*read, *buttons), footer)
    text = cut(shortened(item.text, LONGEST_TEXT), left(bare) - 20) if item.text.strip() else ""
    said = [Paragraph(literal(text))] if text else []
    return Message(bare.title, (*said, *bare.parts), footer)


def line(item: News, reader: Reader) -> Text:
    """News in a list."""
    title = shortened(item.title, LONGEST_LINE)
    return LINE.format(title=link(title, item.link) if item.link else title, day=_day(item, reader))


def _digest(store: Store, snapshot: Snapshot, network: Network, reader: Reader, digest: int) -> Message | None:
    found = store.copies.digest(digest)
    if found is None:
        return None
    subscriber, numbers = found
    wishes = store.subscriptions.wishes(subscriber)
    items = [item for item in store.news.some(numbers) if rhythm_of(wishes, item) is not None]
    if not items:
        return None
    mute = _mute_menu(store, snapshot, items, reader)
    footer = CHANGE.format(command=network.command)
    more = Paragraph(MORE.format(more=MANY_MORE.format(n=len(items)), command=network.command))
    room = left(Message(DIGEST, (mute, more), footer))
    parts = list(_groups(store, snapshot, items, reader, room))
    told = sum(len(getattr(part, "texts", ())) for part in parts)
    if told < len(items):
        rest = Plural(len(items) - told, one=ONE_MORE, other=MANY_MORE)
        parts.append(Paragraph(MORE.format(more=rest, command=network.command)))
    return Message(DIGEST, (*parts, mute), footer)


def _groups(store: Store, snapshot: Snapshot, items: Sequence[News], reader: Reader, room: int) -> Iterator[Part]:
    """As many as there is room for, under what they are about."""
    ordered = sorted(items[:LISTED], key=lambda item: _heading(item) or "~")  # what is for everybody comes last
    for subject, group in groupby(ordered, key=_heading):
        name = known_name(store, snapshot, subject, reader.language) if subject else GENERAL
        heading = Paragraph(HEADING.format(name=name))
        room -= left(Message(DIGEST)) - left(Message(DIGEST, (heading,)))
        lines = [line(item, reader) for item in group]
        listed = fitting(lines, room)
        if not listed.texts:
            return
        yield heading
        yield type(listed)(listed.texts)
        room -= left(Message(DIGEST)) - left(Message(DIGEST, (type(listed)(listed.texts),)))


def _heading(item: News) -> str:
    """Under which subject news stand in a digest."""
    if item.committees:
        return of_committee(min(item.committees))
    return of_topic(min(item.topics)) if item.topics else ""


def _mute_menu(store: Store, snapshot: Snapshot, items: Sequence[News], reader: Reader) -> Menu:
    subjects = sorted({subject for item in items for subject in about(item)})[:LISTED]
    options = [Option(known_name(store, snapshot, each, reader.language), each) for each in [*subjects, EVERYTHING]]
    return Menu(MUTE, action("news.silence"), tuple(options))


def _standing(store: Store, number: int) -> News | None:
    try:
        item = store.news.get(number)
    except NoSuchNews:
        return None
    return None if item.withdrawn else item


def _day(item: News, reader: Reader) -> Text:
    return DAY.format(day=item.at.astimezone(ZoneInfo(reader.zone)).date() if item.at else "")


def _link(url: str) -> Text:
    return DAY.format(day=link(shortened(url.partition("://")[2], LONGEST_LABEL), url))
