"""What somebody hears of, how soon, and when digests come: for a person, and for a channel."""

from collections.abc import Iterator
from datetime import time
from enum import StrEnum
from typing import Annotated

from bot.chat.events import Click, Command, Place, Submission
from bot.chat.network import Network
from bot.chat.replies import Ask, Reply, Whisper, whisper
from bot.chat.text import Reader, Text
from bot.chat.ui import Choice, Form, Line, Message, Option, Paragraph, action
from bot.domain.people import Person
from bot.domain.quiet import HabitsOf
from bot.domain.subscriptions import Rhythm, Schedule, Subscriber
from bot.routing import Help, Refusal, Router, Words
from handlers.news.choosing import LONGEST, WHY, Unclear, meant, subject_input, subjects
from handlers.news.digests import replan
from handlers.news.spread import Audience
from handlers.news.wished import Shelf, read_there, shown
from handlers.news.words import REFUSALS, RHYTHMS, WEEKDAYS, known_name, name_of
from storage import Store
from storage.roster import Snapshot

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
SAVED = Text(en="Subscribed: *{name}*, {rhythm}.", de="Abonniert: *{name}*, {rhythm}.")
SAVED_HERE = Text(
    en="From now on I post about *{name}* in this channel, {rhythm}.",
    de="Ab jetzt schreibe ich in diesen Kanal über *{name}*, {rhythm}.",
)
ENDED = Text(en="Ended: *{name}*.", de="Beendet: *{name}*.")
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
routes.refuse({ChannelIsTheirs: NOT_YOURS, NoChannel: ONLY_CHANNELS, Unclear: Refusal(WHY, "subject")})


@routes.command(
    "subscribe",
    "abonnieren",
    reads=True,
    help=Help(
        Text(
            en="What you hear of, and how soon; also for a channel.",
            de="Wovon du hörst und wie schnell; auch für einen Kanal.",
        ),
        usage=Text(en="subscribe [words]", de="abonnieren [Wörter]"),
        example=Text(en="subscribe data sharing", de="abonnieren Datennutzung"),
    ),
)
def show_subscriptions(
    command: Command, store: Store, me: Person, snapshot: Snapshot, network: Network, reader: Reader,
    words: Words = Words(""),
) -> Iterator[Whisper]:  # fmt: skip
    yield Whisper(shown(Shelf(store, snapshot, reader), me, command.place, network, words))


@routes.button("subscriptions.show", reads=True)
def show_again(
    click: Click, store: Store, me: Person, snapshot: Snapshot, network: Network, reader: Reader
) -> Iterator[Whisper]:
    yield Whisper(shown(Shelf(store, snapshot, reader), me, click.place, network))


@routes.button("subscriptions.add", reads=True)
def open_form(
    click: Click, store: Store, me: Person, snapshot: Snapshot, reader: Reader, words: str = ""
) -> Iterator[Ask]:
    schedule = store.subscriptions.schedule(Subscriber(me.id))
    how = tuple(Option(name, rhythm.value) for rhythm, name in RHYTHMS.items() if rhythm is not Rhythm.NEVER)
    days = tuple(Option(name, str(number)) for number, name in enumerate(WEEKDAYS))
    where = (Option(FOR_ME, Target.ME.value), Option(FOR_CHANNEL, Target.CHANNEL.value))
    inputs = (
        subject_input("subject", WHAT, subjects(store, snapshot, reader.language), words),
        Choice("rhythm", HOW_SOON, how, Rhythm.AT_ONCE.value),
        Line("at", AT, f"{schedule.at:%H:%M}", AT_HINT, longest=10),
        Choice("weekday", WEEKDAY, days, str(schedule.weekday)),
        *([Choice("target", WHERE, where, Target.ME.value)] if me.leads and not click.place.alone else []),
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
    subject: Annotated[str, LONGEST],
    rhythm: Rhythm,
    at: time = time(9),
    weekday: int = 0,
    target: Target = Target.ME,
) -> Iterator[Reply]:
    """Raises ChannelIsTheirs, NoChannel or Unclear."""
    subject = meant(subject, subjects(store, snapshot, reader.language))
    name = name_of(store, snapshot, subject, reader.language)
    mine = _subscriber(me, submission.place, target)
    store.subscriptions.wish(mine, subject, rhythm)
    if weekday in range(7):
        store.subscriptions.keep(mine, Schedule(at, weekday))
    replan(store, mine, Audience(snapshot, habits_of))
    said = (SAVED if target is Target.ME else SAVED_HERE).format(name=name, rhythm=RHYTHMS[rhythm])
    shelf = Shelf(store, snapshot, reader)
    yield Whisper(Message(parts=(Paragraph(said), *read_there(shelf, mine, {subject: rhythm}))))


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
    if not me.leads:
        raise ChannelIsTheirs
    if place.alone:
        raise NoChannel
    return Subscriber(platform=place.platform, channel=place.channel)
