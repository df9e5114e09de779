"""The doors of the embedded chat: what a request must look like, and how an answer leaves, in plain ASGI.

Nobody logs in here: a visitor says who they are (`as`) and is believed, which is the point of a demo. So the doors only
keep other web sites out: the Host must be one of ours (a foreign name that leads to this machine is turned away), and
what changes something must be JSON from our own page.
"""

import json
import logging
from collections.abc import Callable, Collection, Mapping
from typing import cast
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.chat.text import LANGUAGES, Reader, Text
from bot.platforms.web import phrases

LONGEST = 64 * 1024  # bytes of a request's body
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),
]
JSON = [*HEADERS, (b"content-type", b"application/json; charset=utf-8")]
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # `json.dumps` would make one for every answer

Work = Callable[[Mapping[str, object]], object]

log = logging.getLogger(__name__)


class Sorry(Exception):
    """The request cannot be answered; says so with a status and a sentence."""

    def __init__(self, status: int, text: Text) -> None:
        super().__init__(text.en)
        self.status = status
        self.text = text


class Door:
    """An endpoint: gives `work` the query (GET) or the JSON body (POST) in a thread, and sends its answer as JSON."""

    def __init__(self, work: Work, hosts: Collection[str]) -> None:
        self._work = work
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            headers = dict(scope["headers"])
            check_host(headers, self._hosts)
            if scope["method"] == "POST":
                check_sender(headers)
                data = _json(await _body(headers, receive))
            else:
                data = query(scope)
            status, body = 200, _packed(await run_sync(self._work, data))
        except Sorry as sorry:
            status, body = sorry.status, _packed({"error": both(sorry.text)})
        except Exception:
            log.exception("the embedded chat could not answer %s", scope["path"])
            status, body = 500, _packed({"error": both(phrases.STUMBLED)})
        await send({"type": "http.response.start", "status": status, "headers": [*JSON, _length(body)]})
        await send({"type": "http.response.body", "body": body})


class Hall:
    """Lets another ASGI app (the files of the page, the stream) answer behind the same checks and headers."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        try:
            check_host(dict(scope["headers"]), self._hosts)
            await self._app(scope, receive, send_with_headers)
        except Sorry as sorry:
            body = "\n".join(both(sorry.text).values()).encode()
            plain = [*HEADERS, (b"content-type", b"text/plain; charset=utf-8"), _length(body)]
            await send({"type": "http.response.start", "status": sorry.status, "headers": plain})
            await send({"type": "http.response.body", "body": body})


def check_host(headers: Mapping[bytes, bytes], hosts: Collection[str]) -> None:
    """Raises Sorry for a Host that is not ours, with or without its port."""
    host = headers.get(b"host", b"").decode("latin-1").lower()
    name, colon, port = host.rpartition(":")
    if host not in hosts and not (colon and port.isdigit() and name in hosts):
        raise Sorry(421, phrases.WRONG_HOST)


def check_sender(headers: Mapping[bytes, bytes]) -> None:
    """Raises Sorry unless this is JSON of our own page, or of a program (which sends neither of these headers)."""
    if headers.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
        raise Sorry(403, phrases.OTHER_SITE)
    origin = headers.get(b"origin")
    if origin is not None and origin.lower().partition(b"://")[2] != headers.get(b"host", b"").lower():
        raise Sorry(403, phrases.OTHER_SITE)
    if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != b"application/json":
        raise Sorry(415, phrases.NOT_JSON)


def both(text: Text) -> dict[str, str]:
    """A text in every language: whoever sent a bad request may be unknown."""
    return {language: text.plain(Reader(language)) for language in LANGUAGES}


def query(scope: Scope) -> dict[str, object]:
    return dict(parse_qsl(scope["query_string"].decode("latin-1"), errors="replace"))


async def _body(headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
    length = headers.get(b"content-length", b"")
    if length.isdigit() and (len(length) > 9 or int(length) > LONGEST):
        raise Sorry(413, phrases.TOO_LONG)
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LONGEST:
            raise Sorry(413, phrases.TOO_LONG)
    return body


def _json(body: bytes) -> dict[str, object]:
    try:
        data: object = json.loads(body)
        if b"\\u" in body:
            _packed(data)  # half of a surrogate pair, which no text may hold, cannot be written in UTF-8
    except (ValueError, RecursionError):
        raise Sorry(400, phrases.NOT_JSON) from None
    if not isinstance(data, dict):
        raise Sorry(400, phrases.NOT_JSON)
    return cast(dict[str, object], data)


def _packed(answer: object) -> bytes:
    return ENCODER.encode(answer).encode()


def _length(body: bytes) -> tuple[bytes, bytes]:
    return b"content-length", str(len(body)).encode()
