"""The log says what happened and how long it took; it repeats no name, address, text, answer or token."""

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.sources import ROOT


@dataclass(frozen=True)
class Told:
    """What a process wrote: the words that must not be in its log, and the log."""

    words: list[str]
    tokens: list[str]
    log: str


@pytest.fixture(scope="module", params=["", "--json"])
def told(request: pytest.FixtureRequest) -> Told:
    command = [sys.executable, "-W", "error", "-m", "tests.canaries", *filter(None, [request.param])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Told(**json.loads(done.stdout), log=done.stderr)


def test_no_word_that_anybody_wrote_is_logged(told: Told) -> None:
    assert len(told.words) > 10
    assert [word for word in told.words if word in told.log] == []


def test_no_token_is_logged(told: Told) -> None:
    assert len(told.tokens) > 1
    assert [token for token in told.tokens if token in told.log] == []


def test_what_happened_is_logged(told: Told) -> None:
    for event in ("heard", "delivered", "failed"):
        assert event in told.log
    for outcome in ("answered", "refused", "unknown", "failed", "sent", "retried", "dead"):
        assert outcome in told.log


def test_a_mistake_is_logged_with_its_kind_and_its_place(told: Told) -> None:
    lines = [line for line in told.log.splitlines() if "ValueError" in line and "stumble" in line]

    assert lines
    assert all("canaries.py" in line for line in lines)


def test_a_mistake_in_a_library_names_its_kind_and_its_place_too(told: Told) -> None:
    for name in ("uvicorn.error", "apscheduler.executors.default", "asyncio"):
        assert [line for line in told.log.splitlines() if name in line and "RuntimeError at canaries.py" in line]
