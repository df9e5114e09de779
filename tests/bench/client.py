"""Users at keyboards: each has one connection and sends the next command as soon as the last is answered."""

import asyncio
import time
from typing import Any

from tests.bench.sides import answer


class User(asyncio.Protocol):
    """Sends its requests in turn and notes how long each answer took."""

    def __init__(self, requests: list[bytes], until: float) -> None:
        self.requests = requests
        self.until = until
        self.took: list[float] = []
        self.done = asyncio.get_running_loop().create_future()
        self._buffer = b""
        self._sent = 0.0

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, blank, body = self._buffer.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]) if blank else 1
        if len(body) < length:
            return
        self.took.append(time.perf_counter() - self._sent)
        self._buffer = b""
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(f"{head!r} {body!r}"))
        elif time.perf_counter() >= self.until:
            self.done.set_result(None)
        else:
            self._send()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("the server hung up"))

    def _send(self) -> None:
        self._sent = time.perf_counter()
        self._transport.write(self.requests[len(self.took) % len(self.requests)])


async def talk(port: int, seconds: float, bodies: list[list[str]]) -> dict[str, float]:
    """One user for each list of bodies: how many requests in all, how many a second, and milliseconds of an answer."""
    loop, begun = asyncio.get_running_loop(), time.perf_counter()
    people = [User([_request(port, body) for body in turns], begun + seconds) for turns in bodies]
    ends = [(await loop.create_connection(lambda person=person: person, "127.0.0.1", port))[0] for person in people]
    await asyncio.gather(*(person.done for person in people))
    spent = time.perf_counter() - begun
    for end in ends:
        end.close()
    took = sorted(took * 1000 for person in people for took in person.took)
    half, most = took[len(took) // 2], took[min(len(took) * 99 // 100, len(took) - 1)]
    return {"number": len(took), "rate": len(took) / spent, "p50": half, "p99": most}


def _request(port: int, body: str) -> bytes:
    raw = body.encode()
    head = f"POST /api/command HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(raw)}\r\n\r\n".encode() + raw


if __name__ == "__main__":
    answer(lambda question: asyncio.run(talk(**question)))
