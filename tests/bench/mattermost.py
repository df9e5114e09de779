"""On a real Mattermost server: posts through the outbox beside a bare loop, and what a command costs in the bot."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.domain.people import Person
from bot.platforms.mattermost.adapter import Mattermost
from bot.serving import listen
from tests.bench.figures import Figure, compared
from tests.bench.measured import beside_all_others, make_tallies
from tests.bench.sides import in_turns
from tests.conversation import ADA
from tests.databases import sqlite_database
from tests.live.provision import VARIABLE, Ground, provision
from tests.live.running import running
from tests.live.user import User
from tests.live.worker import platform_of
from tests.outbox.office import HELLO, LONG_AGO, Office
from tests.outbox.worker import HurriedClock

ROUNDS, COMMANDS_EACH = 5, 60
PEOPLE, MESSAGES, THREADS = 20, 160, 4


def run() -> list[Figure]:
    """Nothing without a server."""
    url = os.environ.get(VARIABLE, "").rstrip("/")
    if not url:
        print(f"  no Mattermost server: {VARIABLE} names none")
        return []
    ground = provision(url, [(f"u{number}", "en") for number in range(PEOPLE)])
    with TemporaryDirectory() as folder:
        return [_delivery(ground, Path(folder)), *_commands(ground, Path(folder))]


def _delivery(ground: Ground, home: Path) -> Figure:
    """Direct messages a second, with as many threads on both sides; the pace, which is a choice, is none."""
    ids = [ground.admin.get(f"/users/username/{ground.name(f'u{n}')}")["id"] for n in range(PEOPLE)]
    people = [replace(ADA, id=each, email=f"{each}@example.org") for each in ids]
    platform = platform_of(ground.url, ground.token, HurriedClock(datetime.now(UTC)))
    database = sqlite_database(home)
    office = Office(database, [platform], platform_clock(), people, people)
    channels = [platform.direct(person.id).channel for person in people]
    numbers = count()
    measured = in_turns(
        {
            "bot": lambda: _through_the_outbox(office, people, numbers),
            "bare": lambda: _bare(ground, platform, office, channels),
        },
        ROUNDS,
    )
    platform.stop()
    database.close()
    return compared(f"Mattermost, posts a second, {THREADS} threads", measured["bot"], "/s", measured["bare"])


def platform_clock() -> HurriedClock:
    return HurriedClock(datetime.now(UTC))


def _through_the_outbox(office: Office, people: list[Person], numbers: Iterator[int]) -> float:
    for _ in range(MESSAGES // len(people)):
        office.owe(*people, key=f"bench-{next(numbers)}", due=LONG_AGO)

    def deliver() -> None:
        while office.delivery.deliver():
            pass

    spent = _timed(deliver)
    assert office.all_is_sent()
    return MESSAGES / spent


def _bare(ground: Ground, platform: Mattermost, office: Office, channels: list[str]) -> float:
    """The same bodies, drawn beforehand, over connections that stay open."""
    message, reader = office.views.show("notice", HELLO, office.people[0].id)
    body = platform._body(channels[0], message, reader, "k" * 24)
    left = iter([body | {"channel_id": channels[n % len(channels)]} for n in range(MESSAGES)])
    lock = threading.Lock()

    def post() -> None:
        headers = {"Authorization": f"Bearer {ground.token}"}
        with httpx.Client(base_url=ground.url, headers=headers, trust_env=False) as client:
            while True:
                with lock:
                    one = next(left, None)
                if one is None:
                    return
                answer = client.post("/api/v4/posts", json=one)
                client.cookies.clear()
                assert answer.status_code == 201

    return MESSAGES / _timed(post)


def _timed(work: Callable[[], None]) -> float:
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


def _commands(ground: Ground, home: Path) -> list[Figure]:
    """Milliseconds from typing to the answer, by way of the server, beside a program that answers at once."""
    people = [replace(ADA, email=ground.email("u0"))]
    folder = home / "commands"
    folder.mkdir()
    with ExitStack() as opened:
        bot = opened.enter_context(running(ground, folder, people, table=beside_all_others()))
        make_tallies(bot.context.database)
        _make_command(ground, "bare", opened.enter_context(_echo()))
        user = opened.enter_context(_closing(User(ground, "u0")))
        told: dict[str, list[list[float]]] = {"/jrg bench write": [], "/bare": []}
        sides = {words: lambda words=words: _typed(user, words, told[words]) for words in told}
        measured = in_turns(sides, ROUNDS)
    slow = {words: [quantiles(each, n=100)[98] for each in turns[-ROUNDS:]] for words, turns in told.items()}
    ours, theirs = "/jrg bench write", "/bare"
    return [
        compared("Mattermost, round trip of a command, p50", measured[ours], "ms", measured[theirs]),
        compared("Mattermost, round trip of a command, p99", slow[ours], "ms", slow[theirs]),
    ]


def _typed(user: User, words: str, told: list[list[float]]) -> float:
    spent: list[float] = []
    for _ in range(COMMANDS_EACH):
        begun = time.perf_counter()
        assert user.type(words)["text"]
        spent.append((time.perf_counter() - begun) * 1000)
    told.append(spent)
    return sorted(spent)[len(spent) // 2]


def _make_command(ground: Ground, trigger: str, url: str) -> None:
    made = {"team_id": ground.team_id, "trigger": trigger, "method": "P", "url": url}
    ground.admin.post("/commands", made)


@contextmanager
def _echo() -> Iterator[str]:
    """The least that answers a command."""

    async def answer(request: Request) -> JSONResponse:
        await request.body()
        return JSONResponse({"response_type": "ephemeral", "text": "Noted for Ada."})

    with listen("127.0.0.1", 0) as listener:
        app = Starlette(routes=[Route("/", answer, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def _closing(user: Any) -> Iterator[Any]:
    try:
        yield user
    finally:
        user.close()
