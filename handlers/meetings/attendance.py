"""Who was there: marked after a meeting has begun, by one click a person or by a pasted list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reject, Reply, Whisper, whisper
from bot.chat.room import cut, left, some
from bot.chat.text import Text, literal
from bot.chat.ui import Area, Button, Fields, Form, Items, Menu, Message, Option, Paragraph, Part, action
from bot.domain.attendance import Exactly, match
from bot.domain.meetings import Meeting, MeetingCancelled, MeetingNotBegun, expect_begun
from bot.domain.people import NoSuchPerson, Person
from bot.routing import Help, Prose, Router, Who
from handlers.meetings.enter import meant
from handlers.meetings.show import when
from handlers.meetings.texts import REFUSALS, WHEN
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Who was there: {title}", de="Wer war da: {title}")
NAMES = Text(en="*{kind}* ({n}): {names}", de="*{kind}* ({n}): {names}")
THERE = Text(en="There", de="Da")
UNSEATED = Text(en="There, without a seat", de="Da, ohne Platz")
ABSENT = Text(en="Not there", de="Nicht da")
OPEN = Text(en="Not marked yet", de="Noch offen")
NOBODY = Text(en="nobody", de="niemand")
ASK = Text(en="One click: this person was there.", de="Ein Klick heißt: Diese Person war da.")
COMPLETE = Text(en="Everybody who had a seat is marked.", de="Alle, die einen Platz hatten, sind markiert.")
NO_SEATS = Text(en="Nobody had a seat.", de="Niemand hatte einen Platz.")
OTHERS_THERE = Text(en="All others were there", de="Alle anderen waren da")
OTHERS_ABSENT = Text(en="All others were not there", de="Alle anderen waren nicht da")
FURTHER = Text(en="Further names", de="Weitere Namen")
UNDO = Text(en="Undo", de="Rückgängig")
UNDO_FOR = Text(en="Undo for …", de="Rückgängig für …")
UNDO_TITLE = Text(en="Take a mark back: {title}", de="Markierung zurücknehmen: {title}")
NO_MARKS = Text(en="Nobody is marked.", de="Niemand ist markiert.")
FOOTER = Text(en="Guests need no mark.", de="Begleitung braucht keine Markierung.")
PASTE = Text(en="Paste a list", de="Liste einfügen")
WAS_THERE = Text(en="Who was there", de="Wer da war")
PASTE_HINT = Text(
    en="Names or e-mail addresses, one a line; an export of Zoom or BigBlueButton will do. Long lists in parts.",
    de="Namen oder E-Mail-Adressen, je eine Zeile; auch Exporte von Zoom oder BigBlueButton. Lange Listen in Teilen.",
)
SAVE = Text(en="Save", de="Speichern")
UNCLEAR = Text(
    en="Nothing is saved yet. I cannot tell who is meant: {names}. Correct or remove these.",
    de="Noch ist nichts gespeichert. Ich weiß nicht, wer gemeint ist: {names}. Korrigiere oder lösche das.",
)
EMPTY = Text(en="There is no name in this list.", de="In dieser Liste steht kein Name.")
NONE_YET = Text(
    en="No meeting has begun yet. Who was there can be marked from its beginning.",
    de="Es hat noch kein Treffen begonnen. Wer da war, lässt sich ab dem Beginn markieren.",
)

ON_A_PAGE, IN_A_MENU = 12, 40  # what fits on every platform, however long the names are
LABEL, IN_UNCLEAR, LONGEST = 60, 130, 3000

routes = Router()
routes.refuse(REFUSALS)
routes.refuse(
    {
        MeetingNotBegun: Text(
            en="This meeting has not begun yet. Who was there can be marked from its beginning.",
            de="Dieses Treffen hat noch nicht begonnen. Wer da war, lässt sich ab dem Beginn markieren.",
        ),
        MeetingCancelled: Text(
            en="This meeting was cancelled, so nobody was there.",
            de="Dieses Treffen wurde abgesagt, also war niemand da.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The people of a meeting by what is known of them, each list by name."""

    there: Sequence[Person]
    unseated: Sequence[Person]
    absent: Sequence[Person]
    open: Sequence[Person]

    @property
    def marked(self) -> list[Person]:
        return sorted([*self.there, *self.unseated, *self.absent], key=_by_name)


@routes.command(
    "meeting attendance",
    "treffen anwesenheit",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Mark who was at a meeting, by clicks or by a pasted list.",
            de="Markieren, wer bei einem Treffen war, mit Klicks oder einer eingefügten Liste.",
        ),
        usage=Text(en="meeting attendance [number]", de="treffen anwesenheit [Nummer]"),
        example=Text(en="meeting attendance 3", de="treffen anwesenheit 3"),
    ),
)
def show_attendance(
    store: Store, snapshot: Snapshot, now: datetime, meeting: int | None = None, page: int = 1
) -> Iterator[Whisper]:
    found = store.meetings.latest(now) if meeting is None else store.meetings.get(meeting)
    if found is None:
        yield whisper(NONE_YET)
        return
    expect_begun(found, now)
    yield Whisper(_overview(store, found, snapshot, page))


routes.button("meeting.attendance", who=Who.COORDINATORS, reads=True)(show_attendance)


@routes.button("attendance.there", who=Who.COORDINATORS)
def mark_one(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, person: str, page: int = 1
) -> Iterator[Whisper]:
    found = _begun(store, meeting, now)
    if person not in snapshot.people:
        raise NoSuchPerson
    store.attendance.mark(meeting, [person], attended=True, by=me.id, at=now)
    yield Whisper(_overview(store, found, snapshot, page))


@routes.button("attendance.others", who=Who.COORDINATORS)
def mark_others(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, attended: bool
) -> Iterator[Whisper]:
    found = _begun(store, meeting, now)
    others = [person.id for person in _marks(store, found, snapshot).open]
    store.attendance.mark(meeting, others, attended=attended, by=me.id, at=now)
    yield Whisper(_overview(store, found, snapshot))


@routes.button("attendance.marked", who=Who.COORDINATORS, reads=True)
def show_marked(store: Store, snapshot: Snapshot, now: datetime, meeting: int, page: int = 1) -> Iterator[Whisper]:
    found = _begun(store, meeting, now)
    marked, page, more = _page(_marks(store, found, snapshot).marked, page, IN_A_MENU)
    parts: list[Part] = [Paragraph(NO_MARKS)]
    if marked:
        options = tuple(Option(literal(cut(person.name, LABEL)), person.id) for person in marked)
        parts = [Menu(UNDO_FOR, action("attendance.undo", meeting=meeting), options)]
    parts += [Button(FURTHER, action("attendance.marked", meeting=meeting, page=page + 1))] if more else []
    yield Whisper(Message(UNDO_TITLE.format(title=found.title), tuple(parts)))


@routes.button("attendance.undo", who=Who.COORDINATORS)
def undo(store: Store, snapshot: Snapshot, now: datetime, meeting: int, choice: str) -> Iterator[Whisper]:
    found = _begun(store, meeting, now)
    store.attendance.unmark(meeting, choice)
    yield Whisper(_overview(store, found, snapshot))


@routes.button("attendance.list", who=Who.COORDINATORS, reads=True)
def open_list(store: Store, now: datetime, meeting: int) -> Iterator[Ask]:
    found = _begun(store, meeting, now)
    pasted = Area("people", WAS_THERE, hint=PASTE_HINT, longest=LONGEST)
    yield Ask(Form(PASTE, (pasted,), SAVE, action("attendance.list", meeting=meeting), literal(found.title)))


@routes.form("attendance.list", who=Who.COORDINATORS)
def mark_list(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, people: Annotated[Prose, LONGEST]
) -> Iterator[Reply]:
    found = _begun(store, meeting, now)

    def guess(words: str) -> str | None:
        try:
            return meant(words, snapshot, me).id
        except NoSuchPerson:
            return None

    read = match(people, Exactly(snapshot.directory.people, me), guess)
    if read.unclear:
        yield Reject({"people": UNCLEAR.format(names=some([cut(w, LABEL) for w in read.unclear], IN_UNCLEAR))})
        return
    if not read.people:
        yield Reject({"people": EMPTY})
        return
    store.attendance.mark(meeting, read.people, attended=True, by=me.id, at=now)
    yield Whisper(_overview(store, found, snapshot))


def _begun(store: Store, meeting: int, now: datetime) -> Meeting:
    found = store.meetings.get(meeting)
    expect_begun(found, now)
    return found


def _marks(store: Store, meeting: Meeting, snapshot: Snapshot) -> Marks:
    marks, seated = store.attendance.of(meeting.id), set(store.seats.coming(meeting.id, meeting.asked))
    there = {person for person, attended in marks.items() if attended}
    absent, unknown = marks.keys() - there, seated - marks.keys()
    kinds = (there & seated, there - seated, absent, unknown)
    lists = [sorted((snapshot.people[p] for p in kind if p in snapshot.people), key=_by_name) for kind in kinds]
    return Marks(*lists)


def _overview(store: Store, meeting: Meeting, snapshot: Snapshot, page: int = 1) -> Message:
    marks, number = _marks(store, meeting, snapshot), meeting.id
    shown, page, more = _page(marks.open, page, ON_A_PAGE)
    buttons = [
        Button(literal(cut(each.name, LABEL)), action("attendance.there", meeting=number, person=each.id, page=page))
        for each in shown
    ]
    buttons += [Button(FURTHER, action("meeting.attendance", meeting=number, page=page + 1))] if more else []
    if shown:
        buttons += [
            Button(OTHERS_THERE, action("attendance.others", meeting=number, attended="true")),
            Button(OTHERS_ABSENT, action("attendance.others", meeting=number, attended="false")),
        ]
    buttons += [Button(PASTE, action("attendance.list", meeting=number))]
    buttons += [Button(UNDO, action("attendance.marked", meeting=number))] if marks.marked else []
    done = COMPLETE if marks.there or marks.absent else NO_SEATS
    facts, state = Fields(((WHEN, when(meeting)),)), Paragraph(ASK if shown else done)
    empty = Message(TITLE.format(title=meeting.title), (facts, state, *buttons), FOOTER)
    kinds = ((THERE, marks.there), (UNSEATED, marks.unseated), (ABSENT, marks.absent), (OPEN, marks.open))
    room = left(empty) // len(kinds) - 60  # beside the words around the names
    lines = (_line(kind, people, room) for kind, people in kinds if people or kind is not UNSEATED)
    return replace(empty, parts=(facts, Items(tuple(lines)), state, *buttons))


def _line(kind: Text, people: Sequence[Person], room: int) -> Text:
    names = some([person.name for person in people], room) if people else NOBODY
    return NAMES.format(kind=kind, n=len(people), names=names)


def _page(people: Sequence[Person], page: int, size: int) -> tuple[Sequence[Person], int, bool]:
    """The people of this page, its number, and whether there are others; after the last page comes the first."""
    pages = max(-(-len(people) // size), 1)
    page = page if 1 <= page <= pages else 1
    return people[(page - 1) * size : page * size], page, pages > 1


def _by_name(person: Person) -> tuple[str, str, str]:
    return person.last_name, person.first_name, person.id
