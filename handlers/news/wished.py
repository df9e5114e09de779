"""How somebody's subscriptions look, with those of the channel in which they ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.events import Place
from bot.chat.network import Network
from bot.chat.room import fitting, fitting_menu, left, some
from bot.chat.text import Reader, Text, shortened
from bot.chat.ui import Button, Menu, Message, Option, Paragraph, Part, action
from bot.domain.committees import key_of
from bot.domain.people import Person
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, Wishes
from handlers.news.words import RHYTHMS, WEEKDAYS, known_name
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="My subscriptions", de="Meine Abonnements")
YOURS = Text(en="*You hear of*", de="*Du hörst von*")
NOTHING = Text(en="You have subscribed to nothing yet.", de="Du hast noch nichts abonniert.")
NONE_SO = Text(
    en="None of your subscriptions has *{words}* in its name.",
    de="Keines deiner Abonnements hat *{words}* im Namen.",
)
CHANNELS = Text(en="*In this channel I post about*", de="*In diesem Kanal schreibe ich über*")
WISH = Text(en="{name}: {rhythm}", de="{name}: {rhythm}")
TIMES = Text(
    en="Digests come at {at}, the weekly one on {weekday}, in your time zone and never in your quiet hours.",
    de="Überblicke kommen um {at}, der wöchentliche am {weekday}, in deiner Zeitzone und nie in deinen Ruhezeiten.",
)
READ_THERE = Text(
    en="I post about this in a channel that you are in, so it does not come to you once more: {names}.",
    de="Darüber schreibe ich in einem Kanal, in dem du bist, darum kommt es nicht noch einmal zu dir: {names}.",
)
NOT_IN = Text(
    en="*I am not in this channel, so that I cannot post here.* Invite me; within a quarter of an hour I notice it.",
    de="*Ich bin nicht in diesem Kanal und kann hier nicht schreiben.* Lade mich ein; ich merke es binnen einer "
    "Viertelstunde.",
)
BY_WORDS = Text(
    en="`{command} subscribe` with a part of a name shows those of that name.",
    de="`{command} abonnieren` mit einem Teil eines Namens zeigt, was so heißt.",
)
ADD = Text(en="Subscribe", de="Abonnieren")
END_ONE = Text(en="End one", de="Eines beenden")
END_HERE = Text(en="End one of this channel", de="Eines des Kanals beenden")
SHOWN, IN_MENU, LONGEST_WORDS = 20, 2000, 40


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is needed to name subjects."""

    store: Store
    snapshot: Snapshot
    reader: Reader

    def name(self, subject: str) -> Text:
        return known_name(self.store, self.snapshot, subject, self.reader.language)

    def wishes(self, subscriber: Subscriber, words: str) -> Wishes:
        """What is wished about all that has these words in its name: everything, then by name."""
        wished = self.store.subscriptions.wishes(subscriber)
        names = {each: key_of(self.name(each).plain(self.reader)) for each in wished}
        found = sorted((each != EVERYTHING, name, each) for each, name in names.items() if key_of(words) in name)
        return {each: wished[each] for _, _, each in found}


def shown(shelf: Shelf, me: Person, place: Place, network: Network, words: str = "") -> Message:
    """Mine, and those of the channel in which I ask; with words only those of such a name."""
    words = shortened(words, LONGEST_WORDS)
    mine, here = Subscriber(me.id), Subscriber(platform=place.platform, channel=place.channel)
    wishes, posted = shelf.wishes(mine, words), shelf.wishes(here, words)
    notes = [*read_there(shelf, mine, wishes), *_times(shelf, mine, wishes)]
    below: list[Part] = [Button(ADD, action("subscriptions.add", words=words or None), style="primary")]
    below += [_menu(shelf, END_ONE, wishes, "me")] if wishes else []
    below += [_menu(shelf, END_HERE, posted, "channel")] if posted and me.leads else []
    many = max(len(wishes), len(posted)) > SHOWN
    footer = BY_WORDS.format(command=network.command) if many else None
    closed = [Paragraph(NOT_IN)] if posted and shelf.store.channel_people.is_closed(here) else []
    room = left(Message(TITLE, (Paragraph(YOURS), Paragraph(CHANNELS), *notes, *closed, *below), footer))
    room = room // 2 if posted and wishes else room
    nothing = NONE_SO.format(words=words) if words else NOTHING
    parts: list[Part] = [Paragraph(YOURS), _listed(shelf, wishes, room)] if wishes else [Paragraph(nothing)]
    there: list[Part] = [Paragraph(CHANNELS), _listed(shelf, posted, room), *closed] if posted else []
    return Message(TITLE, (*parts, *notes, *there, *below), footer)


def read_there(shelf: Shelf, mine: Subscriber, wishes: Wishes) -> list[Part]:
    """Which of their wishes a person need not wait for, since a channel that they are in has that at once."""
    channels = shelf.store.channel_people.channels_of(mine.person) if mine.person else []
    there = [shelf.store.subscriptions.wishes(channel) for channel in channels]
    soon = [each for each, rhythm in wishes.items() if rhythm is not Rhythm.NEVER and _comes_soon(each, there)]
    return [Paragraph(READ_THERE.format(names=some([shelf.name(each) for each in soon], 500)))] if soon else []


def _comes_soon(subject: str, there: Sequence[Wishes]) -> bool:
    return any(wishes.get(subject, wishes.get(EVERYTHING)) is Rhythm.AT_ONCE for wishes in there)


def _times(shelf: Shelf, mine: Subscriber, wishes: Wishes) -> list[Part]:
    if not any(rhythm in (Rhythm.DAILY, Rhythm.WEEKLY) for rhythm in wishes.values()):
        return []
    schedule = shelf.store.subscriptions.schedule(mine)
    return [Paragraph(TIMES.format(at=schedule.at, weekday=WEEKDAYS[schedule.weekday]))]


def _listed(shelf: Shelf, wishes: Wishes, room: int) -> Part:
    lines = [WISH.format(name=shelf.name(each), rhythm=RHYTHMS[rhythm]) for each, rhythm in wishes.items()]
    return fitting(lines, room, most=SHOWN)


def _menu(shelf: Shelf, label: Text, wishes: Wishes, target: str) -> Menu:
    options = [Option(shelf.name(each), each) for each in list(wishes)[:SHOWN]]
    return fitting_menu(label, action("subscriptions.end", target=target), options, IN_MENU)
