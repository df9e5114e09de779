"""What is coming: the list of meetings, and the card of one with its buttons and counts."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Whisper, whisper
from bot.chat.room import cut, fitting, left
from bot.chat.text import Text, literal
from bot.chat.ui import Button, Fields, Message, Paragraph, Part, action
from bot.domain.meetings import Answer, Meeting, NoSuchMeeting
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.meetings.texts import (
    ANSWERS,
    BUTTONS,
    CANCELLED,
    NO_REASON,
    OPEN,
    REASON,
    REFUSALS,
    TYPED,
    WHEN,
    WHERE,
)
from storage import Store

MEETINGS = Text(en="Coming meetings", de="Kommende Treffen")
LINE = Text(en="*{title}* · {when} · number {number}{mine}", de="*{title}* · {when} · Nummer {number}{mine}")
MINE = Text(en=" · you said: {answer}", de=" · deine Antwort: {answer}")
NOTHING = Text(en="", de="")
NONE_COMING = Text(en="No meeting is planned at the moment.", de="Im Moment ist kein Treffen geplant.")
ARE_YOU_COMING = Text(en="Are you coming?", de="Bist du dabei?")
YOUR_ANSWER = Text(en="Your answer", de="Deine Antwort")
NOT_YET = Text(en="none yet", de="noch keine")
SO_FAR = Text(en="Answers", de="Antworten")
COUNT = Text(en="{n} {answer}", de="{n} {answer}")
FOOTER = Text(
    en="Meeting {number} · or type `{command} rsvp online {number}`",
    de="Treffen {number} · oder tippe `{command} zusage online {number}`",
)
ONE_OF_THEM = Text(
    en="`{command} meeting {number}` shows one of them.", de="`{command} treffen {number}` zeigt eines davon."
)
LISTED = 20
DESCRIPTION = 3500  # room for it on the card

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
    store: Store, me: Person, network: Network, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    if meeting is not None:  # German has one word for both: "treffen 3" is what one types
        yield Whisper(invitation(store, store.meetings.get(meeting), network, me))
        return
    coming = store.meetings.coming(now, limit=200)
    if not coming:
        yield whisper(NONE_COMING)
        return
    footer = ONE_OF_THEM.format(command=network.command, number=str(coming[0].id))
    lines = [_line(store, meeting, me) for meeting in coming]
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
    store: Store, me: Person, network: Network, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    yield Whisper(invitation(store, named_or_next(store, meeting, now), network, me))


@routes.card("meeting.card")
def meeting_card(store: Store, network: Network, meeting: int) -> Message:
    return invitation(store, store.meetings.get(meeting), network)


def invitation(store: Store, meeting: Meeting, network: Network, me: Person | None = None) -> Message:
    """The card of a meeting; for one reader it also says what they have answered."""
    if meeting.cancelled is not None:
        return cancellation(meeting)
    facts = [(WHEN, when(meeting)), (WHERE, where(meeting)), (SO_FAR, so_far(store.meetings.counts(meeting.id)))]
    if me:
        mine = store.meetings.answer_of(meeting.id, me.id)
        facts.append((YOUR_ANSWER, ANSWERS[mine] if mine else NOT_YET))
    parts: list[Part] = [Fields(tuple(facts))]
    if meeting.description:
        parts.append(Paragraph(literal(cut(meeting.description, DESCRIPTION))))
    parts += [Paragraph(ARE_YOU_COMING), *answer_buttons(meeting)]
    footer = FOOTER.format(number=str(meeting.id), command=network.command)
    return Message(literal(meeting.title), tuple(parts), footer)


def named_or_next(store: Store, number: int | None, now: datetime) -> Meeting:
    """The meeting with this number, without one the next that takes place. Raises NoSuchMeeting."""
    found = store.meetings.next_after(now) if number is None else store.meetings.get(number)
    if found is None:
        raise NoSuchMeeting
    return found


def cancellation(meeting: Meeting) -> Message:
    """What remains of a card when the meeting is off."""
    reason = literal(meeting.cancelled) if meeting.cancelled else NO_REASON
    return Message(CANCELLED.format(title=meeting.title), (Fields(((WHEN, when(meeting)), (REASON, reason))),))


def answer_buttons(meeting: Meeting) -> tuple[Button, ...]:
    """One button for each answer."""
    return tuple(
        Button(
            label,
            action("meeting.answer", meeting=meeting.id, answer=answer),
            style="primary" if answer is Answer.ONLINE else "plain",
        )
        for answer, label in BUTTONS.items()
    )


def when(meeting: Meeting) -> Text:
    return Text(en="{when}", de="{when}").format(when=meeting.starts)


def where(meeting: Meeting) -> Text:
    return literal(meeting.place) if meeting.place else OPEN


def so_far(counts: dict[Answer, int]) -> Text:
    """The counts in words: "12 online, 3 on site, 2 maybe, 1 no"."""
    words = [COUNT.format(n=number, answer=ANSWERS[answer]) for answer, number in counts.items()]
    return Text(en="{counts}", de="{counts}").format(counts=_separated(words))


def _separated(words: list[Text]) -> Text:
    gaps = " · ".join(f"{{w{number}}}" for number in range(len(words)))
    return Text(en=gaps, de=gaps, values=tuple((f"w{number}", word) for number, word in enumerate(words)))


def _line(store: Store, meeting: Meeting, me: Person) -> Text:
    mine = store.meetings.answer_of(meeting.id, me.id)
    said = MINE.format(answer=ANSWERS[mine]) if mine else NOTHING
    return LINE.format(title=meeting.title, when=meeting.starts, number=str(meeting.id), mine=said)
