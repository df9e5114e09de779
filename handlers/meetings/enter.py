"""A coordinator answers for somebody else: recorded and shown as such, and the person hears of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reject, Reply, Tell, Whisper, notice
from bot.chat.text import Text, literal
from bot.chat.ui import Choice, Fields, Form, Line, Message, Option, Paragraph, action
from bot.domain.meetings import Answer, MeetingError, expect_announced
from bot.domain.people import NoSuchPerson, Person
from bot.domain.seats import MODES
from bot.routing import Help, Router, Who
from handlers.meetings.answer import ANSWER, GUESTS, MOST_GUESTS, TOO_MANY, answered
from handlers.meetings.counting import tally
from handlers.meetings.show import answer_buttons, named_or_next, standing, what_stands
from handlers.meetings.texts import BUTTONS, REFUSALS, TYPED
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Answer for somebody", de="Für jemanden antworten")
PERSON = Text(en="Who", de="Wer")
PERSON_HINT = Text(en="The whole name or the e-mail address", de="Der ganze Name oder die E-Mail-Adresse")
ENTER = Text(en="Enter it", de="Eintragen")
ENTERED = Text(
    en="Entered for *{name}* at *{title}*: {standing}. They get a message that it was you.",
    de="Eingetragen für *{name}* bei *{title}*: {standing}. Die Person erfährt, dass du es warst.",
)
FOR_YOU = Text(en="Entered for you: {title}", de="Für dich eingetragen: {title}")
BY = Text(
    en="{who} entered your answer: {standing}. If that is wrong, one click changes it.",
    de="{who} hat deine Antwort eingetragen: {standing}. Wenn das nicht stimmt, ändert es ein Klick.",
)

LONGEST_NAME = 100
NAMING = ("name", "email", "orcid")

routes = Router(words=TYPED)
routes.refuse(REFUSALS)


@routes.command(
    "meeting enter",
    "treffen eintragen",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Enter the answer of somebody who told you. They hear of it.",
            de="Die Antwort von jemandem eintragen. Die Person erfährt davon.",
        ),
        usage=Text(en="meeting enter [number]", de="treffen eintragen [Nummer]"),
        example=Text(en="meeting enter 3", de="treffen eintragen 3"),
    ),
)
def open_entry(store: Store, me: Person, now: datetime, meeting: int | None = None) -> Iterator[Ask]:
    found = named_or_next(store, meeting, now, me)
    expect_announced(found, now)
    capacity = store.seats.capacity(found.id)
    options = tuple(Option(label, a.value) for a, label in BUTTONS.items() if a in capacity or a not in MODES)
    inputs = (
        Line("person", PERSON, hint=PERSON_HINT, longest=LONGEST_NAME),
        Choice("answer", ANSWER, options, options[0].value),
        Line("guests", GUESTS, "0", required=False, longest=3),
    )
    yield Ask(Form(TITLE, inputs, ENTER, action("meeting.enter", meeting=found.id), literal(found.title)))


routes.button("meeting.enter", who=Who.COORDINATORS, reads=True)(open_entry)


@routes.form("meeting.enter", who=Who.COORDINATORS)
def enter_answer(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    meeting: int,
    person: Annotated[str, LONGEST_NAME],
    answer: Answer,
    guests: int = 0,
) -> Iterator[Reply]:
    if not 0 <= guests <= MOST_GUESTS:
        yield Reject({"guests": TOO_MANY.format(most=MOST_GUESTS)})
        return
    whom = meant(person, snapshot, me)
    found, seating = yield from answered(store, whom, now, meeting, answer, guests if answer in MODES else 0, by=me)
    where = standing(seating.of(whom.id), seating.position(whom.id), found)
    yield Whisper(Message(parts=(Paragraph(ENTERED.format(name=whom.name, title=found.title, standing=where)),)))
    if whom.id != me.id:
        view = notice("meeting.entered", meeting=meeting, by=me.id)
        yield Tell(whom.id, view, once=f"meeting.entered:{meeting}:{now.timestamp():.6f}")


@routes.notice("meeting.entered")
def entered(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, by: str) -> Message | None:
    try:
        found = store.meetings.get(meeting)
        expect_announced(found, now)
    except MeetingError:
        return None
    seating = store.seats.around(meeting, me.id)
    mine = seating.of(me.id)
    if by not in snapshot.people or not mine or mine[-1].by != by:
        return None  # they have answered themselves since
    counted = tally(store, found)
    said = BY.format(who=snapshot.people[by].name, standing=standing(mine, seating.position(me.id), found))
    parts = (Fields(tuple(what_stands(found, counted))), Paragraph(said), *answer_buttons(found, counted.modes))
    return Message(FOR_YOU.format(title=found.title), parts)


def meant(words: str, snapshot: Snapshot, me: Person) -> Person:
    """The one person of the network whom these words name; a topic or a role is no name. Raises NoSuchPerson."""
    found = snapshot.index.find(words, viewer=me, limit=3).hits
    hits = [hit for hit in found if not hit.suggestion and hit.reason and hit.reason.kind in NAMING]
    exact = [hit for hit in hits if hit.kind == "person" and hit.name.casefold() == words.strip().casefold()]
    chosen = exact if len(exact) == 1 else hits
    if len(chosen) != 1 or chosen[0].kind != "person":
        raise NoSuchPerson
    return snapshot.people[chosen[0].id]
