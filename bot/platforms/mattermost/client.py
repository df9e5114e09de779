"""The HTTP side of the driver: connections that stay open, time-outs, typed errors, no cookies.

The driver lets its client be replaced, and that is what happens here: its own makes a connection for each call, waits
for ever, drops the server's error ids and logs what the server says. Measured in its version 7.3.2, which is the last.
"""

import threading
import time
from email.utils import mktime_tz, parsedate_tz
from http.cookiejar import DefaultCookiePolicy
from typing import Any, cast

import requests
from mattermostdriver.client import Client  # pyright: ignore[reportMissingTypeStubs]
from requests.adapters import HTTPAdapter

from bot.platforms.port import Refused, TooFast, Unsure

CONNECT, READ = 3.05, 9.0  # seconds
LONGEST_PAUSE = 60.0
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


class SessionClient(Client):  # pyright: ignore[reportUntypedBaseClass]
    """What the driver calls; each thread keeps a connection of its own open."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self._token: str = options["token"]
        self._base = "{scheme}://{url}:{port}{basepath}".format(**options)
        self._certificates: bool | str = options["verify"]
        self._threads = threading.local()
        self._sessions: list[requests.Session] = []
        self._free = 0.0  # when the server may be asked again, on the monotonic clock
        self.token_refused = False
        self.clock_ahead = 0.0  # seconds by which the server's clock is ahead of ours

    def make_request(
        self,
        method: str,
        endpoint: str,
        options: Any = None,
        params: Any = None,
        data: Any = None,
        files: Any = None,
        basepath: str | None = None,  # noqa: ARG002 (the driver's signature)
    ) -> requests.Response:
        """Asks once. Raises TooFast, TokenRefused, Denied or Unsure."""
        wait = self._free - time.monotonic()
        if wait > 0:
            raise TooFast(wait)
        method = method.upper()
        body: dict[str, Any] = {"data": data, "files": files} if data or files else {}
        if not body and method != "GET":
            body = {"json": {} if options is None else options}
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            answer = self._session().request(
                method, self._base + endpoint, params=params, headers=headers, timeout=(CONNECT, READ), **body
            )
        except requests.RequestException as error:
            raise Unsure(type(error).__name__) from error
        self._judge(answer)
        return answer

    def get(self, endpoint: str, options: Any = None, params: Any = None) -> Any:  # noqa: ARG002 (the driver's signature)
        return _content(self.make_request("get", endpoint, params=params))

    def post(self, endpoint: str, options: Any = None, params: Any = None, data: Any = None, files: Any = None) -> Any:
        return _content(self.make_request("post", endpoint, options, params, data, files))

    def put(self, endpoint: str, options: Any = None, params: Any = None, data: Any = None) -> Any:
        return _content(self.make_request("put", endpoint, options, params, data))

    def close(self) -> None:
        """Closes the connections of all threads."""
        while self._sessions:
            self._sessions.pop().close()

    def _judge(self, answer: requests.Response) -> None:
        status = answer.status_code
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
        if status >= 500:
            raise Unsure(f"status {status} {_error_id(answer)}".strip())
        if status >= 400:
            raise Denied(status, _error_id(answer))

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = requests.Session()
            # A session's cookie would win over the token, and want a header against cross-site requests.
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            session.trust_env = False  # REQUESTS_CA_BUNDLE would override `verify`; a .netrc would replace the token
            session.verify = self._certificates
            for scheme in ("http://", "https://"):
                session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
            self._threads.session = session
            self._sessions.append(session)
        return session


def _content(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise Unsure("no JSON") from error


def _error_id(answer: requests.Response) -> str:
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
