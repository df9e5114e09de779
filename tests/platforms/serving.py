"""Serves the routes of a platform on a free port of this machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute


@contextmanager
def served(routes: Sequence[BaseRoute]) -> Iterator[str]:
    """Gives the address until the block ends."""
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=list(routes)), port=0, log_level="error", lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the server did not end"
