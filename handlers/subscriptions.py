"""What somebody hears of, how soon, and when digests come: for a person, and for a channel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.chat.events import Click, Command, Place, Submission
from bot.chat.replies import Ask, Reply, Whisper, whisper
from bot.chat.room import some
from bot.chat.text import Reader, Text
from bot.chat.ui import Button, Choice, Form, Items, Line, Menu, Message, Option, Paragraph, Part, action
from bot.domain.people import Person, Role
from bot.domain.quiet import HabitsOf
from bot.domain.subscriptions import (
    EVERYTHING,
    Rhythm,
    Schedule,
    Subscriber,
    Wishes,
    of_committee,
    of_topic,
)
from bot.routing import Help, Router
from handlers.news.digests import replan
from handlers.news.spread import Audience
from handlers.news.words import REFUSALS, RHYTHMS, WEEKDAYS, known_name, name_of
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="My subscriptions", de="Meine Abonnements")
YOURS = Text(en="*You hear of*", de="*Du hörst von*")
NOTHING = Text(en="You have subscribed to nothing yet.", de="Du hast noch nichts abonniert.")
CHANNELS = Text(en="*In this channel I post about*", de="*In diesem Kanal schreibe ich über*")
WISH = Text(en="{name}: {rhythm}", de="{name}: {rhythm}")
TIMES = Text(
    en="Digests come at {at}, the weekly one on {weekday}, in your time zone and never in your quiet hours.",
    de="Überblicke kommen um {at}, der wöchentliche am {weekday}, in deiner Zeitzone und nie in deinen Ruhezeiten.",
)
ADD = Text(en="Subscribe", de="Abonnieren")
END_ONE = Text(en="End one", de="Eines beenden")
END_HERE = Text(en="End one of this channel", de="Eines des Kanals beenden")
FORM = Text(en="Subscribe", de="Abonnieren")
SAVE = Text(en="Save", de="Speichern")
WHAT = Text(en="To what", de="Was")
HOW_SOON = Text(en="How soon", de="Wie schnell")
AT = Text(en="Digests at", de="Überblicke um")
AT_HINT = Text(en="Such as 09:00, for all your digests", de="Zum Beispiel 09:00, für alle deine Überblicke")
WEEKDAY = Text(en="The weekly one on", de="Wöchentliche am")
WHERE = Text(en="For whom", de="Für wen")
FOR_ME = Text(en="for me, by direct message", de="für mich, als Direktnachricht")
FOR_CHANNEL = Text(en="for this channel", de="für diesen Kanal")
COMMITTEE = Text(en="Committee: {name}", de="Gremium: {name}")
TOPIC = Text(en="Topic: {name}", de="Thema: {name}")
ALL_NEWS = Text(en="everything", de="alles")
SAVED = Text(en="Subscribed: *{name}*, {rhythm}.", de="Abonniert: *{name}*, {rhythm}.")
SAVED_HERE = Text(
    en="From now on I post about *{name}* in this channel, {rhythm}.",
    de="Ab jetzt schreibe ich in diesen Kanal über *{name}*, {rhythm}.",
)
ENDED = Text(en="Ended: *{name}*.", de="Beendet: *{name}*.")
READ_THERE = Text(
    en="I post about this in a channel that you are in, so it does not come to you once more: {names}.",
    de="Darüber schreibe ich in einem Kanal, in dem du bist, darum kommt es nicht noch einmal zu dir: {names}.",
)
ONLY_CHANNELS = Text(
    en="This is no channel, only you and I are here. Type `{command} subscribe` in the channel, or subscribe for "
    "yourself.",
    de="Das ist kein Kanal, hier sind nur wir beide. Tippe `{command} abonnieren` in dem Kanal, oder abonniere für "
    "dich.",
)
NOT_YOURS = Text(
    en="For a channel, only group leaders and coordinators can do that.",
    de="Für einen Kanal können das nur Gruppenleitungen und die Koordination.",
)
LEADING = (Role.LEADER, Role.DEPUTY, Role.COORDINATOR)
SHOWN, OFFERED = 20, 99


class Target(StrEnum):
    """Whom a subscription is for."""

    ME = "me"
    CHANNEL = "channel"


class ChannelIsTheirs(Exception):
    """Only those who lead decide what is posted in a channel."""


class NoChannel(Exception):
    """A conversation with one person cannot subscribe: they can."""


routes = Router(words={**RHYTHMS})
routes.refuse(REFUSALS)
routes.refuse({ChannelIsTheirs: NOT_YOURS, NoChannel: ONLY_CHANNELS})


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is needed to name subjects."""

    store: Store
    snapshot: Snapshot
    reader: Reader

    def name(self, subject: str) -> Text:
        return known_name(self.store, self.snapshot, subject, self.reader.language)


@routes.command(
    "subscribe",
    "abonnieren",
    reads=True,
    help=Help(
        Text(
            en="What you hear of, and how soon; also for a channel.",
            de="Wovon du hörst und wie schnell; auch für einen Kanal.",
        ),
        usage=Text(en="subscribe", de="abonnieren"),
    ),
)
def show_subscriptions(
    command: Command, store: Store, me: Person, snapshot: Snapshot, reader: Reader
) -> Iterator[Whisper]:
    yield Whisper(_shown(Shelf(store, snapshot, reader), me, command.place))


@routes.button("subscriptions.show", reads=True)
def show_again(click: Click, store: Store, me: Person, snapshot: Snapshot, reader: Reader) -> Iterator[Whisper]:
    yield Whisper(_shown(Shelf(store, snapshot, reader), me, click.place))


@routes.button("subscriptions.add", reads=True)
def open_form(click: Click, store: Store, me: Person, snapshot: Snapshot, reader: Reader) -> Iterator[Ask]:
    schedule = store.subscriptions.schedule(Subscriber(me.id))
    how = tuple(Option(name, rhythm.value) for rhythm, name in RHYTHMS.items() if rhythm is not Rhythm.NEVER)
    days = tuple(Option(name, str(number)) for number, name in enumerate(WEEKDAYS))
    where = (Option(FOR_ME, Target.ME.value), Option(FOR_CHANNEL, Target.CHANNEL.value))
    inputs = (
        Choice("subject", WHAT, _offered(store, snapshot, reader), EVERYTHING),
        Choice("rhythm", HOW_SOON, how, Rhythm.AT_ONCE.value),
        Line("at", AT, f"{schedule.at:%H:%M}", AT_HINT, longest=10),
        Choice("weekday", WEEKDAY, days, str(schedule.weekday)),
        *([Choice("target", WHERE, where, Target.ME.value)] if me.role in LEADING and not click.place.alone else []),
    )
    yield Ask(Form(FORM, inputs, SAVE, action("subscriptions.save")))


@routes.form("subscriptions.save")
def save(
    submission: Submission,
    store: Store,
    me: Person,
    snapshot: Snapshot,
    reader: Reader,
    habits_of: HabitsOf,
    subject: str,
    rhythm: Rhythm,
    at: time = time(9),
    weekday: int = 0,
    target: Target = Target.ME,
) -> Iterator[Reply]:
    """Raises ChannelIsTheirs, NoChannel or NoSuchSubject."""
    name = name_of(store, snapshot, subject, reader.language)
    mine = _subscriber(me, submission.place, target)
    store.subscriptions.wish(mine, subject, rhythm)
    if weekday in range(7):
        store.subscriptions.keep(mine, Schedule(at, weekday))
    replan(store, mine, Audience(snapshot, habits_of))
    said = (SAVED if target is Target.ME else SAVED_HERE).format(name=name, rhythm=RHYTHMS[rhythm])
    shelf = Shelf(store, snapshot, reader)
    yield Whisper(Message(parts=(Paragraph(said), *_read_there(shelf, mine, {subject: rhythm}))))


@routes.button("subscriptions.end")
def end(
    click: Click, store: Store, me: Person, snapshot: Snapshot, reader: Reader, habits_of: HabitsOf, choice: str,
    target: Target = Target.ME,
) -> Iterator[Reply]:  # fmt: skip
    """Raises ChannelIsTheirs or NoChannel."""
    mine = _subscriber(me, click.place, target)
    store.subscriptions.end(mine, choice)
    replan(store, mine, Audience(snapshot, habits_of))
    yield whisper(ENDED.format(name=known_name(store, snapshot, choice, reader.language)))


def _subscriber(me: Person, place: Place, target: Target) -> Subscriber:
    if target is Target.ME:
        return Subscriber(me.id)
    if me.role not in LEADING:
        raise ChannelIsTheirs
    if place.alone:
        raise NoChannel
    return Subscriber(platform=place.platform, channel=place.channel)


def _shown(shelf: Shelf, me: Person, place: Place) -> Message:
    """Mine, and those of the channel in which I ask."""
    mine, here = Subscriber(me.id), Subscriber(platform=place.platform, channel=place.channel)
    wishes, posted = shelf.store.subscriptions.wishes(mine), shelf.store.subscriptions.wishes(here)
    parts: list[Part] = [Paragraph(YOURS), _listed(shelf, wishes)] if wishes else [Paragraph(NOTHING)]
    parts += _read_there(shelf, mine, wishes)
    if any(rhythm in (Rhythm.DAILY, Rhythm.WEEKLY) for rhythm in wishes.values()):
        schedule = shelf.store.subscriptions.schedule(mine)
        parts.append(Paragraph(TIMES.format(at=schedule.at, weekday=WEEKDAYS[schedule.weekday])))
    if posted:
        parts += [Paragraph(CHANNELS), _listed(shelf, posted)]
    parts.append(Button(ADD, action("subscriptions.add"), style="primary"))
    if wishes:
        parts.append(_menu(shelf, END_ONE, wishes, Target.ME))
    if posted and me.role in LEADING:
        parts.append(_menu(shelf, END_HERE, posted, Target.CHANNEL))
    return Message(TITLE, tuple(parts))


def _read_there(shelf: Shelf, mine: Subscriber, wishes: Wishes) -> list[Part]:
    """Which of their wishes a person need not wait for, since a channel that they are in has that at once."""
    channels = shelf.store.channel_people.channels_of(mine.person) if mine.person else []
    there = [shelf.store.subscriptions.wishes(channel) for channel in channels]
    soon = [each for each, rhythm in wishes.items() if rhythm is not Rhythm.NEVER and _comes_soon(each, there)]
    return [Paragraph(READ_THERE.format(names=some([shelf.name(each) for each in soon], 500)))] if soon else []


def _comes_soon(subject: str, there: Sequence[Wishes]) -> bool:
    return any(wishes.get(subject, wishes.get(EVERYTHING)) is Rhythm.AT_ONCE for wishes in there)


def _listed(shelf: Shelf, wishes: Wishes) -> Items:
    lines = [WISH.format(name=shelf.name(each), rhythm=RHYTHMS[rhythm]) for each, rhythm in wishes.items()]
    return Items(tuple(lines[:SHOWN]), more=max(len(lines) - SHOWN, 0))


def _menu(shelf: Shelf, label: Text, wishes: Wishes, target: Target) -> Menu:
    options = [Option(shelf.name(each), each) for each in list(wishes)[:SHOWN]]
    return Menu(label, action("subscriptions.end", target=target), tuple(options))


def _offered(store: Store, snapshot: Snapshot, reader: Reader) -> tuple[Option, ...]:
    """Everything, committees, topics: as many as a form can offer."""
    subjects: list[tuple[Text, str]] = [(ALL_NEWS, EVERYTHING)]
    committees: Sequence[int] = [each.id for each in store.committees.every()]
    for number in committees:
        subject = of_committee(number)
        subjects.append((COMMITTEE.format(name=name_of(store, snapshot, subject, reader.language)), subject))
    for topic in snapshot.directory.topics:
        subject = of_topic(topic.id)
        subjects.append((TOPIC.format(name=name_of(store, snapshot, subject, reader.language)), subject))
    return tuple(Option(name, subject) for name, subject in subjects[:OFFERED])
