"""The count: what was counted ahead is kept and said if the box still is what was counted, and the box is emptied."""

import json
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.chat.replies import Reply, Tell, notice
from bot.domain.elections.ballotfile import ballot_file
from bot.domain.elections.ballots import listed
from bot.domain.elections.box import Tampered
from bot.domain.elections.candidacy import standing
from bot.domain.elections.election import Cause, Election, Phase, next_due
from bot.domain.elections.opening import CountsDiffer, Opened
from bot.domain.elections.outcome import NextBallot, Standing, next_ballot
from bot.domain.elections.outcome import standing as outcome_of
from bot.domain.elections.publication import Publication, published, safest
from bot.domain.elections.roll import Roll
from bot.domain.elections.tally import Result, Rules
from bot.domain.elections.turnout import Quorum
from handlers.elections.box import Desk, OpenedBox
from handlers.elections.cards import refreshed
from handlers.elections.ending import void
from handlers.elections.logbook import Deed, log
from handlers.elections.opening import open_box
from handlers.elections.reckoning import BROKEN, Reckoned, basis
from storage import Store

ASKED = "asked"


def count(desk: Desk, election: Election, box: OpenedBox, reckoned: Reckoned | None) -> Generator[Reply, None, bool]:
    """Publishes what was counted ahead and empties the box, all or nothing, if the box still is the one that was
    counted; False if it is not.
    """
    store, now = desk.store, desk.now
    rests_on = basis(store, election, box, store.boxes.envelopes(election.id))
    if reckoned is None or reckoned.basis != rests_on:
        return False
    if reckoned.outcome is None:
        yield from void(store, election, Cause.TAMPERED, now, reckoned.broken)
        return True
    found, result, turnout = reckoned.outcome
    voted, roll = store.boxes.voted(election.id), store.election_people.roll(election.id)
    try:
        store.boxes.keep_count(found)
    except (CountsDiffer, Tampered) as error:
        yield from void(store, election, Cause.TAMPERED, now, BROKEN[type(error)])
        return True
    rules, quorum = rests_on.rules, Quorum(percent=election.configuration.quorum)
    came = outcome_of(result, turnout, quorum)
    counted = replace(election, phase=Phase.COUNTED, counted=now)
    store.elections.save(counted, next_due(counted))
    file_hash = _publish(store, counted, found, result, rules, came, now)
    yield from log(store, counted, Deed.COUNTED, now, file=file_hash)
    yield from refreshed(store, counted)
    if election.configuration.is_poll:
        return True
    yield from _told_of_participation(election.id, roll, voted)
    yield from _go_on(desk, counted, result, rules, came)
    return True


def _told_of_participation(election: int, roll: Roll, voted: Collection[int]) -> Iterator[Reply]:
    for slot in roll.slots:
        for person in filter(None, (slot.holder, slot.deputy)):
            view = notice("election.participation", election=election, voted=int(slot.number in voted))
            yield Tell(person, view, once=f"election.participation:{election}", urgent=False)


def _publish(
    store: Store,
    election: Election,
    found: Opened,
    result: Result,
    rules: Rules,
    came: Standing,
    now: datetime,
) -> str:
    """Keeps what may be published, and gives the hash of the ballot file."""
    plan, cast = election.configuration, len(found.ballots) + found.unreadable
    level = safest(plan.publication, rules, len(result.candidates), cast, plan.min_ballots)
    lines = listed(found.ballots) if level is Publication.BALLOTS and plan.codes else None
    file = _file(found, rules, plan.quorum, lines)
    digest = sha256(file.encode()).hexdigest()
    said = {
        "report": published(result, level),
        "publication": level.value,
        "standing": came.value,
        "eligible": rules.eligible,
        "cast": cast,
    }
    store.election_results.publish(election.id, json.dumps(said, ensure_ascii=False), file, digest, now)
    return digest


def _file(found: Opened, rules: Rules, percent: int, lines: Mapping[str, Sequence[int]] | None = None) -> str:
    """The ballot file; the script that counts it again also draws the lots and looks at the quorum."""
    quorum = Quorum(percent=percent).needed(rules.eligible or 0)
    file = ballot_file(found.profile, rules, drawing=found.drawing, lines=lines, quorum=quorum)
    return json.dumps(file, ensure_ascii=False, indent=1)


def _go_on(desk: Desk, election: Election, result: Result, rules: Rules, came: Standing) -> Iterator[Reply]:
    """Asks those who are elected, and opens the run-off if there is to be one."""
    store = desk.store
    stands = standing(store.election_people.candidacies(election.id))
    if came in (Standing.ELECTED, Standing.PARTLY, Standing.RUN_OFF):
        for one in result.elected:
            yield from offer(store, election, stands[one].person)
    following = next_ballot(result, rules) if came is Standing.RUN_OFF else None
    if following:
        yield from _run_off(desk, election, following)
        return
    for person in election.configuration.trustees:
        yield Tell(person, notice("election.over", election=election.id), once=f"election.over:{election.id}")


def offer(store: Store, election: Election, person: str) -> Iterator[Reply]:
    """Asks somebody whether they accept the office to which they are elected."""
    if store.election_people.set_office(election.id, person, ASKED, was=""):
        yield Tell(person, notice("election.elected", election=election.id), once=f"election.elected:{election.id}")


def _run_off(desk: Desk, election: Election, following: NextBallot) -> Iterator[Reply]:
    """The next ballot on the same roll, with the same trustees and for as long; it opens at once."""
    store, now = desk.store, desk.now
    plan, stands = election.configuration, standing(store.election_people.candidacies(election.id))
    lasts = max(plan.closes - plan.opens, timedelta(days=1))
    rules = following.rules
    again = replace(
        plan,
        method=rules.method,
        seats=rules.seats,
        base=rules.base,
        nominations_until=now,
        opens=now,
        closes=now + lasts,
        run_off_of=election.id,
    )
    added = store.elections.add(
        Election(0, again, Phase.LISTED, ballot=rules.ballot), store.elections.roll_rule(election.id)
    )
    store.election_people.set_roll(added.id, store.election_people.roll(election.id))
    for number, one in enumerate(following.candidates, 1):
        store.election_people.keep(added.id, replace(stands[one], number=number))
    yield from log(store, election, Deed.RUN_OFF, now, run_off=added.id)
    yield from log(store, added, Deed.ANNOUNCED, now, hash=added.hash, roll=rules.eligible or 0)
    yield from open_box(desk, added)


def erase_codes(store: Store, election: Election, now: datetime) -> Iterator[Reply]:
    """After the time to contest: from now on nobody can tell which line is whose."""
    store.counted.erase_codes(election.id)
    found = store.counted.get(election.id)
    said = json.loads(store.election_results.report(election.id) or "{}")
    rules = election.configuration.rules(found.writ.method, said["eligible"], election.ballot)
    file = _file(found, rules, election.configuration.quorum)
    store.election_results.replace_file(election.id, file)
    final = replace(election, phase=Phase.FINAL)
    store.elections.save(final, None)
    yield from log(store, final, Deed.ERASED, now, file=sha256(file.encode()).hexdigest())
    yield from refreshed(store, final)
