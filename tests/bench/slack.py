"""Signed slash commands through HTTP: as many and as fast as a bare Bolt app that makes the same write."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing

from tests.bench.figures import Figure, compared
from tests.bench.sides import Ask, module, side

ROUNDS = 15
SECONDS = 0.4  # short turns, so that both sides meet the same noise
USERS = (1, 16)
WAYS = {"pool": "", "loop": ", bare on the event loop", "plain": ", bare as its guide shows it"}

Side = Callable[[int], dict[str, float]]


def run() -> list[Figure]:
    """Each side has a server process of its own; one client process talks to them in turns."""
    with ExitStack() as open_ones:
        client = open_ones.enter_context(side(*module("slack_client")))
        sides: dict[str, Side] = {}
        for name, *way in (("robot",), *(("bare", way) for way in WAYS)):
            server = open_ones.enter_context(side(*module("slack_server", name, *way)))
            sides["".join(way) or name] = _talk(client, server(None))
        return [figure for users in USERS for figure in _figures(users, sides)]


def _talk(client: Ask, server: Mapping[str, object]) -> Side:
    people = server["people"]

    def talk(users: int) -> dict[str, float]:
        before = _written(server["database"])
        who = [people[number % len(people)] for number in range(users)]
        said = client({"port": server["port"], "seconds": SECONDS, "users": who})
        assert _written(server["database"]) - before == said["number"], "not every command has written"
        return said

    return talk


def _figures(users: int, sides: Mapping[str, Side]) -> list[Figure]:
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in sides}
    for number in range(ROUNDS + 1):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            said = sides[name](users)
            if number:  # the first round only warms up
                measured[name].append(said)
    who = "1 user" if users == 1 else f"{users} users"
    kinds = (("commands in Slack", "rate", "1/s"), ("p50 in Slack", "p50", "ms"), ("p99 in Slack", "p99", "ms"))
    return [
        compared(f"{name}, {who}{beside}", _of(measured["robot"], what), unit, _of(measured[way], what))
        for way, beside in WAYS.items()
        for name, what, unit in kinds
    ]


def _of(said: list[dict[str, float]], what: str) -> list[float]:
    return [each[what] for each in said]


def _written(database: object) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT number FROM bench_tallies WHERE name = 'commands'").fetchone()[0]
