"""The log says what happened and how long it took; it repeats no name, address, text, answer or token."""

import json
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from bot.domain.people import Directory
from tests.conversation import ADA, GROUPS, NOW, PEOPLE
from tests.databases import sqlite_database
from tests.fetching import WINTER
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


def test_the_server_logs_no_address_of_a_calendar(tmp_path: Path) -> None:
    database = sqlite_database(tmp_path)
    with database.transaction() as store:
        store.directory.save(Directory(PEOPLE, GROUPS), NOW.date())
        token = store.feeds.give(ADA.id, NOW)
        store.meetings.add(WINTER)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {"NETBOT_HTTP__LISTEN": f"127.0.0.1:{port}", "NETBOT_LOG__LEVEL": "DEBUG", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        head = server.stderr.readline() + server.stderr.readline()
        answers = [fetched(port, path) for path in (f"/calendar/{token}.ics", f"/calendar/{token}x.ics")]
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE seats RENAME TO broken"))
        answers += [fetched(port, path) for path in (f"/calendar/{token}.ics", f"/calendar/{token}/1.ics?{token}")]
        server.send_signal(signal.SIGINT)
        log = head + server.stderr.read()
    database.close()

    assert (answers, server.returncode) == ([200, 404, 500, 500], 0)
    assert "is served at" in log
    assert log.count("OperationalError") == 2
    assert token not in log


def fetched(port: int, path: str) -> int:
    """The status of an answer; waits for the server to begin."""
    transport = httpx.HTTPTransport(retries=9)
    with httpx.Client(transport=transport, base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        return client.get(path).status_code


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
