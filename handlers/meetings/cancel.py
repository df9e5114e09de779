"""Calling a meeting off: those who wanted to come are told why, and the posts say so."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reply, Tell, card, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Form, Line, Message, action
from bot.domain import meetings
from bot.domain.meetings import Answer, expect_announced
from bot.domain.people import Person
from bot.routing import Help, Router, Who
from handlers.breakouts.refreshing import refresh_rooms
from handlers.meetings.plan import channel_cards
from handlers.meetings.show import cancellation, named_or_next
from handlers.meetings.texts import ANNOUNCEMENTS, REASON, REFUSALS, people
from storage import Store

CANCEL = Text(en="Cancel the meeting", de="Treffen absagen")
CANCEL_INTRO = Text(
    en="“{title}” on {when} will be called off. Everybody who said online, on site or maybe gets a message.",
    de="„{title}“ am {when} wird abgesagt. Alle, die online, vor Ort oder vielleicht gesagt haben, bekommen Bescheid.",
)
REASON_HINT = Text(en="Everybody can read this.", de="Das können alle lesen.")
CALL_OFF = Text(en="Call it off", de="Absagen")
CALLED_OFF = Text(
    en="*{title}* is cancelled; {told} will be told.", de="*{title}* ist abgesagt; Bescheid bekommen: {told}."
)
CALLED_OFF_UNHEARD = Text(
    en="*{title}* is cancelled. Nobody had said that they would come.",
    de="*{title}* ist abgesagt. Zugesagt hatte noch niemand.",
)

routes = Router()
routes.refuse(REFUSALS)


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
def open_cancel(store: Store, me: Person, now: datetime, meeting: int | None = None) -> Iterator[Ask]:
    found = named_or_next(store, meeting, now, me)
    expect_announced(found, now)
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
    found = store.meetings.lock(meeting)
    expect_announced(found, now)
    cancelled = meetings.cancel(found, reason, at=now)
    store.meetings.save(cancelled)
    store.meetings.set_rungs(meeting, ())
    store.notes.erase_of(meeting)
    places = store.seats.whole(meeting).places
    concerned = list(dict.fromkeys(place.person for place in places if place.answer is not Answer.NO))
    done = CALLED_OFF.format(told=people(len(concerned))) if concerned else CALLED_OFF_UNHEARD
    yield whisper(done.format(title=cancelled.title))
    yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)
    refresh_rooms(store, meeting)
    for view in channel_cards(cancelled, network):
        store.outbox.refresh(view.packed)
    for person in concerned:
        yield Tell(person, notice("meeting.cancelled", meeting=meeting), once=f"meeting.cancelled:{meeting}")


@routes.notice("meeting.cancelled")
def cancelled_notice(store: Store, meeting: int) -> Message:
    return cancellation(store.meetings.get(meeting))
