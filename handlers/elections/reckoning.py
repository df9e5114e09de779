"""Opening and counting a box takes long: it is done ahead of the transaction that keeps what came out (decision 13)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.elections.apart import ChildFailed
from bot.domain.elections.ballotfile import TalliesDisagree, counted_twice
from bot.domain.elections.box import Tampered
from bot.domain.elections.election import Election, Phase
from bot.domain.elections.opening import (
    CommitmentBroken,
    CountsDiffer,
    EnvelopesBroken,
    Opened,
    fingerprint,
    opened,
)
from bot.domain.elections.outcome import turnout_of
from bot.domain.elections.sealing import Envelope, open_words
from bot.domain.elections.seals import NotOpened
from bot.domain.elections.tally import BadBallot, Result, Rules
from bot.domain.elections.turnout import MoreBallotsThanVoters, Turnout
from bot.domain.elections.words import WordsDoNotFit
from bot.domain.elections.writ import Writ
from handlers.elections.box import OpenedBox, box_of
from storage import Store
from storage.vault import KeyLost, Vault

BROKEN: Mapping[type[Exception], str] = {
    EnvelopesBroken: "envelopes",
    BadBallot: "envelopes",
    CommitmentBroken: "lot",
    CountsDiffer: "ballots",
    Tampered: "ballots",
    MoreBallotsThanVoters: "ballots",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What was counted: it is kept only if all of this is still the same under the lock."""

    writ: Writ
    rules: Rules
    envelopes: bytes


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What came out of a box, or what in it was found to be broken."""

    basis: Basis
    outcome: tuple[Opened, Result, Turnout] | None
    broken: str = ""


Reckonings = Mapping[int, Reckoned | None]  # by the number of the election
Work = Callable[[], Reckoned | None]  # None: the count broke off, or cannot be made yet; nothing has happened


def basis(store: Store, election: Election, box: OpenedBox, envelopes: Sequence[Envelope]) -> Basis:
    """What a count of this election rests on."""
    eligible = len(store.election_people.roll(election.id).slots)
    rules = election.configuration.rules(box.writ.method, eligible, election.ballot)
    return Basis(box.writ, rules, fingerprint(envelopes))


def is_ready(store: Store, election: Election) -> bool:
    """Whether a closed election can be counted: by the key that the bot holds, or with the words that were entered."""
    plan = election.configuration
    return plan.holds_own_key or len(store.boxes.handed_in(election.id)) >= plan.threshold


def due_boxes(store: Store, vault: Vault, now: datetime) -> Callable[[], Reckonings]:
    """The work for all closed elections that can be counted by now, also those whose box turns out to be damaged."""
    found = [store.elections.get(number) for number in store.elections.due(now)]
    jobs = {one.id: reckoning(store, vault, one) for one in found if one.phase is Phase.CLOSED and is_ready(store, one)}
    return lambda: {number: job() for number, job in jobs.items()}


def reckoning(store: Store, vault: Vault, election: Election, shares: Mapping[int, str] | None = None) -> Work:
    """The work of counting one closed election; `shares` are known beside those that were handed in, by trustee."""
    try:
        box = box_of(store, vault, election)
        known = {} if election.configuration.holds_own_key else {**_handed_in(store, box), **(shares or {})}
    except (KeyLost, Tampered, NotOpened):
        return _nothing
    threshold = election.configuration.threshold
    if len(known) < threshold:
        return _nothing
    envelopes = store.boxes.look_into(election.id)
    rests_on = basis(store, election, box, envelopes)
    words = [share for _, share in sorted(known.items())][:threshold]

    def work() -> Reckoned | None:
        try:
            came = opened(envelopes, box.writ, box.key, words)
            result = counted_twice(came.profile, rests_on.rules, seed=came.seed)
            return Reckoned(rests_on, (came, result, turnout_of(result, rests_on.rules.eligible or 0)))
        except tuple(BROKEN) as error:
            return Reckoned(rests_on, None, BROKEN[type(error)])
        except (ChildFailed, TalliesDisagree, WordsDoNotFit):
            return None

    return work


def _handed_in(store: Store, box: OpenedBox) -> dict[int, str]:
    sealed = store.boxes.handed_in(box.writ.election)
    return {trustee: open_words(content, trustee, box.writ, box.key) for trustee, content in sealed.items()}


def _nothing() -> None:
    return None
