"""The form with which a coordinator adds a feed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Reply, Whisper
from bot.chat.room import some
from bot.chat.text import Reader, Text, literal, shortened
from bot.chat.ui import Form, Input, Line, Message, Option, Paragraph, action
from bot.domain.committees import NoSuchCommittee
from bot.domain.feedaddress import HostNotAllowed, NoFeedAddress, checked, host_of
from bot.domain.news import Feed, FeedKnown
from bot.routing import Refusal, Router, Who
from handlers.news.choosing import LONGEST, named_input, topic_name
from handlers.news.feeds import COMMITTEE, shown
from handlers.news.words import LONGEST_NAME, REFUSALS
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Add a feed", de="Quelle hinzufügen")
INTRO = Text(
    en="Atom or RSS, by https. Allowed hosts: {hosts}. What the feed says today is known; what comes is news.",
    de="Atom oder RSS, mit https. Erlaubte Server: {hosts}. Was heute dort steht, ist bekannt, was kommt, ist neu.",
)
NO_HOST = Text(
    en="none; the administrator names them in the settings",
    de="keine; die Administration nennt sie in den Einstellungen",
)
URL = Text(en="Address", de="Adresse")
NAME = Text(en="Name", de="Name")
NAME_HINT = Text(en="Without one, the host's name", de="Ohne Angabe der Name des Servers")
TOPIC = Text(en="Topic", de="Thema")
NOBODY = Text(en="none", de="keines")
SAVE = Text(en="Add", de="Hinzufügen")
ADDED = Text(en="Added. I look within a minute.", de="Hinzugefügt. Ich sehe innerhalb einer Minute nach.")
NO_ADDRESS = Text(
    en="An address that begins with https:// and names a host, please.",
    de="Bitte eine Adresse, die mit https:// beginnt und einen Server nennt.",
)
NOT_ALLOWED = Text(
    en="The administrator has to allow {host} first.", de="Zuerst muss die Administration {host} erlauben."
)
KNOWN = Text(en="This feed is read already.", de="Diese Quelle wird schon gelesen.")
OR_NONE = Text(en="Its whole name; empty for none", de="Der ganze Name; leer für keines")
NO_SUCH = Text(en="I know none of that name. Check the spelling.", de="So heißt keines. Prüfe die Schreibweise.")
LONGEST_URL, LONGEST_FEED_NAME, NONE = 300, 100, "-"


class NoSuchTopic(Exception):
    """The directory knows no topic of this name."""


routes = Router()
routes.refuse(REFUSALS)
routes.refuse(
    {
        NoFeedAddress: Refusal(NO_ADDRESS, "url"),
        HostNotAllowed: Refusal(NOT_ALLOWED, "url"),
        FeedKnown: Refusal(KNOWN, "url"),
        NoSuchCommittee: Refusal(NO_SUCH, "committee"),
        NoSuchTopic: Refusal(NO_SUCH, "topic"),
    }
)


@routes.button("feeds.add", who=Who.COORDINATORS, reads=True)
def open_form(store: Store, snapshot: Snapshot, network: Network, reader: Reader) -> Iterator[Ask]:
    nothing = Option(NOBODY, NONE)
    committees = [_option(each.name, str(each.id)) for each in store.committees.every()]
    topics = [_option(topic_name(each, reader.language), each.id) for each in snapshot.directory.topics]
    inputs: tuple[Input, ...] = (
        Line("url", URL, longest=LONGEST_URL),
        Line("name", NAME, hint=NAME_HINT, required=False, longest=LONGEST_FEED_NAME),
        named_input("committee", COMMITTEE, committees, nothing, OR_NONE),
        named_input("topic", TOPIC, topics, nothing, OR_NONE),
    )
    hosts = some(network.feed_hosts, 1500) if network.feed_hosts else NO_HOST
    yield Ask(Form(TITLE, inputs, SAVE, action("feeds.added"), INTRO.format(hosts=hosts)))


@routes.form("feeds.added", who=Who.COORDINATORS)
def add(
    store: Store,
    snapshot: Snapshot,
    network: Network,
    now: datetime,
    url: Annotated[str, LONGEST_URL],
    name: Annotated[str, LONGEST_FEED_NAME] = "",
    committee: Annotated[str, LONGEST] = NONE,
    topic: Annotated[str, LONGEST] = NONE,
) -> Iterator[Reply]:
    """Raises NoFeedAddress, HostNotAllowed, FeedKnown, NoSuchCommittee or NoSuchTopic."""
    address = checked(url, network.feed_hosts)
    feed = Feed(0, address, name or host_of(address), _committee(store, committee), _topic(snapshot, topic))
    kept = store.news_feeds.add(feed, now)
    store.news_feeds.look_soon(kept.id)
    message = shown(store, kept)
    yield Whisper(Message(message.title, (Paragraph(ADDED), *message.parts)))


def _option(name: str, value: str) -> Option:
    return Option(literal(shortened(name, LONGEST_NAME)), value)


def _committee(store: Store, said: str) -> int | None:
    """The committee that was chosen or typed. Raises NoSuchCommittee."""
    if said in ("", NONE):
        return None
    if said.isdecimal() and said.isascii():
        return store.committees.get(int(said[:9])).id
    found = store.committees.named(said)
    if found is None:
        raise NoSuchCommittee
    return found.id


def _topic(snapshot: Snapshot, said: str) -> str:
    """The topic that was chosen or typed, "" for none. Raises NoSuchTopic."""
    if said in ("", NONE):
        return ""
    for topic in snapshot.directory.topics:
        if said == topic.id or said.casefold() in map(str.casefold, topic.terms):
            return topic.id
    raise NoSuchTopic
