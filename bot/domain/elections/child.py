"""What is done with whole keys, in a short-lived process: `python -m bot.domain.elections.child`, driven by `apart`.

It hears one line of JSON and perhaps envelopes on standard input, and answers likewise on standard output. It knows no
voter, keeps nothing, writes no file and no log, and leaves no core dump.
"""

import ctypes
import json
import os
import resource
import secrets
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bot.domain.elections.keys import BALLOTS, SECRET_BYTES, lot_nonce, public_half
from bot.domain.elections.keys import election_key as key_of
from bot.domain.elections.nonces import commitment
from bot.domain.elections.paper import PAPER_BYTES, PaperUnreadable, Reader
from bot.domain.elections.seals import ENVELOPE_BYTES, NotOpened, Opener
from bot.domain.elections.words import WordsDoNotFit, put_together, split

DIE_WITH_PARENT, DUMPABLE = 1, 4  # prctl of Linux

Answer = tuple[Mapping[str, Any], bytes]


class CopyFailed(Exception):
    """A copy of this process has ended before its work had."""


def main() -> None:
    """Hears, works, answers; what fails is named by its kind alone."""
    _harden()
    given = sys.stdin.buffer
    line = given.readline()
    if not line:
        return  # whoever started it has changed their mind
    order: dict[str, Any] = json.loads(line)
    tasks: dict[str, Callable[..., Answer]] = {"keys": make_keys, "open": open_envelopes}
    try:
        answer, content = tasks[order.pop("task")](**order, content=given.read())
    except Exception as error:
        answer, content = {"failed": type(error).__name__}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def make_keys(threshold: int, trustees: int, content: bytes) -> Answer:  # noqa: ARG001 (as all tasks)
    """Draws a secret, splits it, and forgets it: words, and what may be known of the key."""
    secret = secrets.token_bytes(SECRET_BYTES)
    ballots = range(1, BALLOTS + 1)
    return {
        "words": split(secret, threshold, trustees),
        "publics": [public_half(key_of(secret, ballot)) for ballot in ballots],
        "commitments": [commitment(lot_nonce(secret, ballot)) for ballot in ballots],
    }, b""


def open_envelopes(
    writ: str,
    ballot: int,
    election_key: str,
    paper: Mapping[str, Any],
    outer: str,
    words: Sequence[str],
    secret: str | None,
    processes: int,
    content: bytes,
) -> Answer:
    """The papers in the envelopes, sorted, and how many could not be read. Raises WordsDoNotFit."""
    whole = bytes.fromhex(secret) if secret else put_together(words)
    inner = key_of(whole, ballot)
    if public_half(inner) != election_key:
        raise WordsDoNotFit
    box, bound = X25519PrivateKey.from_private_bytes(bytes.fromhex(outer)), bytes.fromhex(writ)
    opener, reader = Opener(inner, box, bound), Reader(bound, **paper)
    envelopes = [content[at : at + ENVELOPE_BYTES] for at in range(0, len(content), ENVELOPE_BYTES)]
    others = [_elsewhere(envelopes[number::processes], opener, reader) for number in range(1, processes)]
    papers = _opened(envelopes[::processes], opener, reader)
    for each in others:
        papers += _brought(each)
    unreadable = len(envelopes) - len(papers)
    return {"unreadable": unreadable, "nonce": lot_nonce(whole, ballot).hex()}, b"".join(sorted(papers))


def _opened(envelopes: Sequence[bytes], opener: Opener, reader: Reader) -> list[bytes]:
    """The papers in those envelopes that can be opened and read."""
    papers = list[bytes]()
    for sealed in envelopes:
        with suppress(NotOpened, PaperUnreadable):
            paper = opener.open(sealed)
            reader.read(paper)
            papers.append(paper)
    return papers


def _elsewhere(envelopes: Sequence[bytes], opener: Opener, reader: Reader) -> tuple[int, BinaryIO]:
    """Opens envelopes in a copy of this process, which has a single thread; gives its number and what it writes to."""
    reading, writing = os.pipe()
    copy = os.fork()
    if copy:
        os.close(writing)
        return copy, open(reading, "rb")
    status = 1
    try:
        _harden()
        with open(writing, "wb") as pipe:
            pipe.write(b"".join(_opened(envelopes, opener, reader)))
        status = 0
    finally:
        os._exit(status)


def _brought(copy: tuple[int, BinaryIO]) -> list[bytes]:
    """The papers that a copy has opened. Raises CopyFailed."""
    number, pipe = copy
    with pipe:
        content = pipe.read()
    if os.waitpid(number, 0)[1]:
        raise CopyFailed
    return [content[at : at + PAPER_BYTES] for at in range(0, len(content), PAPER_BYTES)]


def _harden() -> None:
    """No core dumps, nobody looks into the memory, and it does not outlive who started it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(DUMPABLE, 0, 0, 0, 0)
        system.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    main()
    os._exit(0)  # all is said; whoever waits need not wait for the tidying up of memory
