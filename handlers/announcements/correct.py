"""Changing an announcement that is out, and taking it back: posts follow in place, who got it directly is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.channels import Channels
from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Tell, Whisper, notice, whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Area, Check, Form, action
from bot.domain import announcements
from bot.domain.announcements import (
    Announcement,
    NoSuchAnnouncement,
    expect_standing,
    expect_unchanged,
    version,
)
from bot.domain.people import Person
from bot.domain.quiet import HabitsOf
from bot.routing import Prose, Router, Who
from handlers.announcements.control import control
from handlers.announcements.form import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    UNKNOWN_CHANNEL,
    Filled,
    channel_input,
    with_words,
    words_inputs,
)
from handlers.announcements.send import post_in
from handlers.announcements.show import as_in_channel, card_of, direct_of, every_direct, posted
from handlers.announcements.subscribed import Means, revise, told_of
from handlers.announcements.subscribed import withdraw as take_back
from handlers.announcements.texts import REFUSALS, WITHDRAW, people
from storage import Store
from storage.roster import Snapshot

EDIT = Text(en="Change announcement", de="Ankündigung ändern")
SAVE = Text(en="Save", de="Speichern")
INTRO = Text(
    en="The posts change where they stand and say so. Channels that you add get it now.",
    de="Die Beiträge ändern sich, wo sie stehen, und sagen es. Neu gewählte Kanäle bekommen sie jetzt.",
)
AGAIN = Text(en="Write again directly", de="Direkt neu schreiben")
AGAIN_HINT = Text(
    en="To those who got it as a direct message, which nobody can change.",
    de="An alle, die sie als Direktnachricht bekamen; die lässt sich nicht ändern.",
)
STAYS = Text(
    en="It stands in a channel that you have left out. Withdraw it, or leave the channel chosen.",
    de="In einem Kanal, den du weggelassen hast, steht sie schon. Zieh sie zurück oder lass den Kanal gewählt.",
)
SAVED = Text(en="*{title}* is saved; its posts follow.", de="*{title}* ist gespeichert; die Beiträge folgen.")
UNCHANGED = Text(en="Nothing has changed at *{title}*.", de="Bei *{title}* hat sich nichts geändert.")
TAKE_BACK = Text(en="Withdraw it", de="Zurückziehen")
REASON = Text(en="Reason", de="Grund")
REASON_HINT = Text(
    en="Stands below your name in place of the text.", de="Steht unter deinem Namen anstelle des Textes."
)
WITHDRAWN = Text(
    en="*{title}* is withdrawn; its posts say so.", de="*{title}* ist zurückgezogen; die Beiträge sagen es."
)
WITHDRAWN_AND_TOLD = Text(
    en="*{title}* is withdrawn; its posts say so, and I write to {people} who got it directly.",
    de="*{title}* ist zurückgezogen; die Beiträge sagen es, und direkt hören davon: {people}.",
)
LONGEST_REASON = 500

routes = Router()
routes.refuse(REFUSALS)


@routes.button("announcement.correct", who=Who.COORDINATORS, reads=True)
def open_correction(store: Store, snapshot: Snapshot, places: Channels, announcement: int) -> Iterator[Ask]:
    found = _out(store.announcements.get(announcement))
    shown = words_inputs(store, snapshot, found) + channel_input(places, found.channels)
    if store.announcements.readers(announcement) or store.announcements.reached(_ways(found)):
        shown.append(Check("again", AGAIN, hint=AGAIN_HINT))
    carry = action("announcement.correct", announcement=announcement, seen=version(found))
    yield Ask(Form(EDIT, tuple(shown), SAVE, carry, INTRO))


@routes.form("announcement.correct", who=Who.COORDINATORS)
def correct(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    places: Channels,
    network: Network,
    habits_of: HabitsOf,
    now: datetime,
    announcement: int,
    title: Annotated[str, LONGEST_TITLE],
    text: Annotated[Prose, LONGEST_TEXT],
    about: Annotated[str, 200] = "",
    channels: tuple[str, ...] = (),
    again: bool = False,
    seen: str = "",
) -> Iterator[Reply]:
    before = store.announcements.lock(announcement)
    expect_unchanged(before, seen)
    _out(before)
    wanted = _wanted(store, snapshot, places, before, Filled(title, str(text), about, channels))
    if isinstance(wanted, Reject):
        yield wanted
        return
    if wanted == before:
        yield whisper(UNCHANGED.format(title=before.title))
        return
    changed = announcements.edit(before, wanted, now=now)
    store.announcements.save(changed)
    store.outbox.refresh(card_of(changed).packed)
    yield from post_in(places, changed, [key for key in changed.channels if key not in before.channels])
    yield from revise(store, Means(snapshot, places, habits_of), changed, now)
    if again and changed.revision > before.revision:
        yield from _tell_again(store, changed)
    yield Whisper(as_in_channel(posted(store, snapshot, changed), network))
    yield Whisper(control(store, snapshot, places, me, changed, SAVED.format(title=changed.title)))


@routes.button("announcement.withdraw", who=Who.COORDINATORS, reads=True)
def open_withdrawal(store: Store, announcement: int) -> Iterator[Ask]:
    found = _out(store.announcements.get(announcement))
    reason = Area("reason", REASON, "", REASON_HINT, required=False, longest=LONGEST_REASON)
    carry = action("announcement.withdraw", announcement=announcement)
    yield Ask(Form(WITHDRAW, (reason,), TAKE_BACK, carry, literal(found.title)))


@routes.form("announcement.withdraw", who=Who.COORDINATORS)
def withdraw(
    store: Store,
    me: Person,
    now: datetime,
    announcement: int,
    reason: Annotated[Prose, LONGEST_REASON] = Prose(""),
) -> Iterator[Reply]:
    found = announcements.withdraw(store.announcements.lock(announcement), me.id, str(reason), now=now)
    store.announcements.save(found)
    store.outbox.refresh(card_of(found).packed)
    take_back(store, found)
    told = [person for person in store.announcements.reached_before(_ways(found)) if person != me.id]
    view = notice("announcement.withdrawn", announcement=announcement)
    for person in told:
        yield Tell(person, view, once=f"announcement.withdrawn:{announcement}", urgent=found.urgent)
    done = WITHDRAWN_AND_TOLD.format(people=people(len(told))) if told else WITHDRAWN
    yield whisper(done.format(title=found.title))


def _out(found: Announcement) -> Announcement:
    """Raises AnnouncementWithdrawn or NoSuchAnnouncement of one that nobody has seen."""
    expect_standing(found)
    if not found.is_out:
        raise NoSuchAnnouncement
    return found


def _wanted(
    store: Store, snapshot: Snapshot, places: Channels, before: Announcement, filled: Filled
) -> Announcement | Reject:
    """The announcement as it was filled in; it leaves no channel in which it stands."""
    offered = [channel.key for channel in places.every()]
    if not set(filled.channels) <= set(offered):
        return Reject({"channels": UNKNOWN_CHANNEL})
    if any(key in offered and key not in filled.channels for key in before.channels):
        return Reject({"channels": STAYS})
    added = [key for key in dict.fromkeys(filled.channels) if key not in before.channels]
    wanted = with_words(store, snapshot, before, filled)
    return wanted if isinstance(wanted, Reject) else replace(wanted, channels=(*before.channels, *added))


def _ways(found: Announcement) -> list[str]:
    """All views under which somebody may have read it in a message of their own."""
    return [*every_direct(found), told_of(found).packed]


def _tell_again(store: Store, changed: Announcement) -> Iterator[Tell]:
    """Those who have read what no longer holds; for whom it still waits will read the new words anyway."""
    views = _ways(changed)
    reached = store.announcements.reached_before(views)
    waiting = set(store.announcements.waiting(views))
    view = direct_of(changed, changed.revision)
    for person in reached:
        if person not in waiting:
            once = f"announcement.direct:{changed.id}:{changed.revision}"
            yield Tell(person, view, once=once, urgent=changed.urgent)
