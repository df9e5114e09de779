"""Starts the short-lived processes in which whole keys are made and used (`child`); nothing of them stays here."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.elections.words import Mark, WordsDoNotFit, marked

ROOT = Path(__file__).parents[3]  # where the packages lie
CHILD = (sys.executable, "-E", "-s", "-m", "bot.domain.elections.child")


class ChildFailed(Exception):
    """The process for the keys broke off; nothing was made, nothing was opened."""


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What is kept of the trustees' key: its public halves and commitments for each ballot, and marks of the words."""

    threshold: int
    publics: tuple[str, ...]
    commitments: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Ceremony:
    """New keys: what is kept, and the words of each trustee, to be shown once and to be kept nowhere."""

    keys: PublicKeys
    words: tuple[str, ...] = field(repr=False)


def hold_ceremony(threshold: int, trustees: int) -> Ceremony:
    """Makes a key that any `threshold` of the trustees can put together. Raises ChildFailed."""
    answer, _ = run("keys", {"threshold": threshold, "trustees": trustees})
    words = tuple(answer["words"])
    marks = tuple(marked(each) for each in words)
    return Ceremony(PublicKeys(threshold, tuple(answer["publics"]), tuple(answer["commitments"]), marks), words)


def run(task: str, order: Mapping[str, object], content: Sequence[bytes] = ()) -> tuple[dict[str, Any], bytes]:
    """What the process answers. Arguments and environment stay empty, since others on the machine can read them.

    Raises ChildFailed, or WordsDoNotFit.
    """
    with start() as child:
        return ask(child, task, order, content)


def start() -> subprocess.Popen[bytes]:
    """A process that waits for its one task; it ends without one when its input does."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(CHILD, stdin=pipe, stdout=pipe, stderr=nothing, cwd=ROOT, env={})  # noqa: S603 (our own)


def ask(
    child: subprocess.Popen[bytes], task: str, order: Mapping[str, object], content: Sequence[bytes] = ()
) -> tuple[dict[str, Any], bytes]:
    """See `run`."""
    assert child.stdin
    assert child.stdout
    with suppress(BrokenPipeError), child.stdin as pipe:  # if it breaks off, its exit says so
        pipe.write(json.dumps({"task": task, **order}).encode() + b"\n" + b"".join(content))
    head, _, rest = child.stdout.read().partition(b"\n")  # it has read everything before it writes
    answer = json.loads(head) if child.wait() == 0 else {"failed": f"exit {child.returncode}"}
    if answer.get("failed") == WordsDoNotFit.__name__:
        raise WordsDoNotFit
    if "failed" in answer:
        raise ChildFailed(answer["failed"])
    return answer, rest
