"""What is planned, who comes, how many have wished, and what is in the way: for coordinators."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.room import fitting, left
from bot.chat.text import Plural, Text
from bot.chat.ui import Button, Fields, Items, Message, Paragraph, Part, action
from bot.domain.breakouts.forming import Known, form
from bot.domain.breakouts.session import PlannedRoom, Session, Stage
from bot.domain.meetings import Meeting, MeetingCancelled
from handlers.breakouts.hindrances import hindrances
from handlers.breakouts.knowing import know
from handlers.breakouts.texts import (
    ASSIGN,
    CHANGE,
    LATE,
    ONLINE,
    ONSITE,
    PREVIEW,
    PROFILES,
    ROUNDS,
    TITLE,
    people,
)
from handlers.meetings.texts import WHEN
from storage import Store
from storage.roster import Snapshot

COME = Text(en="Who comes", de="Wer kommt")
WHO_COMES = Text(en="{people}, {online} of them online", de="{people}, davon {online} online")
COUNTS = Text(en="What counts most", de="Am wichtigsten")
WISHES = Text(en="Wishes", de="Wünsche")
NOT_ASKED = Text(en="nobody has been asked yet", de="noch wurde niemand gefragt")
SO_FAR = Text(en="{n} of {all}, until {closes}", de="{n} von {all}, bis {closes}")
WERE = Text(en="{n} of {all}, closed on {closes}", de="{n} von {all}, Schluss war {closes}")
STATE = Text(en="State", de="Stand")
STATES = {
    Stage.DRAFT: Text(en="only coordinators know of it", de="nur der Koordination bekannt"),
    Stage.WISHING: Text(en="announced, nobody has a room yet", de="angekündigt, noch ohne Verteilung"),
    Stage.PUBLISHED: Text(en="published", de="veröffentlicht"),
}
A_ROOM = Text(en="*{topic}* · {low} to {high} people · {mode}", de="*{topic}* · {low} bis {high} Personen · {mode}")
A_ROOM_OF = Text(en="*{topic}* · {people} · {mode}", de="*{topic}* · {people} · {mode}")
LED = Text(en="{room} · facilitator: {name}", de="{room} · Moderation: {name}")
LED_ABSENT = Text(
    en="{room} · facilitator: {name}, *who has not said that they come*",
    de="{room} · Moderation: {name}, *noch ohne Zusage*",
)
TOGETHER = Text(en="*Kept together:* {pairs}", de="*Zusammen:* {pairs}")
APART = Text(en="*Kept apart:* {pairs}", de="*Getrennt:* {pairs}")
PAIR = Text(en="{one} + {other}", de="{one} + {other}")
IN_THE_WAY = Text(en="*Nobody can be given a room like this:*", de="*So lässt sich niemand verteilen:*")
ASK = Text(en="Ask for wishes", de="Nach Wünschen fragen")
FOOTER = Text(en="Only coordinators see this.", de="Das sieht nur die Koordination.")
ONE_MORE = Text(en="one more pair", de="ein weiteres Paar")
MORE = Text(en="{n} more pairs", de="{n} weitere Paare")
SHOWN_PAIRS = 8


def overview(store: Store, snapshot: Snapshot, meeting: Meeting, now: datetime) -> Message:
    """Everything that coordinators decide on. Raises MeetingCancelled or NoBreakouts."""
    if meeting.cancelled is not None:
        raise MeetingCancelled
    session = store.breakouts.get(meeting.id)
    known = know(store, snapshot, meeting)
    there = known.takes_part(session.current)
    online = sum(known.remote[who] for who in there)
    wished = len(store.wishes.who(meeting.id) & set(there))
    pairs = (
        (WHEN, Text(en="{when}", de="{when}").format(when=meeting.starts)),
        (STATE, STATES[session.stage]),
        (COME, WHO_COMES.format(people=people(len(there)), online=online)),
        (ROUNDS, Text(en="{n}", de="{n}").format(n=session.rounds)),
        (COUNTS, PROFILES[session.profile]),
        (WISHES, _wishes(session, meeting, now, wished, len(there))),
    )
    begun = tuple(_pairs(session, snapshot))
    buttons = tuple(_buttons(store, session, meeting, now))
    obstacles = _obstacles(session, known, snapshot)
    empty = Message(TITLE.format(title=meeting.title), (Fields(pairs), *begun, *obstacles, *buttons), FOOTER)
    rooms = fitting([_room(room, known, snapshot) for room in session.rooms], left(empty))
    return replace(empty, parts=(Fields(pairs), rooms, *begun, *obstacles, *buttons))


def _wishes(session: Session, meeting: Meeting, now: datetime, wished: int, there: int) -> Text:
    if session.stage is Stage.DRAFT:
        return NOT_ASKED
    text = SO_FAR if session.takes_wishes(meeting, now) else WERE
    return text.format(n=wished, all=there, closes=session.closes(meeting))


def _room(room: PlannedRoom, known: Known, snapshot: Snapshot) -> Text:
    mode = ONLINE if room.online else ONSITE
    said = A_ROOM.format(topic=room.topic, low=room.low, high=room.high, mode=mode)
    if room.low == room.high:
        said = A_ROOM_OF.format(topic=room.topic, people=people(room.low), mode=mode)
    if room.facilitator is None or room.facilitator not in snapshot.people:
        return said
    name = snapshot.people[room.facilitator].name
    return (LED if room.facilitator in known.remote else LED_ABSENT).format(room=said, name=name)


def _pairs(session: Session, snapshot: Snapshot) -> Iterator[Part]:
    for text, pairs in ((TOGETHER, session.together), (APART, session.apart)):
        known = [pair for pair in pairs if {*pair} <= snapshot.people.keys()]
        named = [PAIR.format(one=snapshot.people[a].name, other=snapshot.people[b].name) for a, b in known]
        if len(named) > SHOWN_PAIRS:
            more = Plural(len(named) - SHOWN_PAIRS, one=ONE_MORE, other=MORE)
            named = [*named[:SHOWN_PAIRS], Text(en="{more}", de="{more}").format(more=more)]
        if named:
            yield Paragraph(text.format(pairs=named))


def _obstacles(session: Session, known: Known, snapshot: Snapshot) -> tuple[Part, ...]:
    if not session.coming:
        return ()
    found = hindrances(form(session, known, session.coming), session, snapshot)
    return (Paragraph(IN_THE_WAY), Items(tuple(found[:5]), more=max(0, len(found) - 5))) if found else ()


def _buttons(store: Store, session: Session, meeting: Meeting, now: datetime) -> Iterator[Button]:
    number = meeting.id
    if session.stage is Stage.DRAFT and meeting.is_announced and now < session.closes(meeting):
        yield Button(ASK, action("breakouts.ask", meeting=number, seen=session.revision), style="primary")
    if session.coming:
        yield Button(ASSIGN, action("breakouts.assign", meeting=number), style="primary")
    if store.breakouts.seats(number, public=False):
        yield Button(PREVIEW, action("breakouts.preview", meeting=number))
    if session.stage is Stage.PUBLISHED:
        yield Button(LATE, action("breakouts.late", meeting=number))
    yield Button(CHANGE, action("breakouts.change", meeting=number))
