"""The web socket against a server on a real socket: it listens, notices silence and gaps, and comes back."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from bot.platforms.mattermost import socket as module
from bot.platforms.mattermost.socket import CONNECTED, LOST, REFUSED, Socket
from tests.outbox.office import wait_until


@dataclass
class Server:
    """Greets who knows the token; answers pings unless it is `deaf`."""

    good: set[str] = field(default_factory=lambda: {"token"})
    deaf: bool = False
    connections: list[ServerConnection] = field(default_factory=list[ServerConnection])
    port: int = 0
    pings: int = 0

    def talk(self, connection: ServerConnection) -> None:
        try:
            token = json.loads(connection.recv())["data"]["token"]
            if token not in self.good:
                connection.send(json.dumps({"status": "FAIL", "error": {"id": "api.web_socket_router.x"}}))
                return
            connection.send(json.dumps({"status": "OK", "seq_reply": 1}))
            connection.send(json.dumps({"event": "hello", "data": {}, "seq": 0}))
            self.connections.append(connection)
            for frame in connection:
                number = json.loads(frame)["seq"]
                self.pings += 1
                if not self.deaf:
                    status = "OK" if token in self.good else "FAIL"
                    connection.send(json.dumps({"status": status, "seq_reply": number}))
        except ConnectionClosed:
            pass

    def tell(self, seq: int, event: str, **data: Any) -> None:
        self.connections[-1].send(json.dumps({"event": event, "data": data, "seq": seq}))


@contextmanager
def serving(server: Server) -> Iterator[None]:
    with serve(server.talk, "127.0.0.1", server.port) as opened:
        server.port = opened.socket.getsockname()[1]
        thread = threading.Thread(target=opened.serve_forever)
        thread.start()
        try:
            yield
        finally:
            for connection in server.connections:
                connection.close()
            opened.shutdown()
            thread.join()


class Client:
    """A socket with what it heard."""

    def __init__(self, server: Server, hear: Callable[[str, dict[str, Any]], None] | None = None) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.arrivals = 0
        url = f"http://127.0.0.1:{server.port}"
        self.socket = Socket(url, "token", hear or self._hear, self._arrived, silence=0.2)
        self.socket.start()

    def _hear(self, name: str, data: dict[str, Any]) -> None:
        self.heard.append((name, data))

    def _arrived(self) -> None:
        self.arrivals += 1


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1.0)
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(module, "REFUSED_PAUSE", 0.05)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    with serving(server):
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    client = Client(server)
    wait_until(lambda: client.socket.state == CONNECTED and client.arrivals == 1)
    yield client
    client.socket.stop()


def test_events_are_heard_and_answers_to_our_own_words_are_not(server: Server, client: Client) -> None:
    server.tell(1, "posted", post="x")
    server.tell(2, "typing")
    wait_until(lambda: len(client.heard) == 2)

    assert client.heard == [("posted", {"post": "x"}), ("typing", {})]
    assert client.arrivals == 1


def test_a_gap_in_the_numbers_means_that_something_was_missed(server: Server, client: Client) -> None:
    server.tell(1, "typing")
    server.tell(5, "typing")
    wait_until(lambda: client.arrivals == 2)
    server.tell(6, "typing")
    wait_until(lambda: len(client.heard) == 3)

    assert client.arrivals == 2


def test_a_quiet_server_is_asked_and_kept_if_it_answers(server: Server, client: Client) -> None:
    wait_until(lambda: server.pings >= 3)

    assert (client.socket.state, len(server.connections), client.arrivals) == (CONNECTED, 1, 1)


def test_a_server_that_no_longer_answers_is_left(server: Server, client: Client) -> None:
    server.deaf = True
    wait_until(lambda: client.socket.state == LOST)
    server.deaf = False

    wait_until(lambda: client.socket.state == CONNECTED and client.arrivals == 2)


def test_a_connection_that_breaks_is_made_again(server: Server, client: Client) -> None:
    server.connections[-1].close()

    wait_until(lambda: client.arrivals == 2)
    server.tell(1, "typing")
    wait_until(lambda: client.heard == [("typing", {})])


def test_a_server_that_restarts_is_waited_for() -> None:
    server = Server()
    with serving(server):
        client = Client(server)
        wait_until(lambda: client.arrivals == 1)
    wait_until(lambda: client.socket.state == LOST)
    with serving(server):
        wait_until(lambda: client.arrivals == 2 and client.socket.state == CONNECTED)
        client.socket.stop()


def test_a_token_that_is_taken_away_is_noticed_and_tried_again(server: Server, client: Client) -> None:
    server.good.clear()
    wait_until(lambda: client.socket.state == REFUSED)
    server.good.add("token")

    wait_until(lambda: client.socket.state == CONNECTED and client.arrivals == 2)


def test_a_mistake_of_ours_does_not_end_the_connection(server: Server) -> None:
    heard: list[str] = []

    def broken(name: str, data: dict[str, Any]) -> None:
        heard.append(name)
        raise RuntimeError("a mistake")

    client = Client(server, broken)
    wait_until(lambda: client.arrivals == 1)
    for number in (1, 2):
        server.tell(number, "typing")
    wait_until(lambda: len(heard) == 2)

    assert (client.socket.state, len(server.connections)) == (CONNECTED, 1)
    client.socket.stop()


@pytest.mark.parametrize("words", ["no JSON", "[" * 100_000])
def test_what_nobody_understands_ends_the_connection_and_it_is_made_again(
    server: Server, client: Client, words: str
) -> None:
    server.connections[-1].send(words)

    wait_until(lambda: client.arrivals == 2)
