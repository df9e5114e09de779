"""Planning a meeting by a form, and calling it off."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reply, Tell, Whisper, card, notice, whisper
from bot.chat.text import Plural, Text
from bot.chat.ui import Area, Button, Day, Fields, Form, Items, Line, Message, Paragraph, Part, action
from bot.domain import meetings
from bot.domain.meetings import Answer, Meeting, expect_open
from bot.domain.people import Person
from bot.domain.reminders import Audience, Rung, ladder
from bot.routing import Help, Prose, Router, Who
from handlers.meetings.show import cancellation, named_or_next, when, where
from handlers.meetings.texts import ANNOUNCEMENTS, REASON, REFUSALS, WHEN, WHERE
from storage import Store

PLAN = Text(en="Plan a meeting", de="Treffen planen")
SUBMIT = Text(en="Announce it", de="Ankündigen")
INTRO = Text(
    en="A card appears in the announcement channel as soon as you submit this.",
    de="Sobald du absendest, erscheint eine Karte im Kanal für Ankündigungen.",
)
TITLE = Text(en="Title", de="Titel")
DAY = Text(en="Day", de="Tag")
TIME = Text(en="Time", de="Uhrzeit")
TIME_HINT = Text(en="Such as 14:00", de="Zum Beispiel 14:00")
ZONE = Text(en="Time zone", de="Zeitzone")
PLACE = Text(en="Place or link", de="Ort oder Link")
DESCRIPTION = Text(en="Description", de="Beschreibung")

LONGEST_TITLE = 100  # so that it fits into the title of a card with some words of ours

PLANNED = Text(en="Planned: {title}", de="Geplant: {title}")
ON_ITS_WAY = Text(
    en="The card is on its way to the announcement channel. These reminders follow:",
    de="Die Karte ist unterwegs in den Kanal für Ankündigungen. Diese Erinnerungen folgen:",
)
IN_CHANNEL = Text(en="{when}, in the channel", de="{when}, im Kanal")
IN_PERSON = Text(en="{when}, to those who have not answered", de="{when}, an alle ohne Antwort")
TOO_SOON = Text(
    en="The card is on its way to the announcement channel. It is too late for reminders.",
    de="Die Karte ist unterwegs in den Kanal für Ankündigungen. Für Erinnerungen ist es zu spät.",
)
ANSWERS_BUTTON = Text(en="Who has answered?", de="Wer hat geantwortet?")
CANCEL_BUTTON = Text(en="Cancel the meeting", de="Treffen absagen")

CANCEL = Text(en="Cancel the meeting", de="Treffen absagen")
CANCEL_INTRO = Text(
    en="“{title}” on {when} will be called off. Everybody who said online, on site or maybe gets a message.",
    de="„{title}“ am {when} wird abgesagt. Alle, die online, vor Ort oder vielleicht gesagt haben, bekommen Bescheid.",
)
REASON_HINT = Text(en="Everybody can read this.", de="Das können alle lesen.")
CALL_OFF = Text(en="Cancel it", de="Absagen")
CALLED_OFF = Text(
    en="*{title}* is cancelled; {told} will be told.", de="*{title}* ist abgesagt; Bescheid bekommen: {told}."
)
CALLED_OFF_UNHEARD = Text(
    en="*{title}* is cancelled. Nobody had said that they would come.",
    de="*{title}* ist abgesagt. Zugesagt hatte noch niemand.",
)
ONE_PERSON = Text(en="one person", de="eine Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "meeting new",
    "treffen neu",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(en="Plan a meeting and announce it.", de="Ein Treffen planen und ankündigen."),
        usage=Text(en="meeting new", de="treffen neu"),
    ),
)
def open_plan(network: Network) -> Iterator[Ask]:
    inputs = (
        Line("title", TITLE, longest=LONGEST_TITLE),
        Day("day", DAY),
        Line("time", TIME, value="14:00", hint=TIME_HINT, longest=10),
        Line("zone", ZONE, value=network.timezone, longest=60),
        Line("place", PLACE, required=False, longest=300),
        Area("description", DESCRIPTION, required=False),
    )
    yield Ask(Form(PLAN, inputs, SUBMIT, action("meeting.new"), INTRO))


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
    place: str = "",
    description: Prose = Prose(""),
) -> Iterator[Reply]:
    wall = datetime.combine(day, time)
    planned = meetings.plan(title, wall, zone.key, now=now, planned_by=me.id, place=place, description=str(description))
    meeting = store.meetings.add(planned)
    rungs = [rung for rung in rungs_of(meeting, network) if rung.due > now]
    store.meetings.set_rungs(meeting.id, rungs)
    yield Whisper(_confirmation(meeting, rungs))
    yield Post(card("meeting.card", meeting=meeting.id), ANNOUNCEMENTS)


@routes.command(
    "meeting cancel",
    "treffen absagen",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Call a meeting off and tell those concerned.", de="Ein Treffen absagen und Betroffenen Bescheid geben."
        ),
        usage=Text(en="meeting cancel [number]", de="treffen absagen [Nummer]"),
        example=Text(en="meeting cancel 3", de="treffen absagen 3"),
    ),
)
def open_cancel(store: Store, now: datetime, meeting: int | None = None) -> Iterator[Ask]:
    found = named_or_next(store, meeting, now)
    expect_open(found, now)
    yield Ask(
        Form(
            CANCEL,
            (Line("reason", REASON, hint=REASON_HINT, required=False, longest=300),),
            CALL_OFF,
            action("meeting.cancel", meeting=found.id),
            CANCEL_INTRO.format(title=found.title, when=found.starts),
        )
    )


routes.button("meeting.cancel", who=Who.COORDINATORS, reads=True)(open_cancel)


@routes.form("meeting.cancel", who=Who.COORDINATORS)
def cancel_meeting(store: Store, network: Network, now: datetime, meeting: int, reason: str = "") -> Iterator[Reply]:
    cancelled = meetings.cancel(store.meetings.get(meeting), reason, at=now)
    store.meetings.save(cancelled)
    store.meetings.set_rungs(meeting, ())
    concerned = [person for person, answer in store.meetings.answers(meeting).items() if answer is not Answer.NO]
    told = Plural(len(concerned), one=ONE_PERSON, other=PEOPLE)
    done = CALLED_OFF.format(told=told) if concerned else CALLED_OFF_UNHEARD
    yield whisper(done.format(title=cancelled.title))
    yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)
    for rung in network.channel_reminders:
        store.outbox.refresh(card("meeting.channel", meeting=meeting, rung=rung).packed)
    for person in concerned:
        yield Tell(person, notice("meeting.cancelled", meeting=meeting), once=f"meeting.cancelled:{meeting}")


@routes.notice("meeting.cancelled")
def cancelled_notice(store: Store, meeting: int) -> Message:
    return cancellation(store.meetings.get(meeting))


def rungs_of(meeting: Meeting, network: Network) -> list[Rung]:
    """All reminders of a meeting by the network's ladders, earliest first."""
    people = ladder(meeting, network.meeting_reminders, Audience.PEOPLE)
    channel = ladder(meeting, network.channel_reminders, Audience.CHANNEL)
    return sorted((*people, *channel), key=lambda rung: (rung.due, rung.audience))


def _confirmation(meeting: Meeting, rungs: list[Rung]) -> Message:
    lines = tuple(
        (IN_CHANNEL if rung.audience is Audience.CHANNEL else IN_PERSON).format(when=rung.due) for rung in rungs
    )
    reminders: tuple[Part, ...] = (Paragraph(ON_ITS_WAY), Items(lines)) if lines else (Paragraph(TOO_SOON),)
    buttons = (
        Button(ANSWERS_BUTTON, action("meeting.answers", meeting=meeting.id)),
        Button(CANCEL_BUTTON, action("meeting.cancel", meeting=meeting.id), style="danger"),
    )
    facts = Fields(((WHEN, when(meeting)), (WHERE, where(meeting))))
    return Message(PLANNED.format(title=meeting.title), (facts, *reminders, *buttons))
