"""Lots that everybody can check: an order of the candidates that follows from what was committed before the count."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

NONCE_BYTES = 32


def commitment(nonce: bytes) -> str:
    """What a trustee publishes at set-up, in hexadecimal; the nonce itself follows at the close."""
    return sha256(b"netbot lot nonce\0" + nonce).hexdigest()


def seed(configuration: bytes, ballots: Iterable[bytes], nonces: Iterable[bytes]) -> bytes:
    """The seed of an election's lots: SHA-256 over the configuration's hash, all ballots sorted, all nonces sorted.

    Nobody can steer it: voters do not know the nonces, trustees do not know the ballots when they commit theirs.
    Every part is preceded by its length, so that no two different lists give the same bytes.
    """
    digest = sha256(b"netbot lots\0")
    for parts in ([configuration], sorted(ballots), sorted(nonces)):
        digest.update(len(parts).to_bytes(8, "big"))
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def drawn(seed: bytes, candidates: Sequence[str]) -> tuple[int, ...]:
    """The order in which the candidates are drawn: by SHA-256 of the seed and the name; equal names by their place."""
    return tuple(sorted(range(len(candidates)), key=lambda one: (_ticket(seed, candidates[one]), one)))


def _ticket(seed: bytes, name: str) -> bytes:
    return sha256(seed + b"\0" + name.encode()).digest()
