"""The embedded chat's side of the port, its addresses, and what it must be given."""

import sqlite3
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from bot.chat.events import TOGETHER, Account, Place, conversation, those_in
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.platforms.port import Hear, Ref, Refused, Unsure
from bot.platforms.seal import Seal
from bot.platforms.web import render
from bot.platforms.web.chatroom import Chatroom
from bot.platforms.web.doors import Door, Hall, query
from bot.platforms.web.looking import Looking
from bot.platforms.web.parse import CLICK, PRIVATE, PUBLIC
from bot.platforms.web.scene import DIRECT, PLATFORM, Channel, Crowd, Face, Hint, Scene, Timekeeper
from bot.platforms.web.speaking import Speaking
from bot.platforms.web.stream import Streams

STATIC = Path(__file__).parent / "static"
HOSTS = ("localhost", "127.0.0.1", "[::1]")


@contextmanager
def _answering() -> Generator[None]:
    """What goes wrong in the chat server's own memory, in the words of the port."""
    try:
        yield
    except sqlite3.Error as error:
        raise Unsure(str(error)) from error


class Web:
    """A platform of its own: the bot posts here, and people read and speak on a page.

    It is the only platform where nobody proves who they are; the page says so. `faces` is called for every request, so
    it should give the same sequence as long as nothing has changed. `example` is a name with typos that can be found.
    """

    name = PLATFORM
    patience = 5.0  # seconds

    def __init__(
        self,
        *,
        home: Path,
        seal: Seal,
        channels: Sequence[Channel],
        faces: Callable[[], Sequence[Face]],
        commands: Callable[[Account], Sequence[Hint]],
        timekeeper: Timekeeper,
        command: str = "/jrg",
        title: str = "JRG Netbot",
        example: str = "Mayr Heidelbrg",
        hosts: Collection[str] = HOSTS,
        pace: float = 0.2,
    ) -> None:
        if any(channel.id.startswith((DIRECT, TOGETHER)) for channel in channels):
            raise ValueError(f"no channel may be called {DIRECT}… or {TOGETHER}…: conversations are named so")
        table = {channel.id: channel for channel in channels}
        self.pace = pace  # seconds
        home.mkdir(parents=True, exist_ok=True)
        self._room = Chatroom(home / "chat.db")
        crowd, talks = Crowd(faces), self._room.conversations
        self._scene = Scene(title, command, example, table, crowd, commands, timekeeper, seal, talks)
        self._looking = Looking(self._scene, self._room)
        self._streams = Streams(self._room, self._looking.shown)
        self._speaking = Speaking(self._scene, self._room, self._streams)
        self._hosts = frozenset(host.lower() for host in hosts)

    def direct(self, user: str) -> Place:
        if self._scene.crowd.get(user) is None:
            raise Refused(f"there is no user {user}")
        return Place(PLATFORM, DIRECT + user)

    def together(self, users: Sequence[str]) -> Place:
        gone = [user for user in users if self._scene.crowd.get(user) is None]
        if gone:
            raise Refused(f"there is no user {gone[0]}")
        return conversation(PLATFORM, users)

    def members(self, place: Place) -> Sequence[str]:
        """Here the bot is everywhere and no user."""
        if place.channel in self._scene.channels:
            return [face.user for face in self._scene.crowd.all()]  # everybody sees every channel
        if together := those_in(place.channel):
            return together
        return [self._person_of(place.channel)]

    def named(self, place: Place) -> Place:
        return place

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        html = self._drawn(place.channel, message, reader)
        with _answering():
            post = self._room.add(place.channel, html, self._scene.time.now(), key=key)
        self._streams.wake()
        return Ref(place.channel, str(post))

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        html = self._drawn(ref.channel, message, reader)
        with _answering():
            changed = self._room.change(ref.channel, ref.post, html, self._scene.time.now())
        if not changed:
            raise Refused(f"there is no post {ref.post} in {ref.channel}")
        self._streams.wake()

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        with _answering():
            post = self._room.find(place.channel, key, since)
        return None if post is None else Ref(place.channel, str(post))

    def listen(self, hear: Hear) -> None:
        """From now on commands, clicks and forms are heard; before, the page says that the bot is still starting."""
        self._speaking.hear = hear

    def close(self) -> None:
        """Ends the streams of all open tabs. For a server in another thread, which uvicorn's Ctrl-C does not reach."""
        self._streams.close()

    def routes(self) -> list[BaseRoute]:
        """All addresses, to be mounted at the root."""
        reads = {"room": self._looking.everything, "messages": self._looking.messages, "clock": self._looking.clock}
        writes = {
            "command": self._speaking.command,
            "click": self._speaking.click,
            "submit": self._speaking.submit,
            "clock": self._speaking.clock,
            "read": self._looking.read,
        }
        door, hall = partial(Door, hosts=self._hosts), partial(Hall, hosts=self._hosts)
        return [
            *(Route(f"/api/{name}", door(work), methods=["POST"]) for name, work in writes.items()),
            *(Route(f"/api/{name}", door(work), methods=["GET"]) for name, work in reads.items()),
            Route("/api/stream", hall(self._stream), methods=["GET"]),
            Route("/", hall(FileResponse(STATIC / "index.html", media_type="text/html")), methods=["GET"]),
            Mount("/static", hall(StaticFiles(directory=STATIC))),
        ]

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        face = self._scene.face(query(scope))
        await self._streams.answer(Request(scope), lambda: self._scene.visible(face))(scope, receive, send)

    def _drawn(self, channel: str, message: Message, reader: Reader) -> str:
        """A card for a channel may be used by everybody there, one for a person only by that person."""
        close = self._scene.seal.close
        if channel in self._scene.channels or those_in(channel):
            return render.message(message, reader, partial(close, purpose=CLICK, lasts=PUBLIC))
        user = self._person_of(channel)
        return render.message(message, reader, partial(close, purpose=CLICK, person=user, lasts=PRIVATE))

    def _person_of(self, channel: str) -> str:
        """The user with whom this is the bot's conversation. Raises Refused."""
        user = channel.removeprefix(DIRECT)
        if channel == user or self._scene.crowd.get(user) is None:
            raise Refused(f"there is no channel {channel}")
        return user
