"""Setting up an election by two short forms: what it is about and when, then the rules by which it is counted."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Whisper, whisper
from bot.chat.text import Text
from bot.chat.ui import Choice, Form, Input, Line, Moment, Option, action
from bot.domain.elections.configuration import Configuration, ConfigurationImpossible, checked, usual_threshold
from bot.domain.elections.election import Election, Phase, expect
from bot.domain.elections.roll import RollRule, drawn_up
from bot.domain.elections.tally import Base, Method
from bot.domain.people import Person, Role
from bot.domain.walltime import WallTimeMissing, WallTimeTwice, to_utc
from bot.routing import Help, Router, Who
from handlers.elections.draft import draft
from handlers.elections.finding import NameUnknown, expect_runs, names_of, people_of, wall
from handlers.elections.texts import (
    CHOSEN,
    CLOCKS,
    COMMITTEE,
    METHOD,
    METHODS,
    OFFICE,
    REFUSALS,
    SAVE,
    SEATS,
    TRUSTEES,
    WHY,
)
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="An election", de="Eine Wahl")
INTRO = Text(
    en="Nobody hears of it before you announce it. Times are those of {zone}. Trustees hold the words that open the "
    "ballot box: three people, of whom two are needed. Without trustees I hold the key alone, and the card says so.",
    de="Niemand erfährt davon, bevor du sie ankündigst. Zeiten gelten in {zone}. Schlüsselpersonen haben die Wörter, "
    "die die Urne öffnen: drei Personen, zwei davon sind nötig. Ohne sie habe ich den Schlüssel allein, und das steht "
    "auf der Karte.",
)
OFFICE_HINT = Text(en="Such as Representative in the Steering Committee", de="Zum Beispiel Vertretung im Lenkungskreis")
NOMINATIONS = Text(en="Nominations until", de="Vorschläge bis")
OPENS = Text(en="Voting opens", de="Wahl öffnet")
CLOSES = Text(en="Voting closes", de="Wahl schließt")
NAMES_HINT = Text(en="Whole names with commas between them", de="Ganze Namen mit Kommas dazwischen")
COMMITTEE_HINT = Text(
    en="At least two; they cannot stand. Whole names with commas", de="Mindestens zwei, ohne Kandidatur; mit Kommas"
)
DISCARDED = Text(en="The draft *{office}* is gone.", de="Der Entwurf *{office}* ist weg.")
LONGEST_OFFICE, LONGEST_NAMES = 80, 300
OFFERED = tuple(method for method in METHODS if method is not Method.YES_NO)  # that one comes by itself

routes = Router(words=CHOSEN)
routes.refuse(REFUSALS)


@routes.command(
    "election new",
    "wahl neu",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(en="Set up a secret election.", de="Eine geheime Wahl vorbereiten."),
        usage=Text(en="election new", de="wahl neu"),
    ),
)
def open_setup(network: Network) -> Iterator[Ask]:
    yield Ask(_form(network, action("election.new"), _inputs(network)))


@routes.form("election.new", who=Who.COORDINATORS)
def set_up(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    network: Network,
    now: datetime,
    office: Annotated[str, LONGEST_OFFICE],
    seats: int,
    method: Method,
    nominations_until: datetime,
    opens: datetime,
    closes: datetime,
    committee: Annotated[str, LONGEST_NAMES],
    trustees: Annotated[str, LONGEST_NAMES] = "",
    election: int | None = None,
) -> Iterator[Reply]:
    before = None
    if election is not None:
        before = store.elections.lock(election)
        expect(before, Phase.DRAFT)
        expect_runs(store, me, before)
    people, wrong = _people({"committee": committee, "trustees": trustees}, snapshot, me)
    moments: dict[str, datetime] = {}
    for field, moment in (("nominations_until", nominations_until), ("opens", opens), ("closes", closes)):
        try:
            moments[field] = to_utc(moment, network.timezone)
        except (WallTimeMissing, WallTimeTwice) as error:
            wrong[field] = CLOCKS[type(error)]
    if wrong:
        yield Reject(wrong)
        return
    fresh = Configuration(office, now, now, now, (), min_ballots=network.min_ballots)
    kept = before.configuration if before else fresh
    holders = people["trustees"]
    threshold = kept.threshold if kept.trustees == holders else usual_threshold(len(holders))
    wanted = replace(kept, office=office, seats=seats, method=method, threshold=threshold, **moments, **people)
    if method not in (Method.ABSOLUTE_MAJORITY, Method.YES_NO):
        wanted = replace(wanted, base=Base.VALID)
    try:
        checked(wanted, now)
    except ConfigurationImpossible as error:
        yield Reject({error.field: WHY[error.why]})
        return
    if before:
        found = replace(before, configuration=wanted)
        store.elections.save(found, None)
    else:
        rule = RollRule(roles=frozenset({Role.LEADER}))
        found = store.elections.add(Election(0, wanted), rule)
        store.election_people.set_roll(found.id, drawn_up(rule, snapshot.directory))
    yield Whisper(draft(store, snapshot, found))


@routes.button("election.edit", reads=True)
def open_again(store: Store, snapshot: Snapshot, me: Person, network: Network, election: int) -> Iterator[Ask]:
    found = store.elections.get(election)
    expect(found, Phase.DRAFT)
    expect_runs(store, me, found)
    inputs = _inputs(network, found.configuration, snapshot)
    yield Ask(_form(network, action("election.new", election=election), inputs))


@routes.button("election.discard")
def discard(store: Store, me: Person, election: int) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, Phase.DRAFT)
    expect_runs(store, me, found)
    store.elections.discard(election)
    yield whisper(DISCARDED.format(office=found.office))


def _form(network: Network, carry: str, inputs: tuple[Input, ...]) -> Form:
    return Form(TITLE, inputs, SAVE, carry, INTRO.format(zone=network.timezone))


def _inputs(network: Network, plan: Configuration | None = None, snapshot: Snapshot | None = None) -> tuple[Input, ...]:
    committee, trustees = (
        (", ".join(names_of(people, snapshot)) for people in (plan.committee, plan.trustees))
        if plan and snapshot
        else ("", "")
    )
    method = plan.method if plan else Method.ABSOLUTE_MAJORITY
    return (
        Line("office", OFFICE, plan.office if plan else "", OFFICE_HINT, longest=LONGEST_OFFICE),
        Line("seats", SEATS, str(plan.seats if plan else 1), longest=2),
        Choice("method", METHOD, tuple(Option(METHODS[each], each.value) for each in OFFERED), method.value),
        Moment("nominations_until", NOMINATIONS, wall(plan.nominations_until, network) if plan else None),
        Moment("opens", OPENS, wall(plan.opens, network) if plan else None),
        Moment("closes", CLOSES, wall(plan.closes, network) if plan else None),
        Line("committee", COMMITTEE, committee, COMMITTEE_HINT, longest=LONGEST_NAMES),
        Line("trustees", TRUSTEES, trustees, NAMES_HINT, required=False, longest=LONGEST_NAMES),
    )


def _people(
    given: Mapping[str, str], snapshot: Snapshot, me: Person
) -> tuple[dict[str, tuple[str, ...]], dict[str, Text]]:
    """The people whom each input names, and what to say beside those that name nobody."""
    people: dict[str, tuple[str, ...]] = {}
    wrong: dict[str, Text] = {}
    for field, words in given.items():
        try:
            people[field] = people_of(words, snapshot, me)
        except NameUnknown as unknown:
            wrong[field] = unknown.text
    return people, wrong
