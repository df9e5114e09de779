"""Dates of series on their way to the public: coordinators are asked about each, and what they confirm is announced."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Reply, Tell, Whisper, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Fields, Message, Paragraph, action
from bot.domain import meetings
from bot.domain.meetings import Meeting, MeetingError, Stage, expect_open
from bot.domain.people import Person
from bot.domain.recurrence import Clock, Occurrence, looked_at
from bot.domain.reminders import Audience
from bot.domain.series import NoSuchSeries
from bot.domain.walltime import to_utc
from bot.routing import Router, Who
from handlers.meetings.ahead import drop, fill, follow_date, public_at
from handlers.meetings.counting import tally
from handlers.meetings.plan import ALREADY, ANNOUNCED, CHANGE, announce
from handlers.meetings.rhythm import instead, objection
from handlers.meetings.show import what_stands
from handlers.meetings.texts import CONFIRM, NOT_THIS_TIME, REFUSALS
from storage import Store
from storage.roster import Snapshot

QUESTION = Text(en="Does this date stand: {title}?", de="Bleibt es bei diesem Termin: {title}?")
PUBLIC = Text(en="Announcement", de="Ankündigung")
ASKED = Text(
    en="This date comes from a series. It is announced when its time has come, if a coordinator has confirmed it.",
    de="Dieser Termin gehört zu einer Reihe. Zu seiner Zeit wird er angekündigt, wenn die Koordination zugestimmt hat.",
)
WAITS = Text(
    en="It is time to announce this date of a series. *It waits until a coordinator confirms it.*",
    de="Es ist Zeit, diesen Termin einer Reihe anzukündigen. *Er wartet, bis die Koordination zustimmt.*",
)
FLAG = Text(en="*Please look:* {why}. Proposal: {proposal}.", de="*Bitte prüfen:* {why}. Vorschlag: {proposal}.")
TAKE = Text(en="Take {proposal}", de="Stattdessen {proposal}")
CONFIRMED = Text(
    en="*{title}* on {when} is confirmed and will be announced on {public}.",
    de="*{title}* am {when} ist bestätigt und wird am {public} angekündigt.",
)
DROPPED = Text(
    en="*{title}* on {when} will not take place. The series goes on.",
    de="*{title}* am {when} findet nicht statt. Die Reihe geht weiter.",
)
AHEAD = (Audience.CONFIRM, Audience.ANNOUNCE)

routes = Router()
routes.refuse(REFUSALS)


@routes.tick("keep house")
def fill_the_year(store: Store, network: Network, now: datetime) -> None:
    """Makes the dates that have come within a year."""
    for one in store.series.open():
        fill(store, store.series.lock(one.id), network.holidays, now)


@routes.tick("plan")
def ask_and_announce(store: Store, snapshot: Snapshot, network: Network, now: datetime) -> Iterator[Reply]:
    due: defaultdict[int, list[tuple[str, Audience]]] = defaultdict(list)
    for number, name, audience in store.meetings.due_rungs(now):
        if audience in AHEAD:
            due[number].append((name, audience))
    for number in sorted(due):  # the meeting first, in one order: whoever edits one locks in the same way
        found = store.meetings.lock(number)
        still = [audience for name, audience in due[number] if store.meetings.mark_planned(number, name, audience, now)]
        if not still or found.is_announced or found.cancelled is not None or found.starts <= now:
            continue
        audience = still[-1]  # after a pause, one message is enough
        if found.stage is Stage.PROPOSED:
            yield from _ask(store, snapshot, found, audience)
        elif audience is Audience.ANNOUNCE:
            yield from announce(store, found, network, now)


@routes.notice("series.question")
def question(store: Store, me: Person, network: Network, now: datetime, series: int, slot: datetime) -> Message | None:
    """Asks whether a date stands, unless somebody has settled that already."""
    try:
        found = store.meetings.at_slot(series, slot)
        expect_open(found, now)
        public = public_at(store, found)
    except (MeetingError, NoSuchSeries):
        return None
    if found.stage is not Stage.PROPOSED or not me.is_coordinator or public is None:
        return None
    seen = looked_at(found.wall, found.zone, network.holidays)
    facts = [*what_stands(found, tally(store, found)), (PUBLIC, Text(en="{at}", de="{at}").format(at=public))]
    flag = flagged(seen, found.zone)
    said = [Paragraph(ASKED if now < public else WAITS), *([Paragraph(flag)] if flag else [])]
    return Message(QUESTION.format(title=found.title), (Fields(tuple(facts)), *said, *_buttons(found, seen)))


@routes.button("series.confirm", who=Who.COORDINATORS)
def confirm_date(store: Store, network: Network, now: datetime, series: int, slot: datetime) -> Iterator[Reply]:
    yield from _settle(store, _locked(store, series, slot), network, now)


@routes.button("series.take", who=Who.COORDINATORS)
def take_proposal(store: Store, network: Network, now: datetime, series: int, slot: datetime) -> Iterator[Reply]:
    """Moves a date that is flagged to what is proposed, and confirms it."""
    found = _locked(store, series, slot)
    proposal = looked_at(found.wall, found.zone, network.holidays).proposal
    if proposal is not None and found.stage is Stage.PROPOSED:
        deadline = found.deadline and found.deadline + (proposal.date() - found.wall.date())
        found = meetings.edit(found, replace(found, wall=proposal, deadline=deadline), now=now)
    yield from _settle(store, found, network, now)


@routes.button("series.skip", who=Who.COORDINATORS)
def skip_date(store: Store, now: datetime, series: int, slot: datetime) -> Iterator[Reply]:
    found = _locked(store, series, slot)
    expect_open(found, now)
    if found.is_announced:
        yield whisper(ALREADY.format(title=found.title))
        return
    drop(store, found, now)
    yield whisper(DROPPED.format(title=found.title, when=found.starts))


def flagged(seen: Occurrence, zone: str) -> Text | None:
    """What speaks against a date, and the proposal."""
    why, proposal = objection(seen), instead(seen, zone)
    return FLAG.format(why=why, proposal=proposal) if why and proposal else None


def take_button(meeting: Meeting, seen: Occurrence) -> list[Button]:
    """Moves a flagged date, with one click."""
    proposal = instead(seen, meeting.zone)
    if proposal is None:
        return []
    return [Button(TAKE.format(proposal=proposal), _on("series.take", meeting))]


def _buttons(meeting: Meeting, seen: Occurrence) -> list[Button]:
    stand = Button(CONFIRM, _on("series.confirm", meeting), style="primary")
    return [
        *([stand] if seen.clock is Clock.PLAIN else []),
        *take_button(meeting, seen),
        Button(CHANGE, action("meeting.edit", meeting=meeting.id)),
        Button(NOT_THIS_TIME, _on("series.skip", meeting), style="danger"),
    ]


def _on(name: str, meeting: Meeting) -> str:
    return action(name, series=meeting.series, slot=meeting.slot and meeting.slot.isoformat())


def _ask(store: Store, snapshot: Snapshot, meeting: Meeting, audience: Audience) -> Iterator[Tell]:
    """One message for every coordinator; what is asked is no longer asked when it is time to announce."""
    public = public_at(store, meeting)
    slot = meeting.slot and meeting.slot.isoformat()
    view = notice("series.question", series=meeting.series, slot=slot)
    once = f"series.{audience}:{meeting.series}:{slot}:{meeting.wall.isoformat()}"
    expires = public if audience is Audience.CONFIRM else meeting.starts
    for person in snapshot.directory.people:
        if person.is_coordinator and person.is_active:
            yield Tell(person.id, view, once, expires=expires)


def _locked(store: Store, series: int, slot: datetime) -> Meeting:
    return store.meetings.lock(store.meetings.at_slot(series, slot).id)


def _settle(store: Store, meeting: Meeting, network: Network, now: datetime) -> Iterator[Reply]:
    """Confirms a date, and announces it if that is overdue."""
    expect_open(meeting, now)
    if meeting.is_announced:
        yield whisper(ALREADY.format(title=meeting.title))
        return
    to_utc(meeting.wall, meeting.zone)  # refuses a time that the clocks skip or show twice
    sure = replace(meeting, stage=Stage.CONFIRMED, changed=now)
    store.meetings.save(sure)
    public = public_at(store, sure)
    if public is None or public <= now:
        yield from announce(store, sure, network, now)
        yield whisper(ANNOUNCED.format(title=sure.title))
        return
    follow_date(store, sure)
    said = CONFIRMED.format(title=sure.title, when=sure.starts, public=public)
    yield Whisper(Message(parts=(Paragraph(said), Button(CHANGE, action("meeting.edit", meeting=sure.id)))))
