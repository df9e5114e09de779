"""The nonce of the lots, and the commitment that is published before anybody knows it."""

from hashlib import sha256

NONCE_BYTES = 32


def commitment(nonce: bytes) -> str:
    """What is published at set-up, in hexadecimal; the nonce itself follows at the close."""
    return sha256(b"netbot lot nonce\0" + nonce).hexdigest()
