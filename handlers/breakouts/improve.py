"""A better plan for the rounds to come by moving few people: whom, and what each of them gains, before it is done."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.replies import Reply, Whisper, whisper
from bot.chat.room import fitting, left
from bot.chat.text import Plural, Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.breakouts.drawing import Figures, Shift
from bot.domain.breakouts.session import AllRoundsOver, Session, expect_unchanged
from bot.domain.people import Person
from bot.routing import Router, Who
from handlers.breakouts.knowing import know, locked, planned
from handlers.breakouts.mending import Repair, RoomsFull, keep_repair, repairing
from handlers.breakouts.texts import REFUSALS
from storage import Store
from storage.roster import Snapshot

USUAL, MOST = 4, 20

TITLE = Text(en="A better plan by few moves: {title}", de="Ein besserer Plan mit wenigen Wechseln: {title}")
GAIN = Text(en="{people} would get another room: {terms}.", de="Einen anderen Raum bekämen {people}: {terms}.")
ONE_PERSON = Text(en="One person", de="eine Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")
TERM = Text(en="{term}: {after} instead of {before}", de="{term}: {after} statt {before}")
TERMS = {
    "repeat": Text(en="meetings of two who have met here already", de="Treffen von zweien, die sich hier schon trafen"),
    "same_group": Text(en="pairs of one group in a room", de="Paare aus einer Gruppe in einem Raum"),
    "history": Text(en="met at earlier meetings", de="von früheren Treffen bekannt"),
    "wish": Text(en="wishes missed, weighed by rank", de="verfehlte Wünsche, nach Rang gewichtet"),
}
COST = Text(en="the whole is better in small things", de="das Ganze wird in Kleinigkeiten besser")
MOVE = Text(
    en="*{name}*, round {n}: from {left} to {entered}{why}", de="*{name}*, Runde {n}: von {left} nach {entered}{why}"
)
WHY = Text(en=" · {reasons}", de=" · {reasons}")
NOTHING = Text(en="", de="")
REASONS = {
    "repeat": Text(en="meets fewer people again", de="trifft weniger Leute wieder"),
    "same_group": Text(en="fewer of the same group", de="weniger aus der eigenen Gruppe"),
    "history": Text(en="fewer whom they know", de="weniger, die sie schon kennen"),
}
HELPS = Text(en="for the good of the whole", de="zum Wohl des Ganzen")
NONE = Text(
    en="Nothing gets better by moving at most {most} people in the rounds to come.",
    de="Mit höchstens {most} Wechseln wird in den kommenden Runden nichts besser.",
)
DO = Text(en="Move them", de="So wechseln")
MORE = Text(en="With up to {n} people", de="Mit bis zu {n} Personen")
DONE = Text(
    en="Done. Those who have another room get a message.",
    de="Erledigt. Wer einen anderen Raum hat, bekommt eine Nachricht.",
)

routes = Router()
routes.refuse(REFUSALS)
routes.refuse(
    {
        RoomsFull: Text(
            en="Somebody who comes would be left without a seat. Give a room more seats: `{command} breakouts plan`",
            de="Jemand, der kommt, bliebe ohne Platz. Gib einem Raum mehr Plätze: `{command} räume planen`",
        )
    }
)


def moving_ahead(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, most: int = USUAL
) -> Callable[[], Repair]:
    """Looks for the best moves of so many people in the rounds that have not begun."""
    found, session = planned(store, meeting, now, me)
    if not session.coming:
        raise AllRoundsOver
    return repairing(session, know(store, snapshot, found), session.coming, most=max(1, min(most, MOST)))


@routes.button("breakouts.improve", who=Who.COORDINATORS, reads=True, ahead=moving_ahead)
def show_moves(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, ahead: Repair, meeting: int, most: int = USUAL
) -> Iterator[Whisper]:
    found, session = planned(store, meeting, now, me)
    mended = ahead.mended
    more = Button(
        MORE.format(n=min(2 * most, MOST)), action("breakouts.improve", meeting=meeting, most=min(2 * most, MOST))
    )
    buttons = (more,) if most < MOST else ()
    if mended is None or mended.broken:
        raise RoomsFull
    if not mended.shifts:
        yield Whisper(Message(parts=(Paragraph(NONE.format(most=most)), *buttons)))
        return
    do = Button(DO, action("breakouts.move", meeting=meeting, most=most, seen=session.revision), style="primary")
    who = Plural(mended.moved, one=ONE_PERSON, other=PEOPLE)
    gain = Paragraph(GAIN.format(people=who, terms=_terms(mended.before, mended.after)))
    title = TITLE.format(title=found.title)
    lines = [_shift(shift, session, snapshot) for shift in mended.shifts if shift.person in snapshot.people]
    empty = Message(title, (gain, do, *buttons))
    yield Whisper(replace(empty, parts=(gain, fitting(lines, left(empty)), do, *buttons)))


@routes.button("breakouts.move", who=Who.COORDINATORS, ahead=moving_ahead)
def move(
    store: Store,
    snapshot: Snapshot,
    ahead: Repair,
    meeting: int,
    seen: int,
    most: int = USUAL,  # noqa: ARG001 (what `moving_ahead` takes)
) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    expect_unchanged(session, seen)
    yield whisper(DONE)
    yield from keep_repair(store, snapshot, session, know(store, snapshot, found), session.coming, ahead)


def _terms(before: Figures, after: Figures) -> list[Text]:
    better = [
        TERM.format(term=term, after=round(after[name]), before=round(before[name]))
        for name, term in TERMS.items()
        if round(after[name]) != round(before[name])
    ]
    return better or [COST]


def _shift(shift: Shift, session: Session, snapshot: Snapshot) -> Text:
    topics = {str(room.id): room.topic for room in session.rooms}
    reasons = [reason for name, reason in REASONS.items() if shift.after[name] < shift.before[name]] or [HELPS]
    return MOVE.format(
        name=snapshot.people[shift.person].name,
        n=session.coming[0] + shift.number,
        left=topics[shift.left],
        entered=topics[shift.entered],
        why=WHY.format(reasons=reasons),
    )
