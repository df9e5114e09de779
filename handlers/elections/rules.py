"""The rules by which an election is counted, in a form of their own: majority, abstention, quorum, ties, codes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.chat.replies import Ask, Reject, Reply, Whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Check, Choice, Form, Input, Line, Option, action
from bot.domain.elections.configuration import ConfigurationImpossible, checked
from bot.domain.elections.election import Phase, expect
from bot.domain.elections.publication import Publication
from bot.domain.elections.tally import Abstentions, Base, Method, TieRule
from bot.domain.people import Person
from bot.routing import Router
from handlers.elections.draft import draft
from handlers.elections.finding import expect_runs
from handlers.elections.texts import ABSTENTIONS, BASES, CHOSEN, PUBLICATIONS, QUORUM, REFUSALS, SAVE, TIES, WHY
from storage import Store
from storage.roster import Snapshot

RULES = Text(en="Rules of the election", de="Regeln der Wahl")
MAJORITY = Text(en="Majority of", de="Mehrheit von")
ABSTENTION = Text(en="Abstention", de="Enthaltung")
TIE = Text(en="If votes are equal", de="Bei Gleichheit")
PUBLISHED = Text(en="Published", de="Veröffentlicht wird")
QUORUM_HINT = Text(
    en="Percent of the roll that must vote; 0 for none", de="Prozent des Verzeichnisses, die wählen müssen; 0 für keine"
)
THRESHOLD = Text(en="Trustees needed", de="Nötig zum Öffnen")
THRESHOLD_HINT = Text(en="How many of the trustees open the box", de="Wie viele Schlüsselpersonen die Urne öffnen")
CONTEST = Text(en="Days to contest", de="Tage für Einspruch")
CONTEST_HINT = Text(en="Then the tracking codes are erased", de="Danach werden die Prüfcodes gelöscht")
CODES = Text(en="Tracking codes", de="Prüfcodes")
CODES_HINT = Text(
    en="Voters find their own ballot in the published list. A code can also prove to others how one voted.",
    de="Wer wählt, findet den eigenen Stimmzettel in der Liste, kann damit aber auch anderen die Wahl beweisen.",
)

routes = Router(words=CHOSEN)
routes.refuse(REFUSALS)


@routes.button("election.rules", reads=True)
def open_rules(store: Store, me: Person, election: int) -> Iterator[Ask]:
    found = store.elections.get(election)
    expect(found, Phase.DRAFT)
    expect_runs(store, me, found)
    plan = found.configuration
    inputs: list[Input] = [
        Choice("base", MAJORITY, tuple(Option(BASES[base], base.value) for base in BASES), plan.base.value),
        Choice("abstentions", ABSTENTION, _options(ABSTENTIONS), plan.abstentions.value),
        Line("quorum", QUORUM, str(plan.quorum), QUORUM_HINT, longest=3),
        Choice("ties", TIE, _options(TIES), plan.ties.value),
        Choice("publication", PUBLISHED, _options(PUBLICATIONS), plan.publication.value),
        Check("codes", CODES, plan.codes, CODES_HINT),
        Line("contest_days", CONTEST, str(plan.contest_days), CONTEST_HINT, longest=2),
    ]
    if plan.method is not Method.ABSOLUTE_MAJORITY:
        inputs = inputs[1:]
    if plan.trustees:
        inputs.append(Line("threshold", THRESHOLD, str(plan.threshold), THRESHOLD_HINT, longest=1))
    carry = action("election.rules", election=election)
    yield Ask(Form(RULES, tuple(inputs), SAVE, carry, literal(plan.office)))


@routes.form("election.rules")
def save_rules(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    election: int,
    abstentions: Abstentions,
    ties: TieRule,
    publication: Publication,
    base: Base = Base.VALID,
    quorum: int = 0,
    codes: bool = False,
    contest_days: int = 7,
    threshold: int = 0,
) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, Phase.DRAFT)
    expect_runs(store, me, found)
    wanted = replace(
        found.configuration,
        base=base if found.configuration.method is Method.ABSOLUTE_MAJORITY else Base.VALID,
        abstentions=abstentions,
        quorum=quorum,
        ties=ties,
        publication=publication,
        codes=codes,
        contest_days=contest_days,
        threshold=threshold if found.configuration.trustees else 0,
    )
    try:
        changed = replace(found, configuration=checked(wanted, now))
    except ConfigurationImpossible as error:
        yield Reject({error.field: WHY[error.why]})
        return
    store.elections.save(changed, None)
    yield Whisper(draft(store, snapshot, changed))


def _options(texts: Mapping[Any, Text]) -> tuple[Option, ...]:
    return tuple(Option(text, each.value) for each, text in texts.items())
