"""Who comes late and who is not there: one click each, and nobody else gets another room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reply, Whisper
from bot.chat.room import cut, some
from bot.chat.text import Text, literal
from bot.chat.ui import Button, Choice, Fields, Form, Items, Line, Menu, Message, Option, Paragraph, Part, action
from bot.domain.breakouts.forming import Known
from bot.domain.breakouts.session import AllRoundsOver, NothingAssigned, Presence, Session, Stage, expect_unchanged
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import NoSuchPerson, Person
from bot.routing import Help, Refusal, Router, Who
from handlers.breakouts.knowing import know, locked, naming, planned
from handlers.breakouts.mending import Repair, RoomsFull, keep_repair, repairing
from handlers.breakouts.publish import posts
from handlers.breakouts.texts import EXPORT, LONGEST_NAME, NOBODY, PERSON, PERSON_HINT, PLAN, REFUSALS, ROUND
from handlers.meetings.texts import BUTTONS, HOW, TYPED
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Late comers: {title}", de="Nachzügler: {title}")
RUNS = Text(en="Now", de="Jetzt")
BEFORE = Text(en="before the first round", de="vor der ersten Runde")
RUNNING = Text(en="{round} of {all}", de="{round} von {all}")
SEATED = Text(en="Have a room", de="Haben einen Raum")
WITHOUT = Text(en="*Come and have no room* ({n}): {names}", de="*Kommen und haben keinen Raum* ({n}): {names}")
GONE = Text(en="*Have a room and do not come* ({n}): {names}", de="*Haben einen Raum und kommen nicht* ({n}): {names}")
ALL_WELL = Text(en="Everybody who comes has a room.", de="Alle, die kommen, haben einen Raum.")
SETTLE = Text(en="Seat them", de="Platzieren")
MISSING = Text(en="Is not there: …", de="Ist nicht da: …")
MISSED = Text(
    en="*{name}* is not there from {round} on. Nobody else gets another room.",
    de="*{name}* fehlt ab {round}. Niemand sonst bekommt einen anderen Raum.",
)
FURTHER = Text(en="Further names", de="Weitere Namen")
JOIN = Text(en="Somebody joins", de="Jemand kommt dazu")
JOINED = Text(
    en="*{name}* has a seat from {round} on. Nobody else gets another room.",
    de="*{name}* hat ab {round} einen Platz. Niemand sonst bekommt einen anderen Raum.",
)
SEAT = Text(en="Give a room", de="Raum geben")
BEGINS = Text(en="{round} begins", de="{round} beginnt")
IMPROVE = Text(en="Improve with few moves", de="Mit wenigen Wechseln verbessern")
ANEW = Text(en="Plan what is to come anew", de="Was kommt, neu planen")
FULL = Text(
    en="There is no free seat in which this person can be. Give a room more seats, or make one online: "
    "`{command} breakouts plan`",
    de="Es gibt keinen freien Platz, auf dem diese Person sein kann. Gib einem Raum mehr Plätze oder mach einen "
    "online: "
    "`{command} räume planen`",
)
IN_A_MENU, LABEL, ROOM_FOR_NAMES = 40, 60, 500
WAYS = (Answer.ONSITE, Answer.ONLINE)

routes = Router(words=TYPED)
routes.refuse(REFUSALS)
routes.refuse({RoomsFull: Refusal(FULL, field="person")})


@routes.command(
    "breakouts late",
    "räume nachzügler",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Seat late comers, mark who is not there, begin the next round.",
            de="Nachzügler platzieren, Fehlende markieren, die nächste Runde beginnen.",
        ),
        usage=Text(en="breakouts late [number]", de="räume nachzügler [Nummer]"),
        example=Text(en="breakouts late 3", de="räume nachzügler 3"),
    ),
)
def show_late(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int | None = None, page: int = 1
) -> Iterator[Whisper]:
    found, session = planned(store, meeting, now, me)
    yield Whisper(_overview(found, session, know(store, snapshot, found), snapshot, page))


routes.button("breakouts.late", who=Who.COORDINATORS, reads=True)(show_late)


@routes.button("breakouts.missing", who=Who.COORDINATORS)
def mark_missing(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, choice: str
) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    known = know(store, snapshot, found)
    if session.stage is not Stage.PUBLISHED:
        raise NothingAssigned
    if choice not in snapshot.people or choice not in known.remote:
        raise NoSuchPerson
    before = (known.presence or {}).get(choice, Presence(choice))
    if before.covers(session.current):
        gone = replace(before, last=session.current - 1)
        store.breakouts.saw(meeting, gone)
        if gone.last == 0 and now >= found.starts:
            store.attendance.mark(meeting, [choice], attended=False, by=me.id, at=now)
        yield from posts(store.breakouts.save(session))
    said = Paragraph(MISSED.format(name=snapshot.people[choice].name, round=ROUND.format(n=session.current)))
    yield Whisper(_overview(found, session, know(store, snapshot, found), snapshot, 1, said))


@routes.button("breakouts.join", who=Who.COORDINATORS, reads=True)
def open_join(store: Store, me: Person, now: datetime, meeting: int) -> Iterator[Ask]:
    found, session = planned(store, meeting, now, me)
    if session.stage is not Stage.PUBLISHED:
        raise NothingAssigned
    inputs = (
        Line("person", PERSON, hint=PERSON_HINT, longest=LONGEST_NAME),
        Choice("way", HOW, tuple(Option(BUTTONS[way], way.value) for way in WAYS), WAYS[0].value),
    )
    yield Ask(Form(JOIN, inputs, SEAT, action("breakouts.join", meeting=meeting), literal(found.title)))


def seat_ahead(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    meeting: int,
    person: Annotated[str, LONGEST_NAME],
    way: Answer,
) -> Callable[[], Repair]:
    """Looks for a seat as if the person were there already."""
    found, session = planned(store, meeting, now, me)
    known = know(store, snapshot, found)
    joined = _joined(session, known, _meant(snapshot, me, person), way)
    return repairing(session, _with(known, joined), _rounds(session))


@routes.form("breakouts.join", who=Who.COORDINATORS, ahead=seat_ahead)
def join(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    ahead: Repair,
    meeting: int,
    person: Annotated[str, LONGEST_NAME],
    way: Answer,
) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    joined = _joined(session, know(store, snapshot, found), _meant(snapshot, me, person), way)
    store.breakouts.saw(meeting, joined)
    known = know(store, snapshot, found)
    yield from keep_repair(store, snapshot, session, known, _rounds(session), ahead)
    if now >= found.starts:
        store.attendance.mark(meeting, [joined.person], attended=True, by=me.id, at=now)
    said = Paragraph(JOINED.format(name=snapshot.people[joined.person].name, round=ROUND.format(n=session.current)))
    yield Whisper(_overview(found, session, know(store, snapshot, found), snapshot, 1, said))


def settle_ahead(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int) -> Callable[[], Repair]:
    """Looks for seats for all who have none."""
    found, session = planned(store, meeting, now, me)
    return repairing(session, know(store, snapshot, found), _rounds(session))


@routes.button("breakouts.settle", who=Who.COORDINATORS, ahead=settle_ahead)
def settle(store: Store, snapshot: Snapshot, ahead: Repair, meeting: int) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    yield from keep_repair(store, snapshot, session, know(store, snapshot, found), _rounds(session), ahead)
    yield Whisper(_overview(found, session, know(store, snapshot, found), snapshot))


@routes.button("breakouts.begin", who=Who.COORDINATORS)
def begin_round(store: Store, snapshot: Snapshot, meeting: int, number: int, seen: int) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    if session.running < number:
        expect_unchanged(session, seen)
        if number not in session.coming or session.stage is not Stage.PUBLISHED:
            raise AllRoundsOver
        session = store.breakouts.save(replace(session, running=number))
        store.breakouts.clear_draft(meeting)
    yield Whisper(_overview(found, session, know(store, snapshot, found), snapshot))


def _rounds(session: Session) -> range:
    """Those in which somebody who comes now takes part."""
    return range(session.current, session.rounds + 1)


def _meant(snapshot: Snapshot, me: Person, words: str) -> str:
    who = naming(snapshot, me)(words)
    if who is None:
        raise NoSuchPerson
    return who


def _joined(session: Session, known: Known, who: str, way: Answer) -> Presence:
    """Who was there before goes on from where they are; who was not begins now."""
    before = (known.presence or {}).get(who)
    was_there = before is None or before.last != 0
    is_new = who not in known.remote or not was_there
    first = session.current if is_new else before.first if before else 1
    return Presence(who, first, None, way is Answer.ONLINE)


def _with(known: Known, joined: Presence) -> Known:
    remote = {**known.remote, joined.person: bool(joined.remote)}
    return replace(known, remote=remote, presence={**(known.presence or {}), joined.person: joined})


def _overview(
    meeting: Meeting, session: Session, known: Known, snapshot: Snapshot, page: int = 1, said: Paragraph | None = None
) -> Message:
    if session.stage is not Stage.PUBLISHED:
        raise NothingAssigned
    there, public = set(known.takes_part(session.current)), (known.public or {}).get(session.current, {})
    without, gone = sorted(there - public.keys()), sorted(public.keys() - there)
    now = RUNNING.format(round=ROUND.format(n=session.running), all=session.rounds) if session.running else BEFORE
    number = Text(en="{n}", de="{n}").format(n=len(public))
    lines = [
        text.format(n=len(who), names=_names(who, snapshot)) for text, who in ((WITHOUT, without), (GONE, gone)) if who
    ]
    parts: list[Part] = [said] if said else []
    parts += [Fields(((RUNS, now), (SEATED, number)))]
    parts += [Items(tuple(lines)) if lines else Paragraph(ALL_WELL)]
    parts += _controls(session, sorted(there & public.keys(), key=lambda who: _by_name(who, snapshot)), snapshot, page)
    parts += _buttons(session, bool(lines))
    return Message(TITLE.format(title=meeting.title), tuple(parts))


def _controls(session: Session, people: Sequence[str], snapshot: Snapshot, page: int) -> Iterator[Part]:
    pages = max(1, -(-len(people) // IN_A_MENU))
    page = page if 1 <= page <= pages else 1
    shown = people[(page - 1) * IN_A_MENU : page * IN_A_MENU]
    options = tuple(Option(literal(cut(snapshot.people[who].name, LABEL)), who) for who in shown)
    if options:
        yield Menu(MISSING, action("breakouts.missing", meeting=session.meeting), options)
    if pages > 1:
        yield Button(FURTHER, action("breakouts.late", meeting=session.meeting, page=page % pages + 1))


def _buttons(session: Session, unsettled: bool) -> Iterator[Button]:
    number = session.meeting
    if unsettled:
        yield Button(SETTLE, action("breakouts.settle", meeting=number), style="primary")
    yield Button(JOIN, action("breakouts.join", meeting=number))
    if session.coming:
        begins = session.coming[0]
        label = BEGINS.format(round=ROUND.format(n=begins))
        yield Button(label, action("breakouts.begin", meeting=number, number=begins, seen=session.revision))
        yield Button(IMPROVE, action("breakouts.improve", meeting=number))
        yield Button(ANEW, action("breakouts.assign", meeting=number))
    yield Button(EXPORT, action("breakouts.export", meeting=number))
    yield Button(PLAN, action("breakouts.plan", meeting=number))


def _names(people: Sequence[str], snapshot: Snapshot):
    return some([snapshot.people[who].name for who in people if who in snapshot.people], ROOM_FOR_NAMES) or [NOBODY]


def _by_name(who: str, snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.people[who].last_name, snapshot.people[who].first_name
