"""The programme of a meeting, for everybody; what oneself has proposed; for coordinators the way to arrange it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.chat.replies import Whisper
from bot.chat.room import fitting, left
from bot.chat.text import Text, shortened
from bot.chat.ui import Button, Divider, Items, Message, Paragraph, Part, action
from bot.domain.agenda import State, Talk, is_open
from bot.domain.meetings import Meeting, NoSuchMeeting
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.meetings.show import named_or_next
from handlers.talks.programme import lines, programme_of
from handlers.talks.texts import GONE, KINDS, REFUSALS, WHAT
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Programme: {title}", de="Programm: {title}")
STARTS = Text(en="Begins {when}. Times below: {zone}.", de="Beginn: {when}. Zeiten unten: {zone}.")
NOTHING_YET = Text(en="The programme is still open.", de="Das Programm ist noch offen.")
NO_MEETING = Text(en="No meeting is planned at the moment.", de="Im Moment ist kein Treffen geplant.")
PROPOSE = Text(en="Propose something", de="Etwas vorschlagen")
ARRANGE = Text(en="Arrange the programme", de="Programm zusammenstellen")
YOURS = Text(en="*Your proposals*", de="*Deine Vorschläge*")
MINE = Text(en="{what} · {state}", de="{what} · {state}")
CHANGE = Text(en="Change: {title}", de="Ändern: {title}")
STATES: Mapping[State, Text] = {
    State.PROPOSED: Text(en="proposed", de="vorgeschlagen"),
    State.ACCEPTED: Text(en="in the programme", de="im Programm"),
    State.DECLINED: Text(en="not taken", de="nicht aufgenommen"),
}
LISTED, OWN, LABEL = 30, 5, 40

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "agenda",
    "programm",
    reads=True,
    help=Help(
        Text(
            en="The programme of the next meeting, or of the one with this number, and what you proposed.",
            de="Das Programm des nächsten Treffens oder dessen mit dieser Nummer, und was du vorgeschlagen hast.",
        ),
        usage=Text(en="agenda [number]", de="programm [Nummer]"),
        example=Text(en="agenda", de="programm"),
    ),
)
def show_agenda(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    try:
        found = named_or_next(store, meeting, now, me)
    except NoSuchMeeting:
        if meeting is not None:
            raise
        found = None
    yield Whisper(_agenda(store, snapshot, me, now, found))


routes.button("agenda.show", reads=True)(show_agenda)


def what(talk: Talk, snapshot: Snapshot) -> Text:
    """A proposal in one line."""
    return WHAT.format(kind=KINDS[talk.kind], title=talk.title, speaker=speaker_of(talk, snapshot))


def speaker_of(talk: Talk, snapshot: Snapshot) -> str | Text:
    found = snapshot.people.get(talk.speaker)
    return found.name if found else GONE


def _agenda(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: Meeting | None) -> Message:
    parts: list[Part] = []
    buttons: list[Part] = [Button(PROPOSE, action("talk.propose"))]
    if me.is_coordinator and meeting is not None:
        buttons.append(Button(ARRANGE, action("agenda.arrange", meeting=meeting.id)))
    mine = _mine(store, snapshot, me, now)
    title = TITLE.format(title=meeting.title) if meeting else NO_MEETING
    if meeting is not None:
        parts.append(Paragraph(STARTS.format(when=meeting.starts, zone=meeting.zone)))
        entries = programme_of(store, meeting)
        room = left(Message(title, (*parts, *mine, *buttons)))
        shown = fitting(lines(store, meeting, entries), room, most=LISTED)
        parts.append(shown if entries else Paragraph(NOTHING_YET))
    return Message(title, (*parts, *buttons, *mine))


def _mine(store: Store, snapshot: Snapshot, me: Person, now: datetime) -> list[Part]:
    """What the reader proposed or will speak about that is not over, with a way to change it."""
    talks = [talk for talk in store.talks.of_person(me.id) if _matters(store, talk, now)][:OWN]
    if not talks:
        return []
    told = [MINE.format(what=what(talk, snapshot), state=STATES[talk.state]) for talk in talks]
    changes = [
        Button(CHANGE.format(title=shortened(talk.title, LABEL)), action("talk.change", talk=talk.id))
        for talk in talks
        if talk.state is not State.DECLINED
    ]
    return [Divider(), Paragraph(YOURS), Items(tuple(told)), *changes]


def _matters(store: Store, talk: Talk, now: datetime) -> bool:
    meeting = store.meetings.get(talk.meeting) if talk.meeting is not None else None
    return is_open(talk, meeting, now) or (meeting is not None and meeting.ends > now)
