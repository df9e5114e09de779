"""A person at a Mattermost client: types, clicks, fills in dialogs and reads, as the web app does it."""

import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.live.api import Api
from tests.live.provision import PASSWORD, Ground

LONGEST = 30.0  # seconds
Post = dict[str, Any]
Told = dict[str, Any]


def eventually(happened: Callable[[], object]) -> None:
    """Goes on when it has happened."""
    deadline = time.monotonic() + LONGEST
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


@dataclass
class Dialog:
    """A form on the screen, and where it was asked for."""

    url: str
    shown: dict[str, Any]
    channel: str

    @property
    def elements(self) -> dict[str, dict[str, Any]]:
        return {element["name"]: element for element in self.shown["elements"]}


@dataclass
class User:
    """Somebody of the ground, logged in and listening."""

    ground: Ground
    who: str
    told: list[Told] = field(default_factory=list[Told])

    def __post_init__(self) -> None:
        self.api = Api(self.ground.url)
        self.me = self.api.login(self.ground.name(self.who), PASSWORD)
        self.id: str = self.me["id"]
        self._new = threading.Condition()
        self._triggers: dict[str, str] = {}
        address = re.sub("^http", "ws", self.ground.url) + "/api/v4/websocket"
        self._open = ExitStack()
        self._socket = self._open.enter_context(connect(address, max_size=None, proxy=None))
        challenge = {"seq": 1, "action": "authentication_challenge", "data": {"token": self.api.token}}
        self._socket.send(json.dumps(challenge))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.wait(lambda told: told["event"] == "hello")
        self.bot_channel: str = self.api.post("/channels/direct", [self.id, self.ground.bot])["id"]

    def close(self) -> None:
        self._open.close()
        self._thread.join()
        self.api.close()

    def type(self, words: str, channel: str = "announcements") -> dict[str, Any]:
        """Gives a slash command; the answer of the server."""
        where = self.ground.channels.get(channel, channel)
        body = {"command": words, "channel_id": where, "team_id": self.ground.team_id}
        answer = self.api.post("/commands/execute", body)
        self._triggers[answer.get("trigger_id", "")] = where
        return answer

    def whispered(self, words: str, channel: str = "announcements") -> Post:
        """What only this person sees after a slash command."""
        before = len(self.told)
        self.type(words, channel)
        return self.wait(lambda told: told["event"] == "ephemeral_message", before)

    def say(self, words: str, channel: str = "") -> Post:
        """Writes a message, to the bot unless a channel is given."""
        where = self.ground.channels.get(channel, channel) or self.bot_channel
        return self.api.post("/posts", {"channel_id": where, "message": words})

    def asked(self, words: str) -> Post:
        """What the bot answers to a direct message."""
        before = len(self.told)
        self.say(words)
        return self.message_from_bot(before)

    def message_from_bot(self, before: int = 0, wanted: Callable[[Post], bool] = lambda _: True) -> Post:
        """The next direct message of the bot."""

        def is_it(told: Told) -> bool:
            post = told.get("post") or {}
            mine = (post.get("channel_id"), post.get("user_id")) == (self.bot_channel, self.ground.bot)
            return told["event"] == "posted" and mine and wanted(post)

        return self.wait(is_it, before)

    def click(self, post: Post, label: str, option: str = "") -> dict[str, Any]:
        """Presses the button or chooses from the menu with this label."""
        [action] = [each for each in actions(post) if each["name"] == label]
        body = {"selected_option": option, "cookie": action.get("cookie", "")}
        answer = self.api.post(f"/posts/{post['id']}/actions/{action['id']}", body)
        self._triggers[answer.get("trigger_id", "")] = post["channel_id"]
        return answer

    def clicked(self, post: Post, label: str) -> str:
        """What only this person is told after a click."""
        before = len(self.told)
        self.click(post, label)
        return self.wait(lambda told: told["event"] == "ephemeral_message", before)["message"]

    def dialog(self, before: int) -> Dialog:
        """A dialog that opens because of what this very client did."""
        told = self.wait(lambda told: told["event"] == "open_dialog", before, raw=True)
        opened = json.loads(told["data"]["dialog"])
        deadline = time.monotonic() + LONGEST
        while opened["trigger_id"] not in self._triggers:  # it may come before the answer that names it
            assert time.monotonic() < deadline, "a dialog that nobody asked for"
            time.sleep(0.02)
        return Dialog(opened["url"], opened["dialog"], self._triggers[opened["trigger_id"]])

    def submit(self, dialog: Dialog, **values: Any) -> dict[str, Any]:
        """Sends a dialog with these values and otherwise as it was shown; the answer of the bot."""
        assert values.keys() <= dialog.elements.keys()
        shown = {name: element.get("default") or None for name, element in dialog.elements.items()}
        return self.send(dialog.url, dialog.shown["state"], shown | values, dialog.channel)

    def send(self, url: str, state: str, values: dict[str, Any], channel: str) -> dict[str, Any]:
        """Sends whatever as a dialog, which the server lets everybody do."""
        body = {"url": url, "callback_id": "form", "state": state, "submission": values, "cancelled": False}
        return self.api.post("/actions/dialogs/submit", body | {"channel_id": channel, "team_id": self.ground.team_id})

    def read(self, channel: str) -> list[Post]:
        """All messages of a channel, oldest first."""
        found = self.api.get(f"/channels/{self.ground.channels.get(channel, channel)}/posts?per_page=200")
        return [found["posts"][each] for each in reversed(found["order"]) if not found["posts"][each]["type"]]

    def wait(self, wanted: Callable[[Told], bool], before: int = 0, *, raw: bool = False) -> Any:
        """The post, or all that was told, of the first event like this; `before` are events to leave out."""
        deadline = time.monotonic() + LONGEST
        with self._new:
            while True:
                for told in self.told[before:]:
                    if wanted(told):
                        return told if raw else told.get("post")
                left = deadline - time.monotonic()
                assert left > 0, f"{self.who} was told only {[told['event'] for told in self.told[before:]]}"
                self._new.wait(left)

    def _listen(self) -> None:
        with suppress(ConnectionClosed):
            for frame in self._socket:
                told = json.loads(frame)
                if "event" in told:
                    post = (told.get("data") or {}).get("post")
                    with self._new:
                        self.told.append({**told, "post": json.loads(post) if isinstance(post, str) else post})
                        self._new.notify_all()


def actions(post: Post) -> list[dict[str, Any]]:
    """All buttons and menus of a post."""
    attachments = (post.get("props") or {}).get("attachments") or []
    return [action for attachment in attachments for action in attachment.get("actions") or []]


def labels(post: Post) -> list[str]:
    return [action["name"] for action in actions(post)]
