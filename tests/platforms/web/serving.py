"""Serves the embedded chat on a free port of this machine, for streams and browsers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn
from starlette.applications import Starlette

from bot.platforms.web.adapter import Web


@contextmanager
def serving(web: Web, port: int = 0) -> Iterator[str]:
    """Gives the address; at the end all streams are closed and the server has gone."""
    with serving_app(Starlette(routes=web.routes()), port, web.close) as address:
        yield address


@contextmanager
def serving_app(app: Starlette, port: int = 0, close: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Gives the address; `close` ends what would keep the server from ending."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, access_log=False, lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        close()
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the server did not end"
