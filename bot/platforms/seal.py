"""Seals: what we hand out and want back unchanged, such as the action of a button or the carry of a form."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadSignature, Signer


class Broken(Exception):
    """This was not sealed by us, or for another purpose, or for another person."""


class Expired(Exception):
    """This was sealed by us, but too long ago."""


class Seal:
    """Signs short texts (HMAC-SHA256) so that they can go through hands that we do not trust.

    Bound are the content, the purpose ("click", "form"), the person where one is named, and the end of its life. The
    content is not hidden: whoever holds it can read it. `now` is the bot's clock.
    """

    def __init__(self, secret: str, now: Callable[[], datetime]) -> None:
        if not secret:
            raise ValueError("a seal needs a secret")
        self._secret = secret.encode()
        self._now = now

    def close(self, content: str, purpose: str, person: str = "", *, lasts: timedelta) -> str:
        """The content with its end and its signature, as one line of text."""
        end = int((self._now() + lasts).timestamp())
        return self._signer(purpose, person).sign(f"{content}.{end:x}").decode()

    def open(self, sealed: str, purpose: str, person: str = "") -> str:
        """The content. Raises Broken or Expired."""
        try:
            content, _, end = self._signer(purpose, person).unsign(sealed).decode().rpartition(".")
        except (BadSignature, UnicodeError):
            raise Broken(purpose) from None
        if self._now().timestamp() > int(end, 16):
            raise Expired(purpose)
        return content

    def _signer(self, purpose: str, person: str) -> Signer:
        # The length keeps ("click", "x") apart from every other way to cut the same letters.
        salt = f"{len(purpose)}:{purpose}:{person}"
        return Signer(self._secret, salt=salt, key_derivation="hmac", digest_method=sha256)
