"""The plan as coordinators see it before anybody else: what it costs, what is forced, whom it serves worst."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.chat.replies import Whisper
from bot.chat.room import fitting, left, some
from bot.chat.text import Plural, Text
from bot.chat.ui import Button, Items, Message, Paragraph, Part, action
from bot.domain.breakouts.drawing import Unavoidable, figures
from bot.domain.breakouts.forming import Known, form, seats_of
from bot.domain.breakouts.problem import Problem
from bot.domain.breakouts.served import Served, repeated, served, worst_served
from bot.domain.breakouts.session import NothingAssigned, Rounds, Session
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.routing import Router, Who
from handlers.breakouts.knowing import know, planned
from handlers.breakouts.texts import ASSIGN, PUBLISH, REFUSALS, ROUND, people
from storage import Store
from storage.breakouts import people_of
from storage.roster import Snapshot

TITLE = Text(en="Plan of the rooms: {title}", de="Raumplan: {title}")
ONLY_YOU = Text(
    en="*Only coordinators see this* until it is published.",
    de="*Nur die Koordination sieht das*, bis es veröffentlicht ist.",
)
TERMS = {
    "repeat": Text(en="Meetings of two who have met here already", de="Treffen von zweien, die sich hier schon trafen"),
    "same_group": Text(en="Pairs of one group in a room", de="Paare aus einer Gruppe in einem Raum"),
    "history": Text(
        en="Met at earlier meetings, faded by age", de="Von früheren Treffen bekannt, nach Alter verblasst"
    ),
    "same_site": Text(en="Pairs of one site, other groups", de="Paare aus einem Standort, andere Gruppen"),
    "wish": Text(en="Wishes missed, weighed by rank", de="Verfehlte Wünsche, nach Rang gewichtet"),
}
BOUNDED = Text(
    en="*{term}*: {value} · at least {bound} · by chance {chance}",
    de="*{term}*: {value} · mindestens {bound} · zufällig {chance}",
)
FORCED = Text(
    en="Repeated meetings that cannot be avoided: {n}, with {people} in {rooms}.",
    de="Unvermeidliche wiederholte Treffen: {n}, mit {people} in {rooms}.",
)
FORCED_REMOTE = Text(
    en="Repeated meetings that cannot be avoided: {n}, with {people} online in {rooms} online.",
    de="Unvermeidliche wiederholte Treffen: {n}, mit {people} online in {rooms} online.",
)
HELPED = Text(
    en="{forced} With {more} more online, {then} would remain.", de="{forced} Mit {more} mehr online blieben {then}."
)
FORCED_GROUP = Text(
    en="Pairs of {group} in one room that cannot be avoided: {n}, with {people} from there in {rooms}.",
    de="Unvermeidliche Paare aus {group} in einem Raum: {n}, mit {people} von dort in {rooms}.",
)
BACK = Text(en="Back to the plan", de="Zurück zum Plan")
ONE_ROOM = Text(en="one room", de="einem Raum")
ROOMS = Text(en="{n} rooms", de="{n} Räumen")
SERVED = Text(
    en="Of {all} seats of those who wished: {ranks}; {others} on none of their topics.",
    de="Von {all} Plätzen derer mit Wünschen: {ranks}; {others} auf keinem ihrer Themen.",
)
RANKS = (
    Text(en="{n} on a first", de="{n} auf einem ersten"),
    Text(en="{n} on a second", de="{n} auf einem zweiten"),
    Text(en="{n} on a third wish", de="{n} auf einem dritten Wunsch"),
)
WORST = Text(
    en="Served worst: *{name}*, {others} of {all} rounds on none of their topics.",
    de="Am schlechtesten bedient: *{name}*, in {others} von {all} Runden auf keinem der eigenen Themen.",
)
AGAIN = Text(en="Meet more than once: {pairs}.", de="Treffen sich mehrmals: {pairs}.")
NONE_AGAIN = Text(en="Nobody meets anybody twice.", de="Niemand trifft jemanden zweimal.")
PAIR = Text(en="{one} and {other} ({n} times)", de="{one} und {other} ({n}-mal)")
STALE = Text(
    en="*This plan is out of date*: {names}. Assign again to take it in.",
    de="*Dieser Plan ist überholt*: {names}. Verteile neu, um das zu berücksichtigen.",
)
NOW_THERE = Text(en="{name} comes", de="{name} kommt")
NOT_THERE = Text(en="{name} no longer comes", de="{name} kommt nicht mehr")
TRUNCATED = Text(
    en="The machine was busy, so the search was cut short; another try may give another plan.",
    de="Der Rechner war ausgelastet, die Suche wurde abgekürzt; ein neuer Versuch kann einen anderen Plan geben.",
)
SHUFFLE = Text(en="Shuffle again", de="Neu mischen")
PIN = Text(en="Pin somebody", de="Jemanden festsetzen")
SWAP = Text(en="Swap two", de="Zwei tauschen")
ROOM_LINE = Text(en="*{room}* ({n}): {names}", de="*{room}* ({n}): {names}")
EMPTY_ROOM = Text(en="*{room}*: nobody", de="*{room}*: niemand")
ROOM_FOR_NAMES = 700

routes = Router()
routes.refuse(REFUSALS)


@routes.button("breakouts.preview", who=Who.COORDINATORS, reads=True)
def show_preview(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int) -> Iterator[Whisper]:
    found, session = planned(store, meeting, now, me)
    yield Whisper(preview(store, snapshot, found, session))


@routes.button("breakouts.round", who=Who.COORDINATORS, reads=True)
def show_round(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, number: int
) -> Iterator[Whisper]:
    found, session = planned(store, meeting, now, me)
    places = store.breakouts.seats(meeting, public=False).get(number)
    if places is None:
        raise NothingAssigned
    lines = [_room(room.topic, members, snapshot) for room, members in _rooms(session, places)]
    title = Text(en="{round}: {title}", de="{round}: {title}").format(round=ROUND.format(n=number), title=found.title)
    back = Button(BACK, action("breakouts.preview", meeting=meeting))
    empty = Message(title, (Paragraph(ONLY_YOU), *_rounds(session, {number}, meeting), back))
    yield Whisper(replace(empty, parts=(empty.parts[0], fitting(lines, left(empty)), *empty.parts[1:])))


def preview(store: Store, snapshot: Snapshot, meeting: Meeting, session: Session) -> Message:
    """The plan that is not published. Raises NothingAssigned."""
    draft = store.breakouts.seats(meeting.id, public=False)
    if not draft:
        raise NothingAssigned
    known = know(store, snapshot, meeting)
    problem = form(session, known, session.coming)
    stale = people_of(draft.values()) ^ {person.id for person in problem.people}
    head: list[Part] = [Paragraph(ONLY_YOU)]
    if stale:
        head.append(Paragraph(STALE.format(names=some(_changes(stale, draft, snapshot), 400))))
    else:
        reckoned = store.breakouts.figures(meeting.id)
        head += [Items(tuple(_terms(problem, session, draft, reckoned)))]
        forced = list(_forced(reckoned))
        head += [Items(tuple(forced[:6]), more=max(0, len(forced) - 6))] if forced else []
        head += [Paragraph(TRUNCATED)] if reckoned.get("truncated") else []
    head += [Paragraph(text) for text in _people(session, known, draft, snapshot)]
    return Message(TITLE.format(title=meeting.title), (*head, *_buttons(session, bool(stale))))


def _terms(problem: Problem, session: Session, draft: Rounds, reckoned: Mapping[str, Any]) -> Iterator[Text]:
    values = figures(problem, tuple(seats_of(session, draft[number]) for number in sorted(draft)))
    bound, chance = reckoned.get("bound", {}), reckoned.get("chance", {})
    for name, term in TERMS.items():
        known = {"value": _number(values[name]), "chance": _number(chance.get(name, 0))}
        yield BOUNDED.format(term=term, bound=_number(bound.get(name, 0)), **known)


def _forced(reckoned: Mapping[str, Any]) -> Iterator[Text]:
    """What is unavoidable, and by what."""
    for each in (Unavoidable(**given) for given in reckoned.get("forced", ())):
        known = {"n": each.value, "people": people(each.people), "rooms": _rooms_of(each.rooms)}
        if each.crowd == "group":
            yield FORCED_GROUP.format(**known, group=each.group)
        elif each.crowd == "remote":
            said = FORCED_REMOTE.format(**known)
            more = _rooms_of(each.more_rooms)
            yield HELPED.format(forced=said, more=more, then=each.then) if each.more_rooms else said
        else:
            yield FORCED.format(**known)


def _rooms_of(number: int) -> Plural:
    return Plural(number, one=ONE_ROOM, other=ROOMS)


def _number(value: float) -> int:
    return round(value)


def _people(session: Session, known: Known, draft: Rounds, snapshot: Snapshot) -> Iterator[Text]:
    everybody = [mine for who in sorted(people_of(draft.values())) if (mine := served(session, known, draft, who))]
    if everybody:
        yield _served(everybody)
    worst = worst_served(session, known, draft)
    if worst and worst[1].others and worst[0] in snapshot.people:
        who, mine = worst
        yield WORST.format(name=snapshot.people[who].name, others=mine.others, all=sum(mine.by_rank) + mine.others)
    again = [
        PAIR.format(one=snapshot.people[one].name, other=snapshot.people[other].name, n=times)
        for one, other, times in repeated(session, draft)
        if one in snapshot.people and other in snapshot.people
    ]
    yield AGAIN.format(pairs=some(again, 900)) if again else NONE_AGAIN


def _served(everybody: Sequence[Served]) -> Text:
    counts = [sum(mine.by_rank[rank] for mine in everybody if rank < len(mine.by_rank)) for rank in range(len(RANKS))]
    others = sum(mine.others for mine in everybody)
    ranks = [text.format(n=count) for text, count in zip(RANKS, counts, strict=True)]
    return SERVED.format(all=sum(counts) + others, ranks=ranks, others=others)


def _changes(stale: set[str], draft: Rounds, snapshot: Snapshot) -> list[Text | str]:
    seated = people_of(draft.values())
    return [
        (NOT_THERE if who in seated else NOW_THERE).format(name=snapshot.people[who].name)
        for who in sorted(stale)
        if who in snapshot.people
    ]


def _buttons(session: Session, stale: bool) -> Iterator[Button]:
    number = session.meeting
    if stale:
        yield Button(ASSIGN, action("breakouts.assign", meeting=number), style="primary")
    else:
        yield Button(PUBLISH, action("breakouts.publish", meeting=number, seen=session.revision), style="primary")
    yield Button(SHUFFLE, action("breakouts.assign", meeting=number, seed=session.seed + 1))
    yield Button(PIN, action("breakouts.pin", meeting=number))
    yield Button(SWAP, action("breakouts.swap", meeting=number))
    yield from _rounds(session, set(), number)


def _rounds(session: Session, without: set[int], meeting: int) -> list[Button]:
    return [
        Button(ROUND.format(n=number), action("breakouts.round", meeting=meeting, number=number))
        for number in session.coming
        if number not in without
    ]


def _rooms(session: Session, places: Mapping[str, int]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    return zip(session.rooms, seats_of(session, places), strict=True)


def _room(topic: str, members: Sequence[str], snapshot: Snapshot) -> Text:
    names = sorted(snapshot.people[who].name for who in members if who in snapshot.people)
    if not names:
        return EMPTY_ROOM.format(room=topic)
    return ROOM_LINE.format(room=topic, n=len(members), names=some(names, ROOM_FOR_NAMES))
