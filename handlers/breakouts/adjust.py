"""Changing the plan by hand before it is published: somebody is pinned to a room, or two change their seats."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reject, Reply, Whisper
from bot.chat.room import cut
from bot.chat.text import Text, literal
from bot.chat.ui import Choice, Form, Line, Option, action
from bot.domain.breakouts.forming import form
from bot.domain.breakouts.session import AllRoundsOver, NothingAssigned, Pin, PlannedRoom, Session
from bot.domain.meetings import Meeting
from bot.domain.people import NoSuchPerson, Person
from bot.routing import Router, Who
from handlers.breakouts.assign import Work, keep, work_with
from handlers.breakouts.knowing import know, locked, naming, planned
from handlers.breakouts.preview import PIN, SWAP, preview
from handlers.breakouts.texts import LONGEST_NAME, PERSON, PERSON_HINT, REFUSALS, ROOM, ROUND
from storage import Store
from storage.roster import Snapshot

WHEN = Text(en="When", de="Wann")
EVERY = Text(en="in every round", de="in jeder Runde")
FREE = Text(en="in no room: let go", de="in keinem Raum: freigeben")
PIN_HERE = Text(en="Pin", de="Festsetzen")
PIN_INTRO = Text(
    en="“{title}”: the others are assigned again around this person. Pinned now: {pinned}.",
    de="„{title}“: Die anderen werden um diese Person herum neu verteilt. Jetzt festgesetzt: {pinned}.",
)
NONE = Text(en="nobody", de="niemand")
PINNED = Text(en="{name} ({room})", de="{name} ({room})")
SWAP_HERE = Text(en="Swap", de="Tauschen")
ONE = Text(en="The one", de="Die eine Person")
OTHER = Text(en="The other", de="Die andere Person")
NO_SEAT = Text(en="This person has no seat in that round.", de="Diese Person hat in dieser Runde keinen Platz.")
SAME_ROOM = Text(en="The two sit in one room already.", de="Die beiden sitzen schon in einem Raum.")
WOULD_BREAK = Text(
    en="This would break what you asked for: {what}. Change the plan of the rooms first.",
    de="Das widerspräche deinen Vorgaben: {what}. Ändere zuerst die Planung.",
)
WHAT = {
    "remote": Text(en="who is online needs a room online", de="wer online ist, braucht einen Raum online"),
    "apart": Text(en="these two are to be kept apart", de="diese beiden sollen getrennt sein"),
    "together": Text(en="these two are to stay together", de="diese beiden sollen zusammenbleiben"),
}
BOUND = Text(en="somebody is pinned or facilitates", de="jemand ist festgesetzt oder moderiert")
LABEL = 60

routes = Router()
routes.refuse(REFUSALS)


@routes.button("breakouts.pin", who=Who.COORDINATORS, reads=True)
def open_pin(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int) -> Iterator[Ask]:
    found, session = planned(store, meeting, now, me)
    if not session.coming:
        raise AllRoundsOver
    rounds = [Option(EVERY, "0"), *(Option(ROUND.format(n=number), str(number)) for number in session.coming)]
    rooms = [Option(literal(cut(room.topic, LABEL)), str(room.id)) for room in session.rooms]
    topics = {room.id: room.topic for room in session.rooms}
    pinned = [
        PINNED.format(name=snapshot.people[pin.person].name, room=topics[pin.room])
        for pin in store.breakouts.pins(meeting)
        if pin.person in snapshot.people
    ]
    inputs = (
        Line("person", PERSON, hint=PERSON_HINT, longest=LONGEST_NAME),
        Choice("room", ROOM, (*rooms, Option(FREE, "0")), rooms[0].value),
        Choice("number", WHEN, tuple(rounds), "0"),
    )
    intro = PIN_INTRO.format(title=found.title, pinned=pinned[:20] or NONE)
    yield Ask(Form(PIN, inputs, PIN_HERE, action("breakouts.pin", meeting=meeting), intro))


def work_around(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    meeting: int,
    person: Annotated[str, LONGEST_NAME],
    room: int,
    number: int = 0,
) -> Callable[[], Work]:
    """As `assign.work`, with the pin that is about to be kept."""
    found, session = planned(store, meeting, now, me)
    who = _present(store, snapshot, me, found, person)
    pins = [pin for pin in store.breakouts.pins(meeting) if not _contradicts(pin, who, number)]
    if session.room(room):
        pins.append(Pin(who, room, number))
    return work_with(session, replace(know(store, snapshot, found), pins=pins), snapshot)


@routes.form("breakouts.pin", who=Who.COORDINATORS, ahead=work_around)
def pin_somebody(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    ahead: Work,
    meeting: int,
    person: Annotated[str, LONGEST_NAME],
    room: int,
    number: int = 0,
) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    who = _present(store, snapshot, me, found, person)
    if number and number not in session.coming:
        raise AllRoundsOver
    if isinstance(ahead, tuple):
        yield Reject({"room": ahead[0]})
        return
    if session.room(room):
        store.breakouts.pin(meeting, Pin(who, room, number))
    else:
        store.breakouts.unpin(meeting, who, number)
    yield from keep(store, snapshot, ahead, meeting)


@routes.button("breakouts.swap", who=Who.COORDINATORS, reads=True)
def open_swap(store: Store, me: Person, now: datetime, meeting: int) -> Iterator[Ask]:
    found, session = planned(store, meeting, now, me)
    if not store.breakouts.seats(meeting, public=False):
        raise NothingAssigned
    rounds = tuple(Option(ROUND.format(n=number), str(number)) for number in session.coming)
    inputs = (
        Line("one", ONE, hint=PERSON_HINT, longest=LONGEST_NAME),
        Line("other", OTHER, hint=PERSON_HINT, longest=LONGEST_NAME),
        Choice("number", WHEN, rounds, rounds[0].value),
    )
    yield Ask(Form(SWAP, inputs, SWAP_HERE, action("breakouts.swap", meeting=meeting), literal(found.title)))


@routes.form("breakouts.swap", who=Who.COORDINATORS)
def swap_two(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    meeting: int,
    one: Annotated[str, LONGEST_NAME],
    other: Annotated[str, LONGEST_NAME],
    number: int,
) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    places = dict(store.breakouts.seats(meeting, public=False).get(number, {}))
    if not places:
        raise NothingAssigned
    meant = naming(snapshot, me)
    who = {"one": meant(one), "other": meant(other)}
    wrong = {name: NO_SEAT for name, person in who.items() if person not in places}
    if wrong:
        yield Reject(wrong)
        return
    first, second = str(who["one"]), str(who["other"])
    if places[first] == places[second]:
        yield Reject({"other": SAME_ROOM})
        return
    places[first], places[second] = places[second], places[first]
    broken = _broken(store, snapshot, found, session, number, places)
    if broken:
        yield Reject({"other": WOULD_BREAK.format(what=broken)})
        return
    store.breakouts.seat(meeting, {number: places}, public=False)
    yield Whisper(preview(store, snapshot, found, store.breakouts.save(session)))


def _broken(
    store: Store, snapshot: Snapshot, meeting: Meeting, session: Session, number: int, places: dict[str, int]
) -> list[Text]:
    """What the round would contradict with these seats."""
    problem = form(session, know(store, snapshot, meeting), (number,))
    rooms = {room.id: room for room in session.rooms}
    remote = {person.id for person in problem.people if person.remote}
    there = {who: rooms[at] for who, at in places.items()}
    found = [WHAT["remote"]] if any(who in remote and not room.online for who, room in there.items()) else []
    for name, pairs, same in (("apart", problem.apart, True), ("together", problem.together, False)):
        if any(_share(there, pair) is same for pair in pairs):
            found.append(WHAT[name])
    if any(str(places.get(who)) != room for who, _, room in problem.pinned if who in places):
        found.append(BOUND)
    return found


def _share(there: dict[str, PlannedRoom], pair: tuple[str, str]) -> bool | None:
    """Whether two sit in one room; None if one of them has no seat."""
    one, other = (there.get(who) for who in pair)
    return one == other if one and other else None


def _present(store: Store, snapshot: Snapshot, me: Person, meeting: Meeting, words: str) -> str:
    """The person of this name who takes part. Raises NoSuchPerson."""
    who = naming(snapshot, me)(words)
    if who is None or who not in know(store, snapshot, meeting).remote:
        raise NoSuchPerson
    return who


def _contradicts(pin: Pin, who: str, number: int) -> bool:
    return pin.person == who and (not number or pin.round in (0, number))
