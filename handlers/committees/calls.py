"""Calls of committees, opened, changed and closed by coordinators."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Reply, Whisper, whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Area, Day, Form, Input, Line, action
from bot.domain.committees import CALL_RUNGS, Call, CallOver, DeadlinePassed, expect_unchanged, rung_reached, version
from bot.domain.people import Person
from bot.routing import Prose, Router, Who
from handlers.announcements.show import refresh_posts_of_call
from handlers.committees.interest import call_card
from handlers.committees.texts import DEADLINE, REFUSALS, SAVE, today_of
from storage import Store

NEW = Text(en="New call", de="Neuer Aufruf")
EDIT = Text(en="Change the call", de="Aufruf ändern")
TITLE = Text(en="Title", de="Titel")
TITLE_HINT = Text(en="What or whom the committee looks for", de="Was oder wen das Gremium sucht")
TEXT = Text(en="What it is about", de="Worum es geht")
DEADLINE_HINT = Text(
    en="Until the end of this day people can say that they are interested.",
    de="Bis zum Ende dieses Tages kann man Interesse anmelden.",
)
CLOSED = Text(en="The call *{title}* is closed.", de="Der Aufruf *{title}* ist geschlossen.")
LONGEST_TITLE, LONGEST_TEXT = 100, 2500

routes = Router()
routes.refuse(REFUSALS)


@routes.button("call.new", who=Who.COORDINATORS, reads=True)
def open_new(store: Store, committee: int) -> Iterator[Ask]:
    found = store.committees.get(committee)
    yield Ask(Form(NEW, _inputs(), SAVE, action("call.new", committee=committee), literal(found.name)))


@routes.button("call.edit", who=Who.COORDINATORS, reads=True)
def open_edit(store: Store, call: int) -> Iterator[Ask]:
    found = store.calls.get(call)
    if found.closed:
        raise CallOver
    yield Ask(Form(EDIT, _inputs(found), SAVE, action("call.edit", call=call, seen=version(found))))


@routes.form("call.new", who=Who.COORDINATORS)
def open_call(
    store: Store,
    me: Person,
    network: Network,
    now: datetime,
    committee: int,
    title: Annotated[str, LONGEST_TITLE],
    text: Annotated[Prose, LONGEST_TEXT],
    day: date,
) -> Iterator[Reply]:
    found = store.committees.get(committee)
    reached = _reached(day, today_of(network, now))
    wanted = Call(0, found.id, title, str(text), day, opened_by=me.id, changed=now, reminded=reached)
    yield Whisper(call_card(store, store.calls.add(wanted), me, network, now))


@routes.form("call.edit", who=Who.COORDINATORS)
def change(
    store: Store,
    me: Person,
    network: Network,
    now: datetime,
    call: int,
    title: Annotated[str, LONGEST_TITLE],
    text: Annotated[Prose, LONGEST_TEXT],
    day: date,
    seen: str = "",
) -> Iterator[Reply]:
    before = store.calls.lock(call)
    expect_unchanged(before, seen)
    if before.closed:
        raise CallOver
    reached = _reached(day, today_of(network, now))
    after = replace(before, title=title, text=str(text), deadline=day, changed=now, reminded=reached)
    store.calls.save(after)
    refresh_posts_of_call(store, call)
    yield Whisper(call_card(store, after, me, network, now))


@routes.button("call.close", who=Who.COORDINATORS)
def close(store: Store, now: datetime, call: int) -> Iterator[Reply]:
    found = store.calls.lock(call)
    store.calls.save(replace(found, closed=True, changed=now))
    refresh_posts_of_call(store, call)
    yield whisper(CLOSED.format(title=found.title))


def _inputs(given: Call | None = None) -> tuple[Input, ...]:
    return (
        Line("title", TITLE, given.title if given else "", TITLE_HINT, longest=LONGEST_TITLE),
        Area("text", TEXT, given.text if given else "", longest=LONGEST_TEXT),
        Day("day", DEADLINE, given.deadline if given else None, DEADLINE_HINT),
    )


def _reached(deadline: date, today: date) -> int | None:
    """What need not be said again, as it is plain when the deadline is entered. Raises DeadlinePassed."""
    if deadline < today:
        raise DeadlinePassed
    return rung_reached(deadline, today, CALL_RUNGS)
