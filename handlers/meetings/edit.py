"""Changing a meeting: those concerned are told once, with what changed; a moved date asks everybody again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reply, Tell, Whisper, card, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Form, Message, Paragraph, action
from bot.domain import meetings
from bot.domain.meetings import (
    MODE_ANSWERS,
    USUAL_LENGTH,
    Answer,
    Meeting,
    Mode,
    expect_unchanged,
    version,
)
from bot.domain.people import Person
from bot.domain.seats import Unlisted
from bot.routing import Help, Router, Who
from handlers.breakouts.refreshing import refresh_rooms
from handlers.meetings.ahead import follow_date
from handlers.meetings.changed import tell_those_concerned
from handlers.meetings.plan import CANCEL_BUTTON, DETAILS, LONGEST_TITLE, channel_cards, inputs, preview, rungs_of
from handlers.meetings.seats import tell_of
from handlers.meetings.show import named_or_next
from handlers.meetings.texts import ANNOUNCEMENTS, ANSWERS, REFUSALS, TYPED, people
from handlers.meetings.texts import MODES as MODE_NAMES
from storage import Store
from storage.changes import facts

EDIT = Text(en="Change the meeting", de="Treffen ändern")
SAVE = Text(en="Save", de="Speichern")
INTRO = Text(
    en="Those concerned are told what has changed. If the date moves, everybody is asked again.",
    de="Betroffene erfahren, was sich geändert hat. Wird der Termin verlegt, werden alle neu gefragt.",
)
SAVED = Text(en="*{title}* is saved; {told} will be told.", de="*{title}* ist gespeichert; Bescheid bekommen: {told}.")
SAVED_UNHEARD = Text(
    en="*{title}* is saved. Nobody needs a message because of it.",
    de="*{title}* ist gespeichert. Eine Nachricht braucht deswegen niemand.",
)
NO_LIMIT = Text(
    en="There is no limit of seats for: {answers}. You can set one.",
    de="Ohne Begrenzung der Plätze: {answers}. Du kannst eine setzen.",
)
UNCHANGED = Text(en="Nothing has changed at *{title}*.", de="Bei *{title}* hat sich nichts geändert.")

routes = Router(words={**TYPED, **MODE_NAMES})
routes.refuse(REFUSALS)


@routes.command(
    "meeting edit",
    "treffen ändern",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Change date, place or mode, and tell those concerned.",
            de="Termin, Ort oder Art ändern und Betroffenen Bescheid geben.",
        ),
        usage=Text(en="meeting edit [number]", de="treffen ändern [Nummer]"),
        example=Text(en="meeting edit 3", de="treffen ändern 3"),
    ),
)
def open_edit(store: Store, me: Person, network: Network, now: datetime, meeting: int | None = None) -> Iterator[Ask]:
    found = named_or_next(store, meeting, now, me)
    meetings.expect_open(found, now)
    shown = inputs(network, found, store.seats.capacity(found.id))
    yield Ask(
        Form(
            EDIT,
            shown,
            SAVE,
            action("meeting.edit", meeting=found.id, seen=version(found)),
            INTRO if found.is_announced else None,
        )
    )


routes.button("meeting.edit", who=Who.COORDINATORS, reads=True)(open_edit)


@routes.form("meeting.edit", who=Who.COORDINATORS)
def edit_meeting(
    store: Store,
    network: Network,
    now: datetime,
    meeting: int,
    title: Annotated[str, LONGEST_TITLE],
    day: date,
    time: time,
    zone: ZoneInfo,
    mode: Mode = Mode.HYBRID,
    lasts: timedelta = USUAL_LENGTH,
    place: str = "",
    link: str = "",
    seen: str = "",
) -> Iterator[Reply]:
    before = store.meetings.lock(meeting)
    expect_unchanged(before, seen)
    capacity = store.seats.capacity(meeting)
    was = facts(before, capacity)
    wall = datetime.combine(day, time)
    deadline = _deadline(before, wall, now)
    wanted = replace(
        before, title=title, wall=wall, zone=zone.key, lasts=lasts, place=place, link=link, deadline=deadline
    )
    after = meetings.edit(before, wanted, now=now)
    now_is = facts(after, MODE_ANSWERS[mode])
    if now_is != was and after.revision == before.revision:
        after = replace(after, revision=before.revision + 1)
    if replace(after, changed=before.changed) == before:
        yield whisper(UNCHANGED.format(title=after.title))
        return
    store.meetings.save(after)
    sizes = {answer: capacity.get(answer) for answer in MODE_ANSWERS[mode]}
    events = list(store.seats.set_capacity(meeting, sizes, now=now)[1]) if sizes != capacity else []
    if after.starts != before.starts:
        events += store.seats.move(meeting, now)[1]
    if not after.is_announced:
        if after.starts != before.starts:
            follow_date(store, after)
        yield Whisper(preview(store, after, network, now))
        return
    yield from tell_of(events, meeting, now)
    yield from _keep_up(store, before, after, network, now)
    told: list[Tell] = []
    if now_is != was:
        store.changes.add(meeting, after.revision, was, now)
        lost = {event.person for event in events if isinstance(event, Unlisted)}
        told = list(tell_those_concerned(store, after, was, now_is, lost))
    yield from told
    yield Whisper(_saved(after, len(told), [answer for answer in sizes if answer not in capacity]))


def _deadline(before: Meeting, wall: datetime, now: datetime) -> date | None:
    """It keeps its distance to the meeting; if it would be over then, people may answer until the day itself."""
    if before.deadline is None:
        return None
    shifted = before.deadline + (wall.date() - before.wall.date())
    today = now.astimezone(ZoneInfo(before.zone)).date()
    return shifted if shifted >= today or wall == before.wall else wall.date()


def _keep_up(store: Store, before: Meeting, after: Meeting, network: Network, now: datetime) -> Iterator[Post]:
    """The posts show the new state, and the reminders follow the new date."""
    if before.starts != after.starts:
        rungs = [rung for rung in rungs_of(after, network) if rung.due > now]
        store.meetings.set_rungs(after.id, rungs, anew=True)
    yield Post(card("meeting.card", meeting=after.id), ANNOUNCEMENTS)
    refresh_rooms(store, after.id)
    for view in channel_cards(after, network):
        store.outbox.refresh(view.packed)


def _saved(meeting: Meeting, told: int, opened: list[Answer]) -> Message:
    said = SAVED.format(title=meeting.title, told=people(told)) if told else SAVED_UNHEARD.format(title=meeting.title)
    limit = (Paragraph(NO_LIMIT.format(answers=[ANSWERS[answer] for answer in opened])),) if opened else ()
    details = Button(DETAILS, action("meeting.details", meeting=meeting.id))
    cancel = Button(CANCEL_BUTTON, action("meeting.cancel", meeting=meeting.id), style="danger")
    return Message(parts=(Paragraph(said), *limit, details, cancel))
