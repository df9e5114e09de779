"""Keys of a ballot box: the election key, made of the trustees' secret, and the box key beside the database."""

import secrets
from dataclasses import dataclass, field
from hmac import digest

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.elections.nonces import NONCE_BYTES

SECRET_BYTES = 16  # what the trustees share
KEY_BYTES = 32
BALLOTS = 3  # a key is made for the first ballot, a run-off and its repetition


class KeyBroken(Exception):
    """These bytes are no box key."""


@dataclass(frozen=True, slots=True)
class BoxKey:
    """What lies beside the database until a box is emptied: the outer seal's key, and one that authenticates envelopes.

    `secret` is there only for elections without trustees. It shows nothing when it is printed.
    """

    outer: bytes = field(repr=False)
    authentic: bytes = field(repr=False)
    secret: bytes | None = field(default=None, repr=False)

    @property
    def public(self) -> str:
        """The outer public key, in hexadecimal."""
        return public_half(X25519PrivateKey.from_private_bytes(self.outer))

    @property
    def content(self) -> bytes:
        """All of it, as it is kept in a file."""
        return self.outer + self.authentic + (self.secret or b"")


def new_box_key(*, holds_secret: bool = False) -> BoxKey:
    """A fresh box key; with a secret it opens the box alone, without trustees."""
    outer = X25519PrivateKey.generate().private_bytes_raw()
    return BoxKey(outer, secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SECRET_BYTES) if holds_secret else None)


def read_box_key(content: bytes) -> BoxKey:
    """The key in a file. Raises KeyBroken."""
    if len(content) not in (2 * KEY_BYTES, 2 * KEY_BYTES + SECRET_BYTES):
        raise KeyBroken
    secret = content[2 * KEY_BYTES :] or None
    return BoxKey(content[:KEY_BYTES], content[KEY_BYTES : 2 * KEY_BYTES], secret)


def election_key(secret: bytes, ballot: int) -> X25519PrivateKey:
    """The election's key for its first, second or third ballot."""
    return X25519PrivateKey.from_private_bytes(_derived(secret, f"netbot election key {ballot}", KEY_BYTES))


def lot_nonce(secret: bytes, ballot: int) -> bytes:
    """What decides ties, together with the ballots: nobody knows it before the trustees open the box."""
    return _derived(secret, f"netbot lot nonce {ballot}", NONCE_BYTES)


def public_half(key: X25519PrivateKey) -> str:
    """In hexadecimal."""
    return key.public_key().public_bytes_raw().hex()


def authentication(envelope: bytes, slot: int, writ_hash: bytes, key: BoxKey) -> bytes:
    """HMAC-SHA256 over an envelope, whose it is and which election's."""
    message = b"netbot envelope\0" + writ_hash + slot.to_bytes(8, "big") + envelope
    return digest(key.authentic, message, "sha256")


def authentic_writ(text: str, key: BoxKey) -> bytes:
    """HMAC-SHA256 over a writ, so that nobody who writes into the database can put another key into it."""
    return digest(key.authentic, b"netbot writ\0" + text.encode(), "sha256")


def _derived(secret: bytes, purpose: str, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode()).derive(secret)
