"""Changing a meeting: those concerned are told once, with what changed; a moved date asks everybody again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reply, Tell, Whisper, card, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Fields, Form, Message, Paragraph, Part, action
from bot.domain import meetings
from bot.domain.meetings import MODE_ANSWERS, USUAL_LENGTH, Answer, Meeting, MeetingError, Mode, expect_announced
from bot.domain.people import Person
from bot.domain.seats import MODES, Place, State
from bot.routing import Help, Router, Who
from handlers.meetings.ahead import follow_date
from handlers.meetings.plan import CANCEL_BUTTON, DETAILS, LONGEST_TITLE, channel_cards, inputs, preview, rungs_of
from handlers.meetings.seats import tell_of
from handlers.meetings.show import address, answer_buttons, named_or_next
from handlers.meetings.texts import (
    ANNOUNCEMENTS,
    HOW,
    LASTS,
    LINK,
    OPEN,
    REFUSALS,
    TYPED,
    WHEN,
    WHERE,
    length,
    people,
    with_guests,
)
from handlers.meetings.texts import MODES as MODE_NAMES
from storage import Store
from storage.changes import Facts, facts

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
UNCHANGED = Text(en="Nothing has changed at *{title}*.", de="Bei *{title}* hat sich nichts geändert.")
MOVED = Text(en="A new date: {title}", de="Neuer Termin: {title}")
CHANGED = Text(en="Changed: {title}", de="Geändert: {title}")
FROM_TO = Text(en="{new} (before: {old})", de="{new} (bisher: {old})")
NEW_LINK = Text(en="has changed: {link}", de="hat sich geändert: {link}")
NONE_NOW = Text(en="none any more", de="keiner mehr")
STILL = Text(
    en="For the earlier date you said: {answer}. Does that still hold? Your seat is kept until you answer.",
    de="Für den früheren Termin hast du gesagt: {answer}. Gilt das noch? Dein Platz bleibt, bis du antwortest.",
)
STILL_NO = Text(
    en="For the earlier date you said: {answer}. Perhaps the new one suits you?",
    de="Für den früheren Termin hast du gesagt: {answer}. Passt dir vielleicht der neue?",
)
HOW_NOW = Text(
    en="You said: {answer}. The meeting no longer takes place in this way. How will you come?",
    de="Du hast gesagt: {answer}. So findet das Treffen nicht mehr statt. Wie kommst du?",
)

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
    yield Ask(Form(EDIT, shown, SAVE, action("meeting.edit", meeting=found.id), INTRO if found.is_announced else None))


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
) -> Iterator[Reply]:
    before = store.meetings.lock(meeting)
    capacity = store.seats.capacity(meeting)
    was = facts(before, capacity)
    wall = datetime.combine(day, time)
    # A deadline keeps its distance, since it would lie after a meeting that is moved to an earlier day.
    deadline = before.deadline and before.deadline + (wall.date() - before.wall.date())
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
    events = _seats_moved(store, after, {a: capacity.get(a) for a in MODE_ANSWERS[mode]}, capacity, now)
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
        told = list(_tell_those_concerned(store, after, was, now_is))
    yield from told
    yield Whisper(_saved(after, len(told)))


@routes.notice("meeting.changed")
def changed(store: Store, me: Person, now: datetime, meeting: int, revision: int) -> Message | None:
    """What one revision changed, as it concerns this person."""
    try:
        found = store.meetings.get(meeting)
        expect_announced(found, now)
    except MeetingError:
        return None
    was = store.changes.before(meeting, revision)
    is_now = store.changes.before(meeting, revision + 1) or facts(found, store.seats.capacity(meeting))
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    if was is None or not mine:
        return None
    has_seat = mine[0].state is State.SEATED
    pairs = tuple(_what_changed(was, is_now, has_seat))
    parts: list[Part] = [Fields(pairs)] if pairs else []
    if mine[-1].asked < found.asked:
        parts += [
            Paragraph(_question(mine[-1], was.starts != is_now.starts)),
            *answer_buttons(found, _modes(store, found)),
        ]
    title = MOVED if was.starts != is_now.starts else CHANGED
    return Message(title.format(title=found.title), tuple(parts)) if parts else None


def _seats_moved(
    store: Store,
    meeting: Meeting,
    capacity: dict[Answer, int | None],
    before: dict[Answer, int | None],
    now: datetime,
):
    """Seats follow the new mode, and offers the new date."""
    if capacity != before:
        return store.seats.set_capacity(meeting.id, capacity, now=now)[1]
    return store.seats.expire(meeting.id, now)[1]


def _keep_up(store: Store, before: Meeting, after: Meeting, network: Network, now: datetime) -> Iterator[Post]:
    """The posts show the new state, and the reminders follow the new date."""
    if before.starts != after.starts:
        rungs = [rung for rung in rungs_of(after, network) if rung.due > now]
        store.meetings.set_rungs(after.id, rungs, anew=True)
    yield Post(card("meeting.card", meeting=after.id), ANNOUNCEMENTS)
    for view in channel_cards(after, network):
        store.outbox.refresh(view.packed)


def _tell_those_concerned(store: Store, meeting: Meeting, was: Facts, is_now: Facts) -> Iterator[Tell]:
    seating = store.seats.whole(meeting.id)
    view = notice("meeting.changed", meeting=meeting.id, revision=meeting.revision)
    for person in dict.fromkeys(place.person for place in seating.places):
        if _concerns(seating.of(person), was, is_now, meeting):
            yield Tell(person, view, f"meeting.changed:{meeting.id}:{meeting.revision}")


def _concerns(mine: tuple[Place, ...], was: Facts, is_now: Facts, meeting: Meeting) -> bool:
    """Whether somebody with these places has to know: a new date is news for all who answered, the rest for those
    whom it touches.
    """
    answers = {place.answer for place in mine}
    if was.starts != is_now.starts or any(place.asked < meeting.asked for place in mine):
        return True
    if answers == {Answer.NO}:
        return False
    touched = was.lasts != is_now.lasts
    touched |= was.place != is_now.place and answers != {Answer.ONLINE}
    touched |= was.link != is_now.link and any(place.state is State.SEATED for place in mine)
    touched |= was.mode != is_now.mode and Answer.MAYBE in answers
    return touched


def _what_changed(was: Facts, is_now: Facts, has_seat: bool) -> Iterator[tuple[Text, Text]]:
    if was.starts != is_now.starts:
        yield WHEN, FROM_TO.format(new=is_now.starts, old=was.starts)
    if was.lasts != is_now.lasts:
        yield LASTS, FROM_TO.format(new=length(is_now.lasts), old=length(was.lasts))
    if was.place != is_now.place:
        yield WHERE, FROM_TO.format(new=is_now.place or OPEN, old=was.place or OPEN)
    if was.mode != is_now.mode:
        yield HOW, FROM_TO.format(new=MODE_NAMES[is_now.mode], old=MODE_NAMES[was.mode])
    if was.link != is_now.link and has_seat:
        yield LINK, NEW_LINK.format(link=address(is_now.link)) if is_now.link else NONE_NOW


def _question(said: Place, moved: bool) -> Text:
    answer = with_guests(said.answer, said.guests)
    if not moved:
        return HOW_NOW.format(answer=answer)
    return (STILL if said.state is State.SEATED else STILL_NO).format(answer=answer)


def _modes(store: Store, meeting: Meeting) -> list[Answer]:
    capacity = store.seats.capacity(meeting.id)
    return [mode for mode in MODES if mode in capacity]


def _saved(meeting: Meeting, told: int) -> Message:
    said = SAVED.format(title=meeting.title, told=people(told)) if told else SAVED_UNHEARD.format(title=meeting.title)
    details = Button(DETAILS, action("meeting.details", meeting=meeting.id))
    cancel = Button(CANCEL_BUTTON, action("meeting.cancel", meeting=meeting.id), style="danger")
    return Message(parts=(Paragraph(said), details, cancel))
