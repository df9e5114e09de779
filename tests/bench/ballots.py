"""Opening and counting 10,000 sealed ballots, beside the bare decryptions that this needs, and with two processes.

Everything is in the time: starting the processes, putting the trustees' words together, checking every envelope, two
tallies. The other side opens the same 20,000 seals in one loop and looks at nothing.
"""

import time
from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bot.domain.elections.apart import hold_ceremony
from bot.domain.elections.ballotfile import counted_twice
from bot.domain.elections.codes import tracking_code
from bot.domain.elections.keys import BoxKey, election_key, new_box_key
from bot.domain.elections.opening import opened, writ_of
from bot.domain.elections.paper import Ballot
from bot.domain.elections.sealing import Envelope, enclosed
from bot.domain.elections.seals import Opener
from bot.domain.elections.tally import Method, Rules
from bot.domain.elections.words import put_together
from bot.domain.elections.writ import Writ
from tests.bench.figures import Figure, compared
from tests.bench.sides import in_turns

BALLOTS = 10_000
CANDIDATES = 8
ROUNDS = 5
HASH = "ab" * 32
RULES = Rules(Method.ABSOLUTE_MAJORITY)


def run() -> list[Figure]:
    ceremony, key = hold_ceremony(2, 3), new_box_key()
    options = tuple(f"Candidate {number}" for number in range(CANDIDATES))
    writ = writ_of(1, key, ceremony.keys, configuration=HASH, roll=HASH, method=RULES.method, marks=1, options=options)
    box = [enclosed(_ballot(slot), slot, writ, key) for slot in range(BALLOTS)]
    words = ceremony.words[:2]
    pace = in_turns(
        {
            "bare": lambda: _pace(lambda: _bare(box, writ, key, words)),
            "one": lambda: _pace(lambda: _counted(box, writ, key, words, 1)),
            "two": lambda: _pace(lambda: _counted(box, writ, key, words, 2)),
        },
        ROUNDS,
    )
    return [
        compared("opening and counting ballots, beside bare HPKE", pace["one"], "/s", pace["bare"]),
        compared("opening and counting, two processes beside one", pace["two"], "/s", pace["one"]),
    ]


def _ballot(number: int) -> Ballot:
    return Ballot((number * 7 % CANDIDATES,) if number % 20 else (), tracking_code("123"))


def _pace(work: Callable[[], int]) -> float:
    """Ballots a second."""
    began = time.perf_counter()
    done = work()
    spent = time.perf_counter() - began
    assert done == BALLOTS
    return done / spent


def _bare(box: Sequence[Envelope], writ: Writ, key: BoxKey, words: Sequence[str]) -> int:
    outer = X25519PrivateKey.from_private_bytes(key.outer)
    opener = Opener(election_key(put_together(words), writ.ballot), outer, writ.hash)
    return len([opener.open(envelope.sealed) for envelope in box])


def _counted(box: Sequence[Envelope], writ: Writ, key: BoxKey, words: Sequence[str], processes: int) -> int:
    found = opened(box, writ, key, words, processes)
    result = counted_twice(found.profile, RULES, seed=found.seed)
    return result.valid + result.abstentions + result.invalid
