"""Calls as everybody sees them, and "I am interested", of which the coordination hears once."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Reply, Tell, Whisper, notice, whisper
from bot.chat.room import cut, fitting, left
from bot.chat.text import Text, literal, marked, shortened
from bot.chat.ui import Button, Fields, Items, Message, Paragraph, Part, action
from bot.domain.committees import Call, CommitteeError, expect_open
from bot.domain.people import Person
from bot.routing import Router, Who
from handlers.committees.texts import CHANGE, COMMITTEE, DAY, DEADLINE, REFUSALS, people, today_of
from storage import Store
from storage.roster import Snapshot

INTERESTED = Text(en="I am interested", de="Ich habe Interesse")
NOT_ANY_MORE = Text(en="Not interested any more", de="Kein Interesse mehr")
NOTED = Text(
    en="Noted: you are interested in *{title}*. The coordination hears of it.",
    de="Notiert: Du hast Interesse an *{title}*. Die Koordination erfährt davon.",
)
KNOWN = Text(
    en="I know already that you are interested in *{title}*.", de="Dein Interesse an *{title}* ist schon notiert."
)
LOST = Text(en="You are no longer listed for *{title}*.", de="Für *{title}* bist du nicht mehr eingetragen.")
NOT_LISTED = Text(en="You were not listed for *{title}*.", de="Für *{title}* warst du nicht eingetragen.")
OVER = Text(en="*This call is over.*", de="*Dieser Aufruf ist vorbei.*")
YOURS = Text(en="*You are interested.*", de="*Du hast Interesse.*")
COUNT = Text(en="Interested", de="Interesse")
NUMBER = Text(en="{people}", de="{people}")
WHO = Text(en="Who is interested?", de="Wer hat Interesse?")
WHO_IN = Text(en="Interested: {title}", de="Interesse: {title}")
PERSON = Text(en="*{name}*{group}", de="*{name}*{group}")
GROUP = Text(en=" · {group}", de=" · {group}")
NO_GROUP = Text(en="", de="")
NOBODY = Text(en="Nobody so far.", de="Bisher niemand.")
ANNOUNCE = Text(en="Announce it", de="Ankündigen")
CLOSE = Text(en="Close the call", de="Aufruf schließen")
TOLD = Text(en="{name} is interested: {title}", de="{name} hat Interesse: {title}")
SO_FAR = Text(en="So far: {people}.", de="Bisher: {people}.")
ROOM = 2800

routes = Router()
routes.refuse(REFUSALS)


@routes.button("call.open", reads=True)
def open_call(store: Store, me: Person, network: Network, now: datetime, choice: int) -> Iterator[Whisper]:
    yield Whisper(call_card(store, store.calls.get(choice), me, network, now))


@routes.button("call.interest")
def take_interest(
    store: Store, me: Person, snapshot: Snapshot, network: Network, now: datetime, call: int
) -> Iterator[Reply]:
    found = store.calls.lock(call)
    expect_open(found, today_of(network, now))
    if not store.calls.take_interest(call, me.id, now):
        yield whisper(KNOWN.format(title=found.title))
        return
    yield whisper(NOTED.format(title=found.title))
    view = notice("call.interest", call=call, who=me.id)
    for person in responsible(snapshot, found.opened_by):
        yield Tell(person.id, view, once=f"call.interest:{call}:{me.id}", urgent=False)


@routes.button("call.disinterest")
def lose_interest(store: Store, me: Person, call: int) -> Iterator[Reply]:
    found = store.calls.get(call)
    had = store.calls.lose_interest(call, me.id)
    yield whisper((LOST if had else NOT_LISTED).format(title=found.title))


@routes.button("call.who", who=Who.COORDINATORS, reads=True)
def show_interested(store: Store, snapshot: Snapshot, call: int) -> Iterator[Whisper]:
    yield Whisper(interested_in(store, snapshot, store.calls.get(call)))


@routes.notice("call.interest")
def interest_notice(store: Store, me: Person, snapshot: Snapshot, call: int, who: str) -> Message | None:
    """Unless they have changed their mind meanwhile."""
    try:
        found = store.calls.get(call)
    except CommitteeError:
        return None
    interested = store.calls.interested(call)
    person = snapshot.people.get(who)
    if person is None or who not in interested or not me.is_coordinator:
        return None
    parts = (Paragraph(SO_FAR.format(people=people(len(interested)))), Button(WHO, action("call.who", call=call)))
    return Message(TOLD.format(name=shortened(person.name, 35), title=shortened(found.title, 90)), parts)


def call_card(store: Store, call: Call, me: Person, network: Network, now: datetime) -> Message:
    """A call for one reader, with what they can do about it."""
    interested = store.calls.interested(call.id)
    pairs = [(COMMITTEE, literal(store.committees.get(call.committee).name)), (DEADLINE, DAY.format(day=call.deadline))]
    if me.is_coordinator:
        pairs.append((COUNT, NUMBER.format(people=people(len(interested)))))
    parts: list[Part] = [Fields(tuple(pairs)), Paragraph(marked(cut(call.text, ROOM)))]
    is_open = call.is_open(today_of(network, now))
    if not is_open:
        parts.append(Paragraph(OVER))
    elif me.id in interested:
        parts += [Paragraph(YOURS), Button(NOT_ANY_MORE, action("call.disinterest", call=call.id))]
    else:
        parts.append(_button(call.id))
    if me.is_coordinator:
        parts.append(Button(WHO, action("call.who", call=call.id)))
    if me.is_coordinator and not call.closed:
        parts.append(Button(ANNOUNCE, action("announcement.of_call", call=call.id)))
        parts.append(Button(CHANGE, action("call.edit", call=call.id)))
        parts.append(Button(CLOSE, action("call.close", call=call.id), style="danger"))
    return Message(literal(call.title), tuple(parts))


def call_parts(store: Store, number: int) -> list[Part]:
    """What an announcement shows of its call: the deadline, and the button for as long as it is open."""
    call = store.calls.get(number)
    if call.is_over:
        return [Paragraph(OVER)]
    return [Fields(((DEADLINE, DAY.format(day=call.deadline)),)), _button(number)]


def words_of_call(store: Store, number: int) -> tuple[str, str, int]:
    """Title, text and committee."""
    call = store.calls.get(number)
    return call.title, call.text, call.committee


def interested_in(store: Store, snapshot: Snapshot, call: Call) -> Message:
    """Who is interested, the first one first."""
    title = WHO_IN.format(title=call.title)
    found = [snapshot.people[one] for one in store.calls.interested(call.id) if one in snapshot.people]
    if not found:
        return Message(title, (Paragraph(NOBODY),))
    lines = [PERSON.format(name=p.name, group=GROUP.format(group=p.group) if p.group else NO_GROUP) for p in found]
    listed: Items = fitting(lines, left(Message(title)))
    return Message(title, (listed,))


def responsible(snapshot: Snapshot, person: str | None) -> list[Person]:
    """This person, if they still are a coordinator, else all who are."""
    coordinators = [one for one in snapshot.directory.people if one.is_coordinator and one.is_active]
    return [one for one in coordinators if one.id == person] or coordinators


def _button(call: int) -> Button:
    return Button(INTERESTED, action("call.interest", call=call), style="primary")
