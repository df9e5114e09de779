"""The rounds of introductions: a warning before, the introduction itself, and the question whether it came about."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Gather, Reply, Tell, Whisper, card, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.introductions import Member, introduce
from bot.domain.people import Person
from bot.domain.walltime import nearest_utc
from bot.routing import Router
from handlers.introductions.join import BEGINS, PAUSE, SKIP
from handlers.introductions.meeting import present
from storage import Store
from storage.introductions import Planned
from storage.roster import Snapshot

SOON = Text(en="Soon I introduce you to somebody", de="Bald stelle ich dir jemanden vor")
WARNING = Text(
    en="The next round is on {at}. If it does not suit you, skip it: nobody is told.",
    de="Die nächste Runde ist am {at}. Wenn es gerade nicht passt, lass sie aus: Niemand erfährt es.",
)
ALONE = Text(en="Nobody for you this time", de="Diesmal niemand für dich")
SORRY = Text(
    en="In this round there was nobody from another group for you. Next time you come first.",
    de="In dieser Runde war niemand aus einer anderen Gruppe für dich da. Beim nächsten Mal bist du zuerst dran.",
)
DID_YOU = Text(en="Did you meet {names}?", de="Hast du {names} getroffen?")
WHY = Text(
    en="Only the number of answers is shown to the coordinators.",
    de="Die Koordination sieht nur die Zahl der Antworten.",
)
YES, NO = Text(en="Yes", de="Ja"), Text(en="It did not come about", de="Es kam nicht dazu")
THANKS = Text(en="Thank you.", de="Danke.")
WARNED, ASKED_AFTER = timedelta(days=3), timedelta(days=14)

routes = Router()


@routes.tick("plan")
def warn(store: Store, now: datetime) -> Iterator[Reply]:
    planned = store.introductions.to_come()
    if planned is None or planned.warned or not planned.at - WARNED <= now < planned.at:
        return
    store.introductions.mark_warned(planned.id)
    for person in store.introductions.taking_part(planned.id):
        view = notice("intro.soon", number=planned.id)
        yield Tell(person, view, f"intro.soon:{planned.id}", expires=planned.at, urgent=False)


@routes.tick("plan")
def make_round(store: Store, snapshot: Snapshot, network: Network, now: datetime) -> Iterator[Reply]:
    """Introduces people when the moment has come, and plans the next round for one that is still ahead."""
    seen = store.introductions.to_come()
    if seen is None or seen.at > now:
        return
    planned = store.introductions.to_come(lock=True)
    if planned is None or planned != seen:
        return  # another process was faster, or somebody has just moved it
    before = store.introductions.latest()
    was_alone = store.introductions.people(before.id, alone=True) if before else []
    people = [snapshot.people.get(person) for person in store.introductions.taking_part(planned.id)]
    found = introduce([_member(p) for p in people if p and p.is_active], store.introductions.met(), was_alone)
    store.introductions.keep(planned.id, found)
    store.introductions.plan(_next(planned, network.timezone, now), planned.weeks)
    for party, together in enumerate(found.parties, 1):
        shown = card("intro.party", number=planned.id, party=party)
        yield Gather(together, shown, notice("intro.met", number=planned.id), f"intro.met:{planned.id}")
    for person in found.alone:
        yield Tell(person, notice("intro.alone", number=planned.id), f"intro.alone:{planned.id}", urgent=False)


@routes.tick("plan")
def ask_afterwards(store: Store, now: datetime) -> Iterator[Reply]:
    for number in store.introductions.to_ask(now - ASKED_AFTER):
        for person in store.introductions.people(number):
            yield Tell(person, notice("intro.asked", number=number), f"intro.asked:{number}", urgent=False)


@routes.notice("intro.soon")
def soon(store: Store, me: Person, number: int) -> Message | None:
    planned = store.introductions.to_come()
    if planned is None or planned.id != number or me.id not in store.introductions.taking_part(number):
        return None
    buttons = (Button(SKIP, action("intro.skip", number=number)), Button(PAUSE, action("intro.pause")))
    return Message(SOON, (Paragraph(WARNING.format(at=planned.at)), *buttons))


@routes.notice("intro.alone")
def alone(store: Store, me: Person, number: int) -> Message | None:
    mine = store.introductions.party(number, me.id)
    return Message(ALONE, (Paragraph(SORRY),)) if mine == () else None


@routes.notice("intro.asked")
def asked(store: Store, snapshot: Snapshot, me: Person, number: int) -> Message | None:
    others = present(snapshot, store.introductions.party(number, me.id) or ())
    if not others:
        return None
    yes = Button(YES, action("intro.answer", number=number, met="true"), "primary")
    no = Button(NO, action("intro.answer", number=number, met="false"))
    return Message(DID_YOU.format(names=[other.name for other in others]), (yes, no), WHY)


@routes.button("intro.answer")
def answer(store: Store, me: Person, number: int, met: bool) -> Iterator[Whisper]:
    store.introductions.answer(number, me.id, met=met)
    yield whisper(THANKS)


def _member(person: Person) -> Member:
    return Member(person.id, person.group, person.site, frozenset(person.topics))


def _next(planned: Planned, zone: str, now: datetime) -> datetime:
    """The next moment of the rhythm that is still ahead: after a downtime nothing is caught up."""
    day = planned.at.astimezone(ZoneInfo(zone)).date()
    while True:
        day += timedelta(weeks=planned.weeks)
        at = nearest_utc(datetime.combine(day, BEGINS), zone)
        if at > now:
            return at
