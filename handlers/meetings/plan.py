"""Planning a meeting by a form: a draft that coordinators look at as it will be seen, then the announcement."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reply, View, Whisper, card, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Choice, Day, Divider, Form, Input, Items, Line, Message, Option, Paragraph, Part, action
from bot.domain import meetings
from bot.domain.meetings import MODE_ANSWERS, USUAL_LENGTH, Answer, Meeting, Mode, Stage, checked, mode_of
from bot.domain.people import Person
from bot.domain.reminders import Audience, Rung, ladder
from bot.domain.seats import MODES
from bot.routing import Help, Router, Who
from handlers.meetings.ahead import drop
from handlers.meetings.show import invitation
from handlers.meetings.texts import (
    ANNOUNCEMENTS,
    CONFIRM,
    HOW,
    LASTS,
    LINK,
    NOT_THIS_TIME,
    REFUSALS,
    TYPED,
    WHERE,
    written,
)
from handlers.meetings.texts import MODES as MODE_NAMES
from storage import Store

PLAN = Text(en="Plan a meeting", de="Treffen planen")
SUBMIT = Text(en="Preview", de="Vorschau")
INTRO = Text(
    en="You see the card first; nobody else does until you announce it. Seats, deadline and description come after.",
    de="Erst siehst nur du die Karte, bis du sie ankündigst. Plätze, Frist und Beschreibung folgen danach.",
)
TITLE = Text(en="Title", de="Titel")
DAY = Text(en="Day", de="Tag")
TIME = Text(en="Time", de="Uhrzeit")
TIME_HINT = Text(en="Such as 14:00", de="Zum Beispiel 14:00")
LASTS_HINT = Text(en="Such as 2h, 90min or 1d 6h", de="Zum Beispiel 2h, 90min oder 1d 6h")
ZONE = Text(en="Time zone", de="Zeitzone")
LINK_HINT = Text(en="Shown only to those who come.", de="Sehen nur die, die zugesagt haben.")

LONGEST_TITLE = 100  # so that it fits into the title of a card with some words of ours

DRAFT = Text(en="Draft: {title}", de="Entwurf: {title}")
AS_SEEN = Text(
    en="*Only coordinators know of it so far.* This is how the card will look:",
    de="*Bisher weiß davon nur die Koordination.* So wird die Karte aussehen:",
)
LINK_STANDS = Text(
    en="The link is {link}; only those who come will see it.", de="Der Link ist {link}; ihn sehen nur, die zusagen."
)
WILL_FOLLOW = Text(en="*These reminders will follow:*", de="*Diese Erinnerungen werden folgen:*")
IN_CHANNEL = Text(en="{when}, in the channel", de="{when}, im Kanal")
TO_UNANSWERED = Text(en="{when}, to those who have not answered", de="{when}, an alle ohne Antwort")
TO_ATTENDEES = Text(en="{when}, to those who come", de="{when}, an alle, die kommen")
WHOM: Mapping[Audience, Text] = {
    Audience.CHANNEL: IN_CHANNEL,
    Audience.PEOPLE: TO_UNANSWERED,
    Audience.ATTENDEES: TO_ATTENDEES,
}
TOO_SOON = Text(en="It is too late for reminders.", de="Für Erinnerungen ist es zu spät.")
ANNOUNCE = Text(en="Announce it", de="Ankündigen")
DETAILS = Text(en="Seats, deadline, description", de="Plätze, Frist, Beschreibung")
CHANGE = Text(en="Change", de="Ändern")
DISCARD = Text(en="Discard the draft", de="Entwurf verwerfen")
DISCARDED = Text(en="The draft *{title}* is gone.", de="Der Entwurf *{title}* ist weg.")
ANNOUNCED = Text(
    en="*{title}* is on its way to the announcement channel.",
    de="*{title}* ist unterwegs in den Kanal für Ankündigungen.",
)
ALREADY = Text(en="*{title}* has been announced already.", de="*{title}* ist schon angekündigt.")
ANSWERS_BUTTON = Text(en="Who has answered?", de="Wer hat geantwortet?")
CANCEL_BUTTON = Text(en="Cancel the meeting", de="Treffen absagen")

routes = Router(words={**TYPED, **MODE_NAMES})
routes.refuse(REFUSALS)


@routes.command(
    "meeting new",
    "treffen neu",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(en="Plan a meeting, look at its card, announce it.", de="Ein Treffen planen, ansehen und ankündigen."),
        usage=Text(en="meeting new", de="treffen neu"),
    ),
)
def open_plan(network: Network) -> Iterator[Ask]:
    yield Ask(Form(PLAN, inputs(network), SUBMIT, action("meeting.new"), INTRO))


@routes.form("meeting.new", who=Who.COORDINATORS)
def plan_meeting(
    store: Store,
    me: Person,
    network: Network,
    now: datetime,
    title: Annotated[str, LONGEST_TITLE],
    day: date,
    time: time,
    zone: ZoneInfo,
    mode: Mode = Mode.HYBRID,
    lasts: timedelta = USUAL_LENGTH,
    place: str = "",
    link: str = "",
) -> Iterator[Reply]:
    wall = datetime.combine(day, time)
    wanted = Meeting(
        0, title, wall, zone.key, place, planned_by=me.id, lasts=lasts, link=link, stage=Stage.DRAFT, changed=now
    )
    meeting = store.meetings.add(checked(wanted, now=now))
    store.seats.set_capacity(meeting.id, dict.fromkeys(MODE_ANSWERS[mode]), now=now)
    yield Whisper(preview(store, meeting, network, now))


@routes.button("meeting.preview", who=Who.COORDINATORS, reads=True)
def show_preview(store: Store, network: Network, now: datetime, meeting: int) -> Iterator[Whisper]:
    yield Whisper(preview(store, store.meetings.get(meeting), network, now))


@routes.button("meeting.announce", who=Who.COORDINATORS)
def announce_meeting(store: Store, network: Network, now: datetime, meeting: int) -> Iterator[Reply]:
    found = store.meetings.lock(meeting)
    if found.is_announced:
        yield whisper(ALREADY.format(title=found.title))
        return
    yield from announce(store, found, network, now)
    buttons = (
        Button(ANSWERS_BUTTON, action("meeting.answers", meeting=meeting)),
        Button(CHANGE, action("meeting.edit", meeting=meeting)),
        Button(CANCEL_BUTTON, action("meeting.cancel", meeting=meeting), style="danger"),
    )
    yield Whisper(Message(parts=(Paragraph(ANNOUNCED.format(title=found.title)), *buttons)))


def announce(store: Store, meeting: Meeting, network: Network, now: datetime) -> Iterator[Reply]:
    """Makes a meeting public: its card, and its reminders that are still to come."""
    public = meetings.announce(meeting, at=now)
    store.meetings.save(public)
    store.meetings.set_rungs(public.id, [rung for rung in rungs_of(public, network) if rung.due > now])
    yield Post(card("meeting.card", meeting=public.id), ANNOUNCEMENTS)


@routes.button("meeting.discard", who=Who.COORDINATORS)
def discard_draft(store: Store, now: datetime, meeting: int) -> Iterator[Reply]:
    found = store.meetings.lock(meeting)
    if found.is_announced:
        yield whisper(ALREADY.format(title=found.title))
        return
    drop(store, found, now)
    yield whisper(DISCARDED.format(title=found.title))


def inputs(
    network: Network, meeting: Meeting | None = None, capacity: Mapping[Answer, int | None] | None = None
) -> tuple[Input, ...]:
    """What one fills in to plan a meeting or to change it."""
    options = tuple(Option(name, mode.value) for mode, name in MODE_NAMES.items())
    mode = mode_of(capacity or MODES)
    return (
        Line("title", TITLE, meeting.title if meeting else "", longest=LONGEST_TITLE),
        Day("day", DAY, meeting.wall.date() if meeting else None),
        Line("time", TIME, f"{meeting.wall:%H:%M}" if meeting else "14:00", TIME_HINT, longest=10),
        Line("lasts", LASTS, written(meeting.lasts if meeting else USUAL_LENGTH), LASTS_HINT, longest=20),
        Line("zone", ZONE, meeting.zone if meeting else network.timezone, longest=60),
        Choice("mode", HOW, options, mode.value),
        Line("place", WHERE, meeting.place if meeting else "", required=False, longest=300),
        Line("link", LINK, meeting.link if meeting else "", LINK_HINT, required=False, longest=300),
    )


def rungs_of(meeting: Meeting, network: Network) -> list[Rung]:
    """All reminders of a meeting by the network's ladders, earliest first."""
    ladders = {
        Audience.PEOPLE: network.meeting_reminders,
        Audience.ATTENDEES: network.attendee_reminders,
        Audience.CHANNEL: network.channel_reminders,
    }
    rungs = (rung for audience, steps in ladders.items() for rung in ladder(meeting, steps, audience))
    return sorted(rungs, key=lambda rung: (rung.due, rung.audience))


def channel_cards(meeting: Meeting, network: Network) -> Iterator[View]:
    """The reminders of a meeting in the channel, for each date that was asked about."""
    for asked in range(1, meeting.asked + 1):
        for rung in network.channel_reminders:
            yield card("meeting.channel", meeting=meeting.id, rung=rung, asked=asked)


def preview(store: Store, meeting: Meeting, network: Network, now: datetime) -> Message:
    """The card as it will be seen, what will follow it, and what one can still do."""
    seen = [part for part in invitation(store, meeting, network).parts if not isinstance(part, Button)]
    rungs = [WHOM[rung.audience].format(when=rung.due) for rung in rungs_of(meeting, network) if rung.due > now]
    follow: tuple[Part, ...] = (Paragraph(WILL_FOLLOW), Items(tuple(rungs))) if rungs else (Paragraph(TOO_SOON),)
    link = (Paragraph(LINK_STANDS.format(link=meeting.link)),) if meeting.link else ()
    is_open = meeting.stage is Stage.PROPOSED and meeting.slot is not None
    slot = meeting.slot.isoformat() if meeting.slot else None
    confirm = Button(CONFIRM, action("series.confirm", series=meeting.series, slot=slot))
    buttons = (
        *([confirm] if is_open else []),
        Button(ANNOUNCE, action("meeting.announce", meeting=meeting.id), style="primary"),
        Button(DETAILS, action("meeting.details", meeting=meeting.id)),
        Button(CHANGE, action("meeting.edit", meeting=meeting.id)),
        Button(NOT_THIS_TIME if slot else DISCARD, action("meeting.discard", meeting=meeting.id), style="danger"),
    )
    parts = (Paragraph(AS_SEEN), *seen[:-1], *link, Divider(), *follow, *buttons)
    return Message(DRAFT.format(title=meeting.title), parts)
