"""The form with which a coordinator adds a feed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Reply, Whisper
from bot.chat.room import some
from bot.chat.text import Reader, Text, literal, shortened
from bot.chat.ui import Choice, Form, Input, Line, Message, Option, Paragraph, action
from bot.domain.feedaddress import HostNotAllowed, NoFeedAddress, checked, host_of
from bot.domain.news import Feed, FeedKnown
from bot.routing import Refusal, Router, Who
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
LONGEST_URL, LONGEST_FEED_NAME, OFFERED, NONE = 300, 100, 98, "-"

routes = Router()
routes.refuse(REFUSALS)
routes.refuse(
    {
        NoFeedAddress: Refusal(NO_ADDRESS, "url"),
        HostNotAllowed: Refusal(NOT_ALLOWED, "url"),
        FeedKnown: Refusal(KNOWN, "url"),
    }
)


@routes.button("feeds.add", who=Who.COORDINATORS, reads=True)
def open_form(store: Store, snapshot: Snapshot, network: Network, reader: Reader) -> Iterator[Ask]:
    nothing = Option(NOBODY, NONE)
    committees = [
        Option(literal(shortened(each.name, LONGEST_NAME)), str(each.id)) for each in store.committees.every()
    ]
    topics = [
        Option(literal(shortened(each.de if reader.language == "de" and each.de else each.en, LONGEST_NAME)), each.id)
        for each in snapshot.directory.topics
    ]
    inputs: tuple[Input, ...] = (
        Line("url", URL, longest=LONGEST_URL),
        Line("name", NAME, hint=NAME_HINT, required=False, longest=LONGEST_FEED_NAME),
        Choice("committee", COMMITTEE, (nothing, *committees[:OFFERED]), NONE),
        Choice("topic", TOPIC, (nothing, *topics[:OFFERED]), NONE),
    )
    hosts = some(network.feed_hosts, 1500) if network.feed_hosts else NO_HOST
    yield Ask(Form(TITLE, inputs, SAVE, action("feeds.added"), INTRO.format(hosts=hosts)))


@routes.form("feeds.added", who=Who.COORDINATORS)
def add(
    store: Store,
    network: Network,
    now: datetime,
    url: Annotated[str, LONGEST_URL],
    name: Annotated[str, LONGEST_FEED_NAME] = "",
    committee: Annotated[str, 9] = NONE,
    topic: str = NONE,
) -> Iterator[Reply]:
    """Raises NoFeedAddress, HostNotAllowed, FeedKnown or NoSuchCommittee."""
    address = checked(url, network.feed_hosts)
    number = store.committees.get(int(committee)).id if committee.isdecimal() and committee.isascii() else None
    feed = Feed(0, address, name or host_of(address), number, "" if topic == NONE else topic[:64])
    kept = store.news_feeds.add(feed, now)
    store.news_feeds.look_soon(kept.id)
    message = shown(store, kept)
    yield Whisper(Message(message.title, (Paragraph(ADDED), *message.parts)))
