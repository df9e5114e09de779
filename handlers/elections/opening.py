"""What happens by itself before the vote: the list closes, the roll is frozen, the ballot box opens."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.chat.replies import Post, Reply, Tell, card, notice
from bot.chat.text import Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.elections.candidacy import Candidacy, standing
from bot.domain.elections.election import Cause, Election, Phase, next_due
from bot.domain.elections.opening import writ_of
from bot.domain.elections.roll import roll_hash
from bot.domain.elections.tally import Method, method_for
from bot.domain.elections.writ import most_marks
from bot.domain.people import Person
from bot.routing import Router
from handlers.elections.box import Desk, first_ballot
from handlers.elections.ending import void
from handlers.elections.logbook import Deed, log
from handlers.elections.texts import ELECTIONS, REFUSALS
from storage import Store
from storage.roster import Snapshot

OPEN = Text(en="You can vote: “{office}”", de="Du kannst wählen: „{office}“")
UNTIL = Text(
    en="Until {moment}, in a form that you alone see.",
    de="Bis {moment}, in einem Formular, das du allein siehst.",
)
VOTE = Text(en="Vote", de="Wählen")
PROMISES = Text(en="What is promised", de="Was zugesagt ist")
REFUSAL = "No / Nein"  # the other option of a vote on one candidate, in the published file

routes = Router()
routes.refuse(REFUSALS)


def close_list(desk: Desk, election: Election) -> Iterator[Reply]:
    """Freezes who stands, in the order of their names; without anybody the election is void."""
    store, now = desk.store, desk.now
    accepted = standing(store.election_people.candidacies(election.id))
    if not accepted:
        yield from void(store, election, Cause.NOBODY_STANDS, now)
        return
    ordered = sorted(accepted, key=lambda one: _by_name(one, desk.snapshot))
    for number, one in enumerate(ordered, 1):
        store.election_people.keep(election.id, replace(one, number=number))
    listed = replace(election, phase=Phase.LISTED)
    store.elections.save(listed, next_due(listed))
    yield from log(store, listed, Deed.LISTED, now, candidates=len(ordered))
    yield Post(card("election.card", election=election.id), ELECTIONS)
    yield from open_if_ready(desk, listed)


def open_if_ready(desk: Desk, election: Election) -> Iterator[Reply]:
    """Opens the box once its moment has come and all trustees have confirmed; it waits for them until its deadline."""
    store, now = desk.store, desk.now
    if election.phase is not Phase.LISTED or now < election.configuration.opens:
        return
    lacks_keys = bool(election.configuration.trustees) and store.boxes.keys(first_ballot(store, election)) is None
    if now >= election.deadline:
        yield from void(store, election, Cause.NO_KEYS if lacks_keys else Cause.MISSED, now)
    elif lacks_keys:
        store.elections.save(election, election.deadline)
    else:
        yield from open_box(desk, election)


def open_box(desk: Desk, election: Election) -> Iterator[Reply]:
    """Freezes the roll, seals what stands on the ballots under one hash, and tells everybody who may vote."""
    store = desk.store
    plan, roll = election.configuration, store.election_people.roll(election.id)
    frozen = replace(election, phase=Phase.OPEN, roll_hash=roll_hash(roll))
    options = options_of(store, desk.snapshot, election)
    candidates = standing(store.election_people.candidacies(election.id))
    method = plan.method if plan.is_poll else method_for(plan.method, len(candidates), plan.seats)
    rules = plan.rules(method, len(roll.slots), election.ballot)
    name, key = desk.vault.make(holds_secret=plan.holds_own_key)
    writ = writ_of(
        election.id,
        key,
        store.boxes.keys(first_ballot(store, election)) if plan.trustees else None,
        ballot=election.ballot,
        configuration=election.hash,
        roll=frozen.roll_hash,
        method=method,
        marks=most_marks(rules, len(options)),
        options=options,
    )
    store.boxes.open(writ, key, name, frozen.deadline)
    store.elections.save(frozen, next_due(frozen, desk.network.election_steps))
    yield from log(
        store,
        frozen,
        Deed.OPENED,
        desk.now,
        candidates=len(candidates),
        roll=len(roll.slots),
        writ=writ.hash.hex(),
        roll_hash=frozen.roll_hash,
    )
    if plan.is_poll:
        return
    yield Post(card("election.card", election=election.id), ELECTIONS)
    for person in roll.people:
        view = notice("election.open", election=election.id)
        yield Tell(person, view, f"election.open:{election.id}", expires=frozen.deadline, urgent=False)


@routes.notice("election.open")
def opened(store: Store, me: Person, election: int) -> Message | None:
    return invitation(store, me, store.elections.get(election))


def invitation(store: Store, me: Person, election: Election) -> Message | None:
    """To whoever may vote and has not; None for everybody else."""
    slot = store.election_people.roll(election.id).of(me.id)
    if election.phase is not Phase.OPEN or slot is None or slot.number in store.boxes.voted(election.id):
        return None
    vote = Button(VOTE, action("election.vote", election=election.id), style="primary")
    said = Paragraph(UNTIL.format(moment=election.deadline))
    promises = Button(PROMISES, action("election.promise", election=election.id))
    return Message(OPEN.format(office=election.office), (said, vote, promises))


def options_of(store: Store, snapshot: Snapshot, election: Election) -> tuple[str, ...]:
    """What stands on the ballots: every candidate by a name that nobody else has; a sole one, and the refusal."""
    candidates = standing(store.election_people.candidacies(election.id))
    people = [snapshot.people.get(one.person) for one in candidates]
    if election.configuration.is_poll:
        return election.configuration.options
    names = _distinct([_label(person, one) for person, one in zip(people, candidates, strict=True)], people)
    plan = election.configuration
    if method_for(plan.method, len(names), plan.seats) is Method.YES_NO:
        return (names[0], REFUSAL)
    return tuple(names)


def _label(person: Person | None, one: Candidacy) -> str:
    return person.name if person else one.person


def _distinct(names: Sequence[str], people: Sequence[Person | None]) -> list[str]:
    """Names that several share, with their groups, and if those are shared too, with numbers."""
    often = Counter(names)
    named = [
        f"{name} ({person.group or person.site})" if often[name] > 1 and person else name
        for name, person in zip(names, people, strict=True)
    ]
    twice = Counter(named)
    return [f"{name} {place}" if twice[name] > 1 else name for place, name in enumerate(named, 1)]


def _by_name(one: Candidacy, snapshot: Snapshot) -> tuple[str, str, str]:
    person = snapshot.people.get(one.person)
    return (person.last_name.casefold(), person.first_name.casefold(), one.person) if person else ("", "", one.person)
