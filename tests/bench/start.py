"""From nothing to serving: how long it takes, beside the libraries alone; and how much memory the demo takes."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import Request, urlopen

from bot.demo import network
from tests.bench.figures import Figure, compared, figure
from tests.bench.measured import beside_all_others, prepared
from tests.bench.sides import ROOT, in_turns

ROUNDS = 7
COMMANDS = ("", "find Meier Leipzig", "meetings", "rsvp online", "groups", "help", "rsvp onsite", "who Anna Müller")
PATIENCE = 60  # seconds
DEMO_LIMIT, MEMORY_LIMIT = 5, 120  # seconds, MiB

# What serving stands on, and nothing of ours.
LIBRARIES = """
import apscheduler.schedulers.background, babel.dates, babel.lists, babel.numbers, itsdangerous
from pydantic import BaseModel, Field, SecretStr, field_validator
import rapidfuzz.fuzz, rapidfuzz.process, rich.console, sqlalchemy, sqlalchemy.dialects.sqlite, starlette.applications
import starlette.routing, starlette.staticfiles, structlog, typer, uvicorn
sqlalchemy.create_engine("sqlite://")
"""
# As `netbot run` starts with a database that is up to date, until it would listen.
SERVING = """
import sys
from pathlib import Path
import bot.cli
from bot.starting import uncollected
with uncollected():
    import bot.serving
    from bot.demo import network
    bot.serving.assemble(network.settings(Path(sys.argv[1]), 0))
"""


def run() -> list[Figure]:
    with TemporaryDirectory() as name:
        robot = prepared(Path(name), beside_all_others())
        network.set_the_scene(robot)
        robot.context.database.close()
        sides = {"bot": _program(SERVING, name), "libraries": _program(LIBRARIES)}
        measured = in_turns(sides, ROUNDS)
    figures = [compared("start", measured["bot"], "s", measured["libraries"])]
    with TemporaryDirectory() as name, _demo(Path(name)) as (process, port, seconds):
        figures.append(figure("start of the demo", seconds, "s", DEMO_LIMIT))
        at_first = _memory(process)
        _use(port, 1000)
        figures.append(figure("memory after 1,000 commands", _memory(process), "MiB", MEMORY_LIMIT))
        figures.append(figure("memory after 1,000 commands, beside the beginning", _memory(process), "MiB", at_first))
    return figures


def _program(code: str, *arguments: str) -> Callable[[], float]:
    """Seconds from the start of a Python process to its end."""

    def seconds() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=True)
        return time.perf_counter() - begun

    return seconds


@contextmanager
def _demo(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, float]]:
    """`netbot demo` in an empty folder, its port, and the seconds until it answered."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    netbot = Path(sys.executable).with_name("netbot")
    begun = time.perf_counter()
    command = [str(netbot), "demo", "--port", str(port), "--home", str(home / "demo")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while not _answers(port) and time.perf_counter() - begun < PATIENCE:
                time.sleep(0.02)
            yield process, port, time.perf_counter() - begun
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    try:
        return urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status == 200
    except URLError:
        return False


def _use(port: int, number: int) -> None:
    """So many commands of everybody in turn."""
    here = f"http://127.0.0.1:{port}"
    room = json.load(urlopen(f"{here}/api/room", timeout=PATIENCE))
    users = [face["user"] for face in room["faces"]]
    for each in range(number):
        words = f"/jrg {COMMANDS[each % len(COMMANDS)]}"
        body = json.dumps({"as": users[each % len(users)], "channel": "general", "text": words}).encode()
        typed = Request(f"{here}/api/command", body, {"Content-Type": "application/json"})
        assert urlopen(typed, timeout=PATIENCE).status == 200


def _memory(process: subprocess.Popen[bytes]) -> float:
    """MiB that the process holds in memory (RSS)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024
