"""Who represents the network in a committee: named by coordinators, until a day or without an end."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Reply, Tell, Whisper, notice
from bot.chat.text import Text, literal
from bot.chat.ui import Check, Day, Fields, Form, Input, Line, Message, Paragraph, action
from bot.domain.committees import MANDATE_RUNGS, CommitteeError, Mandate, rung_reached
from bot.domain.people import Person
from bot.routing import Router, Who
from handlers.committees.show import portrait
from handlers.committees.texts import COMMITTEE, DAY, REFUSALS, SAVE, today_of
from handlers.meetings.enter import meant
from storage import Store
from storage.roster import Snapshot

NAME_ONE = Text(en="Name somebody", de="Vertretung")
EDIT = Text(en="Representation", de="Vertretung")
PERSON = Text(en="Who", de="Wer")
PERSON_HINT = Text(en="The whole name or the e-mail address", de="Der ganze Name oder die E-Mail-Adresse")
ROLE = Text(en="As what", de="Als was")
ROLE_HINT = Text(en="Such as deputy. May stay empty.", de="Zum Beispiel Stellvertretung. Darf leer bleiben.")
UNTIL = Text(en="Until", de="Bis")
UNTIL_HINT = Text(
    en="I remind the person and the coordination before this day. Empty: without an end.",
    de="Vor diesem Tag erinnere ich die Person und die Koordination. Leer: ohne Ende.",
)
END = Text(en="End it now", de="Jetzt beenden")
GIVEN = Text(en="You represent us: {committee}", de="Du vertrittst uns: {committee}")
WHAT_FOR = Text(
    en="The coordination has entered this. If it is wrong, tell them. `{command} committees` shows it to everybody.",
    de="Das hat die Koordination eingetragen. Stimmt es nicht, sag ihr Bescheid. `{command} gremien` zeigt es allen.",
)
LONGEST_NAME, LONGEST_ROLE = 100, 60

routes = Router()
routes.refuse(REFUSALS)


@routes.button("mandate.new", who=Who.COORDINATORS, reads=True)
def open_new(store: Store, committee: int) -> Iterator[Ask]:
    found = store.committees.get(committee)
    shown = (Line("person", PERSON, hint=PERSON_HINT, longest=LONGEST_NAME), *_inputs(Mandate(0, committee, "")))
    yield Ask(Form(NAME_ONE, shown, SAVE, action("mandate.new", committee=committee), literal(found.name)))


@routes.button("mandate.edit", who=Who.COORDINATORS, reads=True)
def open_edit(store: Store, snapshot: Snapshot, choice: int) -> Iterator[Ask]:
    found = store.committees.mandate(choice)
    person = snapshot.people.get(found.person)
    shown = (*_inputs(found), Check("end", END))
    intro = literal(person.name) if person else None
    yield Ask(Form(EDIT, shown, SAVE, action("mandate.edit", mandate=choice), intro))


@routes.form("mandate.new", who=Who.COORDINATORS)
def give(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    network: Network,
    now: datetime,
    committee: int,
    person: Annotated[str, LONGEST_NAME],
    role: Annotated[str, LONGEST_ROLE] = "",
    until: date | None = None,
) -> Iterator[Reply]:
    found = store.committees.lock(committee)
    named = meant(person, snapshot, me)
    _keep(store, Mandate(0, committee, named.id, role, until), today_of(network, now))
    yield Whisper(portrait(store, snapshot, found, me, network, now))
    if named.id != me.id:
        view = notice("mandate.given", committee=committee)
        yield Tell(named.id, view, once=f"mandate.given:{committee}:{until or ''}", urgent=False)


@routes.form("mandate.edit", who=Who.COORDINATORS)
def change(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    network: Network,
    now: datetime,
    mandate: int,
    role: Annotated[str, LONGEST_ROLE] = "",
    until: date | None = None,
    end: bool = False,
) -> Iterator[Reply]:
    before = store.committees.mandate(mandate)
    if end:
        store.committees.end(mandate)
    else:
        _keep(store, Mandate(0, before.committee, before.person, role, until), today_of(network, now))
    yield Whisper(portrait(store, snapshot, store.committees.get(before.committee), me, network, now))


@routes.notice("mandate.given")
def given_notice(store: Store, me: Person, network: Network, now: datetime, committee: int) -> Message | None:
    try:
        found = store.committees.get(committee)
    except CommitteeError:
        return None
    mine = next((one for one in store.committees.mandates(committee) if one.person == me.id), None)
    if mine is None or not mine.holds(today_of(network, now)):
        return None
    pairs = [(COMMITTEE, literal(found.name))]
    pairs += [(ROLE, literal(mine.role))] if mine.role else []
    pairs += [(UNTIL, DAY.format(day=mine.until))] if mine.until else []
    why = Paragraph(WHAT_FOR.format(command=network.command))
    return Message(GIVEN.format(committee=found.name), (Fields(tuple(pairs)), why))


def _inputs(given: Mandate) -> tuple[Input, ...]:
    return (
        Line("role", ROLE, given.role, ROLE_HINT, required=False, longest=LONGEST_ROLE),
        Day("until", UNTIL, given.until, UNTIL_HINT, required=False),
    )


def _keep(store: Store, mandate: Mandate, today: date) -> None:
    """What is said already when it is entered need not be said again the next moment."""
    reached = rung_reached(mandate.until, today, MANDATE_RUNGS) if mandate.until else None
    store.committees.give(Mandate(0, mandate.committee, mandate.person, mandate.role, mandate.until, reminded=reached))
