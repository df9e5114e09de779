"""The minutes of an election: set-up, turnout, rounds, ties, who is elected and what everybody can check."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.chat.text import Text, literal
from bot.domain.elections.chart import Bar as Drawn
from bot.domain.elections.chart import Fate, bars
from bot.domain.elections.outcome import Standing
from bot.domain.elections.tally import Broken, Deciding, Deed
from bot.domain.elections.turnout import NO_QUORUM, Quorum, Turnout
from handlers.elections.document import Bar, Block, Bullets, Document, Facts, Heading, Sentence, Table

TITLE = Text(en="Minutes: {election}", de="Niederschrift: {election}")
SET_UP = Text(en="What was decided beforehand", de="Was vorher festgelegt war")
CANDIDATES = Text(en="Candidates", de="Kandidaturen")
TURNOUT = Text(en="Turnout", de="Wahlbeteiligung")
ELIGIBLE = Text(en="On the electoral roll", de="Im Wahlverzeichnis")
CAST = Text(en="Ballots cast", de="Abgegebene Stimmzettel")
SHARE = Text(en="{cast} ({percent} %)", de="{cast} ({percent} %)")
VALID = Text(en="Valid votes", de="Gültige Stimmen")
ABSTENTIONS = Text(en="Abstentions", de="Enthaltungen")
INVALID = Text(en="Invalid", de="Ungültig")
QUORUM = Text(en="Quorum", de="Mindestbeteiligung")
REACHED = Text(en="{n} ballots, reached", de="{n} Stimmzettel, erreicht")
MISSED = Text(en="{n} ballots, not reached", de="{n} Stimmzettel, nicht erreicht")
NONE_SET = Text(en="none was set", de="keine festgelegt")
COUNT = Text(en="Count", de="Auszählung")
TWICE = Text(
    en="The ballots were counted twice, by two independent programs, and both came to this result.",
    de="Die Stimmzettel wurden zweimal ausgezählt, von zwei unabhängigen Programmen, mit demselben Ergebnis.",
)
NO_NUMBERS = Text(
    en="No numbers are published: so few voted that they could show how somebody voted, or the set-up says so.",
    de="Zahlen werden nicht veröffentlicht: Es haben so wenige gewählt, dass sie jemanden verraten könnten, oder die "
    "Einrichtung sieht es so vor.",
)
NEEDED = Text(en="Votes needed to be elected: {n}.", de="Zur Wahl nötige Stimmen: {n}.")
ROUND = Text(en="Round {n}", de="Runde {n}")
ROUND_OUT = Text(en="Round {n}: {name} has left", de="Runde {n}: {name} ist ausgeschieden")
ROUND_SURPLUS = Text(
    en="Round {n}: the surplus of {name} has passed on", de="Runde {n}: Überschuss von {name} verteilt"
)
CANDIDATE = Text(en="Candidate", de="Kandidatur")
VOTES = Text(en="Votes", de="Stimmen")
STATE = Text(en="State", de="Stand")
NOTHING = Text(en="", de="")
FATES: Mapping[Fate, Text] = {
    Fate.ELECTED: Text(en="elected", de="gewählt"),
    Fate.ELIMINATED: Text(en="out", de="ausgeschieden"),
}
EXHAUSTED = Text(en="No longer counting", de="Nicht mehr mitgezählt")
DUELS = Text(
    en="Duels: how many voters prefer the row to the column", de="Duelle: Wie viele die Zeile der Spalte vorziehen"
)
TIES = Text(en="Equal numbers of votes", de="Stimmengleichheit")
TIE = Text(en="Round {n}, {about}, between {names}: {how}.", de="Runde {n}, {about}, zwischen {names}: {how}.")
ABOUT: Mapping[Deciding, Text] = {
    Deciding.SEAT: Text(en="for a seat", de="um einen Sitz"),
    Deciding.RUN_OFF: Text(en="for a place in the run-off", de="um einen Platz in der Stichwahl"),
    Deciding.ELIMINATION: Text(en="who leaves", de="wer ausscheidet"),
    Deciding.SURPLUS: Text(en="whose surplus passes on first", de="wessen Überschuss zuerst weitergeht"),
}
HOW: Mapping[Broken, Text] = {
    Broken.EARLIER_ROUND: Text(en="an earlier round chose {chosen}", de="eine frühere Runde entschied: {chosen}"),
    Broken.LOT: Text(
        en="the lot, which follows from the ballots and numbers committed before, chose {chosen}",
        de="das Los, das aus den Stimmzetteln und vorher festgelegten Zahlen folgt, entschied: {chosen}",
    ),
    Broken.RUN_OFF: Text(en="the voters decide in a run-off", de="die Wahlberechtigten entscheiden in einer Stichwahl"),
    Broken.REFUSED: Text(en="equality refuses", de="Gleichheit lehnt ab"),
    Broken.OPEN: Text(en="the lot has still to be drawn", de="das Los ist noch zu ziehen"),
}
RESULT = Text(en="Result", de="Ergebnis")
STANDINGS: Mapping[Standing, Text] = {
    Standing.ELECTED: Text(en="Elected: {elected}.", de="Gewählt: {elected}."),
    Standing.PARTLY: Text(
        en="Elected: {elected}. The other seats stay empty.", de="Gewählt: {elected}. Die anderen Sitze bleiben leer."
    ),
    Standing.NOBODY: Text(en="Nobody is elected.", de="Niemand ist gewählt."),
    Standing.RUN_OFF: Text(
        en="A run-off decides between {run_off}.", de="Eine Stichwahl entscheidet zwischen {run_off}."
    ),
    Standing.LOT: Text(en="A lot has still to be drawn.", de="Das Los ist noch zu ziehen."),
    Standing.NO_QUORUM: Text(
        en="Too few took part. The election has no result.",
        de="Zu wenige haben teilgenommen. Die Wahl hat kein Ergebnis.",
    ),
}
ALSO = Text(en="Elected already: {elected}.", de="Schon gewählt: {elected}.")
EVENTS = Text(en="Course of the election", de="Verlauf der Wahl")
EVENT = Text(en="{moment}: {said}", de="{moment}: {said}")
CHECKS = Text(en="To check", de="Zum Nachprüfen")
SIGNED = Text(en="Election committee", de="Wahlausschuss")
LINE = Text(en="{name}, date and signature: ____________", de="{name}, Datum und Unterschrift: ____________")


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the minutes are made of.

    `set_up` are facts as the card shows them; `report` is what is published, with or without numbers; `offices` says
    who has accepted; `events` is the log of the committee; `checks` are hashes and numbers with their labels.
    """

    election: Text
    set_up: Sequence[tuple[Text, Text]]
    candidates: Sequence[str]
    report: Mapping[str, Any]
    standing: Standing
    turnout: Turnout
    quorum: Quorum = NO_QUORUM
    offices: Sequence[Text] = ()
    events: Sequence[tuple[datetime, Text]] = ()
    checks: Sequence[tuple[Text, str]] = ()
    committee: Sequence[str] = ()


def written(minutes: Minutes) -> Document:
    """The minutes as a document in all languages."""
    return Document(TITLE.format(election=minutes.election), tuple(_blocks(minutes)))


def _blocks(minutes: Minutes) -> Iterator[Block]:
    yield Heading(RESULT)
    yield from map(Sentence, _result(minutes))
    if minutes.offices:
        yield Bullets(tuple(minutes.offices))
    yield Heading(SET_UP)
    yield Facts(tuple(minutes.set_up))
    yield Heading(CANDIDATES)
    yield Bullets(tuple(literal(name) for name in minutes.candidates))
    yield Heading(TURNOUT)
    yield Facts(tuple(_turnout(minutes)))
    yield Heading(COUNT)
    yield Sentence(TWICE)
    yield from _count(minutes.report, decided=minutes.standing is not Standing.NO_QUORUM)
    if minutes.events:
        yield Heading(EVENTS)
        yield Bullets(tuple(EVENT.format(moment=moment, said=said) for moment, said in minutes.events))
    if minutes.checks:
        yield Heading(CHECKS)
        yield Facts(tuple((label, literal(value)) for label, value in minutes.checks))
    if minutes.committee:
        yield Heading(SIGNED)
        yield Bullets(tuple(LINE.format(name=name) for name in minutes.committee))


def _result(minutes: Minutes) -> Iterator[Text]:
    elected, run_off = minutes.report["elected"], minutes.report["run_off"]
    said = STANDINGS[minutes.standing]
    if minutes.standing in (Standing.ELECTED, Standing.PARTLY):
        yield said.format(elected=elected)
    elif minutes.standing is Standing.RUN_OFF:
        yield said.format(run_off=run_off)
        if elected:
            yield ALSO.format(elected=elected)
    else:
        yield said


def _turnout(minutes: Minutes) -> Iterator[tuple[Text, Text]]:
    turnout, quorum, report = minutes.turnout, minutes.quorum, minutes.report
    percent = f"{turnout.per_mille // 10}.{turnout.per_mille % 10}"
    yield ELIGIBLE, literal(str(turnout.eligible))
    yield CAST, SHARE.format(cast=turnout.cast, percent=_decimal(percent))
    if "valid" in report:
        yield VALID, literal(str(report["valid"]))
        yield ABSTENTIONS, literal(str(report["abstentions"]))
        yield INVALID, literal(str(report["invalid"]))
    needed = quorum.needed(turnout.eligible)
    reached = REACHED if quorum.reached(turnout) else MISSED
    yield QUORUM, reached.format(n=needed) if needed else NONE_SET


def _count(report: Mapping[str, Any], *, decided: bool) -> Iterator[Block]:
    if "rounds" not in report:
        yield Sentence(NO_NUMBERS)
        return
    if report["quota"]:
        yield Sentence(NEEDED.format(n=_decimal(report["quota"])))
    for number in range(len(report["rounds"])):
        yield _round(report, number, decided=decided)
    if "pairwise" in report:
        yield _duels(report["pairwise"])
    if report["ties"]:
        yield Heading(TIES)
        yield Bullets(tuple(map(_tie, report["ties"])))


def _round(report: Mapping[str, Any], number: int, *, decided: bool) -> Table:
    shown = report["rounds"][number]
    rows = [_bar(bar if decided else replace(bar, fate=None)) for bar in bars(report, number)]
    if any(sign not in "0." for sign in shown["exhausted"]):
        rows.append((EXHAUSTED, _decimal(shown["exhausted"]), Bar(""), NOTHING))
    return Table(_heading(shown, number + 1), (CANDIDATE, VOTES, NOTHING, STATE), tuple(rows), frozenset({1}))


def _bar(bar: Drawn) -> tuple[Text | Bar, ...]:
    return literal(bar.name), _decimal(bar.votes), Bar(bar.drawn), FATES[bar.fate] if bar.fate else NOTHING


def _heading(shown: Mapping[str, Any], number: int) -> Text:
    match shown["deed"]:
        case Deed.ELIMINATION:
            return ROUND_OUT.format(n=number, name=shown["subject"])
        case Deed.SURPLUS:
            return ROUND_SURPLUS.format(n=number, name=shown["subject"])
        case _:
            return ROUND.format(n=number)


def _duels(pairwise: Mapping[str, Mapping[str, str]]) -> Table:
    names = list(pairwise)
    rows = ((literal(one), *(literal(pairwise[one].get(other, "–")) for other in names)) for one in names)
    return Table(DUELS, (CANDIDATE, *map(literal, names)), tuple(rows), frozenset(range(1, len(names) + 1)))


def _tie(tie: Mapping[str, Any]) -> Text:
    how = HOW[Broken(tie["broken"])]
    said = how.format(chosen=tie["chosen"]) if tie["chosen"] and "{chosen}" in how.en else how
    return TIE.format(n=max(tie["round"], 1), about=ABOUT[Deciding(tie["deciding"])], names=tie["candidates"], how=said)


def _decimal(number: str) -> Text:
    """An exact decimal with all its places, as each language writes it."""
    return Text(en=number, de=number.replace(".", ","))
