"""Envelopes: a ballot paper sealed for the election key, and that once more for the box key beside the database."""

from dataclasses import dataclass
from functools import lru_cache
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from bot.domain.elections.ballots import written
from bot.domain.elections.keys import BoxKey, authentication
from bot.domain.elections.paper import Ballot
from bot.domain.elections.seals import SUITE, NotOpened, info
from bot.domain.elections.writ import Writ


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed ballot of one slot of the roll, authenticated by the bot."""

    slot: int
    sealed: bytes
    authentic: bytes


def enclosed(ballot: Ballot, slot: int, writ: Writ, key: BoxKey) -> Envelope:
    """The envelope of a ballot for a slot. Raises BallotImpossible."""
    sealed = seal(written(ballot, writ), writ)
    return Envelope(slot, sealed, authentication(sealed, slot, writ.hash, key))


def is_authentic(envelope: Envelope, writ_hash: bytes, key: BoxKey) -> bool:
    """Whether this bot sealed exactly this for this slot in this election."""
    wanted = authentication(envelope.sealed, envelope.slot, writ_hash, key)
    return compare_digest(wanted, envelope.authentic)


def seal(paper: bytes, writ: Writ) -> bytes:
    """Sealed twice, bound to the writ."""
    inner = SUITE.encrypt(paper, _public(writ.election_key), info("inner", writ.hash))
    return SUITE.encrypt(inner, _public(writ.outer_key), info("outer", writ.hash))


def seal_words(words: str, trustee: int, writ: Writ) -> bytes:
    """A trustee's words, sealed for the box key until there are enough of them."""
    return SUITE.encrypt(words.encode(), _public(writ.outer_key), info(f"words {trustee}", writ.hash))


def open_words(sealed: bytes, trustee: int, writ: Writ, key: BoxKey) -> str:
    """The words that a trustee has handed in. Raises NotOpened."""
    outer = X25519PrivateKey.from_private_bytes(key.outer)
    try:
        return SUITE.decrypt(sealed, outer, info(f"words {trustee}", writ.hash)).decode()
    except (InvalidTag, ValueError):
        raise NotOpened from None


@lru_cache(maxsize=64)
def _public(key: str) -> X25519PublicKey:
    return X25519PublicKey.from_public_bytes(bytes.fromhex(key))
