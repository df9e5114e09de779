"""The result as everybody sees it: who is elected, rounds as bars, turnout, quorum, ties and how they were broken."""

import json
from collections.abc import Mapping
from typing import Any

from bot.chat.room import fitting, some
from bot.chat.text import Plural, Text, Value
from bot.chat.ui import Bars, Button, Items, Paragraph, Part, action
from bot.domain.elections.election import Election, Phase
from bot.domain.elections.outcome import Standing
from bot.domain.elections.publication import Publication
from bot.domain.elections.tally import Broken, Deciding, Deed
from handlers.elections.finding import listed
from storage import Store
from storage.roster import Snapshot

ELECTED = Text(en="*Elected: {names}*", de="*Gewählt: {names}*")
PARTLY = Text(
    en="*Elected: {names}*. The other seats stay empty.", de="*Gewählt: {names}*. Die anderen Sitze bleiben leer."
)
NOBODY = Text(en="*Nobody is elected.*", de="*Niemand ist gewählt.*")
RUN_OFF = Text(
    en="*Run-off between {names}*, on the same roll: election {number}.",
    de="*Stichwahl zwischen {names}*, mit demselben Verzeichnis: Wahl {number}.",
)
ALSO = Text(en="Elected already: {names}.", de="Schon gewählt: {names}.")
NO_QUORUM = Text(
    en="*Too few have voted: the quorum of {n} % was not reached.* Nobody is elected.",
    de="*Zu wenige haben gewählt: Die Mindestbeteiligung von {n} % wurde nicht erreicht.* Niemand ist gewählt.",
)
TURNOUT = Text(
    en="Ballots: {cast} of {eligible}. Valid: {valid}, abstentions: {abstentions}, invalid: {invalid}.",
    de="Stimmzettel: {cast} von {eligible}. Gültig: {valid}, Enthaltungen: {abstentions}, ungültig: {invalid}.",
)
NEEDED = Text(en="Votes needed: {n}.", de="Nötige Stimmen: {n}.")
FEW = Text(
    en="No numbers are published: so few voted that they could show how somebody voted, or the set-up says so.",
    de="Zahlen werden nicht veröffentlicht: Es haben so wenige gewählt, dass sie jemanden verraten könnten, oder die "
    "Einrichtung sieht es so vor.",
)
ROUND = Text(en="*Round {n}*", de="*Runde {n}*")
ROUND_OUT = Text(en="*Round {n}*: {name} is out", de="*Runde {n}*: {name} scheidet aus")
ROUND_SURPLUS = Text(
    en="*Round {n}*: the surplus of {name} is passed on", de="*Runde {n}*: Der Überschuss von {name} geht weiter"
)
ONE_ROUND = Text(en="One more round is in the minutes.", de="Eine weitere Runde steht in der Niederschrift.")
MORE_ROUNDS = Text(en="{n} more rounds are in the minutes.", de="{n} weitere Runden stehen in der Niederschrift.")
ROUNDS = Text(en="{rounds}", de="{rounds}")
VOTES = Text(en="{name} ({votes})", de="{name} ({votes})")
PLAIN = Text(en="{name}", de="{name}")
TIE = Text(
    en="Equal votes {about} in round {n}, between {names}: {how}.",
    de="Gleich viele Stimmen {about} in Runde {n}, zwischen {names}: {how}.",
)
ABOUT: Mapping[Deciding, Text] = {
    Deciding.SEAT: Text(en="for a seat", de="um einen Sitz"),
    Deciding.RUN_OFF: Text(en="for the run-off", de="um die Stichwahl"),
    Deciding.ELIMINATION: Text(en="for the last place", de="um den letzten Platz"),
    Deciding.SURPLUS: Text(en="at a surplus", de="bei einem Überschuss"),
}
HOW: Mapping[Broken, Text] = {
    Broken.EARLIER_ROUND: Text(
        en="an earlier round decided for {chosen}", de="eine frühere Runde entschied für {chosen}"
    ),
    Broken.LOT: Text(
        en="the lot fell to {chosen}; it follows from the ballots and a number committed before",
        de="das Los fiel auf {chosen}; es folgt aus den Stimmzetteln und einer vorher festgelegten Zahl",
    ),
    Broken.RUN_OFF: Text(en="the run-off decides", de="die Stichwahl entscheidet"),
    Broken.REFUSED: Text(en="equality refuses", de="Gleichheit lehnt ab"),
    Broken.OPEN: Text(en="the lot decides", de="das Los entscheidet"),
}
OFFICES = {
    "asked": Text(en="{name} has been asked to accept", de="{name} ist um die Annahme gebeten"),
    "accepted": Text(en="*{name} has accepted*", de="*{name} hat die Wahl angenommen*"),
    "declined": Text(en="{name} has declined", de="{name} hat abgelehnt"),
}
CONTEST = Text(
    en="The tracking codes stand in the ballot file until {moment}.",
    de="Die Prüfcodes stehen bis {moment} in der Datei der Stimmzettel.",
)
FILE_HASH = Text(en="SHA-256 of the ballot file: `{digest}`", de="SHA-256 der Stimmzettel-Datei: `{digest}`")
CHECK = Text(en="Find my ballot", de="Meinen Stimmzettel finden")
FILES = Text(en="Files and recount", de="Dateien und Nachzählen")
PROMISES = Text(en="What is promised", de="Was zugesagt ist")
SHOWN_ROUNDS, SHOWN_BARS, SHOWN_TIES, ROOM = 2, 8, 3, 600
FULL_REPORT = "rounds"


def outcome(store: Store, snapshot: Snapshot, election: Election) -> list[Part]:
    """The result, once there is one."""
    kept = store.election_results.report(election.id)
    if kept is None:
        return []
    said = json.loads(kept)
    report = said["report"]
    parts: list[Part] = [Paragraph(_came(store, election, said))]
    offices = store.election_people.offices(election.id)
    if offices:
        lines = [OFFICES[answer].format(name=listed([person], snapshot)) for person, answer in offices.items()]
        parts.append(fitting(lines, ROOM))
    if FULL_REPORT in report:
        parts += [Paragraph(_turnout(said)), *_rounds(report), *_ties(report)]
    else:
        parts.append(Paragraph(FEW))
    return [*parts, *_below(store, election, said)]


def _came(store: Store, election: Election, said: Mapping[str, Any]) -> Text:
    report, came = said["report"], Standing(said["standing"])
    match came:
        case Standing.ELECTED:
            return ELECTED.format(names=some(report["elected"], ROOM))
        case Standing.PARTLY:
            return PARTLY.format(names=some(report["elected"], ROOM))
        case Standing.RUN_OFF:
            again = store.elections.run_off_of(election.id)
            number = str(again.id) if again else "–"
            run_off = RUN_OFF.format(names=some(report["run_off"], ROOM), number=number)
            if not report["elected"]:
                return run_off
            also = ALSO.format(names=some(report["elected"], ROOM))
            return Text(en="{run_off} {also}", de="{run_off} {also}").format(run_off=run_off, also=also)
        case Standing.NO_QUORUM:
            return NO_QUORUM.format(n=election.configuration.quorum)
        case _:
            return NOBODY


def _turnout(said: Mapping[str, Any]) -> Text:
    report = said["report"]
    parts = {name: report[name] for name in ("valid", "abstentions", "invalid")}
    shown = TURNOUT.format(cast=said["cast"], eligible=said["eligible"], **parts)
    if report["quota"] is None:
        return shown
    needed = NEEDED.format(n=_short(report["quota"]))
    return Text(en="{shown} {needed}", de="{shown} {needed}").format(shown=shown, needed=needed)


def _rounds(report: Mapping[str, Any]) -> list[Part]:
    """The first round and the last one; the others stand in the minutes."""
    given: list[Mapping[str, Any]] = report["rounds"]
    rounds = list(enumerate(given, 1))
    shown = rounds if len(rounds) <= SHOWN_ROUNDS else [rounds[0], rounds[-1]]
    parts: list[Part] = []
    for number, one in shown:
        if len(rounds) > 1:
            parts.append(Paragraph(_heading(number, one)))
        votes: dict[str, str] = one["votes"]
        most = sorted(votes.items(), key=lambda pair: -float(pair[1]))[:SHOWN_BARS]
        bars = tuple((_label(name, number), int(number.partition(".")[0])) for name, number in most)
        parts += [Bars(bars)] if bars else []
    if len(rounds) > len(shown):
        left_out = Plural(len(rounds) - len(shown), one=ONE_ROUND, other=MORE_ROUNDS)
        parts.append(Paragraph(ROUNDS.format(rounds=left_out)))
    return parts


def _heading(number: int, one: Mapping[str, Any]) -> Text:
    match one["deed"]:
        case Deed.ELIMINATION:
            return ROUND_OUT.format(n=number, name=one["subject"])
        case Deed.SURPLUS:
            return ROUND_SURPLUS.format(n=number, name=one["subject"])
        case _:
            return ROUND.format(n=number)


def _label(name: str, votes: str) -> Text:
    """A candidate's name, with the exact votes where these have parts."""
    return VOTES.format(name=name[:50], votes=votes) if "." in _short(votes) else PLAIN.format(name=name[:50])


def _ties(report: Mapping[str, Any]) -> list[Part]:
    lines = [
        TIE.format(
            about=ABOUT[Deciding(tie["deciding"])],
            n=max(tie["round"], 1),
            names=_names(tie["candidates"]),
            how=_how(tie),
        )
        for tie in report["ties"][:SHOWN_TIES]
    ]
    return [Items(tuple(lines), len(report["ties"]) - len(lines))] if lines else []


def _how(tie: Mapping[str, Any]) -> Text:
    how = Broken(tie["broken"])
    chosen = how in (Broken.EARLIER_ROUND, Broken.LOT)
    return HOW[how].format(chosen=_names(tie["chosen"])) if chosen else HOW[how]


def _below(store: Store, election: Election, said: Mapping[str, Any]) -> list[Part]:
    listed_with_codes = election.configuration.codes and said["publication"] == Publication.BALLOTS
    parts: list[Part] = []
    if said["publication"] == Publication.BALLOTS:
        parts.append(Paragraph(FILE_HASH.format(digest=store.election_results.file_hash(election.id))))
    if election.phase is Phase.COUNTED and listed_with_codes and election.contest_until:
        parts.append(Paragraph(CONTEST.format(moment=election.contest_until)))
        parts.append(Button(CHECK, action("election.check", election=election.id), style="primary"))
    parts.append(Button(FILES, action("election.files", election=election.id)))
    return [*parts, Button(PROMISES, action("election.promise", election=election.id))]


def _names(names: list[str]) -> list[Value]:
    return some(names, ROOM // 3)


def _short(votes: str) -> str:
    """Exact votes without zeros that say nothing."""
    return votes.rstrip("0").rstrip(".") if "." in votes else votes
