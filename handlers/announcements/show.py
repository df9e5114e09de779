"""How an announcement looks: its post, the direct message, and what remains of one that was withdrawn."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.chat.network import Network
from bot.chat.replies import View, card, notice
from bot.chat.text import Reader, Text, frozen, literal, marked
from bot.chat.ui import Button, Fields, Message, Paragraph, Part
from bot.domain.announcements import Announcement, AnnouncementError, Audience, Stage
from bot.domain.meetings import NoSuchMeeting
from bot.domain.people import Person
from bot.routing import Router
from handlers.announcements.texts import REFUSALS
from handlers.committees.interest import call_parts
from storage import Store
from storage.roster import Snapshot

BY = Text(en="Announced by {name}", de="Angekündigt von {name}")
BY_COORDINATION = Text(en="Announced by the coordination", de="Angekündigt von der Koordination")
ABOUT = Text(en="{by} · {about}", de="{by} · {about}")
EDITED = Text(en="{footer} · changed {when}", de="{footer} · geändert {when}")
WITHDRAWN = Text(en="Withdrawn: {title}", de="Zurückgezogen: {title}")
TAKEN_BACK = Text(en="{name} has taken this announcement back.", de="{name} hat diese Ankündigung zurückgenommen.")
TAKEN_BACK_BY_NOBODY = Text(
    en="The coordination has taken this announcement back.", de="Die Koordination hat diese Ankündigung zurückgenommen."
)
REASON = Text(en="Reason: {reason}", de="Grund: {reason}")
DIRECTLY = Text(en="Sent to you directly · {footer}", de="Direkt an dich · {footer}")

routes = Router()
routes.refuse(REFUSALS)


@routes.card("announcement.card")
def announcement_card(store: Store, snapshot: Snapshot, announcement: int) -> Message | None:
    try:
        found = store.announcements.get(announcement)
    except AnnouncementError:
        return None
    return posted(store, snapshot, found)


@routes.notice("announcement.direct")
def direct(store: Store, me: Person, snapshot: Snapshot, announcement: int, again: int = 0) -> Message | None:  # noqa: ARG001 (names the message)
    """The same words for one reader, as they are when they are sent."""
    try:
        found = store.announcements.get(announcement)
    except AnnouncementError:
        return None
    if found.stage is not Stage.POSTED or not me.is_active:
        return None
    if found.audience is Audience.UNANSWERED:
        given = answers_to(store, found.meeting)
        if given is None or me.id in given:
            return None  # the reason has gone
    shown = posted(store, snapshot, found)
    return replace(shown, footer=DIRECTLY.format(footer=shown.footer or BY_COORDINATION))


@routes.notice("announcement.withdrawn")
def withdrawn_notice(store: Store, me: Person, snapshot: Snapshot, announcement: int) -> Message | None:
    found = store.announcements.get(announcement)
    return posted(store, snapshot, found) if me.is_active else None


def card_of(found: Announcement) -> View:
    return card("announcement.card", announcement=found.id)


def refresh_posts_of_call(store: Store, call: int) -> None:
    """The call has changed, and the posts that carry it are to show it."""
    for number in store.announcements.of_call(call):
        store.outbox.refresh(card("announcement.card", announcement=number).packed)


def direct_of(found: Announcement, again: int | None = None) -> View:
    """The direct message; `again` is the revision of which those hear who got an earlier one."""
    return notice("announcement.direct", announcement=found.id, again=again)


def every_direct(found: Announcement) -> list[str]:
    """All views under which its words may have reached somebody directly."""
    again = (direct_of(found, number).packed for number in range(2, found.revision + 1))
    return [direct_of(found).packed, *again]


def posted(store: Store, snapshot: Snapshot, found: Announcement) -> Message:
    """The post as everybody sees it."""
    if found.stage is Stage.WITHDRAWN:
        return withdrawal(snapshot, found)
    parts: list[Part] = [Paragraph(marked(found.text))]
    parts += call_parts(store, found.call) if found.call else []
    return Message(literal(found.title), tuple(parts), _footer(store, snapshot, found))


def withdrawal(snapshot: Snapshot, found: Announcement) -> Message:
    """What remains of the post: that it was taken back, by whom, and why."""
    by = snapshot.people.get(found.withdrawn_by or "")
    parts = [Paragraph(TAKEN_BACK.format(name=by.name) if by else TAKEN_BACK_BY_NOBODY)]
    parts += [Paragraph(REASON.format(reason=found.reason))] if found.reason else []
    return Message(WITHDRAWN.format(title=found.title), tuple(parts))


def as_in_channel(shown: Message, network: Network) -> Message:
    """The post in the words of the channels, whoever looks at it here."""
    reader = Reader(network.language, network.timezone)

    def said(text: Text | None) -> Text | None:
        return frozen(text, reader) if text else None

    return replace(shown, title=said(shown.title), parts=tuple(_frozen(shown.parts, reader)), footer=said(shown.footer))


def subject(store: Store, snapshot: Snapshot, found: Announcement) -> Text | None:
    """The committee or the topic that it is about."""
    if found.committee is not None:
        return literal(store.committees.get(found.committee).name)
    topic = next((one for one in snapshot.directory.topics if one.id == found.topic), None)
    return Text(en=_unmarked(topic.en), de=_unmarked(topic.de)) if topic else None


def _footer(store: Store, snapshot: Snapshot, found: Announcement) -> Text:
    author = snapshot.people.get(found.author or "")
    footer = BY.format(name=author.name) if author else BY_COORDINATION
    about = subject(store, snapshot, found)
    footer = ABOUT.format(by=footer, about=about) if about else footer
    return EDITED.format(footer=footer, when=found.edited) if found.edited else footer


def _frozen(parts: Sequence[Part], reader: Reader) -> list[Part]:
    """A post has paragraphs, facts and buttons."""
    frozen_parts: list[Part] = []
    for part in parts:
        match part:
            case Paragraph(text):
                frozen_parts.append(Paragraph(frozen(text, reader)))
            case Fields(pairs):
                said = tuple((frozen(label, reader), frozen(value, reader)) for label, value in pairs)
                frozen_parts.append(Fields(said))
            case Button(label):
                frozen_parts.append(replace(part, label=frozen(label, reader)))
            case _:
                frozen_parts.append(part)
    return frozen_parts


def _unmarked(name: str) -> str:
    """The name of a topic without what would be markup in a text of ours."""
    return re.sub(r"[*`{}]", "", name)


def answers_to(store: Store, meeting: int | None) -> frozenset[str] | None:
    """Who has answered a meeting; None if nobody is asked any more, because it is off or gone."""
    try:
        found = store.meetings.get(meeting or 0)
    except NoSuchMeeting:
        return None
    return None if found.cancelled is not None else frozenset(store.seats.answered(found.id, found.asked))
