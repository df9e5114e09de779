"""What stands about an election, as facts with a label: for its card, its draft and its minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.text import Plural, Text, literal
from bot.domain.elections.configuration import Configuration
from bot.domain.elections.election import Election, Phase
from bot.domain.elections.roll import Roll
from bot.domain.elections.tally import Method
from handlers.elections.finding import listed
from handlers.elections.texts import (
    BASES,
    CLOSED_ALONE,
    COMMITTEE,
    METHOD,
    METHODS,
    PHASES,
    QUORUM,
    ROLL,
    SEATS,
    TIES,
    TRUSTEES,
)
from storage.roster import Snapshot

STATE = Text(en="State", de="Stand")
VOTING = Text(en="Voting", de="Wahl")
FROM_TO = Text(en="{opens} to {closes}", de="{opens} bis {closes}")
NOMINATIONS = Text(en="Nominations", de="Vorschläge")
UNTIL = Text(en="until {moment}", de="bis {moment}")
ONE_VOTE, VOTES = Text(en="one vote", de="eine Stimme"), Text(en="{n} votes", de="{n} Stimmen")
NO_TRUSTEES = Text(
    en="*none: the bot alone holds the key*, and whoever runs it could read the votes",
    de="*keine: Der Bot hat den Schlüssel allein*, und wer ihn betreibt, könnte die Stimmen lesen",
)
OF_TRUSTEES = Text(en="{names}; {n} of {all} open the box", de="{names}; {n} von {all} öffnen die Urne")
NO_QUORUM = Text(en="none", de="keine")
PERCENT = Text(en="{n} % of the roll", de="{n} % des Verzeichnisses")
MAJORITY = Text(en="{method}; more than half of: {base}", de="{method}; mehr als die Hälfte von: {base}")
STEP = 5
QUIET = timedelta(hours=1)  # before the close
TIE = Text(en="If votes are equal", de="Bei Gleichheit")


def facts(election: Election, roll: Roll, snapshot: Snapshot) -> list[tuple[Text, Text]]:
    """At most ten, as many as a message takes together."""
    plan = election.configuration
    pairs = [(STATE, state(election)), (METHOD, method(plan))]
    if plan.seats > 1:
        pairs.append((SEATS, literal(str(plan.seats))))
    if election.phase in (Phase.DRAFT, Phase.ANNOUNCED):
        pairs.append((NOMINATIONS, UNTIL.format(moment=plan.nominations_until)))
    pairs += [
        (VOTING, FROM_TO.format(opens=plan.opens, closes=election.deadline)),
        (ROLL, votes(len(roll.slots))),
        (QUORUM, PERCENT.format(n=plan.quorum) if plan.quorum else NO_QUORUM),
        (COMMITTEE, listed(plan.committee, snapshot)),
        (TRUSTEES, trustees(plan, snapshot)),
    ]
    return pairs


def state(election: Election) -> Text:
    """How far it is, and until when."""
    moments = {Phase.ANNOUNCED: election.configuration.nominations_until, Phase.LISTED: election.configuration.opens}
    if election.phase is Phase.CLOSED and election.configuration.holds_own_key:
        return CLOSED_ALONE
    said = PHASES[election.phase]
    if election.phase in (Phase.ANNOUNCED, Phase.LISTED, Phase.OPEN):
        return said.format(moment=moments.get(election.phase, election.deadline))
    return said


def method(plan: Configuration) -> Text:
    if plan.method is Method.ABSOLUTE_MAJORITY:
        return MAJORITY.format(method=METHODS[plan.method], base=BASES[plan.base])
    return METHODS[plan.method]


def ties(plan: Configuration) -> tuple[Text, Text]:
    return TIE, TIES[plan.ties]


def trustees(plan: Configuration, snapshot: Snapshot) -> Text:
    if plan.holds_own_key:
        return NO_TRUSTEES
    names = listed(plan.trustees, snapshot)
    return OF_TRUSTEES.format(names=names, n=plan.threshold, all=len(plan.trustees))


def votes(number: int) -> Text:
    said = Plural(number, one=ONE_VOTE, other=VOTES)
    return Text(en="{votes}", de="{votes}").format(votes=said)


def so_far(election: Election, ballots: int, now: datetime) -> int:
    """More ballots than this are in the box; 0 is said to nobody.

    So coarse, and silent before the close, that nobody can see who votes when.
    """
    return 0 if now >= election.deadline - QUIET else max(0, (ballots - 1) // STEP * STEP)


def shortened_hash(digest: str) -> Text:
    """The first digits in code, as many as nobody forges by chance and everybody can compare."""
    return Text(en="`{digits}`", de="`{digits}`").format(digits=digest[:16])


def lines(texts: Sequence[Text]) -> Text:
    """Several texts, one below the other."""
    gaps = "\n".join(f"{{t{number}}}" for number in range(len(texts)))
    return Text(en=gaps, de=gaps, values=tuple((f"t{number}", text) for number, text in enumerate(texts)))
