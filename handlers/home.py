"""The home card: the next meeting with its buttons, what waits for you, and the latest news."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Whisper
from bot.chat.room import fitting, left
from bot.chat.text import Plural, Reader, Text
from bot.chat.ui import Button, Divider, Items, Message, Paragraph, Part, action
from bot.domain.elections.election import Phase
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.breakouts.knowing import without_room
from handlers.breakouts.texts import people
from handlers.meetings.show import invitation
from handlers.news.shown import line
from storage import Store
from storage.roster import Snapshot

HELLO = Text(en="Hello {name}", de="Hallo {name}")
NOTHING_PLANNED = Text(en="No meeting is planned at the moment.", de="Im Moment ist kein Treffen geplant.")
PLAN_ONE = Text(en="Plan one with `{command} meeting new`.", de="Plane eines mit `{command} treffen neu`.")
NEXT = Text(en="*Next meeting: {title}*", de="*Nächstes Treffen: {title}*")
WAITING = Text(en="*Waiting for you*", de="*Das wartet auf dich*")
UNANSWERED = Text(
    en="{meetings} without your answer: `{command} meetings`", de="{meetings} ohne deine Antwort: `{command} treffen`"
)
ONE_MEETING = Text(en="One meeting", de="Ein Treffen")
MEETINGS = Text(en="{n} meetings", de="{n} Treffen")
WISHES = Text(
    en="Your wishes for the breakout rooms of {title}: `{command} breakouts`",
    de="Deine Wünsche für die Gruppenräume von {title}: `{command} räume`",
)
UNSEATED = Text(
    en="No breakout room yet: {people}, `{command} breakouts late`",
    de="Noch ohne Gruppenraum: {people}, `{command} räume nachzügler`",
)
FAILED = Text(
    en="{n} could not be delivered: `{command} admin outbox`", de="{n} nicht zugestellt: `{command} admin postausgang`"
)
ONE_MESSAGE = Text(en="One message", de="Eine Nachricht")
MESSAGES = Text(en="{n} messages", de="{n} Nachrichten")
FOOTER = Text(
    en="`{command} find` looks up people and topics · `{command} help` shows everything",
    de="`{command} suche` findet Personen und Themen · `{command} hilfe` zeigt alles",
)
TO_VOTE = Text(
    en="*{office}*: you have not voted yet. `{command} vote {number}`, until {moment}",
    de="*{office}*: Du hast noch nicht gewählt. `{command} wählen {number}`, bis {moment}",
)
TO_NOMINATE = Text(
    en="*{office}*: nominations until {moment}. `{command} nominate {number}`",
    de="*{office}*: Vorschläge bis {moment}. `{command} vorschlagen {number}`",
)
NEWS = Text(en="*Latest news* (`{command} news`)", de="*Das Neueste* (`{command} neues`)")
ANSWERS = Text(en="Who has answered?", de="Wer hat geantwortet?")
MOST_ELECTIONS = 3

LATEST = 3

routes = Router()


@routes.command(
    "",
    "home",
    "start",
    reads=True,
    help=Help(
        Text(en="What is coming and what waits for you.", de="Was ansteht und was auf dich wartet."),
        usage=Text(en="", de=""),
    ),
)
def show_home(
    store: Store, snapshot: Snapshot, me: Person, network: Network, reader: Reader, now: datetime
) -> Iterator[Whisper]:
    yield Whisper(_with_news(home(store, snapshot, me, network, now), store, network, reader))


routes.button("home.show", reads=True)(show_home)


def home(store: Store, snapshot: Snapshot, me: Person, network: Network, now: datetime) -> Message:
    """What this person should see first."""
    parts = [*_next_meeting(store, me, network, now), *_waiting(store, snapshot, me, network, now)]
    return Message(HELLO.format(name=me.first_name), tuple(parts), FOOTER.format(command=network.command))


def _with_news(shown: Message, store: Store, network: Network, reader: Reader) -> Message:
    """The message with as much of the latest news as it has room for."""
    heading = (Divider(), Paragraph(NEWS.format(command=network.command)))
    room = left(replace(shown, parts=(*shown.parts, *heading)))
    listed = fitting([line(item, reader) for item in store.news.latest(limit=LATEST)], room)
    return replace(shown, parts=(*shown.parts, *heading, Items(listed.texts))) if listed.texts else shown


def _next_meeting(store: Store, me: Person, network: Network, now: datetime) -> list[Part]:
    meeting = store.meetings.next_after(now)
    if meeting is None:
        hint = [Paragraph(PLAN_ONE.format(command=network.command))] if me.is_coordinator else []
        return [Paragraph(NOTHING_PLANNED), *hint]
    card = invitation(store, meeting, network, me)
    more = [Button(ANSWERS, action("meeting.answers", meeting=meeting.id))] if me.is_coordinator else []
    return [Paragraph(NEXT.format(title=meeting.title)), *card.parts, *more]


def _waiting(store: Store, snapshot: Snapshot, me: Person, network: Network, now: datetime) -> list[Part]:
    lines: list[Text] = []
    coming = store.meetings.coming(now)
    mine = store.seats.of_person(me.id, [meeting.id for meeting in coming])
    open_ones = [m for m in coming if not any(place.asked >= m.asked for place in mine.get(m.id, ()))]
    if open_ones:
        meetings = Plural(len(open_ones), one=ONE_MEETING, other=MEETINGS)
        lines.append(UNANSWERED.format(meetings=meetings, command=network.command))
    lines += (
        [WISHES.format(title=coming[0].title, command=network.command)] if _may_wish(store, coming, me, now) else []
    )
    unseated = without_room(store, snapshot, now) if me.is_coordinator else 0
    if unseated:
        lines.append(UNSEATED.format(people=people(unseated), command=network.command))
    lines += _elections(store, me, network)
    failed = store.outbox.tally().get("dead", 0) if me.is_coordinator else 0
    if failed:
        messages = Plural(failed, one=ONE_MESSAGE, other=MESSAGES)
        lines.append(FAILED.format(n=messages, command=network.command))
    return [Divider(), Paragraph(WAITING), Items(tuple(lines))] if lines else []


def _may_wish(store: Store, coming: Sequence[Meeting], me: Person, now: datetime) -> bool:
    """Whether this person comes to the next meeting and can still wish for topics of its breakout rooms."""
    session = store.breakouts.find(coming[0].id) if coming else None
    if session is None or not session.takes_wishes(coming[0], now):
        return False
    has_seat = store.seats.around(coming[0].id, me.id).seat_of(me.id) is not None
    return has_seat and store.wishes.of_person(coming[0].id, me.id) is None


def _elections(store: Store, me: Person, network: Network) -> list[Text]:
    """Where this person can vote or nominate."""
    lines: list[Text] = []
    for one in store.elections.of_voter(me.id, Phase.OPEN)[:MOST_ELECTIONS]:
        slot = store.election_people.roll(one.id).of(me.id)
        if slot and slot.number not in store.boxes.voted(one.id):
            number = str(one.id)
            lines.append(TO_VOTE.format(office=one.office, command=network.command, number=number, moment=one.deadline))
    for one in store.elections.in_phases(Phase.ANNOUNCED)[:MOST_ELECTIONS]:
        until, number = one.configuration.nominations_until, str(one.id)
        lines.append(TO_NOMINATE.format(office=one.office, command=network.command, number=number, moment=until))
    return lines
