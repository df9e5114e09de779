"""Slack's clients: people type, click and fill in forms, and see what comes back, whichever way the app is reached."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.platforms.slack.server import Sockets
from tests.platforms.slack.workspace import TEAM, Workspace

SECRET = "a signing secret"
Deliver = Callable[[str, dict[str, Any]], Any]
REPLIES, LIFE = 5, 1800.0  # of a response address


def signed(body: str, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers with which Slack proves itself."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def encoded(kind: str, payload: Mapping[str, Any]) -> tuple[str, str]:
    """Body and content type of a request, as Slack sends each kind."""
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def over_http(client: httpx.Client) -> Deliver:
    """Delivers signed requests to the app's address."""

    def deliver(kind: str, payload: dict[str, Any]) -> Any:
        body, content = encoded(kind, payload)
        answer = client.post("/slack/events", content=body, headers={"Content-Type": content, **signed(body)})
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return answer.json() if answer.text else {}

    return deliver


def over_sockets(sockets: Sockets, workspace: Workspace) -> Deliver:
    return lambda kind, payload: sockets.deliver(kind, payload, workspace.number())


@dataclass
class Screen:
    """What one action brought to somebody: private messages, views, and errors beside inputs."""

    private: list[dict[str, Any]] = field(default_factory=list)
    views: list[dict[str, Any]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


class People:
    """Acts as users do. `settle` waits until the app has done what it does after its acknowledgement."""

    def __init__(self, workspace: Workspace, url: str, deliver: Deliver, settle: Callable[[], object]) -> None:
        self.workspace = workspace
        self._base = url.removesuffix("/api/")
        self._deliver = deliver
        self._settle = settle
        self._responses: dict[str, list[Any]] = {}

    def responded(self, name: str, body: Any) -> int:
        """A post at a response address."""
        if len(self._responses.get(name, ())) >= REPLIES or name not in self._responses:
            return 404
        assert body["response_type"] == "ephemeral", "response_type must be set"
        self._responses[name].append(body)
        return 200

    def type(self, user: str, words: str, channel: str, command: str = "/jrg") -> Screen:
        text = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for name in self.workspace.users:
            text = text.replace(f"@{name}", f"<@{name}|{name}>")
        about = {"command": command, "text": text, "user_id": user, "user_name": user, "channel_id": channel}
        return self._act("slash_commands", self._common(user) | about, flat=True)

    def click(self, user: str, action: dict[str, Any], where: dict[str, Any]) -> Screen:
        """`where` is the container with its channel or view."""
        done = action | {"action_ts": self.workspace.ts()}
        payload = self._common(user) | {"type": "block_actions", "user": {"id": user}, "actions": [done]} | where
        if "view" in where:
            payload.pop("response_url")
        return self._act("interactive", payload)

    def submit(self, user: str, view: dict[str, Any], values: dict[str, Any]) -> Screen:
        shown = view | {"state": {"values": values}, "callback_id": view.get("callback_id", "form")}
        payload = {"type": "view_submission", "user": {"id": user}, "team": {"id": TEAM}, "view": shown}
        return self._act("interactive", payload | {"trigger_id": self.workspace.trigger(user), "response_urls": []})

    def event(self, event: dict[str, Any], number: str = "") -> Screen:
        """An event of the Events API."""
        name = number or f"Ev{self.workspace.number()}"
        payload = {"type": "event_callback", "team_id": TEAM, "event_id": name, "event": event}
        return self._act("events_api", payload)

    def write(self, user: str, words: str) -> None:
        """A direct message to the bot."""
        channel = f"D{user}"
        self.workspace.channels.get(channel) or self.workspace.add_channel(channel, user)
        self.event({"type": "message", "channel_type": "im", "user": user, "channel": channel, "text": words})

    def look_at_home(self, user: str) -> dict[str, Any]:
        self.event({"type": "app_home_opened", "user": user, "tab": "home"})
        return self.workspace.homes[user]

    def _common(self, user: str) -> dict[str, Any]:
        name = f"r{self.workspace.number()}"
        self._responses[name] = []
        url = f"{self._base}/respond/{name}"
        return {"team_id": TEAM, "trigger_id": self.workspace.trigger(user), "response_url": url}

    def _act(self, kind: str, payload: dict[str, Any], flat: bool = False) -> Screen:
        before = dict(self.workspace.views)
        shown = {name: dict(view) for name, view in before.items()}
        answer = self._deliver(kind, payload)
        self._settle()
        assert answer is not None, "operation_timeout"
        views = [view for name, view in self.workspace.views.items() if shown.get(name) != view]
        private = [answer] if flat and answer else []
        if flat and answer:
            assert answer["response_type"] == "ephemeral", "response_type must be set"
        name = str(payload.get("response_url", "")).rpartition("/")[2]
        private += self._responses.get(name, [])
        if answer.get("response_action") == "update":
            views.append(answer["view"])
        return Screen(private, views, answer.get("errors", {}))
