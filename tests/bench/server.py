"""One uvicorn worker on a free port: a bot, or a bare endpoint that makes the same write without one."""

import json
import os
import socket
import sys
import threading
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from sqlalchemy import create_engine, event
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot import serving
from bot.demo import network
from bot.logs import configure
from storage import Database
from tests.bench.measured import COUNT, beside, beside_all_others, make_tallies, prepared, users


def bare(folder: Path, in_line: str) -> None:
    """The least that such a write takes: SQLAlchemy Core, WAL, FULL, BEGIN IMMEDIATE, a `def` endpoint in the pool.

    With `in_line` writers queue behind a lock, as in the bot; without, SQLite lets them wait as it likes.
    """
    database = Database(f"sqlite:///{folder / 'netbot.db'}")
    make_tallies(database)
    database.close()
    engine = create_engine(f"sqlite:///{folder / 'netbot.db'}", pool_size=20, max_overflow=20)
    turn = threading.Lock() if in_line else nullcontext()

    @event.listens_for(engine, "connect")
    def configure_connection(connection: object, record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def write(request: Request) -> JSONResponse:
        with turn, engine.begin() as connection:
            connection.execute(COUNT, {"who": "commands"})
        return JSONResponse({"noted": True})

    app = Starlette(routes=[Route("/api/command", write, methods=["POST"])])
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
    # asyncio sends at once (TCP_NODELAY) only through a socket that says that it is TCP.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        ready(listener, folder, ["anybody"])
        uvicorn.Server(config).run(sockets=[listener])


def robot(folder: Path, commands: str) -> None:
    """A whole bot at work, served as `netbot run` does: its threads deliver, its clock ticks, its log is written."""
    configure("INFO", as_json=True)
    bot = prepared(folder, beside(int(commands)) if commands else beside_all_others())
    if not commands:
        network.set_the_scene(bot)
    with serving.listen("127.0.0.1", 0) as listener:
        ready(listener, folder, users(bot, 240))
        serving.run(bot, listener)


def ready(listener: socket.socket, folder: Path, people: Sequence[str]) -> None:
    """Says where we are to whoever started us."""
    port = listener.getsockname()[1]
    ours = {"port": port, "people": people, "database": str(folder / "netbot.db"), "pid": os.getpid()}
    print(json.dumps(ours), flush=True)


if __name__ == "__main__":
    kind, argument = sys.argv[1], "".join(sys.argv[2:])
    with TemporaryDirectory() as name:
        {"bare": bare, "robot": robot}[kind](Path(name), argument)
