"""Entering a committee and changing it, for coordinators."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Whisper
from bot.chat.text import Text
from bot.chat.ui import Area, Check, Choice, Form, Input, Line, Option, action
from bot.domain.committees import Committee, Kind, expect_unchanged, version
from bot.domain.people import Person
from bot.routing import Prose, Router, Who
from handlers.committees.show import portrait
from handlers.committees.texts import REFUSALS, SAVE, kind_name
from storage import Store
from storage.roster import Snapshot

NEW = Text(en="New committee", de="Neues Gremium")
EDIT = Text(en="Change the committee", de="Gremium ändern")
NAME = Text(en="Name", de="Name")
KIND = Text(en="Kind", de="Art")
ABOUT = Text(en="What it does", de="Was es tut")
WEBSITE = Text(en="Website", de="Website")
CLOSED = Text(en="It has ended", de="Es ist beendet")
CLOSED_HINT = Text(
    en="It leaves the list; what was said about it stays.", de="Es verlässt die Liste; was dazu gesagt wurde, bleibt."
)
NO_ADDRESS = Text(
    en="An address that begins with https://, please.", de="Bitte eine Adresse, die mit https:// beginnt."
)
LONGEST_NAME, LONGEST_ABOUT = 100, 1000

routes = Router()
routes.refuse(REFUSALS)


@routes.button("committee.new", who=Who.COORDINATORS, reads=True)
def open_new(network: Network) -> Iterator[Ask]:
    yield Ask(Form(NEW, tuple(_inputs(network, Committee(0, ""))), SAVE, action("committee.new")))


@routes.button("committee.edit", who=Who.COORDINATORS, reads=True)
def open_edit(store: Store, network: Network, committee: int) -> Iterator[Ask]:
    found = store.committees.get(committee)
    shown = [*_inputs(network, found), Check("closed", CLOSED, found.closed, CLOSED_HINT)]
    yield Ask(Form(EDIT, tuple(shown), SAVE, action("committee.edit", committee=committee, seen=version(found))))


@routes.form("committee.new", who=Who.COORDINATORS)
def add(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    network: Network,
    now: datetime,
    name: Annotated[str, LONGEST_NAME],
    kind: Kind = Kind.WORKING_GROUP,
    about: Annotated[Prose, LONGEST_ABOUT] = Prose(""),
    website: Annotated[str, 300] = "",
) -> Iterator[Reply]:
    if not _is_address(website):
        yield Reject({"website": NO_ADDRESS})
        return
    found = store.committees.add(Committee(0, name, kind, str(about), website, changed=now))
    yield Whisper(portrait(store, snapshot, found, me, network, now))


@routes.form("committee.edit", who=Who.COORDINATORS)
def edit(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    network: Network,
    now: datetime,
    committee: int,
    name: Annotated[str, LONGEST_NAME],
    kind: Kind = Kind.WORKING_GROUP,
    about: Annotated[Prose, LONGEST_ABOUT] = Prose(""),
    website: Annotated[str, 300] = "",
    closed: bool = False,
    seen: str = "",
) -> Iterator[Reply]:
    if not _is_address(website):
        yield Reject({"website": NO_ADDRESS})
        return
    before = store.committees.lock(committee)
    expect_unchanged(before, seen)
    found = replace(before, name=name, kind=kind, about=str(about), website=website, closed=closed, changed=now)
    store.committees.save(found)
    yield Whisper(portrait(store, snapshot, found, me, network, now))


def _inputs(network: Network, given: Committee) -> list[Input]:
    kinds = tuple(Option(kind_name(kind, network), kind.value) for kind in Kind)
    return [
        Line("name", NAME, given.name, longest=LONGEST_NAME),
        Choice("kind", KIND, kinds, given.kind.value),
        Area("about", ABOUT, given.about, required=False, longest=LONGEST_ABOUT),
        Line("website", WEBSITE, given.website, required=False, longest=300),
    ]


def _is_address(website: str) -> bool:
    return not website or website.startswith(("https://", "http://"))
