"""Connections of the HTTP client that go to checked addresses and end when their time is up, whatever the server does.

The library asks for a connection to a host; it gets one to an address that was checked. TLS and the certificate are
still those of the host's name.
"""

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from bot.feeds.addresses import Reach

TRIED = 3  # addresses of one host


class Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises httpcore.ReadTimeout if there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return seconds


class Stream(httpcore.NetworkStream):
    """A connection on which no operation outlasts the deadline of all."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 (as the library asks)
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 (as the library asks)
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 (as the library asks)
    ) -> httpcore.NetworkStream:
        return Stream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Guarded(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, reach: Reach, deadline: Deadline) -> None:
        self._reach = reach
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,  # noqa: ARG002 (as the library asks)
        timeout: float | None = None,  # noqa: ARG002 (as the library asks)
        local_address: str | None = None,  # noqa: ARG002 (as the library asks)
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises AddressRefused, Unresolved, TimeoutError, or an error of the library."""
        failed: Exception | None = None
        for address, there in self._reach.addresses(host, self._deadline.left())[:TRIED]:
            try:
                plain = self._plain.connect_tcp(address, there, self._deadline.left(), None, socket_options)
                return Stream(plain, self._deadline)
            except httpcore.ConnectError as error:
                failed = error
        raise failed or httpcore.ConnectError


class Body(httpx.SyncByteStream):
    """What the server sends after its headers."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class Transport(httpx.BaseTransport):
    """One request's way to its server. It knows no proxy, keeps no cookie, and follows no redirect."""

    def __init__(self, reach: Reach, deadline: Deadline) -> None:
        trust = reach.trust or httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.ConnectionPool(trust, network_backend=Guarded(reach, deadline))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self._pool.handle_request(httpcore.Request(request.method, target, headers=request.headers.raw))
        return httpx.Response(answer.status, headers=answer.headers, stream=Body(answer.stream))

    def close(self) -> None:
        self._pool.close()
