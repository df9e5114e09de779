"""Reminders of mandates that end, and of the deadlines of calls."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.chat.network import Network
from bot.chat.replies import Reply, Tell, notice
from bot.chat.text import Text, literal, shortened
from bot.chat.ui import Button, Fields, Message, Paragraph, action
from bot.domain.committees import CALL_RUNGS, MANDATE_RUNGS, CommitteeError, rung_reached
from bot.domain.people import Person
from bot.routing import Router
from handlers.announcements.show import refresh_posts_of_call
from handlers.committees.interest import WHO, responsible
from handlers.committees.texts import COMMITTEE, DAY, DEADLINE, REFUSALS, people, today_of
from storage import Store
from storage.roster import Snapshot

ENDING = Text(en="Your mandate ends: {committee}", de="Dein Mandat endet: {committee}")
ENDING_OF = Text(en="The mandate of {name} ends: {committee}", de="Das Mandat von {name} endet: {committee}")
ENDS = Text(en="Ends", de="Endet")
ASK = Text(
    en="Would you like to go on, or should somebody else take over? Tell the coordination.",
    de="Möchtest du weitermachen, oder soll jemand anderes übernehmen? Sag der Koordination Bescheid.",
)
DECIDE = Text(
    en="Who represents us then? Change the day or name somebody else.",
    de="Wer vertritt uns dann? Ändere den Tag oder trag jemand anderen ein.",
)
OPEN = Text(en="Look at the committee", de="Gremium ansehen")
SOON = Text(en="One week left: {title}", de="Noch eine Woche: {title}")
OVER = Text(en="The deadline is over: {title}", de="Die Frist ist vorbei: {title}")
SO_FAR = Text(en="Interested so far: {people}.", de="Bisher haben Interesse: {people}.")
IN_ALL = Text(en="Interested: {people}.", de="Interesse haben: {people}.")

routes = Router()
routes.refuse(REFUSALS)


@routes.tick("plan")
def remind_of_mandates(store: Store, snapshot: Snapshot, network: Network, now: datetime) -> Iterator[Reply]:
    today = today_of(network, now)
    for mandate in store.committees.ending(today + timedelta(days=max(MANDATE_RUNGS) + 1)):
        rung = rung_reached(mandate.until, today, MANDATE_RUNGS) if mandate.until else None
        if rung is None or rung == mandate.reminded or not mandate.holds(today):
            continue
        if not store.committees.mark_reminded(mandate, rung):
            continue
        view = notice("mandate.ending", mandate=mandate.id, until=mandate.until)
        coordinators = [one.id for one in responsible(snapshot, None)]
        for person in dict.fromkeys([mandate.person, *coordinators]):
            yield Tell(person, view, once=f"mandate.ending:{mandate.id}:{mandate.until}:{rung}", urgent=False)


@routes.tick("plan")
def remind_of_calls(store: Store, snapshot: Snapshot, network: Network, now: datetime) -> Iterator[Reply]:
    today = today_of(network, now)
    for call in store.calls.unsettled():
        rung = rung_reached(call.deadline, today, CALL_RUNGS)
        if rung is None or rung == call.reminded or not store.calls.mark_reminded(call, rung):
            continue
        if rung == 0:
            refresh_posts_of_call(store, call.id)  # the button goes
        view = notice("call.deadline", call=call.id, day=call.deadline)
        for person in responsible(snapshot, call.opened_by):
            yield Tell(person.id, view, once=f"call.deadline:{call.id}:{call.deadline}:{rung}", urgent=False)


@routes.notice("mandate.ending")
def mandate_ending(
    store: Store, me: Person, snapshot: Snapshot, network: Network, now: datetime, mandate: int, until: date
) -> Message | None:
    """Unless it was prolonged or ended meanwhile."""
    try:
        found = store.committees.mandate(mandate)
        committee = store.committees.get(found.committee)
    except CommitteeError:
        return None
    person = snapshot.people.get(found.person)
    if person is None or found.until != until or not found.holds(today_of(network, now)):
        return None
    facts = Fields(((COMMITTEE, literal(committee.name)), (ENDS, DAY.format(day=until))))
    look = Button(OPEN, action("committee.open", choice=committee.id))
    if person.id == me.id:
        return Message(ENDING.format(committee=committee.name), (facts, Paragraph(ASK), look))
    if not me.is_coordinator:
        return None
    title = ENDING_OF.format(name=shortened(person.name, 50), committee=shortened(committee.name, 70))
    return Message(title, (facts, Paragraph(DECIDE), look))


@routes.notice("call.deadline")
def call_deadline(store: Store, me: Person, network: Network, now: datetime, call: int, day: date) -> Message | None:
    try:
        found = store.calls.get(call)
        committee = store.committees.get(found.committee)
    except CommitteeError:
        return None
    if found.closed or found.deadline != day or not me.is_coordinator:
        return None
    is_open = found.is_open(today_of(network, now))
    count = people(len(store.calls.interested(call)))
    facts = Fields(((COMMITTEE, literal(committee.name)), (DEADLINE, DAY.format(day=found.deadline))))
    said = Paragraph((SO_FAR if is_open else IN_ALL).format(people=count))
    title = (SOON if is_open else OVER).format(title=found.title)
    return Message(title, (facts, said, Button(WHO, action("call.who", call=call))))
