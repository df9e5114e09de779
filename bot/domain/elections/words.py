"""The trustees' words: a secret split by SLIP-39, and how words that were typed are checked without keeping them."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics  # pyright: ignore[reportMissingTypeStubs]
from shamir_mnemonic.wordlist import WORDLIST  # pyright: ignore[reportMissingTypeStubs]

WORDS = 20
CLEAR = 4  # the first letters of a word tell which it is
FEWEST_TO_OPEN = 2
MOST_TRUSTEES = 7

BY_BEGINNING = {word[:CLEAR]: word for word in WORDLIST}


class Wrong(StrEnum):
    """What is wrong with words that were typed."""

    NUMBER = "number"  # not twenty
    UNKNOWN = "unknown"  # there is no such word
    MISTYPED = "mistyped"  # the checksum does not fit
    OTHER_TRUSTEE = "other trustee"
    OTHER_KEY = "other key"  # of another election


class WordsWrong(Exception):
    """The words are not those that were shown; `place` is the number of the first unknown one. It holds no word."""

    def __init__(self, why: Wrong, place: int = 0, number: int = 0) -> None:
        super().__init__(str(why))
        self.why, self.place, self.number = why, place, number


class WordsDoNotFit(Exception):
    """These words together do not make the key of this election."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is kept of a trustee's words: a salted hash, in hexadecimal; with 128 random bits nobody guesses them."""

    salt: str
    digest: str


def marked(words: str) -> Mark:
    """The mark of words that were just made."""
    salt = secrets.token_bytes(16)
    return Mark(salt.hex(), _digest(salt, words))


def split(secret: bytes, threshold: int, trustees: int) -> tuple[str, ...]:
    """Twenty words for each trustee, any `threshold` of whom can put the secret together."""
    if not FEWEST_TO_OPEN <= threshold <= trustees <= MOST_TRUSTEES:
        raise ValueError("between 2 and 7 trustees, of whom at least 2 are needed")
    [shares] = generate_mnemonics(1, [(threshold, trustees)], secret, iteration_exponent=0)  # there is no passphrase
    return tuple(shares)


def put_together(words: Sequence[str]) -> bytes:
    """The secret of the words of as many trustees as are needed, or more. Raises WordsDoNotFit."""
    try:
        needed = Share.from_mnemonic(words[0]).member_threshold
        return combine_mnemonics(words[:needed])
    except (MnemonicError, IndexError):
        pass
    raise WordsDoNotFit  # here, so that no error holds the words


def checked(typed: str, trustee: int, marks: Sequence[Mark]) -> str:
    """The words of this trustee (from 0) in their normal spelling. Raises WordsWrong.

    Numbers, punctuation, capitals and line ends do not matter, and of a word only the first four letters.
    """
    words = spelled(typed)
    fitting = [number for number, mark in enumerate(marks) if _fits(words, mark)]
    if fitting == [trustee]:
        return words
    raise WordsWrong(Wrong.OTHER_TRUSTEE if fitting else Wrong.OTHER_KEY)


def spelled(typed: str) -> str:
    """Words in their normal spelling, if they are some trustee's of some election. Raises WordsWrong."""
    pieces = re.findall(r"[^\W\d_]+", typed.casefold())
    words = [BY_BEGINNING.get(piece[:CLEAR], "") for piece in pieces]
    if "" in words:
        raise WordsWrong(Wrong.UNKNOWN, words.index("") + 1)
    if len(words) != WORDS:
        raise WordsWrong(Wrong.NUMBER, number=len(words))
    text = " ".join(words)
    if not _is_share(text):
        raise WordsWrong(Wrong.MISTYPED)
    return text


def _is_share(words: str) -> bool:
    try:
        Share.from_mnemonic(words)
    except MnemonicError:
        return False
    return True


def _fits(words: str, mark: Mark) -> bool:
    return compare_digest(_digest(bytes.fromhex(mark.salt), words), mark.digest)


def _digest(salt: bytes, words: str) -> str:
    return sha256(b"netbot trustee words\0" + salt + words.encode()).hexdigest()
