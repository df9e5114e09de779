"""RSVPs: by a button of the card or of a reminder, typed, with guests and a note in a form, or entered for others."""

from collections.abc import Generator, Iterator
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Post, Reject, Reply, Whisper, card
from bot.chat.text import Text, literal
from bot.chat.ui import Area, Check, Choice, Fields, Form, Line, Message, Option, Paragraph, Part, action
from bot.domain.meetings import Answer, Meeting, expect_announced
from bot.domain.people import Person
from bot.domain.seats import MODES, Place, Seating, State
from bot.routing import Help, Prose, Router
from handlers.breakouts.refreshing import refresh_rooms
from handlers.meetings.seats import tell_of
from handlers.meetings.show import address, named_or_next
from handlers.meetings.texts import ANNOUNCEMENTS, BUTTONS, LINK, REFUSALS, TYPED, with_guests
from storage import Store

NOTED = Text(
    en="Noted for *{title}*: {answer}. You can change it any time.",
    de="Notiert für *{title}*: {answer}. Das lässt sich jederzeit ändern.",
)
WAITS = Text(
    en="All seats are taken at *{title}* for: {answer}. You are *number {n}* on the waiting list; I write to you "
    "as soon as a seat is free.",
    de="Bei *{title}* sind alle Plätze vergeben für: {answer}. Du bist *Nummer {n}* auf der Warteliste; ich schreibe "
    "dir, sobald ein Platz frei ist.",
)
KEEPS = Text(en="Until then you keep what you have: {answer}.", de="Bis dahin behältst du, was du hast: {answer}.")
LATE = Text(
    en="The deadline was {day}, so the coordinators see that this came late.",
    de="Die Frist war der {day}; die Koordination sieht, dass das später kam.",
)

REPLY = Text(en="Your answer", de="Deine Antwort")
SEND = Text(en="Send", de="Absenden")
ANSWER = Text(en="Answer", de="Antwort")
GUESTS = Text(en="Guests", de="Begleitung")
GUESTS_HINT = Text(en="How many people you bring along", de="Wie viele Personen du mitbringst")
NOTE = Text(en="Note", de="Hinweis")
NOTE_HINT = Text(
    en="Diet or access needs, for the coordinators only; erased 14 days after the meeting.",
    de="Ernährung oder Zugang, nur für die Koordination; wird 14 Tage nach dem Treffen gelöscht.",
)
CONSENT = Text(en="Keep my note", de="Hinweis speichern")
CONSENT_HINT = Text(
    en="I agree that it is stored until then. I can withdraw by emptying it.",
    de="Ich bin einverstanden, dass er bis dahin gespeichert wird. Leeren widerruft das.",
)
WORDING = 1  # of NOTE_HINT and CONSENT_HINT: to what people have consented
CONSENT_NEEDED = Text(
    en="Without your consent I must not keep the note. Tick this, or empty the note.",
    de="Ohne dein Einverständnis darf ich den Hinweis nicht speichern. Setz das Häkchen oder leere den Hinweis.",
)
TOO_MANY = Text(en="From 0 to {most} guests, please.", de="Bitte 0 bis {most} Begleitungen.")
MOST_GUESTS = 20
LONGEST_NOTE = 500

routes = Router(words=TYPED)
routes.refuse(REFUSALS)


@routes.command(
    "rsvp",
    "zusage",
    help=Help(
        Text(
            en="Say whether you are coming to the next meeting, or to the one with this number.",
            de="Sag, ob du zum nächsten Treffen kommst oder zu dem mit dieser Nummer.",
        ),
        usage=Text(en="rsvp online|onsite|maybe|no [number]", de="zusage online|vor-ort|vielleicht|nein [Nummer]"),
        example=Text(en="rsvp online", de="zusage online"),
    ),
)
def answer_by_command(
    store: Store, me: Person, now: datetime, answer: Answer, meeting: int | None = None
) -> Iterator[Reply]:
    yield from take_answer(store, me, now, named_or_next(store, meeting, now).id, answer)


@routes.button("meeting.answer")
def take_answer(store: Store, me: Person, now: datetime, meeting: int, answer: Answer) -> Iterator[Reply]:
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    again = mine and mine[-1].answer is answer  # who clicks the same button again keeps their guests
    found, seating = yield from answered(store, me, now, meeting, answer, mine[-1].guests if again else 0)
    yield Whisper(confirmation(found, seating, me))


def answered(
    store: Store, person: Person, now: datetime, meeting: int, answer: Answer, guests: int, by: Person | None = None
) -> Generator[Reply, None, tuple[Meeting, Seating]]:
    """Takes the answer and tells those whom it concerns; returns the meeting and its seats."""
    found = store.meetings.lock(meeting)  # or who answers while it is called off would hear of neither
    expect_announced(found, now)
    seating, events = store.seats.answer(
        meeting,
        person.id,
        answer,
        guests,
        now=now,
        deadline=found.closes,
        by=by and by.id,
        asked=found.asked,
    )
    yield from tell_of(events, meeting, now, but=person.id)
    yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)
    refresh_rooms(store, meeting)
    return found, seating


@routes.button("meeting.reply", reads=True)
def open_reply(store: Store, me: Person, now: datetime, meeting: int) -> Iterator[Ask]:
    found = store.meetings.get(meeting)
    expect_announced(found, now)
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    note = store.notes.of(meeting).get(me.id, "")
    capacity = store.seats.capacity(meeting)
    offered = [answer for answer in Answer if answer in capacity or answer not in MODES]
    said = mine[-1].answer if mine and mine[-1].answer in offered else offered[0]
    yield Ask(
        Form(
            REPLY,
            (
                Choice("answer", ANSWER, tuple(Option(BUTTONS[a], a.value) for a in offered), said.value),
                Line("guests", GUESTS, str(mine[-1].guests if mine else 0), GUESTS_HINT, required=False, longest=3),
                Area("note", NOTE, note, NOTE_HINT, required=False, longest=LONGEST_NOTE),
                Check("consent", CONSENT, bool(note), CONSENT_HINT),
            ),
            SEND,
            action("meeting.reply", meeting=meeting),
            literal(found.title),
        )
    )


@routes.form("meeting.reply")
def reply_with_guests(
    store: Store,
    me: Person,
    now: datetime,
    meeting: int,
    answer: Answer,
    guests: int = 0,
    note: Annotated[Prose, LONGEST_NOTE] = Prose(""),
    consent: bool = False,
) -> Iterator[Reply]:
    if not 0 <= guests <= MOST_GUESTS:
        yield Reject({"guests": TOO_MANY.format(most=MOST_GUESTS)})
        return
    if note and not consent:
        yield Reject({"consent": CONSENT_NEEDED})
        return
    found, seating = yield from answered(store, me, now, meeting, answer, guests if answer in MODES else 0)
    store.notes.take(meeting, me.id, str(note), wording=WORDING, at=now)
    yield Whisper(confirmation(found, seating, me))


def confirmation(meeting: Meeting, seating: Seating, me: Person) -> Message:
    """Where the person stands now, and the link if they come."""
    mine = seating.of(me.id)
    parts: list[Part] = [Paragraph(_said(meeting, seating, mine, me))]
    if mine[0].state is State.SEATED and mine[-1].state is not State.SEATED:
        parts.append(Paragraph(KEEPS.format(answer=with_guests(mine[0].answer, mine[0].guests))))
    if mine[-1].late and meeting.deadline:
        parts.append(Paragraph(LATE.format(day=meeting.deadline)))
    if meeting.link and mine[0].state is State.SEATED:
        parts.append(Fields(((LINK, address(meeting.link)),)))
    return Message(parts=tuple(parts))


def _said(meeting: Meeting, seating: Seating, mine: tuple[Place, ...], me: Person) -> Text:
    answer = with_guests(mine[-1].answer, mine[-1].guests)
    if mine[-1].state in (State.WAITING, State.CALLED):
        return WAITS.format(title=meeting.title, answer=answer, n=seating.position(me.id) or 1)
    return NOTED.format(title=meeting.title, answer=answer)
