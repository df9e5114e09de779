"""Slack at the door: each user has a connection and sends a signed command as soon as the last is answered."""

import asyncio
import time
from itertools import count
from typing import Any

from tests.bench.client import User
from tests.bench.sides import answer
from tests.platforms.slack.people import encoded, signed

NUMBERS = count(time.time_ns())


class Member(User):
    """Every command has a trigger of its own, as in Slack, so that none is taken for a repetition."""

    def __init__(self, port: int, user: str, until: float) -> None:
        super().__init__([], until)
        self._port = port
        self._about = {"command": "/jrg", "text": "bench write", "user_id": user, "channel_id": "C1", "team_id": "T1"}

    def _send(self) -> None:
        body, content = encoded("slash_commands", self._about | {"trigger_id": str(next(NUMBERS)), "response_url": ""})
        lines = {"Host": f"127.0.0.1:{self._port}", "Content-Type": content, "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in (lines | signed(body)).items())
        self._sent = time.perf_counter()
        self._transport.write(f"POST /slack/events HTTP/1.1\r\n{head}\r\n{body}".encode())


async def talk(port: int, seconds: float, users: list[str]) -> dict[str, float]:
    """How many commands in all, how many a second, and milliseconds of an answer."""
    loop, begun = asyncio.get_running_loop(), time.perf_counter()
    members = [Member(port, user, begun + seconds) for user in users]
    ends = [(await loop.create_connection(lambda each=each: each, "127.0.0.1", port))[0] for each in members]
    await asyncio.gather(*(member.done for member in members))
    spent = time.perf_counter() - begun
    for end in ends:
        end.close()
    took: list[Any] = sorted(took * 1000 for member in members for took in member.took)
    half, most = took[len(took) // 2], took[min(len(took) * 99 // 100, len(took) - 1)]
    return {"number": len(took), "rate": len(took) / spent, "p50": half, "p99": most}


if __name__ == "__main__":
    answer(lambda question: asyncio.run(talk(**question)))
