"""What elections there are, and the card of one with its buttons, from the announcement to the result."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Whisper
from bot.chat.room import cut, fitting, left
from bot.chat.text import Text, literal
from bot.chat.ui import Button, Divider, Fields, Message, Paragraph, Part, action
from bot.domain.elections.candidacy import Candidacy, Standing, standing
from bot.domain.elections.election import Election, Phase, may_know, runs
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.elections.draft import title
from handlers.elections.ending import why
from handlers.elections.facts import facts, shortened_hash, so_far, state
from handlers.elections.finding import listed, name_of, named_or_latest
from handlers.elections.outcome import outcome
from handlers.elections.texts import REASON, REFUSALS, ROLL, STANDINGS
from storage import Store
from storage.roster import Snapshot

ELECTIONS = Text(en="Elections", de="Wahlen")
NONE = Text(en="There is no election at the moment.", de="Im Moment gibt es keine Wahl.")
NEW = Text(en="`{command} election new` sets one up.", de="`{command} wahl neu` bereitet eine vor.")
LINE = Text(en="*{office}* · {state} · number {number}{mine}", de="*{office}* · {state} · Nummer {number}{mine}")
VOTED = Text(en=" · you have voted", de=" · du hast gewählt")
NOT_VOTED = Text(en=" · *you have not voted*", de=" · *du hast noch nicht gewählt*")
NOTHING = Text(en="", de="")
ONE_OF_THEM = Text(
    en="`{command} elections {number}` shows one of them.", de="`{command} wahlen {number}` zeigt eine davon."
)
STANDING = Text(en="*Candidates:* {names}", de="*Kandidaturen:* {names}")
NOBODY_STANDS = Text(en="Nobody stands yet.", de="Noch kandidiert niemand.")
SO_FAR = Text(en="*More than {n} ballots* are in the box.", de="*Mehr als {n} Stimmzettel* sind in der Urne.")
SECRET = Text(
    en="No results before the close. Only a form that you alone see takes your vote.",
    de="Vor dem Ende gibt es kein Ergebnis. Gewählt wird nur in einem Formular, das du allein siehst.",
)
LATER = Text(en="*The deadline was extended:* {reason}", de="*Die Frist wurde verlängert:* {reason}")
HASH = Text(
    en="Hash of the set-up: {hash}… The post of its announcement has the whole of it.",
    de="Hash der Einrichtung: {hash}… Ganz steht er im Beitrag zur Ankündigung.",
)
WAITS = Text(
    en="Words confirmed: by {n} of {all} trustees; voting opens when all have.",
    de="Wörter bestätigt: {n} von {all} Schlüsselpersonen; die Wahl öffnet, wenn es alle sind.",
)
ALL_CONFIRMED = Text(
    en="All {all} trustees have confirmed their words.", de="Alle {all} Schlüsselpersonen haben ihre Wörter bestätigt."
)
HANDED_IN = Text(
    en="Words entered: by {n} of {threshold} trustees needed.",
    de="Wörter eingegeben: {n} von {threshold} nötigen Schlüsselpersonen.",
)
VOTE = Text(en="Vote", de="Wählen")
NOMINATE = Text(en="Nominate", de="Vorschlagen")
WITHDRAW = Text(en="Withdraw", de="Zurückziehen")
STATEMENTS = Text(en="Who stands", de="Wer kandidiert")
ENTER_WORDS = Text(en="Enter my words", de="Meine Wörter eingeben")
PROMISES = Text(en="What is promised", de="Was zugesagt ist")
EXTEND = Text(en="Extend", de="Verlängern")
CANCEL = Text(en="Cancel the election", de="Wahl abbrechen")
BELENIOS = Text(en="For Belenios", de="Für Belenios")
OPEN_DRAFT = Text(en="Open the draft", de="Entwurf öffnen")
WHO = Text(en="Candidates: {office}", de="Kandidaturen: {office}")
ONE = Text(en="*{name}*{standing}", de="*{name}*{standing}")
STANDS_AS = Text(en=" · {standing}", de=" · {standing}")
FOOTER = Text(
    en="Election {number} · or type `{command} elections {number}`",
    de="Wahl {number} · oder tippe `{command} wahlen {number}`",
)
MOST_LISTED = 20
KNOWN = tuple(phase for phase in Phase if phase is not Phase.DRAFT)

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "elections",
    "wahlen",
    reads=True,
    help=Help(
        Text(en="What elections there are, and the card of one.", de="Welche Wahlen es gibt, und die Karte von einer."),
        usage=Text(en="elections [number]", de="wahlen [Nummer]"),
        example=Text(en="elections 2", de="wahlen 2"),
    ),
)
def list_elections(
    store: Store, snapshot: Snapshot, me: Person, network: Network, now: datetime, election: int | None = None
) -> Iterator[Whisper]:
    if election is not None:
        yield Whisper(shown(store, snapshot, network, named_or_latest(store, me, election), now, me))
        return
    found = [one for one in store.elections.in_phases(*Phase) if may_know(me, one)]
    if not found:
        hint = [Paragraph(NEW.format(command=network.command))] if me.is_coordinator else []
        yield Whisper(Message(parts=(Paragraph(NONE), *hint)))
        return
    footer = ONE_OF_THEM.format(command=network.command, number=str(found[0].id))
    lines = [_line(store, one, me) for one in found]
    listed = fitting(lines, left(Message(ELECTIONS, footer=footer)), most=MOST_LISTED)
    yield Whisper(Message(ELECTIONS, (listed,), footer))


@routes.card("election.card")
def election_card(store: Store, snapshot: Snapshot, network: Network, now: datetime, election: int) -> Message:
    return shown(store, snapshot, network, store.elections.get(election), now)


@routes.button("election.candidates", reads=True)
def show_candidates(store: Store, snapshot: Snapshot, me: Person, election: int) -> Iterator[Whisper]:
    """Everybody who stands with their statement; who is only nominated is shown to themselves alone."""
    found = named_or_latest(store, me, election)
    known = [
        one
        for one in store.election_people.candidacies(election)
        if one.standing in (Standing.ACCEPTED, Standing.WITHDRAWN) or one.person == me.id
    ]
    heading = WHO.format(office=found.office)
    parts: list[Part] = []
    for one in known:
        parts += [Paragraph(_candidate(one, snapshot))]
        room = (left(Message(heading, tuple(parts))) - 400) // max(len(known) - len(parts) // 2, 1)
        if one.statement and room > 0:
            parts.append(Paragraph(literal(cut(one.statement, room))))
    yield Whisper(Message(heading, tuple(parts[:45]) or (Paragraph(NOBODY_STANDS),)))


def shown(
    store: Store, snapshot: Snapshot, network: Network, election: Election, now: datetime, me: Person | None = None
) -> Message:
    """The card of an election; for one reader also what they alone can do."""
    roll, people = store.election_people.roll(election.id), store.election_people.candidacies(election.id)
    stands = standing(people)
    parts: list[Part] = [Fields(tuple(facts(election, roll, snapshot)))]
    if stands:
        parts.append(Paragraph(STANDING.format(names=listed([one.person for one in stands], snapshot))))
    elif election.phase is Phase.ANNOUNCED:
        parts.append(Paragraph(NOBODY_STANDS))
    parts += [*_about(store, election, now), *outcome(store, snapshot, election)]
    parts.append(Paragraph(HASH.format(hash=shortened_hash(election.hash))))
    parts += _buttons(election)
    if me and (own := _own(election, people, me)):
        parts += [Divider(), *own]
    footer = FOOTER.format(number=str(election.id), command=network.command)
    return Message(title(election), tuple(parts), footer)


def _about(store: Store, election: Election, now: datetime) -> list[Part]:
    """What is to be said at this point of its life."""
    plan = election.configuration
    match election.phase:
        case Phase.ANNOUNCED | Phase.LISTED if plan.trustees:
            confirmed = sum(each.confirmed for each in store.election_trustees.of(election.id))
            every = len(plan.trustees)
            waits = WAITS.format(n=confirmed, all=every) if confirmed < every else ALL_CONFIRMED.format(all=every)
            return [Paragraph(waits)]
        case Phase.OPEN:
            number = so_far(election, store.boxes.turnout(election.id), now)
            counted = [Paragraph(SO_FAR.format(n=number))] if number else []
            later = [Paragraph(LATER.format(reason=election.reason))] if election.reason else []
            return [Paragraph(SECRET), *counted, *later]
        case Phase.CLOSED if plan.trustees:
            handed_in = store.boxes.handed_in(election.id)
            return [Paragraph(HANDED_IN.format(n=len(handed_in), threshold=plan.threshold))]
        case Phase.CANCELLED | Phase.VOID:
            reason = why(election)
            return [Fields(((REASON, reason),))] if reason else []
        case _:
            return []


def _buttons(election: Election) -> list[Part]:
    """What everybody can press, by phase."""
    number = election.id
    nominate = Button(NOMINATE, action("election.nominate", election=number), style="primary")
    vote = Button(VOTE, action("election.vote", election=number), style="primary")
    words = Button(ENTER_WORDS, action("election.words", election=number), style="primary")
    candidates = Button(STATEMENTS, action("election.candidates", election=number))
    roll = Button(ROLL, action("election.voters", election=number))
    withdraw = Button(WITHDRAW, action("election.withdraw", election=number))
    promises = Button(PROMISES, action("election.promise", election=number))
    by_phase: dict[Phase, list[Part]] = {
        Phase.ANNOUNCED: [nominate, candidates, withdraw, roll, promises],
        Phase.LISTED: [candidates, roll, promises],
        Phase.OPEN: [vote, candidates, roll, promises],
        Phase.CLOSED: [*([words] if election.configuration.trustees else []), roll, promises],
    }
    return by_phase.get(election.phase, [])


def _own(election: Election, people: list[Candidacy], me: Person) -> list[Part]:
    """What the committee can do."""
    number = election.id
    if not runs(me, election, [one.person for one in standing(people)]):
        return []
    cancel = Button(CANCEL, action("election.cancel", election=number), style="danger")
    extend = Button(EXTEND, action("election.extend", election=number))
    export = Button(BELENIOS, action("election.belenios", election=number))
    own: dict[Phase, list[Part]] = {
        Phase.DRAFT: [Button(OPEN_DRAFT, action("election.draft", election=number))],
        Phase.ANNOUNCED: [cancel],
        Phase.LISTED: [export, cancel],
        Phase.OPEN: [extend, cancel],
        Phase.CLOSED: [cancel],
    }
    return own.get(election.phase, [])


def _line(store: Store, election: Election, me: Person) -> Text:
    slot = store.election_people.roll(election.id).of(me.id) if election.phase is Phase.OPEN else None
    mine = NOTHING
    if slot:
        mine = VOTED if slot.number in store.boxes.voted(election.id) else NOT_VOTED
    return LINE.format(office=election.office, state=state(election), number=str(election.id), mine=mine)


def _candidate(one: Candidacy, snapshot: Snapshot) -> Text:
    said = NOTHING if one.standing is Standing.ACCEPTED else STANDS_AS.format(standing=STANDINGS[one.standing])
    return ONE.format(name=name_of(one.person, snapshot), standing=said)
