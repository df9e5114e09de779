"""Slack's side of the port, and what it must be given."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from hashlib import sha256
from typing import Any

from starlette.routing import BaseRoute

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.platforms.port import Hear, Ref, Refused, Unsure
from bot.platforms.seal import Seal
from bot.platforms.slack import limits, render
from bot.platforms.slack.answering import QUIETLY, Answering
from bot.platforms.slack.api import STANDARD, TIMEOUT, Api, next_cursor
from bot.platforms.slack.crowd import AGAIN, FRESH, Crowd, Met
from bot.platforms.slack.parse import PLATFORM, Json, part
from bot.platforms.slack.scene import Scene
from bot.platforms.slack.speaking import Speaking
from bot.platforms.slack.wire import Post, Socket, bolt

LOG = logging.getLogger(__name__)

SENT = "netbot_message"  # the type of our metadata
PAGE = 200  # messages of one look into the history
MEMBERS = 1000  # of a channel, the most that Slack gives at once
FIRST = 10.0  # seconds that a start waits for the list of users
ASIDE = 4  # threads for what follows after an acknowledgement


class Slack:
    """One workspace. With an `app_token` it listens in Socket Mode, with a `signing_secret` at its HTTP route.

    `met` is told of the users that were read; `now` is the bot's clock; `timeout` holds for each step of a call, of
    which one that stays within `patience` has at most three.
    """

    name = PLATFORM
    pace = 1.2  # seconds: one message a second in a channel, fifty edits a minute
    patience = 3.0 * TIMEOUT  # seconds

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        api_url: str = STANDARD,
        seal: Seal,
        now: Callable[[], datetime],
        met: Met,
        command: str = "/jrg",
        title: str = "JRG Netbot",
        timeout: float = TIMEOUT,
        aside: ThreadPoolExecutor | None = None,
    ) -> None:
        self._scene = Scene(command, title, now, seal, repeats=bool(app_token))
        self._api = Api(bot_token, api_url, timeout=timeout)
        self._aside = aside or ThreadPoolExecutor(ASIDE, "slack-aside")
        self._stopping = threading.Event()
        self._crowd = Crowd(self._api, self._aside, met, self._stopping.wait)
        answering = Answering(self._scene, self._api)
        self._speaking = Speaking(self._scene, answering, self._crowd, self._aside)
        app = bolt(self._speaking, bot_token, api_url, signing_secret)
        self._post = Post(app, signing_secret) if signing_secret else None
        self._socket = Socket(app, app_token, api_url) if app_token else None
        self._conversations: dict[str, str] = {}
        self._people: dict[str, str] = {}  # whose conversation a channel is
        self._user = ""  # the bot's own
        self._read_once = threading.Event()
        self._reading = threading.Thread(target=self._keep_reading, name="slack-people", daemon=True)

    def direct(self, user: str) -> Place:
        if user not in self._conversations:
            opened = self._api.call(self._api.client.conversations_open, users=user)
            channel = str(opened["channel"]["id"])
            self._conversations[user] = channel
            self._people[channel] = user
        return Place(PLATFORM, self._conversations[user])

    def together(self, users: Sequence[str]) -> Place:
        opened = self._api.call(self._api.client.conversations_open, users=",".join(sorted(users)))
        return Place(PLATFORM, str(opened["channel"]["id"]))

    def members(self, place: Place) -> list[str]:
        found: list[str] = []
        for page in self._pages(self._api.client.conversations_members, channel=place.channel, limit=MEMBERS):
            found += page["members"]
        if self._me() not in found:  # Slack shows the members of any public channel
            raise Refused("not_in_channel")
        return found

    def named(self, place: Place) -> Place:
        return place

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        metadata = {"event_type": SENT, "event_payload": {"key": _opaque(key)}}
        sent = self._api.call(
            self._api.client.chat_postMessage,
            channel=place.channel,
            metadata=metadata,
            mrkdwn=False,
            **QUIETLY,
            **self._drawn(place.channel, message, reader),
        )
        return Ref(str(sent["channel"]), str(sent["ts"]))

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        drawn = self._drawn(ref.channel, message, reader)
        self._api.call(self._api.client.chat_update, channel=ref.channel, ts=ref.post, **drawn)

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        wanted = _opaque(key)
        pages = self._pages(
            self._api.client.conversations_history,
            channel=place.channel,
            oldest=f"{since.timestamp():.6f}",
            include_all_metadata=True,
            limit=PAGE,
        )
        said = (message for page in pages for message in page["messages"])
        found = next((message for message in said if _key_of(message) == wanted), None)
        return Ref(place.channel, str(found["ts"])) if found else None

    def listen(self, hear: Hear) -> None:
        """From now on commands, clicks and forms are heard; before, people are told that the bot is still starting."""
        self._speaking.hear = hear

    def start(self) -> None:
        """Reads who is there, then connects; neither stops the bot from starting if Slack is away."""
        self._reading.start()
        self._read_once.wait(FIRST)
        if self._socket:
            self._socket.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._socket:
            self._socket.stop()
        if self._post:
            self._post.stop()
        self._aside.shutdown(wait=True, cancel_futures=True)

    def state(self) -> str:
        """ "connected", or what is wrong; over HTTP it is Slack that connects."""
        return "connected" if self._socket is None or self._socket.is_connected() else "the socket is not connected"

    def routes(self) -> list[BaseRoute]:
        """The address of HTTP mode, to be mounted at the root."""
        return [self._post.route()] if self._post else []

    def _me(self) -> str:
        if not self._user:
            self._user = str(self._api.call(self._api.client.auth_test)["user_id"])
        return self._user

    def _pages(self, method: Callable[..., Any], **arguments: Any) -> Iterator[Json]:
        """All pages of an answer. Raises Unsure if they are too many for our patience."""
        cursor = ""
        until = time.monotonic() + self.patience - TIMEOUT
        while time.monotonic() < until:
            page = self._api.call(method, **arguments, cursor=cursor or None)
            yield page
            cursor = next_cursor(page)
            if not cursor:
                return
        raise Unsure("it was not read to its end in time")

    def _drawn(self, channel: str, message: Message, reader: Reader) -> dict[str, Any]:
        """A card for a channel may be used by everybody there, one for a person only by that person."""
        user = self._people.get(channel)
        drawn = render.message(message, reader, self._scene.private(user) if user else self._scene.public())
        problems = limits.of_message(drawn)
        if problems:
            raise Refused(f"larger than Slack allows: {'; '.join(problems)}")
        return drawn

    def _keep_reading(self) -> None:
        pause = 0.0
        while not self._stopping.wait(pause):
            try:
                self._crowd.refresh()
                pause = FRESH
            except Exception as error:  # Slack is away or wants us to wait: those who speak are looked up one by one
                LOG.warning("the users of the workspace could not be read", exc_info=True)
                pause = max(AGAIN, getattr(error, "seconds", 0.0))
            self._read_once.set()


def _opaque(key: str) -> str:
    """What stands for a key in the metadata, which everybody in the workspace can read."""
    return sha256(key.encode()).hexdigest()[:40]


def _key_of(said: Json) -> str:
    metadata = part(said, "metadata")
    return str(part(metadata, "event_payload").get("key") or "") if metadata.get("event_type") == SENT else ""
