"""The seals of an envelope, and how they are opened; see `sealing` for how they are put on."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from bot.domain.elections.paper import PAPER_BYTES

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)  # RFC 9180
SEAL_BYTES = 48  # an ephemeral key and a tag
ENVELOPE_BYTES = PAPER_BYTES + 2 * SEAL_BYTES


class NotOpened(Exception):
    """The envelope was sealed for other keys or another election, or is broken."""


class Opener:
    """Opens many envelopes of one election."""

    def __init__(self, inner: X25519PrivateKey, outer: X25519PrivateKey, writ_hash: bytes) -> None:
        self._inner, self._outer = inner, outer
        self._infos = info("inner", writ_hash), info("outer", writ_hash)

    def open(self, sealed: bytes) -> bytes:
        """The paper inside. Raises NotOpened."""
        inner_info, outer_info = self._infos
        try:
            return SUITE.decrypt(SUITE.decrypt(sealed, self._outer, outer_info), self._inner, inner_info)
        except (InvalidTag, ValueError):
            raise NotOpened from None


def info(layer: str, writ_hash: bytes) -> bytes:
    """What a seal is bound to."""
    return f"netbot ballot 1 {layer}\0".encode() + writ_hash
