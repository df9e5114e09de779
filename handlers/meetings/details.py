"""Seats, deadline and description of a meeting; more seats are offered at once to those who wait."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reject, Reply, Whisper, card, whisper
from bot.chat.text import Text
from bot.chat.ui import Area, Day, Form, Input, Line, action
from bot.domain.meetings import Answer, checked, expect_open, expect_unchanged, version
from bot.domain.seats import MODES
from bot.routing import Prose, Router, Who
from handlers.meetings.plan import preview
from handlers.meetings.seats import tell_of
from handlers.meetings.texts import ANNOUNCEMENTS, REFUSALS
from storage import Store

TITLE = Text(en="Seats and more", de="Plätze und mehr")
SAVE = Text(en="Save", de="Speichern")
ONSITE_SEATS = Text(en="Seats on site", de="Plätze vor Ort")
ONLINE_SEATS = Text(en="Seats online", de="Plätze online")
SEATS_HINT = Text(
    en="Empty: as many as come. When all are taken, people wait in line.",
    de="Leer: so viele, wie kommen. Sind alle vergeben, gibt es eine Warteliste.",
)
DEADLINE = Text(en="Answer by", de="Antwort bis")
DEADLINE_HINT = Text(
    en="Later answers are welcome and marked as late.", de="Spätere Antworten sind willkommen und werden markiert."
)
DESCRIPTION = Text(en="Description", de="Beschreibung")
NO_SEATS = Text(
    en="At least one seat, please; leave it empty for no limit.",
    de="Mindestens ein Platz, bitte; leer heißt ohne Grenze.",
)
SAVED = Text(en="Saved for *{title}*.", de="Gespeichert für *{title}*.")
FIELDS = {Answer.ONSITE: ("onsite_seats", ONSITE_SEATS), Answer.ONLINE: ("online_seats", ONLINE_SEATS)}
LONGEST = 2500

routes = Router()
routes.refuse(REFUSALS)


@routes.button("meeting.details", who=Who.COORDINATORS, reads=True)
def open_details(store: Store, now: datetime, meeting: int) -> Iterator[Ask]:
    found = store.meetings.get(meeting)
    expect_open(found, now)
    capacity = store.seats.capacity(meeting)
    inputs: list[Input] = [
        Line(name, label, str(capacity[mode] or ""), SEATS_HINT, required=False, longest=6)
        for mode, (name, label) in FIELDS.items()
        if mode in capacity
    ]
    inputs += [
        Day("deadline", DEADLINE, found.deadline, DEADLINE_HINT, required=False),
        Area("description", DESCRIPTION, found.description[:LONGEST], required=False, longest=LONGEST),
    ]
    yield Ask(Form(TITLE, tuple(inputs), SAVE, action("meeting.details", meeting=meeting, seen=version(found))))


@routes.form("meeting.details", who=Who.COORDINATORS)
def save_details(
    store: Store,
    network: Network,
    now: datetime,
    meeting: int,
    onsite_seats: int | None = None,
    online_seats: int | None = None,
    deadline: date | None = None,
    description: Annotated[Prose, LONGEST] = Prose(""),
    seen: str = "",
) -> Iterator[Reply]:
    sizes = {Answer.ONSITE: onsite_seats, Answer.ONLINE: online_seats}
    wrong = {FIELDS[mode][0]: NO_SEATS for mode, size in sizes.items() if size is not None and size < 1}
    if wrong:
        yield Reject(wrong)
        return
    found = store.meetings.lock(meeting)
    expect_unchanged(found, seen)
    expect_open(found, now)
    changed = checked(replace(found, deadline=deadline, description=str(description), changed=now), now=now)
    store.meetings.save(changed)
    offered = store.seats.capacity(meeting)
    _, events = store.seats.set_capacity(meeting, {m: sizes[m] for m in MODES if m in offered}, now=now)
    if not changed.is_announced:
        yield Whisper(preview(store, changed, network, now))
        return
    yield from tell_of(events, meeting, now)
    yield whisper(SAVED.format(title=changed.title))
    yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)
