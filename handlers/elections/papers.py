"""The files of a counted election: minutes, ballots, the program to count them again, and an export for Belenios."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.text import Reader, Text
from bot.domain.elections import belenios
from bot.domain.elections.ballotfile import recount_script
from bot.domain.elections.candidacy import standing
from bot.domain.elections.configuration import canonical
from bot.domain.elections.election import Election, Phase, runs
from bot.domain.elections.outcome import Standing
from bot.domain.elections.publication import Publication
from bot.domain.elections.tally import method_for
from bot.domain.elections.turnout import Quorum, Turnout
from bot.domain.people import Person
from handlers.elections.document import POLICY, Document, as_html, as_markdown
from handlers.elections.draft import title
from handlers.elections.facts import facts, ties
from handlers.elections.finding import listed, names_of
from handlers.elections.logbook import DEEDS, Deed
from handlers.elections.minutes import Minutes, written
from handlers.elections.outcome import OFFICES
from storage import Store
from storage.roster import Snapshot

SET_UP_HASH = Text(en="Hash of the set-up", de="Hash der Einrichtung")
ROLL_HASH = Text(en="Hash of the roll", de="Hash des Verzeichnisses")
FILE_HASH = Text(en="SHA-256 of the ballot file", de="SHA-256 der Stimmzettel-Datei")
LOG_HASH = Text(en="Last hash of the log", de="Letzter Hash des Protokolls")
COUNTED = (Phase.COUNTED, Phase.FINAL)
BEFORE = (Phase.ANNOUNCED, Phase.LISTED)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a file of which election, and in which language."""

    store: Store
    snapshot: Snapshot
    election: Election
    me: Person
    reader: Reader


@dataclass(frozen=True, slots=True)
class File:
    """What is handed out."""

    content: str
    media_type: str
    policy: str = ""  # for a page: what it may load


def file(asked: Asked, name: str) -> File | None:
    """The file of this name, None if there is none or it is not for this person."""
    maker = FILES.get(name)
    if maker is None or asked.election.configuration.is_poll:
        return None
    phases = COUNTED if name not in SET_UP else (*BEFORE, Phase.OPEN, Phase.CLOSED, *COUNTED)
    return maker(asked) if asked.election.phase in phases else None


def may_see_ballots(asked: Asked) -> bool:
    """The single ballots where they are published, else the committee alone: they could show how somebody voted."""
    level = Publication(_said(asked)["publication"])
    return level is Publication.BALLOTS or asked.me.id in asked.election.configuration.committee


def minutes(asked: Asked) -> Document:
    store, election, said = asked.store, asked.election, _said(asked)
    offices = store.election_people.offices(election.id)
    entries = store.election_log.of(election.id)
    plan = election.configuration
    return written(
        Minutes(
            title(election),
            [*facts(election, store.election_people.roll(election.id), asked.snapshot)[1:], ties(plan)],
            store.counted.get(election.id).writ.options,
            said["report"],
            Standing(said["standing"]),
            Turnout(said["eligible"], said["cast"]),
            Quorum(percent=plan.quorum),
            [OFFICES[answer].format(name=listed([one], asked.snapshot)) for one, answer in offices.items()],
            [(entry.at, DEEDS[Deed(entry.action)]) for entry in entries],
            [
                (SET_UP_HASH, election.hash),
                (ROLL_HASH, election.roll_hash),
                (FILE_HASH, store.election_results.file_hash(election.id)),
                (LOG_HASH, entries[-1].hash),
            ],
            names_of(plan.committee, asked.snapshot),
        )
    )


def _said(asked: Asked) -> Mapping[str, Any]:
    return json.loads(asked.store.election_results.report(asked.election.id) or "{}")


def _html(asked: Asked) -> File:
    return File(as_html(minutes(asked), asked.reader), "text/html", POLICY)


def _markdown(asked: Asked) -> File:
    return File(as_markdown(minutes(asked), asked.reader), "text/markdown")


def _ballots(asked: Asked) -> File | None:
    if not may_see_ballots(asked):
        return None
    return File(asked.store.election_results.file(asked.election.id) or "", "application/json")


def _script(_: Asked) -> File:
    return File(recount_script(), "text/x-python")


def _set_up(asked: Asked) -> File:
    """The canonical text, of which SHA-256 is the hash that was posted."""
    return File(canonical(asked.election.configuration), "application/json")


def _voters(asked: Asked) -> File | None:
    """The addresses of the roll, for the committee alone; None where Belenios would refuse one of them."""
    stands = [one.person for one in standing(asked.store.election_people.candidacies(asked.election.id))]
    if not runs(asked.me, asked.election, stands):
        return None
    holders = [slot.holder for slot in asked.store.election_people.roll(asked.election.id).slots]
    people = [asked.snapshot.people[one] for one in holders if one in asked.snapshot.people]
    try:
        return File(belenios.voters([person.email for person in people]), "text/plain")
    except belenios.NotForBelenios:
        return None


def _belenios(asked: Asked) -> File:
    election = asked.election
    people = standing(asked.store.election_people.candidacies(election.id))
    names = names_of([one.person for one in people], asked.snapshot)
    plan = election.configuration
    method = method_for(plan.method, len(names), plan.seats)
    rules = plan.rules(method, len(asked.store.election_people.roll(election.id).slots), election.ballot)
    answers = names if method is plan.method else [*names, NO.plain(asked.reader)]
    template = belenios.template(rules, answers, name=election.office, question=election.office)
    return File(json.dumps(template, ensure_ascii=False, indent=1), "application/json")


NO = Text(en="No", de="Nein")
SET_UP = frozenset({"set-up.json", "voters.txt", "belenios.json"})
FILES: Mapping[str, Callable[[Asked], File | None]] = {
    "minutes.html": _html,
    "minutes.md": _markdown,
    "ballots.json": _ballots,
    "recount.py": _script,
    "set-up.json": _set_up,
    "voters.txt": _voters,
    "belenios.json": _belenios,
}
