"""Words that several parts of the news share: what they are about, how soon they come, and what is refused."""

import re
from collections.abc import Mapping

from bot.chat.text import Text, Value, literal, shortened
from bot.chat.ui import Button, action
from bot.domain.committees import NoSuchCommittee
from bot.domain.news import News, NoSuchNews
from bot.domain.subscriptions import COMMITTEE, EVERYTHING, Rhythm, about, of_topic
from bot.routing import Refusal
from storage import Store
from storage.roster import Snapshot

ALL = Text(en="everything", de="alles")
FORGOTTEN = Text(en="something that does not exist any more", de="etwas, das es nicht mehr gibt")
RHYTHMS: Mapping[Rhythm, Text] = {
    Rhythm.AT_ONCE: Text(en="at once", de="sofort"),
    Rhythm.DAILY: Text(en="once a day", de="einmal am Tag"),
    Rhythm.WEEKLY: Text(en="once a week", de="einmal in der Woche"),
    Rhythm.NEVER: Text(en="muted", de="stumm"),
}
WEEKDAYS = (
    Text(en="Monday", de="Montag"),
    Text(en="Tuesday", de="Dienstag"),
    Text(en="Wednesday", de="Mittwoch"),
    Text(en="Thursday", de="Donnerstag"),
    Text(en="Friday", de="Freitag"),
    Text(en="Saturday", de="Samstag"),
    Text(en="Sunday", de="Sonntag"),
)
MUTE = Text(en="Mute", de="Stumm schalten")
MY_NEWS = Text(en="My subscriptions", de="Meine Abonnements")
TOO_OLD = Text(
    en="These news are so old that I have forgotten them. `{command} subscribe` shows what you hear of.",
    de="Das ist so alt, dass ich es vergessen habe. `{command} abonnieren` zeigt, wovon du hörst.",
)
NO_COMMITTEE = Text(
    en="There is no such committee. `{command} committees` shows all.",
    de="Dieses Gremium gibt es nicht. `{command} gremien` zeigt alle.",
)
NO_SUBJECT = Text(
    en="One cannot subscribe to that. `{command} subscribe` shows what there is.",
    de="Das kann man nicht abonnieren. `{command} abonnieren` zeigt, was es gibt.",
)
LONGEST_NAME = 60
NUMBERED = re.compile(rf"{COMMITTEE}([0-9]{{1,9}})")


class NoSuchSubject(Exception):
    """This is neither a committee nor a topic of the network."""


REFUSALS: Mapping[type[Exception], Text | Refusal] = {
    NoSuchNews: TOO_OLD,
    NoSuchCommittee: NO_COMMITTEE,
    NoSuchSubject: NO_SUBJECT,
}


def name_of(store: Store, snapshot: Snapshot, subject: str, language: str) -> Text:
    """What a subject is called: a committee, a topic or everything. Raises NoSuchSubject."""
    if subject == EVERYTHING:
        return ALL
    if found := NUMBERED.fullmatch(subject):
        try:
            return literal(shortened(store.committees.get(int(found[1])).name, LONGEST_NAME))
        except NoSuchCommittee:
            raise NoSuchSubject from None
    topic = next((topic for topic in snapshot.directory.topics if of_topic(topic.id) == subject), None)
    if topic is None:
        raise NoSuchSubject
    return literal(shortened(topic.de if language == "de" and topic.de else topic.en, LONGEST_NAME))


def known_name(store: Store, snapshot: Snapshot, subject: str, language: str) -> Text:
    """As `name_of`, and words for what does not exist any more."""
    try:
        return name_of(store, snapshot, subject, language)
    except NoSuchSubject:
        return FORGOTTEN


def names_of(store: Store, snapshot: Snapshot, item: News, language: str) -> list[Value]:
    """What news are about, committees first."""
    return [known_name(store, snapshot, subject, language) for subject in sorted(about(item))]


def mute_button(item: News) -> Button:
    """Belongs into every message that tells somebody these news."""
    return Button(MUTE, action("news.mute", news=item.id))
