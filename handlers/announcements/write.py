"""Writing an announcement and changing one that is not out: the form, and the preview before anybody else sees it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.chat.channels import Channels
from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, whisper
from bot.chat.text import Reader, Text
from bot.chat.ui import Form, action
from bot.domain import announcements
from bot.domain.announcements import Announcement, Audience, Stage, expect_unchanged, expect_unposted, version
from bot.domain.committees import NoSuchCall
from bot.domain.people import Person
from bot.routing import Help, Prose, Router, Who
from handlers.announcements.control import preview
from handlers.announcements.form import LONGEST_TEXT, LONGEST_TITLE, Filled, inputs, with_all
from handlers.announcements.texts import REFUSALS
from handlers.committees.interest import words_of_call
from handlers.committees.texts import REFUSALS as COMMITTEE_REFUSALS
from storage import Store
from storage.roster import Snapshot

WRITE = Text(en="Announce", de="Ankündigen")
PREVIEW = Text(en="Preview", de="Vorschau")
INTRO = Text(
    en="You see it first as it will look; nobody else does until you post or schedule it.",
    de="Zuerst siehst nur du, wie sie aussehen wird. Niemand sonst sieht sie, bevor du sie abschickst oder einplanst.",
)
EDIT = Text(en="Change announcement", de="Ankündigung ändern")
DISCARDED = Text(en="*{title}* is gone. Nobody has seen it.", de="*{title}* ist weg. Niemand hat sie gesehen.")

routes = Router()
routes.refuse(REFUSALS)
routes.refuse({NoSuchCall: COMMITTEE_REFUSALS[NoSuchCall]})


@routes.command(
    "announce",
    "ankündigen",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Write to channels and people, now or at a date. You see a preview first.",
            de="In Kanäle und an Personen schreiben, sofort oder später. Erst siehst du eine Vorschau.",
        ),
        usage=Text(en="announce", de="ankündigen"),
    ),
)
def open_form(
    store: Store, me: Person, snapshot: Snapshot, places: Channels, reader: Reader, now: datetime
) -> Iterator[Ask]:
    usual = tuple(channel.key for channel in places.every() if channel.name == "announcements")
    yield _asked(store, snapshot, places, Announcement(0, "", "", channels=usual, author=me.id), reader, now)


@routes.button("announcement.of_call", who=Who.COORDINATORS, reads=True)
def open_form_for_call(
    store: Store, me: Person, snapshot: Snapshot, places: Channels, reader: Reader, now: datetime, call: int
) -> Iterator[Ask]:
    """The words of a call, to be announced with its button."""
    title, text, committee = words_of_call(store, call)
    usual = tuple(channel.key for channel in places.every() if channel.name == "announcements")
    given = Announcement(
        0, title[:LONGEST_TITLE], text[:LONGEST_TEXT], committee, call=call, channels=usual, author=me.id
    )
    yield _asked(store, snapshot, places, given, reader, now)


@routes.form("announcement.write", who=Who.COORDINATORS)
def write(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    places: Channels,
    network: Network,
    now: datetime,
    title: Annotated[str, LONGEST_TITLE],
    text: Annotated[Prose, LONGEST_TEXT],
    zone: ZoneInfo,
    about: Annotated[str, 200] = "",
    channels: tuple[str, ...] = (),
    when: datetime | None = None,
    to: str = Audience.NOBODY.value,
    urgent: bool = False,
    call: int | None = None,
) -> Iterator[Reply]:
    filled = Filled(title, str(text), about, channels, when, to, urgent)
    blank = Announcement(0, title, str(text), call=call, author=me.id, changed=now)
    wanted = with_all(store, snapshot, places, blank, filled, zone.key, now)
    if isinstance(wanted, Reject):
        yield wanted
        return
    draft = store.announcements.add(announcements.checked(wanted, now=now))
    yield from preview(store, snapshot, places, network, me, draft)


@routes.button("announcement.edit", who=Who.COORDINATORS, reads=True)
def open_edit(
    store: Store, snapshot: Snapshot, places: Channels, reader: Reader, now: datetime, announcement: int
) -> Iterator[Ask]:
    found = store.announcements.get(announcement)
    expect_unposted(found)
    yield _asked(store, snapshot, places, found, reader, now)


@routes.form("announcement.edit", who=Who.COORDINATORS)
def edit(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    places: Channels,
    network: Network,
    now: datetime,
    announcement: int,
    title: Annotated[str, LONGEST_TITLE],
    text: Annotated[Prose, LONGEST_TEXT],
    zone: ZoneInfo,
    about: Annotated[str, 200] = "",
    channels: tuple[str, ...] = (),
    when: datetime | None = None,
    to: str = Audience.NOBODY.value,
    urgent: bool = False,
    seen: str = "",
) -> Iterator[Reply]:
    before = store.announcements.lock(announcement)
    expect_unchanged(before, seen)
    expect_unposted(before)
    filled = Filled(title, str(text), about, channels, when, to, urgent)
    wanted = with_all(store, snapshot, places, before, filled, zone.key, now)
    if isinstance(wanted, Reject):
        yield wanted
        return
    stays = before.stage if wanted.wall else Stage.DRAFT  # without a moment, somebody has to post it
    changed = announcements.edit(before, replace(wanted, stage=stays), now=now)
    store.announcements.save(changed)
    yield from preview(store, snapshot, places, network, me, changed)


@routes.button("announcement.discard", who=Who.COORDINATORS)
def discard(store: Store, announcement: int) -> Iterator[Reply]:
    found = store.announcements.lock(announcement)
    expect_unposted(found)
    store.announcements.discard(found.id)
    yield whisper(DISCARDED.format(title=found.title))


def _asked(
    store: Store, snapshot: Snapshot, places: Channels, given: Announcement, reader: Reader, now: datetime
) -> Ask:
    shown = inputs(store, snapshot, places, given, reader.zone, now)
    if not given.id:
        carry = action("announcement.write", zone=reader.zone, call=given.call)
        return Ask(Form(WRITE, shown, PREVIEW, carry, INTRO))
    carry = action("announcement.edit", announcement=given.id, zone=reader.zone, seen=version(given))
    return Ask(Form(EDIT, shown, PREVIEW, carry))
