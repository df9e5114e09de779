"""Wishing for topics: the card that asks, the form that takes up to three, and the one reminder before wishes close."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reject, Reply, Whisper, card
from bot.chat.room import cut, fitting, left
from bot.chat.text import Text, literal
from bot.chat.ui import Button, Choice, Fields, Form, Message, Option, Paragraph, action
from bot.domain.breakouts.session import RANKS, NoBreakouts, NotComing, Session, Stage, WishesClosed, expect_unchanged
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Person
from bot.routing import Router, Who
from handlers.breakouts.knowing import locked, standing
from handlers.breakouts.overview import overview
from handlers.breakouts.texts import REFUSALS, SAVE, TITLE, WISH, people
from handlers.meetings.show import cancellation
from handlers.meetings.texts import ANNOUNCEMENTS, WHEN
from storage import Store
from storage.roster import Snapshot

WHAT = Text(
    en="What do you want to talk about? Wish for up to three topics. Nobody else ever sees your wishes.",
    de="Worüber möchtest du sprechen? Wünsch dir bis zu drei Themen. Deine Wünsche sieht sonst niemand.",
)
TOPIC = Text(en="*{topic}*", de="*{topic}*")
UNTIL = Text(en="Wishes until", de="Wünsche bis")
SO_FAR = Text(en="Wishes so far", de="Bisherige Wünsche")
WERE_CLOSED = Text(en="Wishes were taken until", de="Wünsche waren möglich bis")
FROM = Text(en="from {people}", de="von {people}")
ASSIGNED = Text(
    en="Everybody who comes has a room now: `{command} breakouts` shows yours.",
    de="Alle, die kommen, haben jetzt einen Raum: `{command} räume` zeigt deinen.",
)
FORM = Text(en="My wishes", de="Meine Wünsche")
INTRO = Text(
    en="“{title}”: choose up to three topics, the dearest first. With none, any room is fine. Until {closes}.",
    de="„{title}“: Wähle bis zu drei Themen, das liebste zuerst. Ohne Wahl passt jeder Raum. Bis {closes}.",
)
CHOICES = (
    Text(en="First choice", de="Erste Wahl"),
    Text(en="Second choice", de="Zweite Wahl"),
    Text(en="Third choice", de="Dritte Wahl"),
)
TWICE = Text(en="You have chosen this already.", de="Das hast du schon gewählt.")
GONE = Text(en="This topic is not offered any more.", de="Dieses Thema gibt es nicht mehr.")
NOTED = Text(
    en="Noted for *{title}*: {wishes}. You can change it until {closes}.",
    de="Notiert für *{title}*: {wishes}. Ändern kannst du es bis {closes}.",
)
ANY = Text(en="any room is fine", de="jeder Raum passt")
LABEL = 60

routes = Router()
routes.refuse(REFUSALS)


@routes.button("breakouts.ask", who=Who.COORDINATORS)
def ask_for_wishes(store: Store, snapshot: Snapshot, now: datetime, meeting: int, seen: int) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    if session.stage is Stage.DRAFT:
        expect_unchanged(session, seen)
        if now >= session.closes(found):
            raise WishesClosed
        store.breakouts.save(replace(session, stage=Stage.WISHING))
        yield Post(card("breakouts.card", meeting=meeting), ANNOUNCEMENTS)
    yield Whisper(overview(store, snapshot, found, now))


@routes.card("breakouts.card")
def breakouts_card(store: Store, network: Network, now: datetime, meeting: int) -> Message | None:
    found, session = store.meetings.get(meeting), store.breakouts.find(meeting)
    if found.cancelled is not None:
        return cancellation(found)
    if session is None or session.stage is Stage.DRAFT:
        return None
    title = TITLE.format(title=found.title)
    when = (WHEN, Text(en="{when}", de="{when}").format(when=found.starts))
    topics = [TOPIC.format(topic=room.topic) for room in session.rooms]
    if session.stage is Stage.PUBLISHED:
        said = Paragraph(ASSIGNED.format(command=network.command))
        empty = Message(title, (Fields((when,)), said))
        return replace(empty, parts=(Fields((when,)), fitting(topics, left(empty)), said))
    is_open = session.takes_wishes(found, now)
    closes = Text(en="{closes}", de="{closes}").format(closes=session.closes(found))
    wished = FROM.format(people=people(len(store.wishes.who(meeting))))
    facts = Fields((when, (UNTIL if is_open else WERE_CLOSED, closes), (SO_FAR, wished)))
    below = (
        (Paragraph(WHAT), Button(WISH, action("breakouts.wish", meeting=meeting), style="primary")) if is_open else ()
    )
    empty = Message(title, (facts, *below))
    return replace(empty, parts=(facts, fitting(topics, left(empty)), *below))


@routes.button("breakouts.wish", reads=True)
def open_wishes(store: Store, me: Person, now: datetime, meeting: int) -> Iterator[Ask]:
    found = store.meetings.get(meeting)
    session = _wishing(store, found, me, now)
    mine = store.wishes.of_person(meeting, me.id) or ()
    options = tuple(Option(literal(cut(room.topic, LABEL)), str(room.id)) for room in session.rooms)
    inputs = tuple(
        Choice(f"wish{rank + 1}", CHOICES[rank], options, str(mine[rank]) if rank < len(mine) else "", required=False)
        for rank in range(RANKS)
    )
    intro = INTRO.format(title=found.title, closes=session.closes(found))
    yield Ask(Form(FORM, inputs, SAVE, action("breakouts.wish", meeting=meeting), intro))


@routes.form("breakouts.wish")
def take_wishes(
    store: Store,
    me: Person,
    now: datetime,
    meeting: int,
    wish1: int | None = None,
    wish2: int | None = None,
    wish3: int | None = None,
) -> Iterator[Reply]:
    found = store.meetings.lock(meeting)
    session = _wishing(store, found, me, now)
    wished = {f"wish{rank}": room for rank, room in enumerate((wish1, wish2, wish3), 1) if room is not None}
    wrong = {name: GONE for name, room in wished.items() if session.room(room) is None}
    rooms = list(wished.values())
    wrong |= {name: TWICE for place, name in enumerate(wished) if wished[name] in rooms[:place]}
    if wrong:
        yield Reject(wrong)
        return
    store.wishes.take(meeting, me.id, rooms, now)
    yield Whisper(Message(parts=(Paragraph(_noted(found, session, rooms)),)))
    yield Post(card("breakouts.card", meeting=meeting), ANNOUNCEMENTS)


def wished_for(session: Session, rooms: list[int] | tuple[int, ...]) -> Text:
    """The topics of these rooms in words."""
    topics = [room.topic for number in rooms if (room := session.room(number))]
    return Text(en="{topics}", de="{topics}").format(topics=topics) if topics else ANY


def _noted(meeting: Meeting, session: Session, rooms: list[int]) -> Text:
    wishes = wished_for(session, rooms)
    return NOTED.format(title=meeting.title, wishes=wishes, closes=session.closes(meeting))


def _wishing(store: Store, meeting: Meeting, me: Person, now: datetime) -> Session:
    """The rooms for which this person may wish. Raises what is in the way."""
    session = standing(store, meeting)
    if session.stage is Stage.DRAFT:
        raise NoBreakouts
    if not session.takes_wishes(meeting, now):
        raise WishesClosed
    mine = store.seats.of_person(me.id, [meeting.id]).get(meeting.id, ())
    if not mine or mine[-1].answer is Answer.NO or mine[-1].asked < meeting.asked:
        raise NotComing
    return session
