"""A bulletin board behind HTTP on loopback: it counts what is posted, and can be told to misbehave."""

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.clock import Clock

RESET = struct.pack("ii", 1, 0)  # close without a goodbye


@dataclass
class Note:
    """One post with everything that was ever written in it."""

    channel: str
    key: str
    at: datetime
    texts: list[str]


@dataclass
class Board:
    """What stands on the board. Each of `troubles` meets one request: "lost answer", "broken", "too fast", "gone"."""

    clock: Clock
    notes: list[Note] = field(default_factory=list[Note])
    calls: list[tuple[str, datetime]] = field(default_factory=list[tuple[str, datetime]])
    troubles: deque[str] = field(default_factory=deque[str])
    url: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keys(self) -> list[str]:
        """The key of every post, oldest first."""
        return [note.key for note in self.notes]

    def shown(self) -> dict[str, str]:
        """What each post says now, by key."""
        return {note.key: note.texts[-1] for note in self.notes}

    def answer(self, method: str, number: int, given: dict[str, str]) -> tuple[int, Any]:
        """Does what a request asks for; returns status and body."""
        with self._lock:
            trouble = self.troubles.popleft() if self.troubles else ""
            if trouble in REFUSALS:
                return REFUSALS[trouble], {}
            if method == "GET":
                since = datetime.fromisoformat(given["since"])
                matching = (n for n, note in enumerate(self.notes) if note.key == given["key"] and note.at >= since)
                return 200, next(matching, None)
            channel = given["channel"] if method == "POST" else self.notes[number].channel
            self.calls.append((channel, self.clock.real()))
            if method == "POST":
                self.notes.append(Note(channel, given["key"], self.clock.real(), [given["text"]]))
                number = len(self.notes) - 1
            else:
                self.notes[number].texts.append(given["text"])
            return (0 if trouble == "lost answer" else 200), number


REFUSALS = {"broken": 500, "too fast": 429, "gone": 410}


class Door(BaseHTTPRequestHandler):
    """Reads a request and writes the board's answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    board: Board

    def do_GET(self) -> None:
        self._serve(dict(parse_qsl(urlsplit(self.path).query)))

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size)
        if len(body) < size:  # whoever sent it died in the middle
            self.close_connection = True
            return
        self._serve(json.loads(body))

    def do_PUT(self) -> None:
        self.do_POST()

    def _serve(self, given: dict[str, str]) -> None:
        last = urlsplit(self.path).path.rpartition("/")[2]
        status, content = self.board.answer(self.command, int(last) if last.isdigit() else 0, given)
        if not status:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.close_connection = True
            return
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "2")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Threads that outlive nothing; a client that dies is no news here."""

    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@contextmanager
def open_board(clock: Clock) -> Iterator[Board]:
    """A board that can be reached at its `url` until the block ends."""
    board = Board(clock)
    server = Server(("127.0.0.1", 0), type("BoardDoor", (Door,), {"board": board}))
    board.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield board
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
