"""The doors of our small Slack on real sockets: the Web API, response addresses, and Socket Mode."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.platforms.slack.workspace import APP, Workspace

RESET = struct.pack("ii", 1, 0)  # close without a goodbye
WAIT = 60.0  # seconds for an acknowledgement until a test gives up


class Door(BaseHTTPRequestHandler):
    """Reads a request and writes the workspace's answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    workspace: Workspace
    responded: Callable[[str, Any], int]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        kind, _, name = self.path.strip("/").partition("/")
        if kind == "respond":
            self._send(type(self).responded(name, json.loads(body)), {"ok": True}, {})
            return
        is_json = self.headers["Content-Type"].startswith("application/json")
        given = json.loads(body) if is_json else dict(parse_qsl(body))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        given.pop("token", None)
        self._send(*self.workspace.answer(name, token, given, is_json))

    def _send(self, status: int, content: Any, headers: dict[str, str]) -> None:
        if not status:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.close_connection = True
            return
        body = json.dumps(content).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
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


class Sockets:
    """Socket Mode: each envelope goes to exactly one connection, and again if nobody acknowledges it in time."""

    def __init__(self, patience: float = 3.0) -> None:
        self.patience = patience
        self.open: list[ServerConnection] = []
        self.sent: list[tuple[int, str]] = []  # which connection got which envelope
        self.said_hello = 0
        self._acks: dict[str, dict[str, Any]] = {}
        self._changed = threading.Condition()
        self._turn = 0

    def serve(self, connection: ServerConnection) -> None:
        with self._changed:
            self.open.append(connection)
            self.said_hello += 1
            count = len(self.open)
            self._changed.notify_all()
        connection.send(json.dumps({"type": "hello", "num_connections": count, "connection_info": {"app_id": "A1"}}))
        try:
            for raw in connection:
                said = json.loads(raw)
                with self._changed:
                    self._acks[said["envelope_id"]] = said.get("payload") or {}
                    self._changed.notify_all()
        except ConnectionClosed:
            pass
        finally:
            with self._changed:
                self.open.remove(connection)
                self._changed.notify_all()

    def deliver(self, kind: str, payload: Any, number: int, tries: int = 4) -> Any:
        """Sends an envelope until it is acknowledged; returns what came with the acknowledgement."""
        name = f"envelope-{number}"
        for attempt in range(tries):
            envelope = {"type": kind, "envelope_id": name, "payload": payload, "accepts_response_payload": True}
            if attempt:
                envelope |= {"retry_attempt": attempt, "retry_reason": "timeout"}
            self._send(json.dumps(envelope), name)
            with self._changed:
                if self._changed.wait_for(lambda: name in self._acks, self.patience):
                    return self._acks[name]
        return None

    def disconnect(self, reason: str) -> None:
        """Asks every connection to come back anew."""
        for connection in list(self.open):
            connection.send(json.dumps({"type": "disconnect", "reason": reason}))

    def wait_for(self, happened: Callable[[], object]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: bool(happened()), WAIT)

    def _send(self, text: str, name: str) -> None:
        self.wait_for(lambda: self.open)
        with self._changed:
            self._turn += 1
            chosen = self._turn % len(self.open)
            connection = self.open[chosen]
            self.sent.append((chosen, name))
        with suppress(ConnectionClosed):  # it comes again
            connection.send(text)


@contextmanager
def open_workspace(
    workspace: Workspace, responded: Callable[[str, Any], int] = lambda _, __: 200, patience: float = 3.0
) -> Iterator[tuple[str, Sockets]]:
    """The address of the Web API ("http://127.0.0.1:1234/api/") and the sockets, until the block ends."""
    door = type("SlackDoor", (Door,), {"workspace": workspace, "responded": staticmethod(responded)})
    server, sockets = Server(("127.0.0.1", 0), door), Sockets(patience)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        with serve(sockets.serve, "127.0.0.1", 0) as listener:
            port = listener.socket.getsockname()[1]
            workspace.socket_url = lambda: f"ws://127.0.0.1:{port}/link/?ticket={workspace.number()}&app_id={APP[:4]}"
            accepting = threading.Thread(target=listener.serve_forever)
            accepting.start()
            yield f"http://127.0.0.1:{server.server_port}/api/", sockets
            for connection in list(sockets.open):
                connection.close()
            listener.shutdown()
            accepting.join()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
