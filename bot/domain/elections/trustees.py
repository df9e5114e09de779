"""A trustee's own key: drawn as twenty words when they ask for them, of which only the public half is kept.

The shares of the election's key are sealed for these keys as soon as all trustees have confirmed theirs. So no words
wait anywhere until they are shown, and who loses theirs before that takes new ones without troubling the others.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from shamir_mnemonic import (  # pyright: ignore[reportMissingTypeStubs]
    combine_mnemonics,
    generate_mnemonics,
)

from bot.domain.elections.keys import KEY_BYTES, SECRET_BYTES, public_half
from bot.domain.elections.seals import SUITE
from bot.domain.elections.words import Mark, WordsWrong, Wrong, checked, marked


@dataclass(frozen=True, slots=True)
class Trustee:
    """What is kept of a trustee: the public half of their key, a mark of their words, and then their sealed share."""

    person: str
    public: str = ""
    mark: Mark | None = None
    confirmed: bool = False
    share: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NewWords:
    """A fresh key: the words to be shown once and to be kept nowhere, and what may be kept."""

    words: str = field(repr=False)
    public: str
    mark: Mark


def new_words(election: int) -> NewWords:
    """Twenty words by SLIP-39, of which one share is enough: they are one person's."""
    [[words]] = generate_mnemonics(1, [(1, 1)], secrets.token_bytes(SECRET_BYTES))
    return NewWords(words, public_half(_key(words, election)), marked(words))


def own_words(typed: str, person: str, trustees: Sequence[Trustee]) -> str:
    """The words of this person, one of the trustees, in their normal spelling. Raises WordsWrong."""
    known = [(each.person, each.mark) for each in trustees if each.mark]
    people = [each for each, _ in known]
    mine = people.index(person) if person in people else len(people)
    return checked(typed, mine, [mark for _, mark in known])


def sealed_share(share: str, public: str, election: int) -> bytes:
    """A share of the election's key, for the trustee with this public half alone."""
    key = X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return SUITE.encrypt(share.encode(), key, _info(election))


def opened_share(sealed: bytes, words: str, election: int) -> str:
    """The share that was sealed for these words. Raises WordsWrong."""
    try:
        return SUITE.decrypt(sealed, _key(words, election), _info(election)).decode()
    except (InvalidTag, ValueError):
        pass
    raise WordsWrong(Wrong.OTHER_KEY)  # here, so that no error holds the words


def _key(words: str, election: int) -> X25519PrivateKey:
    secret = combine_mnemonics([words])
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_info(election)).derive(secret)
    return X25519PrivateKey.from_private_bytes(derived)


def _info(election: int) -> bytes:
    return f"netbot trustee of election {election}".encode()
