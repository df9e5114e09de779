"""Planning breakout rooms: one form with rooms, rounds, what counts, and who is to sit together or apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.chat.replies import Ask, Post, Reject, Reply, Whisper, card
from bot.chat.text import Reader, Text
from bot.domain.breakouts.session import Profile, Session, Stage, expect_unchanged
from bot.domain.meetings import MeetingCancelled
from bot.domain.people import Person
from bot.domain.walltime import nearest_utc
from bot.routing import Help, Prose, Router, Who
from handlers.breakouts.form import LONGEST, TOO_LATE, contradictions, plan_form, proposal, read, wrong_rounds
from handlers.breakouts.knowing import coming, running
from handlers.breakouts.overview import overview
from handlers.breakouts.texts import PROFILES, REFUSALS
from handlers.meetings.show import named_or_next
from handlers.meetings.texts import ANNOUNCEMENTS
from storage import Store
from storage.roster import Snapshot

routes = Router(words=PROFILES)
routes.refuse(REFUSALS)


@routes.command(
    "breakouts plan",
    "räume planen",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Plan the breakout rooms of a meeting: rooms, rounds, wishes.",
            de="Die Gruppenräume eines Treffens planen: Räume, Runden, Wünsche.",
        ),
        usage=Text(en="breakouts plan [number]", de="räume planen [Nummer]"),
        example=Text(en="breakouts plan 3", de="räume planen 3"),
    ),
)
def show_plan(
    store: Store, snapshot: Snapshot, me: Person, reader: Reader, now: datetime, meeting: int | None = None
) -> Iterator[Reply]:
    found = (running(store, now) if meeting is None else None) or named_or_next(store, meeting, now, me)
    if store.breakouts.find(found.id):
        yield Whisper(overview(store, snapshot, found, now))
        return
    yield from open_form(store, snapshot, me, reader, found.id)


routes.button("breakouts.plan", who=Who.COORDINATORS, reads=True)(show_plan)


@routes.button("breakouts.change", who=Who.COORDINATORS, reads=True)
def open_form(store: Store, snapshot: Snapshot, me: Person, reader: Reader, meeting: int) -> Iterator[Ask]:
    found = store.meetings.get(meeting)
    if found.cancelled is not None:
        raise MeetingCancelled
    session, who = store.breakouts.find(meeting), coming(store, snapshot, found)
    yield Ask(plan_form(session or proposal(snapshot, found, who, reader), found, who, snapshot, me))


@routes.form("breakouts.plan", who=Who.COORDINATORS)
def keep_plan(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    meeting: int,
    seen: int,
    rounds: int,
    until: datetime,
    rooms: Annotated[Prose, LONGEST],
    profile: Profile = Profile.BALANCED,
    together: Annotated[Prose, LONGEST] = Prose(""),
    apart: Annotated[Prose, LONGEST] = Prose(""),
) -> Iterator[Reply]:
    found = store.meetings.lock(meeting)
    if found.cancelled is not None:
        raise MeetingCancelled
    before = store.breakouts.find(meeting)
    if before:
        expect_unchanged(store.breakouts.lock(meeting), seen)
    session = before or Session(meeting, (), planned_by=me.id)
    lead = found.starts - nearest_utc(until, found.zone)
    wrong = wrong_rounds(store, session, rounds)
    if lead < timedelta():
        wrong["until"] = TOO_LATE.format(starts=found.starts)
    lists, unclear = read(session, snapshot, me, {"rooms": rooms, "together": together, "apart": apart})
    wrong |= unclear
    if not wrong:
        wrong |= contradictions(store, snapshot, session, *lists)
    if wrong:
        yield Reject(wrong)
        return
    kept = replace(
        session, rounds=rounds, profile=profile, lead=lead, rooms=lists[0], together=lists[1], apart=lists[2]
    )
    is_open = now < kept.closes(found)
    kept = replace(kept, closed=kept.closed and not is_open, reminded=kept.reminded and now >= kept.reminds(found))
    kept = store.breakouts.save(kept) if before else store.breakouts.add(kept)
    store.breakouts.clear_draft(meeting)
    yield Whisper(overview(store, snapshot, found, now))
    yield from refreshed(kept)


def refreshed(session: Session) -> Iterator[Post]:
    """The posts that show what is planned, if there are any."""
    if session.stage is not Stage.DRAFT:
        yield Post(card("breakouts.card", meeting=session.meeting), ANNOUNCEMENTS)
    if session.stage is Stage.PUBLISHED:
        for room in session.rooms:
            yield Post(card("breakouts.room", room=room.id), ANNOUNCEMENTS)
