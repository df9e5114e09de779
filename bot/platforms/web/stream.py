"""The stream of what happens: server-sent events of new and edited posts and of the moved clock, to every open tab."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from threading import Lock
from time import monotonic

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.platforms.web.chatroom import Chatroom, Posted

GLANCE = 0.5  # seconds between two looks at whether the server is about to end
HEARTBEAT = 15.0  # seconds of silence after which a comment keeps proxies from hanging up
FULL = 200


class Streams:
    """All open streams; `wake` and `close` may be called from any thread."""

    def __init__(self, room: Chatroom, shown: Callable[[Posted], dict[str, object]]) -> None:
        self._room = room
        self._shown = shown
        self._lock = Lock()
        self._bells: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._jumps = 0
        self._closed = False

    def wake(self) -> None:
        """Something was posted or edited."""
        with self._lock:
            for loop, bell in self._bells:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(bell.set)

    def moved(self) -> None:
        """The clock was moved."""
        self._jumps += 1
        self.wake()

    def close(self) -> None:
        """Ends all streams."""
        self._closed = True
        self.wake()

    def answer(self, request: Request, channels: Callable[[], Sequence[str]]) -> Response:
        """The stream of the channels that one sees (asked at every look) after `Last-Event-ID`, or after `since` where
        the page just opened it.
        """
        last = request.headers.get("last-event-id") or request.query_params.get("since", "")
        revision = int(last) if last.isascii() and last.isdigit() and len(last) < 18 else None
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(self._events(channels, revision), media_type="text/event-stream", headers=headers)

    async def _events(self, channels: Callable[[], Sequence[str]], revision: int | None) -> AsyncIterator[str]:
        newest = await run_sync(self._room.revision)
        seen = newest if revision is None else revision
        jumps, spoke, rang = self._jumps, monotonic(), True
        bell = asyncio.Event()
        mine = (asyncio.get_running_loop(), bell)
        with self._lock:
            self._bells.add(mine)
        try:
            yield f'retry: 1000\nevent: hello\ndata: {{"revision": {newest}}}\n\n'
            while not (self._closed or server_is_ending()):
                bell.clear()
                said = ""
                if jumps != self._jumps:
                    jumps, said = self._jumps, "event: clock\ndata: {}\n\n"
                posts = await run_sync(self._news, channels, seen) if rang else []
                said += "".join(_event(post, self._shown(post)) for post in posts)
                seen = posts[-1].revision if posts else seen
                if said or monotonic() - spoke > HEARTBEAT:
                    yield said or ": still here\n\n"
                    spoke = monotonic()
                rang = len(posts) == FULL or await _rung(bell)
        finally:
            with self._lock:
                self._bells.discard(mine)

    def _news(self, channels: Callable[[], Sequence[str]], seen: int) -> list[Posted]:
        return self._room.since(seen, channels(), FULL)


def server_is_ending() -> bool:
    """Whether uvicorn was told to end: it waits for open streams, but tells them nothing.

    It puts a method of itself in charge of Ctrl-C, so that is where its state can be read without knowing it otherwise.
    Where the server runs in another thread there is no such method; then `close` ends the streams.
    """
    handler = signal.getsignal(signal.SIGINT)
    return bool(getattr(getattr(handler, "__self__", None), "should_exit", False))


async def _rung(bell: asyncio.Event) -> bool:
    try:
        return await asyncio.wait_for(bell.wait(), GLANCE)
    except TimeoutError:
        return False


def _event(post: Posted, shown: dict[str, object]) -> str:
    return f"id: {post.revision}\nevent: post\ndata: {json.dumps(shown, ensure_ascii=False)}\n\n"
