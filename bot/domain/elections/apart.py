"""Starts the short-lived processes in which whole keys are made and used (`child`); nothing of them stays here."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
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
    given = json.dumps({"task": task, **order}).encode() + b"\n" + b"".join(content)
    done = subprocess.run(  # noqa: S603 (our own)
        CHILD, input=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env={}, check=False
    )
    head, _, rest = done.stdout.partition(b"\n")
    answer = json.loads(head) if done.returncode == 0 else {"failed": f"exit {done.returncode}"}
    if answer.get("failed") == WordsDoNotFit.__name__:
        raise WordsDoNotFit
    if "failed" in answer:
        raise ChildFailed(answer["failed"])
    return answer, rest
