"""The draft of an election as the committee sees it, and its announcement: from then on nothing of it changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.replies import Post, Reply, Whisper, card
from bot.chat.text import Text
from bot.chat.ui import Button, Fields, Message, Paragraph, Part, action
from bot.domain.elections.configuration import Configuration, ConfigurationImpossible, checked
from bot.domain.elections.election import Election, Phase, expect, next_due
from bot.domain.elections.publication import (
    MOST_CANDIDATES,
    SMALL_ELECTORATE,
    Caution,
    Publication,
    cautions,
    most_listed,
)
from bot.domain.people import Person
from bot.routing import Router
from handlers.elections.facts import facts, lines, ties, votes
from handlers.elections.finding import expect_runs
from handlers.elections.keys import ask_trustees
from handlers.elections.logbook import Deed, log
from handlers.elections.texts import ELECTIONS, NUMBERED, PUBLICATIONS, REFUSALS, ROLL
from storage import Store
from storage.roster import Snapshot

DRAFT = Text(en="Draft: {office} · election {number}", de="Entwurf: {office} · Wahl {number}")
PUBLISHED = Text(en="Published", de="Veröffentlicht wird")
UNHEARD = Text(
    en="Nobody has heard of it yet. Once it is announced, *none of this can be changed*: the hash of the set-up is "
    "posted, people can be nominated, and who misses their name on the roll can object.",
    de="Noch weiß niemand davon. Ist sie angekündigt, lässt sich *nichts davon mehr ändern*: Der Hash der Einrichtung "
    "wird veröffentlicht, Vorschläge sind möglich, und wer im Verzeichnis fehlt, kann Einspruch erheben.",
)
SMALL_ROLL = Text(
    en="*Only {votes} on the roll.* Below {small} the result alone may show how somebody voted. {then}",
    de="*Nur {votes} im Verzeichnis.* Unter {small} kann schon das Ergebnis zeigen, wie jemand gewählt hat. {then}",
)
FEWER = Text(
    en="With fewer than {least} ballots I say only who is elected.",
    de="Bei weniger als {least} Stimmzetteln sage ich nur, wer gewählt ist.",
)
TOO_FEW = Text(
    en="Too few for numbers: even if everybody votes, I say only who is elected.",
    de="Zu wenige für Zahlen: Selbst wenn alle wählen, sage ich nur, wer gewählt ist.",
)
LISTED = Text(
    en="If everybody votes, single ballots are published with up to {n} candidates. With more, it is rounds and sums, "
    "and the ballots go to the committee alone: who fills theirs in unusually could be recognized by it.",
    de="Wenn alle wählen, werden bei bis zu {n} Kandidaturen einzelne Stimmzettel veröffentlicht. Bei mehr sind es "
    "Runden und Summen, und die Stimmzettel bekommt nur der Wahlausschuss: An einem ungewöhnlich ausgefüllten ließe "
    "sich jemand erkennen.",
)
NO_ROLL = Text(en="*The roll is empty.* Nobody could vote.", de="*Das Verzeichnis ist leer.* Niemand könnte wählen.")
CHANGE = Text(en="Change", de="Ändern")
RULES = Text(en="Rules", de="Regeln")
ANNOUNCE = Text(en="Announce it", de="Ankündigen")
DISCARD = Text(en="Discard", de="Verwerfen")
ANNOUNCED = Text(
    en="*{office}* is announced. It goes on by itself: the list closes, voting opens and closes at the times of the "
    "card.",
    de="*{office}* ist angekündigt. Alles Weitere geschieht von selbst, zu den Zeiten auf der Karte.",
)
TOO_LATE = Text(
    en="The time for nominations is over already. Change the times first.",
    de="Die Zeit für Vorschläge ist schon vorbei. Ändere erst die Zeiten.",
)

routes = Router()
routes.refuse(REFUSALS)


@routes.button("election.draft", reads=True)
def show_draft(store: Store, snapshot: Snapshot, me: Person, election: int) -> Iterator[Whisper]:
    found = store.elections.get(election)
    expect(found, Phase.DRAFT)
    expect_runs(store, me, found)
    yield Whisper(draft(store, snapshot, found))


@routes.button("election.announce")
def announce(store: Store, snapshot: Snapshot, me: Person, now: datetime, election: int) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, Phase.DRAFT)
    expect_runs(store, me, found)
    roll = store.election_people.roll(election)
    try:
        checked(found.configuration, now)
    except ConfigurationImpossible:
        yield Whisper(_with(draft(store, snapshot, found), TOO_LATE))
        return
    if not roll.slots:
        yield Whisper(draft(store, snapshot, found))
        return
    public = replace(found, phase=Phase.ANNOUNCED)
    store.elections.save(public, next_due(public))
    yield from log(store, public, Deed.ANNOUNCED, now, by=me, hash=public.hash, roll=len(roll.slots))
    yield Post(card("election.card", election=election), ELECTIONS)
    yield from ask_trustees(store, public)
    yield Whisper(Message(parts=(Paragraph(ANNOUNCED.format(office=found.office)),)))


def draft(store: Store, snapshot: Snapshot, election: Election) -> Message:
    """All that will hold, with what speaks against it, and what one can still do."""
    plan, roll = election.configuration, store.election_people.roll(election.id)
    size, number = len(roll.slots), election.id
    parts: list[Part] = [
        Fields(tuple(facts(election, roll, snapshot))),
        Paragraph(lines([_line(*ties(plan)), _line(PUBLISHED, PUBLICATIONS[Publication(plan.publication)])])),
    ]
    if not size:
        parts.append(Paragraph(NO_ROLL))
    else:
        parts += [Paragraph(warning) for warning in _warnings(plan, size)]
    parts += [
        Paragraph(UNHEARD),
        Button(CHANGE, action("election.edit", election=number)),
        Button(RULES, action("election.rules", election=number)),
        Button(ROLL, action("election.roll", election=number)),
        *([Button(ANNOUNCE, action("election.announce", election=number), style="primary")] if size else []),
        Button(DISCARD, action("election.discard", election=number), style="danger"),
    ]
    return Message(DRAFT.format(office=election.office, number=str(number)), tuple(parts))


def _warnings(plan: Configuration, size: int) -> Iterator[Text]:
    """What the roll and the method mean for what can be published."""
    rules = plan.rules(plan.method, size, 1)
    found = cautions(rules, plan.seats + 1, size, plan.publication, min_ballots=plan.min_ballots)
    few = Caution.ELECTED_ONLY in found
    if Caution.SMALL_ELECTORATE in found:
        then = TOO_FEW if few else FEWER.format(least=plan.min_ballots)
        yield SMALL_ROLL.format(votes=votes(size), small=SMALL_ELECTORATE, then=then)
    most = most_listed(rules, size)
    if most < MOST_CANDIDATES and plan.publication is Publication.BALLOTS and not few:
        yield LISTED.format(n=most)


def title(election: Election) -> Text:
    return NUMBERED.format(office=election.office, number=str(election.id))


def _with(shown: Message, said: Text) -> Message:
    return replace(shown, parts=(Paragraph(said), *shown.parts))


def _line(label: Text, value: Text) -> Text:
    return Text(en="{label}: {value}", de="{label}: {value}").format(label=label, value=value)
