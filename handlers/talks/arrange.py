"""Coordinators put a programme together: take a proposal, order it, move it to the next meeting, or decline it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.chat.replies import Ask, Post, Reply, Tell, Whisper, card, notice, whisper
from bot.chat.room import cut, fitting, left
from bot.chat.text import Text, literal, shortened
from bot.chat.ui import Area, Button, Form, Menu, Message, Option, Paragraph, Part, action
from bot.domain.agenda import Entry, NoMeetingAhead, State, Talk, accept, is_open, put, slots, too_long
from bot.domain.meetings import Meeting, expect_open
from bot.routing import Prose, Router, Who
from handlers.meetings.texts import ANNOUNCEMENTS, length
from handlers.talks.programme import lines, programme_of
from handlers.talks.show import what
from handlers.talks.texts import REFUSALS
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Arrange: {title}", de="Zusammenstellen: {title}")
IN_PROGRAMME = Text(en="*In the programme* ({zone})", de="*Im Programm* ({zone})")
WITH_STATE = Text(en="{line} · {state}", de="{line} · {state}")
STATES = {
    None: Text(en="not answered", de="ohne Antwort"),
    True: Text(en="confirmed", de="bestätigt"),
    False: Text(en="*cannot*", de="*kann nicht*"),
}
NOT_TOLD = Text(en="not told yet", de="weiß es noch nicht")
EMPTY = Text(en="Nothing is in the programme yet.", de="Im Programm steht noch nichts.")
LONGER = Text(
    en="*The programme is {by} longer than the meeting.* Shorten something or move it to the next meeting.",
    de="*Das Programm ist {by} länger als das Treffen.* Kürze etwas oder nimm es ins nächste Treffen.",
)
LEFT = Text(en="Room left: {left}.", de="Noch frei: {left}.")
FULL = Text(en="The programme fills the meeting.", de="Das Programm füllt das Treffen.")
PROPOSALS = Text(en="*Proposals*", de="*Vorschläge*")
FOR_OTHER = Text(en="{what} · wished for {meeting}", de="{what} · gewünscht für {meeting}")
CHOOSE = Text(en="Choose an entry …", de="Eintrag wählen …")
TELL = Text(
    en="Speakers hear of their place ten minutes after your last change.",
    de="Wer spricht, erfährt zehn Minuten nach deiner letzten Änderung, wann.",
)
TAKE, UP, DOWN = (
    Text(en="Take it", de="Aufnehmen"),
    Text(en="Earlier", de="Früher"),
    Text(en="Later", de="Später"),
)
NEXT = Text(en="To the next meeting", de="Ins nächste Treffen")
OFF = Text(en="Off the programme", de="Aus dem Programm")
DECLINE = Text(en="Decline", de="Ablehnen")
CHANGE = Text(en="Change", de="Ändern")
BACK = Text(en="Back", de="Zurück")
WHY = Text(en="Why", de="Warum")
WHY_HINT = Text(en="Who proposed it reads this.", de="Das liest, wer es vorgeschlagen hat.")
DECLINED = Text(en="*{title}* is declined.", de="*{title}* ist abgelehnt.")
ON_LIST, LABEL, IN_MENU, LONGEST_REASON = 20, 60, 40, 400

routes = Router()
routes.refuse(REFUSALS)


@routes.button("agenda.arrange", who=Who.COORDINATORS, reads=True)
def show_arranging(
    store: Store, snapshot: Snapshot, now: datetime, meeting: int | None = None, choice: int | None = None
) -> Iterator[Whisper]:
    if choice is not None:
        yield Whisper(_one(store, snapshot, store.talks.get(choice), _ahead(store, now, meeting)))
        return
    yield Whisper(_overview(store, snapshot, _ahead(store, now, meeting), now))


@routes.button("agenda.take", who=Who.COORDINATORS)
def take(store: Store, snapshot: Snapshot, now: datetime, meeting: int, talk: int) -> Iterator[Reply]:
    found = _open(store, meeting, now)
    was = store.talks.lock(talk)
    store.talks.save([accept(was, found, store.talks.of_meeting(meeting), now)])
    yield from _changed(store, snapshot, found, now, was.meeting)


@routes.button("agenda.put", who=Who.COORDINATORS)
def put_at(store: Store, snapshot: Snapshot, now: datetime, meeting: int, talk: int, at: int) -> Iterator[Reply]:
    found = _open(store, meeting, now)
    store.talks.save(put(programme_of(store, found), talk, at, now))
    yield from _changed(store, snapshot, found, now)


@routes.button("agenda.next", who=Who.COORDINATORS)
def to_the_next(store: Store, snapshot: Snapshot, now: datetime, meeting: int, talk: int) -> Iterator[Reply]:
    """Into the meeting after this one, even if that is not announced yet; without one it stays among the proposals."""
    found = _open(store, meeting, now)
    after = [one for one in _coming(store, now) if (one.starts, one.id) > (found.starts, found.id)]
    was = store.talks.lock(talk)
    if was.meeting == meeting or was.state is not State.ACCEPTED:
        if after:
            there = store.meetings.lock(after[0].id)
            store.talks.save([accept(was, there, store.talks.of_meeting(there.id), now)])
        else:
            store.talks.save([replace(was, state=State.PROPOSED, meeting=None, changed=now)])
    yield from _changed(store, snapshot, found, now, after[0].id if after else None)


@routes.button("agenda.off", who=Who.COORDINATORS)
def take_off(store: Store, snapshot: Snapshot, now: datetime, meeting: int, talk: int) -> Iterator[Reply]:
    found = _open(store, meeting, now)
    was = store.talks.lock(talk)
    if was.state is State.ACCEPTED and was.meeting == meeting:
        store.talks.save([replace(was, state=State.PROPOSED, changed=now)])
    yield from _changed(store, snapshot, found, now)


@routes.button("agenda.decline", who=Who.COORDINATORS, reads=True)
def open_decline(store: Store, talk: int) -> Iterator[Ask]:
    found = store.talks.get(talk)
    why = Area("reason", WHY, hint=WHY_HINT, required=False, longest=LONGEST_REASON)
    yield Ask(Form(DECLINE, (why,), DECLINE, action("agenda.decline", talk=talk), literal(found.title)))


@routes.form("agenda.decline", who=Who.COORDINATORS)
def decline(
    store: Store, now: datetime, talk: int, reason: Annotated[Prose, LONGEST_REASON] = Prose("")
) -> Iterator[Reply]:
    was = store.talks.lock(talk)
    declined = replace(was, state=State.DECLINED, reason=str(reason).strip(), told=None, changed=now)
    store.talks.save([declined])
    yield whisper(DECLINED.format(title=was.title))
    for person in {was.speaker, was.proposed_by or was.speaker}:
        yield Tell(person, notice("talk.declined", talk=talk), f"talk.declined:{talk}:{person}")
    if was.state is State.ACCEPTED and was.meeting is not None:
        yield Post(card("meeting.card", meeting=was.meeting), ANNOUNCEMENTS)


def _ahead(store: Store, now: datetime, meeting: int | None) -> Meeting:
    """The meeting with this number, without one the next. Raises NoMeetingAhead if there is none."""
    if meeting is not None:
        return store.meetings.get(meeting)
    coming = _coming(store, now)
    if not coming:
        raise NoMeetingAhead
    return coming[0]


def _coming(store: Store, now: datetime) -> list[Meeting]:
    """All that are to come, those too that are not announced yet."""
    found = [*store.meetings.coming(now, limit=50), *store.meetings.in_preparation(now)]
    return sorted(found, key=lambda one: (one.starts, one.id))


def _open(store: Store, number: int, now: datetime) -> Meeting:
    """The meeting, locked before its talks are. Raises MeetingCancelled or MeetingStarted."""
    found = store.meetings.lock(number)
    expect_open(found, now)
    return found


def _changed(
    store: Store, snapshot: Snapshot, meeting: Meeting, now: datetime, other: int | None = None
) -> Iterator[Reply]:
    yield Whisper(_overview(store, snapshot, meeting, now))
    for number in {meeting.id, other or meeting.id}:
        if store.meetings.get(number).is_announced:
            yield Post(card("meeting.card", meeting=number), ANNOUNCEMENTS)


def _overview(store: Store, snapshot: Snapshot, meeting: Meeting, now: datetime) -> Message:
    entries = programme_of(store, meeting)
    waiting = [talk for talk in store.talks.waiting() if _is_waiting(store, talk, now)]
    waiting.sort(key=lambda talk: (talk.meeting not in (None, meeting.id), talk.id))
    options = [Option(literal(shortened(talk.title, LABEL)), str(talk.id)) for talk in _both(entries, waiting)]
    parts: list[Part] = [Paragraph(_room(meeting, entries))]
    if options:
        parts.append(Menu(CHOOSE, action("agenda.arrange", meeting=meeting.id), tuple(options[:IN_MENU])))
    title = TITLE.format(title=shortened(meeting.title, 100))
    heads = [Paragraph(IN_PROGRAMME.format(zone=meeting.zone)), Paragraph(PROPOSALS)]
    room = left(Message(title, (*parts, *heads), TELL)) // (1 + bool(waiting))
    if entries:
        parts += [heads[0], fitting(_with_states(store, meeting, entries), room, most=ON_LIST)]
    else:
        parts.append(Paragraph(EMPTY))
    if waiting:
        wished = [_wish(store, talk, meeting, snapshot) for talk in waiting]
        parts += [heads[1], fitting(wished, room, most=ON_LIST)]
    return Message(title, tuple(parts), TELL)


def _one(store: Store, snapshot: Snapshot, talk: Talk, meeting: Meeting) -> Message:
    """One entry and what can be done with it."""
    entries = programme_of(store, meeting)
    here = next((place for place, entry in enumerate(entries) if entry.talk.id == talk.id), None)
    of = {"meeting": meeting.id, "talk": talk.id}
    buttons: list[Button] = []
    if here is None:
        buttons.append(Button(TAKE, action("agenda.take", **of), "primary"))
    else:
        buttons += [Button(UP, action("agenda.put", **of, at=here - 1))] if here else []
        buttons += [Button(DOWN, action("agenda.put", **of, at=here + 1))] if here + 1 < len(entries) else []
        buttons += [Button(NEXT, action("agenda.next", **of)), Button(OFF, action("agenda.off", **of))]
    buttons.append(Button(CHANGE, action("talk.change", talk=talk.id)))
    buttons.append(Button(DECLINE, action("agenda.decline", talk=talk.id)))
    buttons.append(Button(BACK, action("agenda.arrange", meeting=meeting.id)))
    about = [Paragraph(literal(cut(talk.description, 2000)))] if talk.description else []
    said = Paragraph(WITH_STATE.format(line=what(talk, snapshot), state=length(talk.lasts)))
    return Message(TITLE.format(title=shortened(meeting.title, 100)), (said, *about, *buttons))


def _room(meeting: Meeting, entries: Sequence[Entry]) -> Text:
    """How much room the programme leaves."""
    if longer := too_long(meeting, entries):
        return LONGER.format(by=length(longer))
    rest = meeting.lasts - (entries[-1].ends if entries else timedelta())
    return LEFT.format(left=length(rest)) if rest else FULL


def _with_states(store: Store, meeting: Meeting, entries: Sequence[Entry]) -> list[Text]:
    now_is = slots(meeting, entries)
    return [
        WITH_STATE.format(
            line=line, state=STATES[entry.talk.confirmed] if entry.talk.told == now_is[entry.talk.id] else NOT_TOLD
        )
        for entry, line in zip(entries, lines(store, meeting, entries), strict=True)
    ]


def _wish(store: Store, talk: Talk, meeting: Meeting, snapshot: Snapshot) -> Text:
    said = what(talk, snapshot)
    if talk.meeting in (None, meeting.id):
        return said
    return FOR_OTHER.format(what=said, meeting=store.meetings.get(talk.meeting).title)


def _is_waiting(store: Store, talk: Talk, now: datetime) -> bool:
    return is_open(talk, store.meetings.get(talk.meeting) if talk.meeting is not None else None, now)


def _both(entries: Sequence[Entry], waiting: Sequence[Talk]) -> list[Talk]:
    return [*(entry.talk for entry in entries), *waiting]
