"""Seats for those who come late or without having said so; nobody else gets another room."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reply, Whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Choice, Form, Line, Option, Paragraph, action
from bot.domain.breakouts.forming import Known
from bot.domain.breakouts.session import NothingAssigned, Presence, Session, Stage
from bot.domain.meetings import Answer
from bot.domain.people import NoSuchPerson, Person
from bot.routing import Refusal, Router, Who
from handlers.breakouts.knowing import know, locked, naming, planned
from handlers.breakouts.mending import Repair, RoomsFull, keep_repair, repairing
from handlers.breakouts.ongoing import JOIN, ongoing
from handlers.breakouts.texts import LONGEST_NAME, PERSON, PERSON_HINT, REFUSALS, ROUND
from handlers.meetings.texts import BUTTONS, HOW, TYPED
from storage import Store
from storage.roster import Snapshot

JOINED = Text(
    en="*{name}* has a seat from {round} on. Nobody else gets another room.",
    de="*{name}* hat ab {round} einen Platz. Niemand sonst bekommt einen anderen Raum.",
)
SEAT = Text(en="Give a room", de="Raum geben")
FULL = Text(
    en="There is no free seat in which this person can be. Give a room more seats, or make one online: "
    "`{command} breakouts plan`",
    de="Es gibt keinen freien Platz, auf dem diese Person sein kann. Gib einem Raum mehr Plätze oder mach einen "
    "online: "
    "`{command} räume planen`",
)
WAYS = (Answer.ONSITE, Answer.ONLINE)


routes = Router(words=TYPED)
routes.refuse(REFUSALS)
routes.refuse({RoomsFull: Refusal(FULL, field="person")})


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
    session = store.breakouts.get(meeting)
    yield Whisper(ongoing(found, session, know(store, snapshot, found), snapshot, said=said))


def settle_ahead(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int) -> Callable[[], Repair]:
    """Looks for seats for all who have none."""
    found, session = planned(store, meeting, now, me)
    return repairing(session, know(store, snapshot, found), _rounds(session))


@routes.button("breakouts.settle", who=Who.COORDINATORS, ahead=settle_ahead)
def settle(store: Store, snapshot: Snapshot, ahead: Repair, meeting: int) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    yield from keep_repair(store, snapshot, session, know(store, snapshot, found), _rounds(session), ahead)
    session = store.breakouts.get(meeting)
    yield Whisper(ongoing(found, session, know(store, snapshot, found), snapshot))


def _rounds(session: Session) -> range:
    """Those in which somebody who comes now takes part."""
    return range(session.current, session.rounds + 1)


def _meant(snapshot: Snapshot, me: Person, words: str) -> str:
    who = naming(snapshot, me)(words)
    if who is None or not snapshot.people[who].is_active:
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
