"""Runs the bot behind uvicorn until somebody stops it."""

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import uvicorn
from rich.console import Console

from bot.assemble import Bot, assemble, open_database
from bot.config import BadSettings, Settings
from bot.demo import network
from bot.logs import configure
from bot.starting import uncollected
from bot.timekeeper import remembered


def serve(settings: Settings, *, screen: Console) -> None:
    """Serves a network until Ctrl-C. Raises BadSettings if the address cannot be used."""
    host, port = settings.http.address
    with listen(host, port) as listener:
        with uncollected():
            bot = assemble(settings)
        if bot.web is None and not bot.connected:
            screen.print("No platform is switched on: `enabled = true` in [web] opens the embedded chat.", markup=False)
        screen.print(f"{settings.network.name} is served at http://{host}:{port} (Ctrl-C stops it)", markup=False)
        run(bot, listener)


def serve_demo(*, port: int, home: Path, load: Path | None, screen: Console) -> None:
    """Serves an invented network on this machine until Ctrl-C; its state stays in `home`."""
    configure(os.environ.get("NETBOT_LOG__LEVEL", "WARNING"))
    settings = network.settings(home, port)
    with listen(*settings.http.address) as listener:
        home.mkdir(parents=True, exist_ok=True)
        if not network.file_of(home).exists():
            _apart(_make_database, settings)
        database = open_database(settings)
        people = network.populate(database, load)
        is_new = not network.has_begun(database)
        database.close()
        if is_new:
            _apart(_set_the_scene, settings, home)
        bot = _demo(settings, home)
        whose = f"from {load}" if load else "all of them invented"
        screen.print(f"\n[bold]{settings.network.name}[/bold], {people} people, {whose}.")
        screen.print(f"Open [bold]http://localhost:{port}[/bold] and be anybody you like.")
        state = f"State is kept in {home.resolve()}; delete the folder to start anew. Ctrl-C ends the demo.\n"
        screen.print(state, soft_wrap=True)
        run(bot, listener)


def _make_database(settings: Settings) -> None:
    open_database(settings).close()


def _demo(settings: Settings, home: Path) -> Bot:
    with uncollected():
        return assemble(settings, clock=remembered(home), demo=home)


def _set_the_scene(settings: Settings, home: Path) -> None:
    bot = _demo(settings, home)
    network.set_the_scene(bot)
    bot.context.database.close()


def _apart(work: Callable[..., None], *given: object) -> None:
    """Does this in a process of its own, so that what it leaves in memory is gone with it. Raises RuntimeError."""
    process = get_context("fork" if sys.platform == "linux" else "spawn").Process(target=work, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError("the scene of the demo could not be set; above is why")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises BadSettings if the address cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends short answers at once (TCP_NODELAY) only through a socket that says that it is TCP; the others
    # wait 40 ms for each answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(100)
    except OSError as error:
        listener.close()
        why = os.strerror(error.errno or 0)
        raise BadSettings([f"{host}:{port} cannot be used ({why}). Choose another port."]) from None
    return listener


def run(bot: Bot, listener: socket.socket) -> None:
    """Serves until Ctrl-C, then ends in good order."""
    config = uvicorn.Config(
        bot.app, log_config=None, log_level="warning", access_log=False, timeout_graceful_shutdown=3
    )
    bot.start()
    try:
        # uvicorn ends in good order on Ctrl-C and then passes the signal on, which has done its work by then.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
    finally:
        bot.stop()
