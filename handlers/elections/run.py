"""What the committee does while an election runs: see what is missing, move the deadline, close, look at it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reply, Whisper, card, whisper
from bot.chat.text import Text
from bot.chat.ui import Form, Line, Moment, Paragraph, action
from bot.domain.elections.box import BoxClosed
from bot.domain.elections.election import Election, ElectionClosed, Phase, expect, expect_open, extended, next_due
from bot.domain.people import Person
from bot.domain.walltime import to_utc
from bot.routing import Help, Router
from handlers.elections.box import Desk
from handlers.elections.closing import close
from handlers.elections.draft import draft
from handlers.elections.finding import expect_runs, listed, named_or_latest, wall
from handlers.elections.logbook import Deed, log
from handlers.elections.show import shown
from handlers.elections.texts import ELECTIONS, REASON, REFUSALS
from storage import Store
from storage.roster import Snapshot
from storage.vault import Vault

EXTEND = Text(en="Extend", de="Verlängern")
INTRO = Text(
    en="“{office}” closes {moment}. A deadline is only ever moved to a later moment; everybody can read the reason.",
    de="„{office}“ schließt {moment}. Eine Frist wird immer nur verlängert; den Grund können alle lesen.",
)
UNTIL = Text(en="New deadline", de="Neue Frist")
EXTENDED = Text(en="*{office}* is open until {moment}.", de="*{office}* ist bis {moment} offen.")
MISSING = Text(
    en="Words not confirmed yet by: {names}.",
    de="Noch nicht bestätigt sind die Wörter von: {names}.",
)
BY_ITSELF = Text(
    en="*{office}* closes by itself {moment}. Earlier only when everybody has voted.",
    de="*{office}* schließt von selbst {moment}. Früher nur, wenn alle gewählt haben.",
)
CLOSED = Text(
    en="*{office}* is closed: everybody has voted. {then}", de="*{office}* ist geschlossen: Alle haben gewählt. {then}"
)
THEN_COUNTED = Text(en="The result comes in a moment.", de="Das Ergebnis kommt gleich.")
THEN_WORDS = Text(
    en="The trustees are now asked for their words.",
    de="Die Schlüsselpersonen werden jetzt nach ihren Wörtern gefragt.",
)
LONGEST_REASON = 300
RESULT = (Phase.COUNTED, Phase.FINAL)

routes = Router()
routes.refuse({**REFUSALS, BoxClosed: REFUSALS[ElectionClosed]})


@routes.command(
    "election open",
    "wahl öffnen",
    reads=True,
    help=Help(
        Text(
            en="Announce a draft, or see what an election waits for before it opens.",
            de="Einen Entwurf ankündigen oder sehen, worauf die Öffnung einer Wahl wartet.",
        ),
        usage=Text(en="election open [number]", de="wahl öffnen [Nummer]"),
        example=Text(en="election open 2", de="wahl öffnen 2"),
    ),
)
def show_what_is_missing(
    store: Store, snapshot: Snapshot, network: Network, me: Person, now: datetime, election: int | None = None
) -> Iterator[Whisper]:
    found = named_or_latest(store, me, election, Phase.DRAFT, Phase.ANNOUNCED, Phase.LISTED)
    expect(found, Phase.DRAFT, Phase.ANNOUNCED, Phase.LISTED)
    expect_runs(store, me, found)
    if found.phase is Phase.DRAFT:
        yield Whisper(draft(store, snapshot, found))
        return
    card_of_it = shown(store, snapshot, network, found, now, me)
    waited = [each.person for each in store.election_trustees.of(found.id) if not each.confirmed]
    said = [Paragraph(MISSING.format(names=listed(waited, snapshot)))] if waited else []
    yield Whisper(replace(card_of_it, parts=(*said, *card_of_it.parts)))


@routes.command(
    "election extend",
    "wahl verlängern",
    reads=True,
    help=Help(
        Text(
            en="Move the deadline of an open election, with a reason.",
            de="Die Frist einer offenen Wahl verlängern, mit Grund.",
        ),
        usage=Text(en="election extend [number]", de="wahl verlängern [Nummer]"),
        example=Text(en="election extend 2", de="wahl verlängern 2"),
    ),
)
def open_extension(
    store: Store, network: Network, me: Person, now: datetime, election: int | None = None
) -> Iterator[Ask]:
    found = named_or_latest(store, me, election, Phase.OPEN)
    expect_open(found, now)
    expect_runs(store, me, found)
    inputs = (
        Moment("until", UNTIL, wall(found.deadline, network)),
        Line("reason", REASON, longest=LONGEST_REASON),
    )
    intro = INTRO.format(office=found.office, moment=found.deadline)
    yield Ask(Form(EXTEND, inputs, EXTEND, action("election.extend", election=found.id), intro))


routes.button("election.extend", reads=True)(open_extension)


@routes.form("election.extend")
def extend(
    store: Store,
    network: Network,
    me: Person,
    now: datetime,
    election: int,
    until: datetime,
    reason: Annotated[str, LONGEST_REASON],
) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect_open(found, now)
    expect_runs(store, me, found)
    moment = to_utc(until, network.timezone)
    later = replace(extended(found, moment), reason=reason)
    store.boxes.extend(election, moment)
    store.elections.save(later, next_due(later, network.election_steps))
    yield from log(store, later, Deed.EXTENDED, now, by=me, until=moment.isoformat())
    yield Post(card("election.card", election=election), ELECTIONS)
    yield whisper(EXTENDED.format(office=found.office, moment=moment))


@routes.command(
    "election close",
    "wahl schließen",
    help=Help(
        Text(
            en="Close an election in which everybody has voted; else it closes by itself.",
            de="Eine Wahl schließen, in der alle gewählt haben; sonst schließt sie von selbst.",
        ),
        usage=Text(en="election close [number]", de="wahl schließen [Nummer]"),
        example=Text(en="election close 2", de="wahl schließen 2"),
    ),
)
def close_early(
    store: Store,
    vault: Vault,
    snapshot: Snapshot,
    network: Network,
    me: Person,
    now: datetime,
    election: int | None = None,
) -> Iterator[Reply]:
    named = named_or_latest(store, me, election, Phase.OPEN)
    found = store.elections.lock(named.id)
    expect(found, Phase.OPEN)
    expect_runs(store, me, found)
    if not _everybody_has_voted(store, found):
        yield whisper(BY_ITSELF.format(office=found.office, moment=found.deadline))
        return
    yield from close(Desk(store, vault, network, snapshot, now), found, early=True)
    then = THEN_COUNTED if found.configuration.holds_own_key else THEN_WORDS
    yield whisper(CLOSED.format(office=found.office, then=then))


@routes.command(
    "election result",
    "wahl ergebnis",
    reads=True,
    help=Help(
        Text(en="The result of an election, and its files.", de="Das Ergebnis einer Wahl und ihre Dateien."),
        usage=Text(en="election result [number]", de="wahl ergebnis [Nummer]"),
        example=Text(en="election result 2", de="wahl ergebnis 2"),
    ),
)
def show_result(
    store: Store, snapshot: Snapshot, network: Network, me: Person, now: datetime, election: int | None = None
) -> Iterator[Whisper]:
    found = named_or_latest(store, me, election, *RESULT)
    expect(found, *RESULT)
    yield Whisper(shown(store, snapshot, network, found, now, me))


def _everybody_has_voted(store: Store, election: Election) -> bool:
    slots = store.election_people.roll(election.id).slots
    return bool(slots) and store.boxes.voted(election.id) >= {slot.number for slot in slots}
