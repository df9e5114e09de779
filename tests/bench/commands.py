"""Commands through HTTP: as many and as fast as a bare endpoint that makes the same write on the same machine."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing

from tests.bench.figures import Figure, compared
from tests.bench.sides import Ask, module, side

ROUNDS = 15
SECONDS = 0.4  # short turns, so that both sides meet the same noise
USERS = (1, 16)
WRITE, RSVP = ("/jrg bench write",), ("/jrg rsvp online", "/jrg rsvp onsite")

Side = Callable[[int, float], dict[str, float]]


def run() -> list[Figure]:
    """Every side has a server process of its own; one client process talks to them in turns."""
    with ExitStack() as open_ones:
        client = open_ones.enter_context(side(*module("client")))
        sides: dict[str, Side] = {}
        for name, command, words in (
            ("bot", ("robot",), WRITE),
            ("bare", ("bare",), WRITE),
            ("bare in line", ("bare", "in line"), WRITE),
            ("10", ("robot", 10), WRITE),
            ("200", ("robot", 200), WRITE),
            ("rsvp", ("robot",), RSVP),
        ):
            server = open_ones.enter_context(side(*module("server", *command)))
            sides[name] = _talk(client, server(None), words)
        return _figures({users: _measured(sides, users) for users in USERS})


def _talk(client: Ask, server: Mapping[str, object], words: Sequence[str]) -> Side:
    people = server["people"]

    def talk(users: int, seconds: float) -> dict[str, float]:
        bodies = [[_body(people[number % len(people)], each) for each in words] for number in range(users)]
        before = _written(server["database"])
        said = client({"port": server["port"], "seconds": seconds, "bodies": bodies})
        if words is WRITE:
            assert _written(server["database"]) - before == said["number"], "not every command has written"
        return said

    return talk


def _measured(sides: Mapping[str, Side], users: int) -> dict[str, list[dict[str, float]]]:
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in sides}
    for number in range(ROUNDS + 1):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            said = sides[name](users, SECONDS)
            if number:  # the first round only warms up
                measured[name].append(said)
    return measured


def _figures(by_users: Mapping[int, Mapping[str, list[dict[str, float]]]]) -> list[Figure]:
    figures: list[Figure] = []
    for users, measured in by_users.items():
        who = "1 user" if users == 1 else f"{users} users"

        def against(name: str, ours: str, theirs: str, what: str = "rate", measured: Mapping = measured) -> None:
            unit = "1/s" if what == "rate" else "ms"
            mine, other = ([said[what] for said in measured[side]] for side in (ours, theirs))
            figures.append(compared(name, mine, unit, other))

        against(f"commands, {who}", "bot", "bare")
        against(f"p50 of a command, {who}", "bot", "bare", "p50")
        against(f"p99 of a command, {who}", "bot", "bare", "p99")
        against(f"commands, {who}, bare writers in line", "bot", "bare in line")
        against(f"p99 of a command, {who}, bare writers in line", "bot", "bare in line", "p99")
        against(f"/jrg rsvp online, {who}", "rsvp", "bare")
        against(f"p99 of /jrg rsvp online, {who}", "rsvp", "bare", "p99")
        if users > 1:
            against("commands with 200 registered", "200", "10")
    return figures


def _body(user: str, words: str) -> str:
    return json.dumps({"as": user, "channel": "general", "text": words})


def _written(database: object) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT number FROM bench_tallies WHERE name = 'commands'").fetchone()[0]
