"""A web server of committees, over real sockets and TLS: it gives out feeds, and does whatever a hostile one might."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bot.feeds.addresses import Address, Reach, is_public
from tests.feeds.authority import Authority

ATOM = "application/atom+xml; charset=utf-8"
HERE = "127.0.0.1"
NAMES = ("news.example.org", "other.example.org", "evil.example.org")


@dataclass
class Page:
    """What stands under an address. `pieces` are sent one after another, for ever if the iterator has no end."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": ATOM})
    pieces: Callable[[threading.Event], Iterator[bytes]] | None = None


@dataclass(frozen=True)
class Asked:
    """One request: the name in the TLS handshake, the name in the headers, the path, and all headers."""

    server_name: str | None
    host: str
    path: str
    headers: Mapping[str, str]


class Web(ThreadingHTTPServer):
    """The sockets and threads; all of them have ended when it is closed."""

    daemon_threads = False

    def __init__(self, feeds: "FeedServer") -> None:
        super().__init__((HERE, 0), Handler)
        self.feeds = feeds


class Handler(BaseHTTPRequestHandler):
    """One connection; whoever ends it early has a reason."""

    protocol_version = "HTTP/1.1"
    server: Web

    def setup(self) -> None:
        self.request.settimeout(20)
        self.secured = False
        with suppress(OSError):  # who does not trust us
            self.request = self.server.feeds.context.wrap_socket(self.request, server_side=True)
            self.secured = True
            super().setup()

    def handle(self) -> None:
        with suppress(OSError):  # who has had enough
            if self.secured:
                super().handle()

    def finish(self) -> None:
        with suppress(OSError):
            if self.secured:
                super().finish()
        self.request.close()

    def do_GET(self) -> None:
        self.server.feeds.answer(self)

    def log_message(self, format: str, *args: object) -> None:
        pass


class FeedServer:
    """`pages` may be changed while it runs; `asked` lists the requests."""

    def __init__(self, certificate: Path, authority: Authority) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.stopped = threading.Event()
        self._authority = authority
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.server_names: dict[int, str | None] = {}
        self.context.sni_callback = self._noted
        self._http = Web(self)
        self.address: Address = (HERE, self._http.server_address[1])

    def reach(self, names: Mapping[str, list[Address]] | None = None, hosts: tuple[str, ...] = NAMES) -> Reach:
        """What a bot may reach for that believes in our authority: this server alone is admitted besides the public."""
        known: dict[str, list[Address]] = {name: [self.address] for name in NAMES} | dict(names or {})
        trust = ssl.create_default_context(cadata=self._authority.pem)

        def resolve(host: str, seconds: float) -> list[Address]:
            return known.get(host, [])

        return Reach(frozenset(hosts), resolve, lambda address: is_public(address) or address == HERE, trust)

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        return thread

    def stop(self, thread: threading.Thread) -> None:
        self.stopped.set()
        self._http.shutdown()
        thread.join()
        self._http.server_close()  # waits for the threads of its connections

    def _noted(self, stream: Any, name: str | None, context: ssl.SSLContext) -> None:
        self.server_names[threading.get_ident()] = name

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = self.server_names.get(threading.get_ident())
        self.asked.append(Asked(name, handler.headers["Host"], handler.path, dict(handler.headers.items())))
        page = self.pages.get(handler.path, Page(status=404))
        known = page.headers.get("ETag")
        unchanged = page.status == 200 and known is not None and handler.headers["If-None-Match"] == known
        handler.send_response(304 if unchanged else page.status)
        for name, value in page.headers.items():
            handler.send_header(name, value)
        if page.pieces is None and "Content-Length" not in page.headers:
            handler.send_header("Content-Length", "0" if unchanged else str(len(page.body)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        if not unchanged:
            handler.wfile.write(page.body)
        for piece in page.pieces(self.stopped) if page.pieces else ():
            handler.wfile.write(piece)


@contextmanager
def serving(authority: Authority, folder: Path, *names: str) -> Iterator[FeedServer]:
    """A server that has the names of NAMES, or others."""
    server = FeedServer(authority.certificate(folder, *(names or NAMES)), authority)
    thread = server.start()
    try:
        yield server
    finally:
        server.stop(thread)
