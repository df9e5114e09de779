"""Meetings in one's own calendar: a private address to subscribe to, and a file of a single meeting."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.chat.links import Links
from bot.chat.network import Network
from bot.chat.replies import Reply, Whisper, whisper
from bot.chat.text import Text, link
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Person
from bot.domain.seats import Place
from bot.routing import Help, Router
from storage import Store

TITLE = Text(en="Your calendar", de="Dein Kalender")
WHAT = Text(
    en="The meetings of the network in your own calendar: moved when they move, with the link when you have a seat. "
    "Copy this address into your calendar program, where it subscribes to a calendar by its address:",
    de="Die Treffen des Netzwerks in deinem eigenen Kalender: verschoben, wenn sie verschoben werden, mit dem Link, "
    "wenn du einen Platz hast. Kopiere diese Adresse in dein Kalenderprogramm, dort wo es Kalender abonniert:",
)
ADDRESS = Text(en="`{address}`", de="`{address}`")
OPEN_IT = Text(
    en="Or let the calendar program of this device open it: {link}",
    de="Oder lass das Kalenderprogramm dieses Geräts sie öffnen: {link}",
)
SECRET = Text(
    en="The address is yours alone: *whoever has it sees what you see*. Do not pass it on. If it has got about, take a "
    "new one; the old one stops working at once.",
    de="Die Adresse gehört nur dir: *wer sie hat, sieht, was du siehst*. Gib sie nicht weiter. Ist sie bekannt "
    "geworden, nimm eine neue; die alte gilt dann sofort nicht mehr.",
)
RENEWED = Text(
    en="This is your new address. The old one no longer works; where you used it, put in the new one.",
    de="Das ist deine neue Adresse. Die alte gilt nicht mehr; wo du sie benutzt hast, trage die neue ein.",
)
NONE_YET = Text(
    en="I can put the meetings of the network into your own calendar and keep them up to date there. For that you get "
    "a private address, to which your calendar program subscribes.",
    de="Ich kann die Treffen des Netzwerks in deinen eigenen Kalender bringen und dort auf dem neuesten Stand halten. "
    "Dafür bekommst du eine private Adresse, die dein Kalenderprogramm abonniert.",
)
SWITCHED_OFF = Text(
    en="Your calendar is switched off, and its address no longer works. `{command} calendar` gives you a new one.",
    de="Dein Kalender ist abgeschaltet, seine Adresse gilt nicht mehr. `{command} kalender` gibt dir eine neue.",
)
NOT_PUBLIC = Text(
    en="There are no calendars yet: I do not know at which address I can be reached. Whoever runs me has to set "
    "`public_url` in the section `[http]` of the settings.",
    de="Kalender gibt es noch nicht: Ich weiß nicht, unter welcher Adresse ich zu erreichen bin. Wer mich betreibt, "
    "muss `public_url` im Abschnitt `[http]` der Einstellungen setzen.",
)
GET = Text(en="Give me an address", de="Gib mir eine Adresse")
NEW = Text(en="New address", de="Neue Adresse")
OFF = Text(en="Switch off", de="Abschalten")

FILE = Text(en="For your calendar: {link}", de="Für deinen Kalender: {link}")
SUBSCRIBE = Text(
    en="`{command} calendar` brings all meetings into your own calendar.",
    de="`{command} kalender` bringt alle Treffen in deinen eigenen Kalender.",
)

routes = Router()


@routes.command(
    "calendar",
    "kalender",
    reads=True,
    help=Help(
        Text(en="The meetings in your own calendar.", de="Die Treffen in deinem eigenen Kalender."),
        usage=Text(en="calendar", de="kalender"),
    ),
)
def show_calendar(store: Store, me: Person, links: Links) -> Iterator[Whisper]:
    token = store.feeds.token(me.id)
    yield _subscription(links, token, WHAT) if token else _invitation(links)


@routes.button("calendar.get")
def give_address(store: Store, me: Person, links: Links, now: datetime) -> Iterator[Reply]:
    yield _subscription(links, store.feeds.give(me.id, now), WHAT) if links.public else whisper(NOT_PUBLIC)


@routes.button("calendar.new")
def renew_address(store: Store, me: Person, links: Links, now: datetime) -> Iterator[Reply]:
    yield _subscription(links, store.feeds.renew(me.id, now), RENEWED) if links.public else whisper(NOT_PUBLIC)


@routes.button("calendar.off")
def switch_off(store: Store, me: Person, network: Network) -> Iterator[Reply]:
    store.feeds.remove(me.id)
    yield whisper(SWITCHED_OFF.format(command=network.command))


def calendar_line(
    links: Links, store: Store, network: Network, me: Person, meeting: Meeting, places: Sequence[Place]
) -> Text | None:
    """How the meeting gets into this person's calendar, for a whisper about it; `places` is what they have of it.

    None if it would not be there, or if there are no calendars.
    """
    refused = bool(places) and places[-1].answer is Answer.NO
    if not links.public or not meeting.is_announced or meeting.cancelled is not None or refused:
        return None
    token = store.feeds.token(me.id)
    address = links.meeting(token, meeting.id) if token else None
    if address is None:
        return SUBSCRIBE.format(command=network.command)
    return FILE.format(link=link(f"meeting-{meeting.id}.ics", address))


def _subscription(links: Links, token: str, said: Text) -> Whisper:
    own = links.calendar(token)
    if own is None:
        return whisper(NOT_PUBLIC)
    program = link(own.webcal.partition("/calendar/")[0], own.opening)
    parts = (
        Paragraph(said),
        Paragraph(ADDRESS.format(address=own.feed)),
        Paragraph(OPEN_IT.format(link=program)),
        Paragraph(SECRET),
        Button(NEW, action("calendar.new")),
        Button(OFF, action("calendar.off"), style="danger"),
    )
    return Whisper(Message(TITLE, parts))


def _invitation(links: Links) -> Whisper:
    if not links.public:
        return whisper(NOT_PUBLIC)
    button = Button(GET, action("calendar.get"), style="primary")
    return Whisper(Message(TITLE, (Paragraph(NONE_YET), button)))
