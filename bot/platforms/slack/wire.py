"""The two ways in which Slack reaches us: signed requests over HTTP, and Socket Mode with a watchdog of its own."""

import asyncio
import logging
import re
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.platforms.slack.api import client
from bot.platforms.slack.manifest import PATH
from bot.platforms.slack.speaking import Speaking

LOG = logging.getLogger(__name__)

LISTENERS = 16  # threads: most answer within milliseconds, those that open a form wait for Slack
LARGEST = 1_000_000  # bytes of a request
EVERYTHING = re.compile("", re.DOTALL)
UNSIGNED = "only so that Bolt takes none from the environment; Socket Mode is not signed"

LOOK = 5.0  # seconds between two looks at the socket
SILENCE = 60.0  # seconds without a sign of life until the socket is replaced


def bolt(speaking: Speaking, token: str, url: str, signing_secret: str = "") -> App:
    """A Bolt app with one listener of each kind. It answers with what a listener acknowledges when that returns."""
    who = AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)
    app: Any = App(
        name="netbot",
        ssl_check_enabled=False,  # what nobody here uses costs time at every request
        ignoring_self_events_enabled=False,  # we hear only what people say
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        process_before_response=True,  # the other way polls for the acknowledgement, which costs 10 ms
        signing_secret=signing_secret or UNSIGNED,
        client=client(None, url),
        authorize=lambda: who,  # known without a call of `auth.test` at the first request
        listener_executor=ThreadPoolExecutor(1),  # for lazy listeners; there are none
    )
    app.command(EVERYTHING)(_listener(speaking.command))
    app.action(EVERYTHING)(_listener(speaking.action))
    app.view(EVERYTHING)(_listener(speaking.view))
    app.event(EVERYTHING)(_listener(speaking.event))
    return app


def _listener(hear: Callable[[Any, Any], None]) -> Callable[..., None]:
    def listen(ack: Any, body: Any) -> None:
        hear(ack, body)

    return listen


class Post:
    """Requests over HTTP, an ASGI app: each in a thread, since Bolt's own adapter would stop the event loop."""

    def __init__(self, app: App, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._pool = ThreadPoolExecutor(LISTENERS, "slack")

    def route(self) -> Route:
        return Route(PATH, self, methods=["POST"])

    def stop(self) -> None:
        self._pool.shutdown(wait=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, body, headers = 400, "", dict[str, str]()
        given = await _read(receive)
        if given is not None:
            named = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
            said = await asyncio.get_running_loop().run_in_executor(self._pool, self._dispatch, given, named)
            status, body, headers = said.status, said.body, said.first_headers_without_set_cookie()
        raw = body.encode()
        lines = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        lines.append((b"content-length", str(len(raw)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": lines})
        await send({"type": "http.response.body", "body": raw})

    def _dispatch(self, body: bytes, headers: dict[str, str]) -> BoltResponse:
        try:
            words = body.decode()
            if not self._is_signed(words, headers):
                return BoltResponse(status=401)
            request = BoltRequest(body=words, headers=dict[str, Any](headers))
        except (ValueError, AttributeError, TypeError, RecursionError):
            return BoltResponse(status=400)
        return self._app.dispatch(request)

    def _is_signed(self, body: str, headers: dict[str, str]) -> bool:
        """Bolt looks too, but only after it has taken the body apart."""
        at, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        return at.isdecimal() and signature.isascii() and self._verifier.is_valid(body, at, signature)


async def _read(receive: Receive) -> bytes | None:
    """The body; None if it is larger than any of Slack's, or was not sent to its end."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST:
            return None
    return body


class Socket:
    """Socket Mode: one connection, replaced when it is closed or falls silent."""

    def __init__(self, app: App, app_token: str, url: str) -> None:
        self._handler = SocketModeHandler(
            app, app_token, web_client=client(app_token, url), concurrency=LISTENERS, ping_interval=LOOK
        )
        self._client: Any = self._handler.client
        self._client.message_listeners.append(self._greeted)
        self._client.on_message_listeners.append(self._heard)
        self._seen = time.monotonic()
        self._expected = 1
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._keep_connected, name="slack-socket", daemon=True)

    def start(self) -> None:
        self._watch.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._watch.ident is not None:
            self._watch.join(timeout=30)
        self._client.auto_reconnect_enabled = False
        with suppress(OSError, AttributeError):  # wakes whoever reads, which else takes seconds to notice
            self._client.current_session.sock.shutdown(socket.SHUT_RDWR)
        self._client.close()
        self._client.disconnect()  # what a thread of the SDK that was just reconnecting has opened meanwhile

    def is_connected(self) -> bool:
        return self._client.is_connected()

    def _keep_connected(self) -> None:
        """Connects, and again after a silence; a connection that was closed is the SDK's own business."""
        pause = LOOK
        while True:
            try:
                if self._is_silent():
                    self._client.connect_to_new_endpoint(force=True)
                    self._alive()
                pause = LOOK
            except Exception:  # the network is away, or the token is wrong: keep trying, ever more slowly
                LOG.warning("no connection to Slack", exc_info=True)
                pause = min(2 * pause, SILENCE)
            if self._stopping.wait(pause):
                return

    def _is_silent(self) -> bool:
        session = self._client.current_session
        if session is None:
            return True
        pinged = session.last_ping_pong_time
        return min(time.monotonic() - self._seen, time.time() - pinged if pinged else SILENCE) >= SILENCE

    def _heard(self, _message: str) -> None:
        self._alive()

    def _alive(self) -> None:
        self._seen = time.monotonic()

    def _greeted(self, _client: Any, message: dict[str, Any], _raw: str | None = None) -> None:
        """Slack deals each request to any one of an app's connections; another instance would get a share of ours."""
        if message.get("type") != "hello":
            return
        if int(message.get("num_connections") or 1) > self._expected:
            LOG.warning("another process is connected to the same Slack app and takes a part of what people type")
        self._expected = 2  # when ours is replaced, the old one may still be counted
