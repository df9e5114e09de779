"""Reads feeds in a process of its own: whatever a feed does to its reader, it is over after some seconds.

Python cannot stop a parser that has lost its way; the system can stop a process. The process gets the bytes and nothing
else: no settings, no secrets of the environment, no file that it may write.
"""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.domain.news import Entry

READER = "bot.feeds.parsing"
HERE = Path(__file__).parent.parent.parent
KEPT = ("LD_LIBRARY_PATH", "SYSTEMROOT")  # without which some Pythons do not start
WORKS = 5  # seconds in which the process may really compute
PATIENCE = 20.0  # seconds after which it is ended wherever it is


class NoFeed(Exception):
    """This is no feed, or none that anybody could read."""


def read_apart(body: bytes, url: str, kind: str, *, seconds: int = WORKS) -> tuple[tuple[Entry, ...], str]:
    """The entries of a feed and its own page. Raises NoFeed."""
    about = json.dumps({"url": url, "kind": kind, "seconds": seconds}).encode()
    command = [sys.executable, "-m", READER]
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 (a program of our own)
            command, input=about + b"\n" + body, capture_output=True, timeout=PATIENCE, cwd=HERE, env=env, check=True
        )
        found: Any = json.loads(done.stdout)
        return tuple(_entry(each) for each in found["entries"]), str(found["home"])
    except (subprocess.SubprocessError, OSError, ValueError, TypeError, KeyError):
        raise NoFeed from None


def _entry(packed: Any) -> Entry:
    published = datetime.fromisoformat(packed["published"]) if packed["published"] else None
    return Entry(**packed | {"published": published, "categories": tuple(packed["categories"])})
