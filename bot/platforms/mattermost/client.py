"""The HTTP side of the driver: connections that stay open, time-outs, typed errors, no cookies.

The driver lets its client be replaced, and that is what happens here: its own makes a connection for each call, waits
for ever, drops the server's error ids and logs what the server says. Measured in its version 7.3.2, which is the last.
"""

import json
import ssl
import time
from email.utils import mktime_tz, parsedate_tz
from typing import Any, cast
from urllib.parse import urlencode

from mattermostdriver.client import Client  # pyright: ignore[reportMissingTypeStubs]
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from bot.platforms.port import Refused, TooFast, Unsure

CONNECT, READ = 3.05, 9.0  # seconds
LONGEST_PAUSE = 60.0
MOST_OPEN = 64  # connections that are kept open; there are as many as were ever used at once
REVOKED_PAUSE = 10.0  # seconds until a token that was refused is tried again: nothing else helps, and nothing is lost


class Denied(Refused):
    """The server said no; `id` is its own name for the reason, which does not change with its language."""

    def __init__(self, status: int, id: str) -> None:
        super().__init__(f"{status} {id}".strip())
        self.status = status
        self.id = id


class TokenRefused(TooFast):
    """The token of the bot is not good (any more). Nothing was done; it may be good again after an administrator."""

    def __init__(self) -> None:
        super().__init__(REVOKED_PAUSE)


class KeptOpen(Client):  # pyright: ignore[reportUntypedBaseClass]
    """What the driver calls, from any thread. Connections stay open, and no cookie is ever sent back.

    A session's cookie would win over the token, and want a header against cross-site requests. Nor is anything taken
    from the environment: a proxy, certificates, or a .netrc that would replace the token.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self._base: str = options["basepath"]
        self._headers = {"Authorization": f"Bearer {options['token']}", "Content-Type": "application/json"}
        self._server = (options["scheme"], options["url"], options["port"])
        self._pool = _pool(*self._server)
        self._free = 0.0  # when the server may be asked again, on the monotonic clock
        self.token_refused = False
        self.clock_ahead = 0.0  # seconds by which the server's clock is ahead of ours

    def make_request(  # pyright: ignore[reportIncompatibleMethodOverride] (what calls it is here)
        self, method: str, endpoint: str, options: Any = None, params: Any = None
    ) -> BaseHTTPResponse:
        """Asks once. Raises TooFast, TokenRefused, Denied or Unsure."""
        wait = self._free - time.monotonic()
        if wait > 0:
            raise TooFast(wait)
        path = f"{self._base}{endpoint}{f'?{urlencode(params)}' if params else ''}"
        reads = method == "GET"
        try:
            answer = self._pool.urlopen(
                method,
                path,
                body=None if reads else json.dumps({} if options is None else options).encode(),
                headers=self._headers | ({"Accept-Encoding": "gzip"} if reads else {}),  # only what is read is long
                timeout=Timeout(connect=CONNECT, read=READ),
                retries=False,
                redirect=False,
            )
        except HTTPError as error:
            raise Unsure(type(error).__name__) from error
        self._judge(answer)
        return answer

    # The driver's signatures: it sends no body to read, and the gateway sends no files.

    def get(self, endpoint: str, options: Any = None, params: Any = None) -> Any:  # noqa: ARG002
        return _content(self.make_request("GET", endpoint, params=params))

    def post(
        self,
        endpoint: str,
        options: Any = None,
        params: Any = None,
        data: Any = None,  # noqa: ARG002
        files: Any = None,  # noqa: ARG002
    ) -> Any:
        return _content(self.make_request("POST", endpoint, options, params))

    def put(self, endpoint: str, options: Any = None, params: Any = None, data: Any = None) -> Any:  # noqa: ARG002
        return _content(self.make_request("PUT", endpoint, options, params))

    def close(self) -> None:
        """Closes all connections; a call after that opens one again."""
        pool, self._pool = self._pool, _pool(*self._server)
        pool.close()

    def _judge(self, answer: BaseHTTPResponse) -> None:
        status = answer.status
        date = parsedate_tz(answer.headers.get("Date", ""))
        if date:
            self.clock_ahead = mktime_tz(date) - time.time()
        if status == 429:
            pause = min(_seconds(answer.headers.get("Retry-After")), LONGEST_PAUSE)
            self._free = max(self._free, time.monotonic() + pause)  # the limit is the server's, not this thread's
            raise TooFast(pause)
        self.token_refused = status == 401
        if status == 401:
            raise TokenRefused
        if status >= 500 or 300 <= status < 400:  # the latter from something that stands before the server
            raise Unsure(f"status {status} {_error_id(answer)}".strip())
        if status >= 400:
            raise Denied(status, _error_id(answer))


def _pool(scheme: str, host: str, port: int) -> HTTPConnectionPool:
    if scheme == "https":
        return HTTPSConnectionPool(host, port, maxsize=MOST_OPEN, ssl_context=ssl.create_default_context())
    return HTTPConnectionPool(host, port, maxsize=MOST_OPEN)


def _content(answer: BaseHTTPResponse) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise Unsure("no JSON") from error


def _error_id(answer: BaseHTTPResponse) -> str:
    """The id of the server's error, and nothing of what it says, which may quote what people wrote."""
    try:
        found: object = answer.json()
    except ValueError:
        return ""
    return str(cast(dict[str, object], found).get("id", ""))[:100] if isinstance(found, dict) else ""


def _seconds(header: str | None) -> float:
    try:
        return max(float(header or 1), 0.1)
    except ValueError:
        return 1.0
