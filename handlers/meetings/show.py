"""What is coming: the list of meetings, and the card of one with its buttons and counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.links import Links
from bot.chat.network import Network
from bot.chat.replies import Whisper, whisper
from bot.chat.room import cut, fitting, left
from bot.chat.text import Text, link, literal
from bot.chat.ui import Button, Fields, Message, Paragraph, Part, action
from bot.domain.meetings import Answer, Meeting, NoSuchMeeting
from bot.domain.people import Person
from bot.domain.seats import MODES, Place, State
from bot.routing import Help, Router
from handlers.calendar import calendar_line
from handlers.meetings.counting import Tally, seats_left, so_far, tally
from handlers.meetings.mynote import my_note
from handlers.meetings.texts import (
    BUTTONS,
    CANCELLED,
    HOW,
    LASTS,
    LINK,
    NO_REASON,
    OPEN,
    REASON,
    REFUSALS,
    TYPED,
    WHEN,
    WHERE,
    length,
    with_guests,
)
from handlers.meetings.texts import MODES as MODE_NAMES
from handlers.talks.programme import on_card
from storage import Store
from storage.changes import facts

MEETINGS = Text(en="Coming meetings", de="Kommende Treffen")
LINE = Text(en="*{title}* · {when} · number {number}{mine}", de="*{title}* · {when} · Nummer {number}{mine}")
MINE = Text(en=" · you said: {answer}", de=" · deine Antwort: {answer}")
NOT_PUBLIC = Text(en=" · *not announced yet*", de=" · *noch nicht angekündigt*")
NOTHING = Text(en="", de="")
NONE_COMING = Text(en="No meeting is planned at the moment.", de="Im Moment ist kein Treffen geplant.")
ARE_YOU_COMING = Text(en="Are you coming?", de="Bist du dabei?")
YOUR_ANSWER = Text(en="Your answer", de="Deine Antwort")
NOT_YET = Text(en="none yet", de="noch keine")
WAITING = Text(en="{answer}, number {n} on the waiting list", de="{answer}, Nummer {n} auf der Warteliste")
OFFERED = Text(en="{answer}, offered to you until {until}", de="{answer}, dir angeboten bis {until}")
CALLED = Text(
    en="{answer}: a seat is free, the first click has it", de="{answer}: ein Platz ist frei, der erste Klick zählt"
)
LAPSED = Text(en="{answer}, but without a seat", de="{answer}, aber ohne Platz")
FORMER = Text(en="{answer}, but please answer anew", de="{answer}, aber bitte antworte neu")
SO_FAR = Text(en="Answers", de="Antworten")
SEATS = Text(en="Seats", de="Plätze")
DEADLINE = Text(en="Answer by", de="Antwort bis")
MORE = Text(en="Guests or a note", de="Begleitung oder Hinweis")
UNANNOUNCED = Text(
    en="*It is not announced yet*; only coordinators know of it.",
    de="*Noch nicht angekündigt*; davon weiß nur die Koordination.",
)
PREVIEW = Text(en="Preview and announce", de="Vorschau und Ankündigung")
FOOTER = Text(
    en="Meeting {number} · or type `{command} rsvp {word} {number}`",
    de="Treffen {number} · oder tippe `{command} zusage {word} {number}`",
)
ONE_OF_THEM = Text(
    en="`{command} meeting {number}` shows one of them.", de="`{command} treffen {number}` zeigt eines davon."
)
LISTED = 20
DESCRIPTION = 3000  # room for it on the card

routes = Router(words=TYPED)
routes.refuse(REFUSALS)


@routes.command(
    "meetings",
    "treffen",
    reads=True,
    help=Help(
        Text(
            en="Which meetings are coming, and what you answered.",
            de="Welche Treffen anstehen und was du geantwortet hast.",
        ),
        usage=Text(en="meetings", de="treffen"),
    ),
)
def list_meetings(
    store: Store, me: Person, network: Network, links: Links, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    if meeting is not None:  # German has one word for both: "treffen 3" is what one types
        yield from show_meeting(store, me, network, links, now, meeting)
        return
    coming = store.meetings.coming(now, limit=200)
    if me.is_coordinator:
        coming = sorted([*coming, *store.meetings.in_preparation(now)], key=lambda found: (found.starts, found.id))
    if not coming:
        yield whisper(NONE_COMING)
        return
    mine = store.seats.of_person(me.id, [found.id for found in coming])
    footer = ONE_OF_THEM.format(command=network.command, number=str(coming[0].id))
    lines = [_line(found, mine.get(found.id, ())) for found in coming]
    yield Whisper(Message(MEETINGS, (fitting(lines, left(Message(MEETINGS, footer=footer)), most=LISTED),), footer))


@routes.command(
    "meeting",
    "treffen zeigen",
    reads=True,
    help=Help(
        Text(en="When, where, and who has answered what.", de="Wann, wo und wie viele was geantwortet haben."),
        usage=Text(en="meeting [number]", de="treffen zeigen [Nummer]"),
        example=Text(en="meeting 3", de="treffen zeigen 3"),
    ),
)
def show_meeting(
    store: Store, me: Person, network: Network, links: Links, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    found = named_or_next(store, meeting, now, me)
    shown = invitation(store, found, network, me)
    if not found.is_announced:  # nobody can answer yet
        seen = tuple(part for part in shown.parts if not isinstance(part, Button))
        look = Button(PREVIEW, action("meeting.preview", meeting=found.id), style="primary")
        yield Whisper(replace(shown, parts=(*seen[:-1], Paragraph(UNANNOUNCED), look), footer=None))
        return
    mine = store.seats.of_person(me.id, [found.id]).get(found.id, ())
    line = calendar_line(links, store, network, me, found, mine)
    below = (*my_note(store, found, me), *([Paragraph(line)] if line else []))
    yield Whisper(replace(shown, parts=(*shown.parts, *below)))


@routes.card("meeting.card")
def meeting_card(store: Store, network: Network, meeting: int) -> Message:
    return invitation(store, store.meetings.get(meeting), network)


def invitation(store: Store, meeting: Meeting, network: Network, me: Person | None = None) -> Message:
    """The card of a meeting; for one reader it also says what they have answered, and the link if they come."""
    if meeting.cancelled is not None:
        return cancellation(meeting)
    counted = tally(store, meeting)
    pairs = [*what_stands(meeting, counted), (SO_FAR, so_far(counted))]
    if limited := seats_left(counted):
        pairs.append((SEATS, limited))
    if meeting.closes is not None:
        pairs.append((DEADLINE, end_of_day(meeting)))
    if me:
        mine = store.seats.around(meeting.id, me.id)
        pairs.append((YOUR_ANSWER, standing(mine.of(me.id), mine.position(me.id), meeting)))
        if meeting.link and mine.seat_of(me.id):
            pairs.append((LINK, address(meeting.link)))
    parts: list[Part] = [Fields(tuple(pairs))]
    if meeting.description:
        parts.append(Paragraph(literal(cut(meeting.description, DESCRIPTION))))
    more = Button(MORE, action("meeting.reply", meeting=meeting.id))
    below = (Paragraph(ARE_YOU_COMING), *answer_buttons(meeting, counted.modes), more)
    word = TYPED[counted.modes[0]]
    footer = FOOTER.format(number=str(meeting.id), command=network.command, word=word)
    shown = Message(literal(meeting.title), (*parts, *below), footer)
    return replace(shown, parts=(*parts, *on_card(store, meeting, left(shown)), *below))


def named_or_next(store: Store, number: int | None, now: datetime, me: Person | None = None) -> Meeting:
    """The meeting with this number, without one the next that takes place; of one that is not announced only the
    coordinators know. Raises NoSuchMeeting.
    """
    found = store.meetings.next_after(now) if number is None else store.meetings.get(number)
    if found is None or not (found.is_announced or (me and me.is_coordinator)):
        raise NoSuchMeeting
    return found


def cancellation(meeting: Meeting) -> Message:
    """What remains of a card when the meeting is off."""
    reason = literal(meeting.cancelled) if meeting.cancelled else NO_REASON
    return Message(CANCELLED.format(title=meeting.title), (Fields(((WHEN, when(meeting)), (REASON, reason))),))


def answer_buttons(meeting: Meeting, modes: Sequence[Answer] = MODES) -> tuple[Button, ...]:
    """One button for each answer that this meeting has room for."""
    offered = [answer for answer in BUTTONS if answer in modes or answer not in MODES]
    return tuple(
        Button(
            BUTTONS[answer],
            action("meeting.answer", meeting=meeting.id, answer=answer),
            style="primary" if answer is offered[0] else "plain",
        )
        for answer in offered
    )


def what_stands(meeting: Meeting, counted: Tally) -> list[tuple[Text, Text]]:
    """When, how long, where and how, for everybody to know."""
    pairs = [(WHEN, when(meeting)), (LASTS, length(meeting.lasts))]
    if Answer.ONSITE in counted.modes:
        pairs.append((WHERE, where(meeting)))
    return [*pairs, (HOW, MODE_NAMES[facts(meeting, counted.modes).mode])]


def when(meeting: Meeting) -> Text:
    return Text(en="{when}", de="{when}").format(when=meeting.starts)


def where(meeting: Meeting) -> Text:
    return literal(meeting.place) if meeting.place else OPEN


def address(url: str) -> Text:
    """What people wrote as the link: a link if it is one, else as it stands."""
    if not url.startswith(("https://", "http://")):
        return literal(url)
    return Text(en="{url}", de="{url}").format(url=link(url, url))


def end_of_day(meeting: Meeting) -> Text:
    return Text(en="{day}", de="{day}").format(day=meeting.deadline or meeting.wall.date())


def standing(places: Sequence[Place], position: int | None, meeting: Meeting) -> Text:
    """What somebody has said and what they have of it."""
    if not places:
        return NOT_YET
    last = places[-1]
    answer = with_guests(last.answer, last.guests)
    if last.asked < meeting.asked:
        return FORMER.format(answer=answer)
    match last.state:
        case State.OFFERED if last.offered_until:
            return OFFERED.format(answer=answer, until=last.offered_until)
        case State.CALLED:
            return CALLED.format(answer=answer)
        case State.WAITING:
            return WAITING.format(answer=answer, n=position or 1)
        case State.NONE if last.answer in MODES:
            return LAPSED.format(answer=answer)
        case _:
            return answer


def _line(meeting: Meeting, mine: Sequence[Place]) -> Text:
    said = MINE.format(answer=with_guests(mine[-1].answer, mine[-1].guests)) if mine else NOTHING
    said = said if meeting.is_announced else NOT_PUBLIC
    return LINE.format(title=meeting.title, when=meeting.starts, number=str(meeting.id), mine=said)
