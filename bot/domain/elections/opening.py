"""Opening a box: envelopes are checked, mixed, and opened in processes that know no voter.

How a feature uses the secret part of an election, from the key to the erased box:

1. **Keys.** `ceremony = hold_ceremony(2, 3)`; `store.boxes.keep_keys(election, ceremony.keys)`; each trustee sees
   `ceremony.words[n]` once, in a form, and types them again: `words.checked(typed, n, keys.marks)`. Without trustees
   this is left out.
2. **Opening the vote.** `name, key = vault.make(holds_secret=not trustees)`;
   `writ = writ_of(election, key, keys, ...)`; `store.boxes.open(writ, key, name, closes)`; publish `writ.text` and its
   hash. Whatever follows takes the writ from `store.boxes.get(election).writ(key, configuration=..., roll=...)`, which
   finds out whether anybody has changed them.
3. **Vote.** `code = tracking_code(half)`; `envelope = enclosed(Ballot(choice, code), slot, writ, key)`;
   `store.boxes.cast(election, envelope)` returns once the vote counts, and raises `BoxClosed` if it came too late.
4. **Close.** `store.boxes.close(election)` under the lock; then each trustee: `checked(...)` and
   `store.boxes.hand_in(election, n, seal_words(words, n, writ))`, which waits, sealed for the box key.
5. **Count.** `found = opened(envelopes, writ, key, words)`; `counted_twice(found.profile, rules, seed=found.seed)`;
   `store.boxes.keep_count(found)` puts sorted ballots where the envelopes were.
   The box key is erased right after the commit. See `bot/shredding.py`.

A ballot, a code or a word is in no exception and in no `repr` of these modules.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from bot.domain.elections.apart import PublicKeys, ask, start
from bot.domain.elections.ballots import profile, reader
from bot.domain.elections.keys import BoxKey, election_key, lot_nonce, public_half
from bot.domain.elections.paper import PAPER_BYTES, Ballot
from bot.domain.elections.sealing import Envelope, is_authentic
from bot.domain.elections.tally import Drawing, Method, Profile, commitment
from bot.domain.elections.writ import Writ

WORTH_A_PROCESS = 500  # ballots


class EnvelopesBroken(Exception):
    """Envelopes are not as the bot put them into the box; `slots` are whose. Nothing was opened."""

    def __init__(self, slots: Sequence[int]) -> None:
        super().__init__(f"{len(slots)} envelopes are not as the bot left them")
        self.slots = tuple(slots)


class CountsDiffer(Exception):
    """Not as many papers came out as envelopes went in."""


class CommitmentBroken(Exception):
    """The nonce of the lots is not the one that was committed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in the box: the ballots sorted, so that their order says nothing, and what decides ties."""

    writ: Writ
    ballots: tuple[Ballot, ...] = field(repr=False)
    unreadable: int
    nonce: bytes
    seed: bytes

    @property
    def drawing(self) -> Drawing:
        """What the seed follows from."""
        return drawing_of(self.writ, self.nonce)

    @property
    def profile(self) -> Profile:
        """The ballots as they are counted."""
        return profile(self.ballots, self.writ, self.unreadable)


def writ_of(
    election: int,
    key: BoxKey,
    keys: PublicKeys | None,
    *,
    ballot: int = 1,
    configuration: str,
    roll: str,
    method: Method,
    marks: int,
    options: tuple[str, ...],
) -> Writ:
    """The writ with the keys of this ballot: the trustees', or the one that the box key holds."""
    if keys:
        public, committed = keys.publics[ballot - 1], keys.commitments[ballot - 1]
    else:
        secret = key.secret or b""
        public, committed = public_half(election_key(secret, ballot)), commitment(lot_nonce(secret, ballot))
    return Writ(election, ballot, configuration, roll, method, marks, options, public, key.public, committed)


def opened(
    envelopes: Sequence[Envelope], writ: Writ, key: BoxKey, words: Sequence[str] = (), processes: int | None = None
) -> Opened:
    """Opens a box with as many trustees' words as are needed, or with the secret in the box key.

    Raises EnvelopesBroken, WordsDoNotFit, CommitmentBroken, CountsDiffer or ChildFailed; nothing has happened then.
    """
    with start() as child:
        sealed = _checked(envelopes, writ.hash, key)  # while the process is starting
        order = order_for(writ, key, words, processes or _worthwhile(len(sealed)))
        answer, content = ask(child, "open", order, sealed)
    papers = [content[at : at + PAPER_BYTES] for at in range(0, len(content), PAPER_BYTES)]
    nonce, unreadable = bytes.fromhex(answer["nonce"]), answer["unreadable"]
    if commitment(nonce) != writ.commitment:
        raise CommitmentBroken
    if len(papers) + unreadable != len(sealed):
        raise CountsDiffer
    ballots = tuple(map(reader(writ).read, papers))
    # From the votes alone, without their codes: so it can be drawn again when the codes are erased.
    drawing = drawing_of(writ, nonce)
    return Opened(writ, ballots, unreadable, nonce, drawing.seed(profile(ballots, writ, unreadable)))


def order_for(writ: Writ, key: BoxKey, words: Sequence[str], processes: int) -> dict[str, object]:
    """What the process is told: nothing of the writ but what the envelopes and papers are bound to."""
    return {
        "writ": writ.hash.hex(),
        "ballot": writ.ballot,
        "election_key": writ.election_key,
        "paper": {"ranked": writ.is_ranked, "options": len(writ.options), "marks": writ.marks},
        "outer": key.outer.hex(),
        "words": list(words),
        "secret": key.secret.hex() if key.secret else None,
        "processes": processes,
    }


def drawing_of(writ: Writ, nonce: bytes) -> Drawing:
    """What the lots of this ballot are drawn from, for everybody to draw them again."""
    return Drawing(writ.hash, (nonce,), (writ.commitment,))


def fingerprint(envelopes: Sequence[Envelope]) -> bytes:
    """SHA-256 over all envelopes and whose they are: what is counted must be what lay in the box."""
    digest = sha256()
    for one in sorted(envelopes, key=lambda each: each.slot):
        digest.update(one.slot.to_bytes(8, "big") + one.sealed + one.authentic)
    return digest.digest()


def _checked(envelopes: Sequence[Envelope], writ_hash: bytes, key: BoxKey) -> list[bytes]:
    """What is in the envelopes, in an order that says nothing, since each begins with a random key.

    Raises EnvelopesBroken.
    """
    broken = [one.slot for one in envelopes if not is_authentic(one, writ_hash, key)]
    if broken:
        raise EnvelopesBroken(sorted(broken))
    return sorted(one.sealed for one in envelopes)


def _worthwhile(ballots: int) -> int:
    return max(1, min(os.cpu_count() or 1, ballots // WORTH_A_PROCESS))
