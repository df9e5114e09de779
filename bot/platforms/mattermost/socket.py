"""The web socket: what happens on the server, with a watchdog, and anew whenever it breaks."""

import json
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from bot.logs import log, report

Json = dict[str, Any]
Hear = Callable[[str, Json], None]

SILENCE = 30.0  # seconds without a word until the server is asked whether it is still there
PATIENCE = 10.0  # seconds for an answer
FIRST_PAUSE, LONGEST_PAUSE, REFUSED_PAUSE = 0.5, 60.0, 10.0
LARGEST = 4 * 2**20  # bytes
CONNECTED, REFUSED, LOST = "connected", "token refused", "not connected"


class TokenRefused(Exception):
    """The server does not take the token."""


class Socket:
    """Listens in a thread of its own. `arrived` is called after each connection and each gap: something was missed."""

    def __init__(
        self, url: str, token: str, hear: Hear, arrived: Callable[[], None], *, silence: float = SILENCE
    ) -> None:
        self._url = f"ws{url.removeprefix('http')}/api/v4/websocket"
        self._token = token
        self._hear = hear
        self._arrived = arrived
        self._silence = silence
        self._stopping = threading.Event()
        self._connection: ClientConnection | None = None
        self._thread = threading.Thread(target=self._run, name="mattermost-socket", daemon=True)
        self._hands = ThreadPoolExecutor(2, thread_name_prefix="mattermost-event")
        self.state = LOST

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when what was heard has been dealt with."""
        self._stopping.set()
        connection = self._connection
        if connection is not None:
            connection.close()
        if self._thread.is_alive():
            self._thread.join(timeout=30)
        self._hands.shutdown(wait=True, cancel_futures=True)

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                self._listen()
            except TokenRefused:
                pause = self._went(REFUSED, REFUSED_PAUSE)
            except (OSError, WebSocketException, ValueError, RecursionError):  # the last two: no JSON, or too deep
                pause = FIRST_PAUSE if self.state == CONNECTED else min(pause * 2, LONGEST_PAUSE)
                self._went(LOST, pause)
            except Exception as error:
                report(error, part="mattermost")
                pause = self._went(LOST, LONGEST_PAUSE)
            self._stopping.wait(pause * random.uniform(0.8, 1.2))  # noqa: S311 (dice, so that replicas do not queue)

    def _went(self, state: str, pause: float) -> float:
        if state != self.state and not self._stopping.is_set():
            log.warning("disconnected", platform="mattermost", state=state)
        self.state = state
        return pause

    def _listen(self) -> None:
        """Until the connection breaks."""
        with connect(
            self._url, open_timeout=PATIENCE, close_timeout=1, ping_interval=None, max_size=LARGEST, proxy=None
        ) as connection:
            self._connection = connection
            try:
                expected = self._greet(connection)
                self.state = CONNECTED
                log.info("connected", platform="mattermost")
                self._do(self._arrived)
                self._read(connection, expected)
            finally:
                self._connection = None

    def _greet(self, connection: ClientConnection) -> int:
        """Says who we are; gives the number of the next event. Raises TokenRefused."""
        _send(connection, 1, "authentication_challenge", {"token": self._token})
        while True:
            told = json.loads(connection.recv(timeout=PATIENCE))
            if told.get("event") == "hello":
                return int(told.get("seq", 0)) + 1
            if told.get("status") == "FAIL":
                raise TokenRefused

    def _read(self, connection: ClientConnection, expected: int) -> None:
        asked, number = False, 1
        while not self._stopping.is_set():
            try:
                told: Json = json.loads(connection.recv(timeout=PATIENCE if asked else self._silence))
            except TimeoutError:
                if asked:
                    raise  # the server has gone without a goodbye
                asked, number = True, number + 1
                _send(connection, number, "ping", {})
                continue
            asked = False
            if told.get("status") == "FAIL":  # a ping is answered so once the token has been revoked
                raise TokenRefused
            if "event" not in told:
                continue
            sequence = told.get("seq")
            if isinstance(sequence, int):
                if sequence > expected:
                    self._do(self._arrived)
                expected = sequence + 1
            self._do(self._hear, str(told["event"]), told.get("data") or {})

    def _do(self, work: Callable[..., None], *given: Any) -> None:
        """In another thread, so that reading goes on; a mistake of ours does not end the connection."""

        def done() -> None:
            try:
                work(*given)
            except Exception as error:
                report(error, part="mattermost")

        if not self._stopping.is_set():
            self._hands.submit(done)


def _send(connection: ClientConnection, number: int, action: str, data: Json) -> None:
    connection.send(json.dumps({"seq": number, "action": action, "data": data}))
