"""The announcements that wait, those in preparation, and those that went out lately."""

from collections.abc import Iterator, Sequence

from bot.chat.channels import Channels
from bot.chat.network import Network
from bot.chat.replies import Whisper
from bot.chat.room import fitting, fitting_menu, left
from bot.chat.text import Text, shortened
from bot.chat.ui import Items, Message, Option, Paragraph, Part, action
from bot.domain.announcements import Announcement, Stage
from bot.domain.people import Person
from bot.routing import Help, Router, Who
from handlers.announcements.control import preview
from handlers.announcements.texts import REFUSALS
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Announcements", de="Ankündigungen")
SCHEDULED = Text(en="*Scheduled*", de="*Eingeplant*")
DRAFTS = Text(en="*Drafts*", de="*Entwürfe*")
RECENT = Text(en="*Lately posted*", de="*Zuletzt gesendet*")
AT = Text(en="{title} · {when} · number {n}", de="{title} · {when} · Nummer {n}")
WITHDRAWN = Text(en="{title} · {when} · withdrawn · number {n}", de="{title} · {when} · zurückgezogen · Nummer {n}")
PLAIN = Text(en="{title} · number {n}", de="{title} · Nummer {n}")
TITLE_OF = Text(en="{title}", de="{title}")
NONE = Text(
    en="Nothing was announced yet, and nothing is scheduled.",
    de="Noch wurde nichts angekündigt, und nichts ist geplant.",
)
OPEN = Text(en="Look at one", de="Eine ansehen")
LATELY, LISTED, IN_MENU = 10, 15, 40

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "announce list",
    "ankündigen liste",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Announcements that are scheduled, drafts, and what was posted lately.",
            de="Geplante Ankündigungen, Entwürfe und was zuletzt gesendet wurde.",
        ),
        usage=Text(en="announce list [number]", de="ankündigen liste [Nummer]"),
        example=Text(en="announce list 3", de="ankündigen liste 3"),
    ),
)
def list_announcements(
    store: Store, me: Person, snapshot: Snapshot, places: Channels, network: Network, announcement: int | None = None
) -> Iterator[Whisper]:
    if announcement is not None:
        yield from preview(store, snapshot, places, network, me, store.announcements.get(announcement))
        return
    groups = (
        (SCHEDULED, store.announcements.scheduled()),
        (DRAFTS, store.announcements.drafts()),
        (RECENT, store.announcements.recent(limit=LATELY)),
    )
    found = [one for _, some in groups for one in some]
    if not found:
        yield Whisper(Message(TITLE, (Paragraph(NONE),)))
        return
    options = [Option(_option(one), str(one.id)) for one in found[:IN_MENU]]
    menu = fitting_menu(OPEN, action("announcement.open"), options, 2500)
    headings = [Paragraph(heading) for heading, some in groups if some]
    room = left(Message(TITLE, (*headings, menu))) // len(headings)
    parts: list[Part] = []
    for heading, some in groups:
        parts += [Paragraph(heading), _lines(some, room)] if some else []
    yield Whisper(Message(TITLE, (*parts, menu)))


def _lines(some: Sequence[Announcement], room: int) -> Items:
    return fitting([_line(one) for one in some], room, most=LISTED)


def _line(found: Announcement) -> Text:
    title, n = found.title, str(found.id)
    if found.stage is Stage.WITHDRAWN and found.posted:
        return WITHDRAWN.format(title=title, when=found.posted, n=n)
    moment = found.posted or found.due
    return AT.format(title=title, when=moment, n=n) if moment else PLAIN.format(title=title, n=n)


def _option(found: Announcement) -> Text:
    return TITLE_OF.format(title=shortened(found.title, 45))
