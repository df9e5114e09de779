"""Who sits where: a post for each room, and for everybody their own rooms, who is new to them, and why."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Whisper, whisper
from bot.chat.room import fitting, left, some
from bot.chat.text import Text
from bot.chat.ui import Button, Divider, Fields, Message, Paragraph, Part, action
from bot.domain.breakouts.served import Seat, seats_of_one
from bot.domain.breakouts.session import PlannedRoom, Rounds, Session, Stage
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.breakouts.knowing import know, of_room, running
from handlers.breakouts.overview import overview
from handlers.breakouts.texts import FACILITATOR, LINK, NOBODY, ONLINE, ONSITE, PLAN, REFUSALS, ROUND, TITLE, WISH
from handlers.breakouts.wish import UNTIL, wished_for
from handlers.meetings.show import address, cancellation, named_or_next
from handlers.meetings.texts import HOW, WHEN
from storage import Store
from storage.roster import Snapshot

OF_MEETING = Text(en="{room} · {title}", de="{room} · {title}")
IN_ROUND = Text(en="*{round}*: {names}", de="*{round}*: {names}")
YOURS = Text(en="Your rooms: {title}", de="Deine Räume: {title}")
YOUR_ROOM = Text(en="*{round}: {room}*", de="*{round}: {room}*")
WITH = Text(en="With {names}.", de="Mit {names}.")
ALONE = Text(en="Nobody else is there yet.", de="Noch ist niemand sonst da.")
NEW = Text(en="New to you: {names}.", de="Neu für dich: {names}.")
AGAIN = Text(en="You met today already: {names}.", de="Heute schon getroffen: {names}.")
NO_GROUP = Text(en="Nobody is of your group.", de="Niemand ist aus deiner Gruppe.")
NONE_NEW = Text(en="You have met all of them before.", de="Du hast alle schon einmal getroffen.")
LED_BY = Text(en="{name} facilitates.", de="{name} moderiert.")
YOU_LEAD = Text(en="You facilitate this room.", de="Du moderierst diesen Raum.")
WHY = {
    0: Text(
        en="It is none of your topics: those were full, or would have cost you new people.",
        de="Es ist keines deiner Themen: Die waren voll oder hätten dich neue Leute gekostet.",
    ),
    1: Text(en="It is your first choice.", de="Es ist deine erste Wahl."),
    2: Text(en="It is your second choice.", de="Es ist deine zweite Wahl."),
    3: Text(en="It is your third choice.", de="Es ist deine dritte Wahl."),
}
NO_WISHES = Text(
    en="You had no wishes, so you meet as many new people as possible.",
    de="Du hattest keine Wünsche, also triffst du möglichst viele neue Leute.",
)
YOUR_WISHES = Text(en="Your wishes", de="Deine Wünsche")
NOT_YET = Text(en="none yet", de="noch keine")
WAIT = Text(
    en="You will get a message with your rooms once they are published.",
    de="Du bekommst eine Nachricht mit deinen Räumen, sobald sie veröffentlicht sind.",
)
NONE_FOR_YOU = Text(
    en="The rooms are published, and you have none: you had not said that you come, or have said no since. At the "
    "meeting a coordinator can seat you in a moment.",
    de="Die Räume sind veröffentlicht, und du hast keinen: Du hattest nicht zugesagt oder hast inzwischen abgesagt. "
    "Beim "
    "Treffen gibt dir die Koordination im Handumdrehen einen Platz.",
)
NOTHING = Text(
    en="No breakout rooms are planned for *{title}* yet.", de="Für *{title}* sind noch keine Gruppenräume geplant."
)
FOOTER = Text(en="`{command} breakouts` shows this again.", de="`{command} räume` zeigt das wieder.")
IN_A_ROOM = 600  # room for the names of one round

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "breakouts",
    "räume",
    reads=True,
    help=Help(
        Text(
            en="Wish for topics of breakout rooms, and see which rooms are yours.",
            de="Themen für Gruppenräume wünschen und sehen, welche Räume deine sind.",
        ),
        usage=Text(en="breakouts [number]", de="räume [Nummer]"),
        example=Text(en="breakouts", de="räume"),
    ),
)
def show_mine(
    store: Store, snapshot: Snapshot, me: Person, network: Network, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    found = (running(store, now) if meeting is None else None) or named_or_next(store, meeting, now, me)
    session = store.breakouts.find(found.id)
    if found.cancelled is not None:
        yield Whisper(cancellation(found))
    elif session is None or session.stage is Stage.DRAFT:
        if session and me.is_coordinator:
            yield Whisper(overview(store, snapshot, found, now))
            return
        buttons = (Button(PLAN, action("breakouts.plan", meeting=found.id)),) if me.is_coordinator else ()
        yield Whisper(Message(parts=(Paragraph(NOTHING.format(title=found.title)), *buttons)))
    elif session.stage is Stage.WISHING:
        yield Whisper(_wishing(store, found, session, me, now))
    else:
        mine = yours(store, snapshot, network, found, session, me)
        yield Whisper(mine) if mine else whisper(NONE_FOR_YOU)


@routes.card("breakouts.room")
def room_card(store: Store, snapshot: Snapshot, room: int) -> Message | None:
    meeting, session = of_room(store, room)
    if meeting.cancelled is not None:
        return cancellation(meeting)
    found = session.room(room)
    rounds = know(store, snapshot, meeting).seated()
    if found is None or not rounds:
        return None
    title = OF_MEETING.format(room=found.topic, title=meeting.title)
    facts = Fields(tuple(_facts(found, meeting, snapshot)))
    lines = [_names(number, room, rounds, snapshot) for number in sorted(rounds)]
    return Message(title, (facts, fitting(lines, left(Message(title, (facts,))))))


@routes.notice("breakouts.yours")
def told(store: Store, snapshot: Snapshot, me: Person, network: Network, meeting: int, revision: int) -> Message | None:
    found, session = store.meetings.get(meeting), store.breakouts.find(meeting)
    if session is None or found.cancelled is not None or session.stage is not Stage.PUBLISHED or revision < 1:
        return None
    return yours(store, snapshot, network, found, session, me)


def yours(
    store: Store, snapshot: Snapshot, network: Network, meeting: Meeting, session: Session, me: Person
) -> Message | None:
    """The rooms of one person, with what they may know; None if they have none."""
    known = know(store, snapshot, meeting)
    seats = list(seats_of_one(session, known, known.seated(), me.id))
    if not seats:
        return None
    when = Fields(((WHEN, Text(en="{when}", de="{when}").format(when=meeting.starts)),))
    rounds = [part for seat in seats for part in (Divider(), *_seat(seat, session, snapshot, me))]
    return Message(YOURS.format(title=meeting.title), (when, *rounds), FOOTER.format(command=network.command))


def _seat(seat: Seat, session: Session, snapshot: Snapshot, me: Person) -> Iterator[Part]:
    room = session.room(seat.room)
    if room is None:
        return
    yield Paragraph(YOUR_ROOM.format(round=ROUND.format(n=seat.round), room=room.topic))
    names, new = _people(seat.mates, snapshot), _people(seat.new, snapshot)
    sentences: list[Text] = [WITH.format(names=some(names, IN_A_ROOM)) if names else ALONE]
    if names:
        sentences.append(NEW.format(names=some(new, IN_A_ROOM)) if new else NONE_NEW)
        again = _people(seat.again, snapshot)
        sentences += [AGAIN.format(names=some(again, IN_A_ROOM))] if again else []
        sentences += [] if seat.same_group else [NO_GROUP]
    if room.facilitator == me.id:
        sentences.append(YOU_LEAD)
    else:
        if leads := led_by(room, snapshot):
            sentences.append(LED_BY.format(name=leads.name))
        sentences.append(NO_WISHES if seat.rank is None else WHY[seat.rank])
    yield Paragraph(_said(sentences))
    if room.link:
        yield Fields(((LINK, address(room.link)),))


def _said(sentences: Sequence[Text]) -> Text:
    gaps = " ".join(f"{{s{number}}}" for number in range(len(sentences)))
    return Text(en=gaps, de=gaps).format(**{f"s{number}": text for number, text in enumerate(sentences)})


def _people(people: Sequence[str], snapshot: Snapshot) -> Sequence[str]:
    return sorted((snapshot.people[who].name for who in people if who in snapshot.people), key=str.casefold)


def _facts(room: PlannedRoom, meeting: Meeting, snapshot: Snapshot) -> Iterator[tuple[Text, Text]]:
    yield WHEN, Text(en="{when}", de="{when}").format(when=meeting.starts)
    yield HOW, ONLINE if room.online else ONSITE
    if leads := led_by(room, snapshot):
        yield FACILITATOR, Text(en="{name}", de="{name}").format(name=leads.name)
    if room.link:
        yield LINK, address(room.link)


def led_by(room: PlannedRoom, snapshot: Snapshot) -> Person | None:
    """Who facilitates, unless they have left the network since."""
    person = snapshot.people.get(room.facilitator or "")
    return person if person and person.is_active else None


def _names(number: int, room: int, rounds: Rounds, snapshot: Snapshot) -> Text:
    names = _people([who for who, at in rounds[number].items() if at == room], snapshot)
    return IN_ROUND.format(round=ROUND.format(n=number), names=some(names, IN_A_ROOM) if names else NOBODY)


def _wishing(store: Store, meeting: Meeting, session: Session, me: Person, now: datetime) -> Message:
    mine = store.wishes.of_person(meeting.id, me.id)
    closes = Text(en="{closes}", de="{closes}").format(closes=session.closes(meeting))
    wishes = NOT_YET if mine is None else wished_for(session, mine)
    facts = Fields(((UNTIL, closes), (YOUR_WISHES, wishes)))
    is_open = session.takes_wishes(meeting, now)
    wish = (Button(WISH, action("breakouts.wish", meeting=meeting.id), style="primary"),) if is_open else ()
    plan = (Button(PLAN, action("breakouts.plan", meeting=meeting.id)),) if me.is_coordinator else ()
    return Message(TITLE.format(title=meeting.title), (facts, Paragraph(WAIT), *wish, *plan))
