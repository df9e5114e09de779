"""Who is not there, and which round begins: one click each, and nobody else gets another room."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.replies import Reply, Whisper
from bot.chat.text import Text
from bot.chat.ui import Paragraph
from bot.domain.breakouts.forming import Known
from bot.domain.breakouts.session import AllRoundsOver, NothingAssigned, Presence, Session, Stage, expect_unchanged
from bot.domain.people import NoSuchPerson, Person
from bot.routing import Help, Router, Who
from handlers.breakouts.knowing import know, locked, planned
from handlers.breakouts.ongoing import ongoing
from handlers.breakouts.publish import posts
from handlers.breakouts.texts import REFUSALS, ROUND
from storage import Store
from storage.roster import Snapshot

MISSED = Text(
    en="*{name}* is not there from {round} on. Nobody else gets another room.",
    de="*{name}* fehlt ab {round}. Niemand sonst bekommt einen anderen Raum.",
)

routes = Router()
routes.refuse(REFUSALS)


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
    yield Whisper(ongoing(found, session, know(store, snapshot, found), snapshot, page))


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
        _leave(store, known, choice, session)
        session = store.breakouts.save(session)
        yield from posts(session)
    said = Paragraph(MISSED.format(name=snapshot.people[choice].name, round=ROUND.format(n=session.current)))
    yield Whisper(ongoing(found, session, know(store, snapshot, found), snapshot, said=said))


@routes.button("breakouts.begin", who=Who.COORDINATORS)
def begin_round(store: Store, snapshot: Snapshot, meeting: int, number: int, seen: int) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    if session.running < number:
        expect_unchanged(session, seen)
        if number not in session.coming or session.stage is not Stage.PUBLISHED:
            raise AllRoundsOver
        session = store.breakouts.save(replace(session, running=number))
        store.breakouts.clear_draft(meeting)
    yield Whisper(ongoing(found, session, know(store, snapshot, found), snapshot))


def _leave(store: Store, known: Known, who: str, session: Session) -> None:
    """Nobody sits in their seats from now on."""
    rest = {
        number: {other: at for other, at in places.items() if other != who}
        for number, places in (known.public or {}).items()
        if number >= session.current
    }
    store.breakouts.seat(session.meeting, rest, public=True)
