"""Words that several parts of the elections share."""

from collections.abc import Mapping
from enum import Enum

from bot.chat.text import Text
from bot.domain.elections.candidacy import (
    AlreadyNominated,
    CommitteeStandsNot,
    NotNominated,
    Standing,
    TooManyCandidates,
)
from bot.domain.elections.configuration import ConfigurationImpossible
from bot.domain.elections.election import (
    ElectionClosed,
    NeverShorter,
    NoElectionForThis,
    NoSuchElection,
    NotATrustee,
    NotOnCommittee,
    NotOnTheRoll,
    NotThisPhase,
    Phase,
)
from bot.domain.elections.publication import Publication
from bot.domain.elections.roll import By
from bot.domain.elections.tally import Abstentions, Base, Method, TieRule
from bot.domain.people import NoSuchPerson, Role
from bot.domain.walltime import WallTimeMissing, WallTimeTwice
from bot.routing import Refusal

ELECTIONS = "elections"  # the channel

METHODS: Mapping[Method, Text] = {
    Method.ABSOLUTE_MAJORITY: Text(en="Absolute majority, run-off", de="Absolute Mehrheit, Stichwahl"),
    Method.RELATIVE_MAJORITY: Text(en="Most votes", de="Die meisten Stimmen"),
    Method.YES_NO: Text(en="Yes or no", de="Ja oder nein"),
    Method.APPROVAL: Text(en="Approval: as many as one likes", de="Zustimmung: beliebig viele ankreuzen"),
    Method.INSTANT_RUN_OFF: Text(en="Ranking with instant run-off", de="Rangfolge mit integrierter Stichwahl"),
    Method.SEVERAL_SEATS: Text(en="Several seats, a vote for each", de="Mehrere Sitze, je Sitz eine Stimme"),
    Method.SCOTTISH_STV: Text(
        en="Several seats in proportion (Scottish STV)", de="Mehrere Sitze im Verhältnis (STV, Schottland)"
    ),
    Method.SCHULZE: Text(en="Ranking by duels (Schulze)", de="Rangfolge nach Duellen (Schulze)"),
}
BASES: Mapping[Base, Text] = {
    Base.VALID: Text(en="votes without abstentions", de="Stimmen ohne Enthaltungen"),
    Base.WITH_ABSTENTIONS: Text(
        en="votes with abstentions, without invalid ones", de="Stimmen mit Enthaltungen, ohne ungültige"
    ),
    Base.CAST: Text(en="all ballots, invalid ones too", de="alle Stimmzettel, auch ungültige"),
    Base.ELIGIBLE: Text(en="everybody on the roll", de="alle im Wahlverzeichnis"),
}
ABSTENTIONS: Mapping[Abstentions, Text] = {
    Abstentions.ALLOWED: Text(en="One may abstain", de="Enthaltung ist möglich"),
    Abstentions.VOID: Text(en="No abstention", de="Keine Enthaltung"),
}
TIES: Mapping[TieRule, Text] = {
    TieRule.RUN_OFF_THEN_LOT: Text(en="Run-off, then lot", de="Stichwahl, dann Los"),
    TieRule.LOT: Text(en="Lot at once", de="Sofort das Los"),
}
PUBLICATIONS: Mapping[Publication, Text] = {
    Publication.BALLOTS: Text(en="All ballots, without names", de="Alle Stimmzettel, ohne Namen"),
    Publication.SUMS: Text(en="Numbers of votes only", de="Nur die Stimmenzahlen"),
    Publication.ELECTED: Text(en="Only who is elected", de="Nur, wer gewählt ist"),
}
ROLES: Mapping[Role, Text] = {
    Role.LEADER: Text(en="Group leaders", de="Gruppenleitungen"),
    Role.DEPUTY: Text(en="Deputies", de="Stellvertretungen"),
    Role.RESEARCHER: Text(en="Researchers", de="Forschende"),
    Role.COORDINATOR: Text(en="Coordinators", de="Koordination"),
}
BY: Mapping[By, Text] = {
    By.PERSON: Text(en="Each person", de="Jede Person"),
    By.GROUP: Text(en="Each group: its leader or deputy", de="Jede Gruppe: Leitung oder Stellvertretung"),
}
PHASES: Mapping[Phase, Text] = {
    Phase.DRAFT: Text(en="being set up", de="in Vorbereitung"),
    Phase.ANNOUNCED: Text(en="nominations until {moment}", de="Vorschläge bis {moment}"),
    Phase.LISTED: Text(en="opens {moment}", de="öffnet {moment}"),
    Phase.OPEN: Text(en="open until {moment}", de="offen bis {moment}"),
    Phase.CLOSED: Text(en="closed, waiting for the trustees", de="geschlossen, wartet auf die Schlüsselpersonen"),
    Phase.COUNTED: Text(en="counted", de="ausgezählt"),
    Phase.FINAL: Text(en="counted", de="ausgezählt"),
    Phase.CANCELLED: Text(en="cancelled", de="abgebrochen"),
    Phase.VOID: Text(en="void", de="ungültig"),
}
CLOSED_ALONE = Text(en="closed, the count follows", de="geschlossen, die Auszählung folgt")
STANDINGS: Mapping[Standing, Text] = {
    Standing.NOMINATED: Text(en="nominated, has not answered", de="vorgeschlagen, noch ohne Antwort"),
    Standing.ACCEPTED: Text(en="stands", de="kandidiert"),
    Standing.DECLINED: Text(en="declined", de="abgelehnt"),
    Standing.WITHDRAWN: Text(en="withdrew", de="zurückgezogen"),
}
CHOSEN: Mapping[Enum, Text] = {**METHODS, **BASES, **ABSTENTIONS, **TIES, **PUBLICATIONS, **ROLES, **BY}

OFFICE = Text(en="Office", de="Amt")
METHOD = Text(en="Method", de="Verfahren")
SEATS = Text(en="Seats", de="Sitze")
COMMITTEE = Text(en="Election committee", de="Wahlausschuss")
TRUSTEES = Text(en="Trustees", de="Schlüsselpersonen")
ROLL = Text(en="Electoral roll", de="Wahlverzeichnis")
CANDIDATES = Text(en="Candidates", de="Kandidaturen")
QUORUM = Text(en="Quorum", de="Mindestbeteiligung")
REASON = Text(en="Reason", de="Grund")
SAVE = Text(en="Save", de="Speichern")
SEND = Text(en="Send", de="Absenden")
CHANGE_ROLL = Text(en="Change the roll", de="Verzeichnis ändern")
NONE = Text(en="none", de="keine")
LISTED = Text(en="{names}", de="{names}")
NUMBERED = Text(en="{office} · election {number}", de="{office} · Wahl {number}")

WHY: Mapping[str, Text] = {
    "seats": Text(en="From 1 to 20 seats, please.", de="Bitte 1 bis 20 Sitze."),
    "one seat": Text(
        en="This method fills one seat. Choose another method for several.",
        de="Dieses Verfahren vergibt einen Sitz. Wähle für mehrere ein anderes.",
    ),
    "committee": Text(en="The committee needs at least two people.", de="Der Wahlausschuss braucht mindestens zwei."),
    "trustees": Text(
        en="Nobody, or two to seven people; three are usual.", de="Niemand oder zwei bis sieben; drei sind üblich."
    ),
    "threshold": Text(en="At least two, at most all of them.", de="Mindestens zwei, höchstens alle."),
    "quorum": Text(en="A percentage from 0 to 100, please.", de="Bitte ein Prozentsatz von 0 bis 100."),
    "contest": Text(en="From 0 to 90 days, please.", de="Bitte 0 bis 90 Tage."),
    "past": Text(
        en="This moment has passed. Choose a later one.", de="Dieser Zeitpunkt ist vorbei. Wähle einen späteren."
    ),
    "order": Text(
        en="Voting cannot open before nominations end.", de="Die Wahl kann nicht vor dem Ende der Vorschläge öffnen."
    ),
    "short": Text(en="At least one hour after it opens.", de="Mindestens eine Stunde nach der Öffnung."),
    "far": Text(en="Within a year, please. Check the year.", de="Bitte innerhalb eines Jahres. Prüfe das Jahr."),
    "candidate": Text(
        en="Who stands cannot be on the committee.", de="Wer kandidiert, kann nicht im Wahlausschuss sein."
    ),
    "name": Text(
        en="I do not know whom you mean by “{name}”. Write the whole name, several with commas.",
        de="Ich weiß nicht, wen du mit „{name}“ meinst. Schreibe den ganzen Namen, mehrere mit Kommas.",
    ),
}

CLOCKS: Mapping[type[Exception], Text] = {
    WallTimeMissing: Text(
        en="One of these times does not exist: the clocks are put forward that night.",
        de="Eine dieser Uhrzeiten gibt es nicht: In der Nacht wird die Uhr vorgestellt.",
    ),
    WallTimeTwice: Text(
        en="One of these times comes twice: the clocks are put back that night.",
        de="Eine dieser Uhrzeiten gibt es zweimal: In der Nacht wird die Uhr zurückgestellt.",
    ),
}

REFUSALS: Mapping[type[Exception], Text | Refusal] = {
    NoSuchElection: Text(
        en="There is no such election. `{command} elections` shows those there are.",
        de="Diese Wahl gibt es nicht. `{command} wahlen` zeigt, welche es gibt.",
    ),
    NoElectionForThis: Text(
        en="There is no election for this at the moment. `{command} elections` shows what there is.",
        de="Im Moment gibt es dafür keine Wahl. `{command} wahlen` zeigt, was es gibt.",
    ),
    NotThisPhase: Text(
        en="This election is not at that point. `{command} elections` shows how far it has come.",
        de="An diesem Punkt ist die Wahl nicht. `{command} wahlen` zeigt, wie weit sie ist.",
    ),
    NotOnCommittee: Text(
        en="Only the election committee and the coordinators can do this, and nobody who stands.",
        de="Das können nur Wahlausschuss und Koordination, und niemand, der selbst kandidiert.",
    ),
    NotATrustee: Text(
        en="Only the trustees of this election can do this.", de="Das können nur die Schlüsselpersonen dieser Wahl."
    ),
    NotOnTheRoll: Text(
        en="You are not on the roll of this election. If you think you should be, ask the election committee.",
        de="Du stehst nicht im Verzeichnis dieser Wahl. Wenn das nicht stimmt, frag den Wahlausschuss.",
    ),
    ElectionClosed: Text(
        en="*Not counted.* The election had already closed. What you chose is kept nowhere.",
        de="*Nicht gezählt.* Die Wahl war schon geschlossen. Deine Auswahl ist nirgends gespeichert.",
    ),
    NeverShorter: Refusal(
        Text(
            en="A deadline can only be moved to a later moment, by 90 days at most.",
            de="Eine Frist lässt sich nur verlängern, und um höchstens 90 Tage.",
        ),
        field="until",
    ),
    CommitteeStandsNot: Text(
        en="Who is on the election committee cannot stand.", de="Wer im Wahlausschuss ist, kann nicht kandidieren."
    ),
    AlreadyNominated: Text(en="This person stands already.", de="Diese Person kandidiert schon."),
    NotNominated: Text(
        en="There is nothing to answer: nobody has nominated you, or it is over.",
        de="Es gibt nichts zu beantworten: Niemand hat dich vorgeschlagen, oder es ist vorbei.",
    ),
    TooManyCandidates: Text(
        en="There are 40 candidates already; a ballot has room for no more.",
        de="Es gibt schon 40 Kandidaturen; mehr passen auf keinen Stimmzettel.",
    ),
    NoSuchPerson: Refusal(
        Text(
            en="I do not know whom you mean. Write the whole name.",
            de="Ich weiß nicht, wen du meinst. Schreibe den ganzen Namen.",
        ),
        field="person",
    ),
    **CLOCKS,
    ConfigurationImpossible: Text(
        en="This set-up contradicts itself; have a look at it again.",
        de="Diese Einrichtung widerspricht sich; sieh sie noch einmal durch.",
    ),
}
