"""The electoral roll: drawn up by a form, seen by everybody, and frozen at the opening."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

from bot.chat.replies import Ask, Post, Reject, Reply, Whisper, card, whisper
from bot.chat.room import fitting, left
from bot.chat.text import Text
from bot.chat.ui import Button, Choice, Choices, Day, Form, Line, Message, Option, Paragraph, Part, action
from bot.domain.elections.election import Phase, expect, runs
from bot.domain.elections.roll import By, RollRule, Slot, drawn_up, with_two_votes
from bot.domain.people import Person, Role
from bot.routing import Help, Router
from handlers.elections.draft import draft
from handlers.elections.facts import shortened_hash, votes
from handlers.elections.finding import (
    NameUnknown,
    NotADeputy,
    deputies_of,
    expect_runs,
    name_of,
    named_or_latest,
    names_of,
    people_of,
)
from handlers.elections.logbook import Deed, log
from handlers.elections.objections import BEFORE_OPENING
from handlers.elections.texts import BY, CHANGE_ROLL, CHOSEN, ELECTIONS, REFUSALS, ROLES, ROLL, SAVE
from storage import Store
from storage.roster import Snapshot

INTRO = Text(
    en="Drawn up from the directory, again each time you save; frozen when voting opens.",
    de="Wird aus dem Verzeichnis der Personen erstellt, bei jedem Speichern neu; eingefroren, wenn die Wahl öffnet.",
)
WHO_VOTES = Text(en="Who has a vote", de="Eine Stimme hat")
WITH_ROLE = Text(en="With this role", de="Mit dieser Rolle")
ROLE_HINT = Text(en="Nothing ticked: everybody", de="Nichts angekreuzt: alle")
GROUPS = Text(en="In these groups", de="In diesen Gruppen")
GROUPS_HINT = Text(en="Short names with commas; empty: all groups", de="Kürzel mit Kommas; leer: alle Gruppen")
JOINED = Text(en="Joined by", de="Dabei seit spätestens")
JOINED_HINT = Text(en="Who joined later has no vote", de="Wer später dazukam, hat keine Stimme")
ALSO, WITHOUT = Text(en="Also", de="Außerdem"), Text(en="But not", de="Aber nicht")
NAMES_HINT = Text(en="Whole names with commas", de="Ganze Namen mit Kommas")
DEPUTIES = Text(en="Deputies", de="Stellvertretungen")
DEPUTIES_HINT = Text(
    en="`CDX: Ada Müller` in place of the one in the directory; for one vote per group",
    de="`CDX: Ada Müller` statt der im Verzeichnis der Personen; bei einer Stimme je Gruppe",
)
TWO_VOTES = Text(
    en="{name} would hold or share two votes. Name somebody else.",
    de="{name} wäre an zwei Stimmen beteiligt. Nenne jemand anderen.",
)
ONLY_GROUPS = Text(
    en="There are deputies only where each group has one vote.",
    de="Stellvertretungen gibt es nur bei einer Stimme je Gruppe.",
)
NO_GROUP = Text(en="There is no group {name}.", de="Eine Gruppe {name} gibt es nicht.")

TITLE = Text(en="Electoral roll: {office}", de="Wahlverzeichnis: {office}")
COUNTED = Text(en="*{votes}.* {frozen}", de="*{votes}.* {frozen}")
FROZEN = Text(en="Frozen, hash {hash}.", de="Eingefroren, Hash {hash}.")
NOT_FROZEN = Text(en="It is frozen when voting opens.", de="Eingefroren wird es, wenn die Wahl öffnet.")
YOU_ARE = Text(en="*You are on it.*", de="*Du stehst darin.*")
YOU_ARE_NOT = Text(en="*You are not on it.*", de="*Du stehst nicht darin.*")
OF_GROUP = Text(en="{group}: {holder}", de="{group}: {holder}")
WITH_DEPUTY = Text(en="{group}: {holder}, deputy {deputy}", de="{group}: {holder}, Stellvertretung {deputy}")
OBJECT = Text(en="Something is wrong", de="Da stimmt etwas nicht")
CHANGED = Text(en="The roll of *{office}* now has {votes}.", de="Im Verzeichnis von *{office}* stehen jetzt {votes}.")
LONGEST_NAMES = 300

routes = Router(words=CHOSEN)
routes.refuse(REFUSALS)


@routes.command(
    "election roll",
    "wahl verzeichnis",
    reads=True,
    help=Help(
        Text(
            en="Who may vote, and whether you are on the roll.", de="Wer wählen darf und ob du im Verzeichnis stehst."
        ),
        usage=Text(en="election roll [number]", de="wahl verzeichnis [Nummer]"),
        example=Text(en="election roll 2", de="wahl verzeichnis 2"),
    ),
)
def show_roll(store: Store, snapshot: Snapshot, me: Person, election: int | None = None) -> Iterator[Whisper]:
    found = named_or_latest(store, me, election)
    roll = store.election_people.roll(found.id)
    frozen = FROZEN.format(hash=shortened_hash(found.roll_hash)) if found.roll_hash else NOT_FROZEN
    mine = YOU_ARE if roll.of(me.id) else YOU_ARE_NOT
    parts: list[Part] = [Paragraph(COUNTED.format(votes=votes(len(roll.slots)), frozen=frozen)), Paragraph(mine)]
    below: list[Part] = []
    if not found.roll_hash and found.phase in BEFORE_OPENING:
        below.append(Button(OBJECT, action("election.objection", election=found.id)))
        if runs(me, found, ()):
            below.append(Button(CHANGE_ROLL, action("election.roll", election=found.id)))
    heading = TITLE.format(office=found.office)
    room = left(Message(heading, (*parts, *below)))
    slots = [_slot(slot, snapshot) for slot in roll.slots]
    shown: list[Part] = [fitting(slots, room)] if slots else []
    yield Whisper(Message(heading, (*parts, *shown, *below)))


routes.button("election.voters", reads=True)(show_roll)


@routes.button("election.roll", reads=True)
def open_roll(store: Store, snapshot: Snapshot, me: Person, election: int) -> Iterator[Ask]:
    found = store.elections.get(election)
    expect(found, *BEFORE_OPENING)
    expect_runs(store, me, found)
    rule = store.elections.roll_rule(election)
    acronyms = [group.acronym for group in snapshot.directory.groups if group.acronym.casefold() in rule.groups]
    inputs = (
        Choice("unit", WHO_VOTES, tuple(Option(BY[each], each.value) for each in By), rule.by.value),
        Choices("roles", WITH_ROLE, tuple(Option(t, r.value) for r, t in ROLES.items()), _roles(rule), ROLE_HINT),
        Line("deputies", DEPUTIES, _deputies(rule, snapshot), DEPUTIES_HINT, required=False, longest=LONGEST_NAMES),
        Line("groups", GROUPS, ", ".join(acronyms), GROUPS_HINT, required=False, longest=LONGEST_NAMES),
        Day("joined_by", JOINED, rule.joined_by, JOINED_HINT, required=False),
        Line("also", ALSO, _names(rule.also, snapshot), NAMES_HINT, required=False, longest=LONGEST_NAMES),
        Line("without", WITHOUT, _names(rule.without, snapshot), NAMES_HINT, required=False, longest=LONGEST_NAMES),
    )
    yield Ask(Form(ROLL, inputs, SAVE, action("election.roll", election=election), INTRO))


@routes.form("election.roll")
def draw_up_roll(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    election: int,
    unit: By,
    roles: tuple[Role, ...] = (),
    deputies: Annotated[str, LONGEST_NAMES] = "",
    groups: Annotated[str, LONGEST_NAMES] = "",
    joined_by: date | None = None,
    also: Annotated[str, LONGEST_NAMES] = "",
    without: Annotated[str, LONGEST_NAMES] = "",
) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, *BEFORE_OPENING)
    expect_runs(store, me, found)
    wanted = [name.strip() for name in groups.replace(";", ",").split(",") if name.strip()]
    unknown = [name for name in wanted if name.casefold() not in snapshot.groups]
    if unknown:
        yield Reject({"groups": NO_GROUP.format(name=unknown[0][:40])})
        return
    lists: dict[str, frozenset[str]] = {}
    for field, words in (("also", also), ("without", without)):
        try:
            lists[field] = frozenset(people_of(words, snapshot, me))
        except NameUnknown as nobody:
            yield Reject({field: nobody.text})
            return
    try:
        named = deputies_of(deputies, snapshot, me)
    except (NameUnknown, NotADeputy) as nobody:
        yield Reject({"deputies": nobody.text})
        return
    folded = frozenset(name.casefold() for name in wanted)
    rule = RollRule(unit, frozenset(roles), folded, joined_by, lists["also"], lists["without"], named)
    roll = drawn_up(rule, snapshot.directory)
    twice = with_two_votes(roll)
    if twice or (named and unit is not By.GROUP):
        wrong = TWO_VOTES.format(name=name_of(twice, snapshot)) if twice else ONLY_GROUPS
        yield Reject({"deputies": wrong})
        return
    store.elections.set_roll_rule(election, rule)
    store.election_people.set_roll(election, roll)
    if found.phase is Phase.DRAFT:
        yield Whisper(draft(store, snapshot, found))
        return
    yield from log(store, found, Deed.ROLL, now, by=me, roll=len(roll.slots))
    yield Post(card("election.card", election=election), ELECTIONS)
    yield whisper(CHANGED.format(office=found.office, votes=votes(len(roll.slots))))


def _slot(slot: Slot, snapshot: Snapshot) -> Text:
    holder = name_of(slot.holder, snapshot)
    if not slot.group:
        return holder
    if slot.deputy is None:
        return OF_GROUP.format(group=slot.group, holder=holder)
    return WITH_DEPUTY.format(group=slot.group, holder=holder, deputy=name_of(slot.deputy, snapshot))


def _roles(rule: RollRule) -> tuple[str, ...]:
    return tuple(sorted(role.value for role in rule.roles if role in ROLES))


def _deputies(rule: RollRule, snapshot: Snapshot) -> str:
    """As one would type them again."""
    acronyms = {group.acronym.casefold(): group.acronym for group in snapshot.directory.groups}
    known = [(acronyms[group], one) for group, one in rule.deputies if group in acronyms and one in snapshot.people]
    return ", ".join(f"{acronym}: {snapshot.people[one].name}" for acronym, one in sorted(known))


def _names(people: frozenset[str], snapshot: Snapshot) -> str:
    return ", ".join(sorted(names_of(people, snapshot)))
