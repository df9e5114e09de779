"""A small Slack of our own: a workspace that behaves as the documents say where it matters to an app.

`answer` is the Web API. Each entry of `troubles` meets one request: "reset" (done, but the answer is lost), "lost"
(not done), "429", "500", or the name of an error.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from tests.platforms.slack import blockkit
from tests.platforms.slack.methods import ALSO, ARGUMENTS, READS, SCOPES, TROUBLED

BOT, APP = "xoxb-fake-bot", "xapp-fake-app"
TEAM, ROBOT = "T1", "UBOT"
TRIGGER_LIFE = 3.0  # seconds


class Failed(Exception):
    """`ok: false`."""


@dataclass
class Channel:
    """A channel or a conversation; the bot reads and writes only where it is a member."""

    id: str
    members: set[str]
    messages: list[dict[str, Any]] = field(default_factory=list)
    archived: bool = False


@dataclass
class Workspace:
    """Users, channels, views and triggers, behind one lock."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    granted: set[str] = field(default_factory=lambda: {*SCOPES.values(), *ALSO})
    troubles: deque[str] = field(default_factory=deque)
    troubled: tuple[str, ...] = TROUBLED
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    page: int = 1000
    socket_url: Callable[[], str] = lambda: ""
    _triggers: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    _latest: float = 0.0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def add_user(self, user: str, **more: Any) -> None:
        profile = {"real_name": user.title(), "email": f"{user}@example.org"} | more.pop("profile", {})
        self.users[user] = {"id": user, "team_id": TEAM, "name": user, "tz": "Europe/Berlin", "profile": profile} | more

    def add_channel(self, name: str, *members: str) -> Channel:
        self.channels[name] = Channel(name, {ROBOT, *members})
        return self.channels[name]

    def number(self) -> int:
        return next(self._numbers)

    def trigger(self, user: str) -> str:
        """A trigger, good for one modal within three seconds."""
        name = f"{self.number()}.trigger"
        with self._lock:
            self._triggers[name] = (user, datetime.now(UTC))
        return name

    def ts(self) -> str:
        """A time stamp that nothing else in the workspace has."""
        with self._lock:
            self._latest = max(self._latest + 0.000001, self.now().timestamp())
            return f"{self._latest:.6f}"

    def answer(self, method: str, token: str, given: dict[str, Any], is_json: bool) -> tuple[int, Any, dict[str, str]]:
        """Status, body and headers; status 0 means that the connection is reset."""
        with self._lock:
            trouble = self.troubles.popleft() if self.troubles and method in self.troubled else ""
            if trouble == "429":
                return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "7"}
            if trouble in ("500", "lost"):
                return (500 if trouble == "500" else 0), {"ok": False, "error": "internal_error"}, {}
            self.calls.append((method, given))
            try:
                if trouble and trouble != "reset":
                    raise Failed(trouble)
                said = self._checked(method, token, given, is_json)
            except Failed as error:
                self.refused.append(f"{method}: {error}")
                said = {"ok": False, "error": str(error).partition(":")[0]}
            headers = {"X-OAuth-Scopes": ",".join(sorted(self.granted))}
            return (0 if trouble == "reset" else 200), {"ok": True} | said, headers

    def _checked(self, method: str, token: str, given: dict[str, Any], is_json: bool) -> dict[str, Any]:
        if token not in (BOT, APP):
            raise Failed("invalid_auth")
        if (token == APP) != (method == "apps.connections.open"):
            raise Failed("not_allowed_token_type")
        if method not in ARGUMENTS:
            raise Failed("unknown_method")
        unknown = set(given) - set(ARGUMENTS[method])
        if unknown or (is_json and method in READS):
            raise Failed(f"invalid_arguments: {unknown}")
        if method in SCOPES and SCOPES[method] not in self.granted:
            raise Failed("missing_scope")
        for name in ("blocks", "metadata", "view"):
            if isinstance(given.get(name), str):
                given[name] = json.loads(given[name])
        return getattr(self, "_" + method.replace(".", "_"))(given)

    def _auth_test(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"team": "Test team", "team_id": TEAM, "user_id": ROBOT, "bot_id": "B1"}

    def _apps_connections_open(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"url": self.socket_url()}

    def _chat_postMessage(self, given: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 (the method's own name)
        channel = self._open_channel(given)
        message = self._message(given) | {"ts": self.ts(), "bot_id": "B1"}
        metadata = given.get("metadata")
        if metadata:
            payload = metadata.get("event_payload")
            if set(metadata) != {"event_type", "event_payload"} or not isinstance(payload, dict):
                raise Failed("invalid_metadata_format")
            message["metadata"] = metadata
        channel.messages.append(message)
        return {"channel": channel.id, "ts": message["ts"], "message": message}

    def _chat_update(self, given: dict[str, Any]) -> dict[str, Any]:
        channel = self._open_channel(given)
        message = next((message for message in channel.messages if message["ts"] == given.get("ts")), None)
        if message is None:
            raise Failed("message_not_found")
        message.update(self._message(given), edits=message.get("edits", 0) + 1)
        return {"channel": channel.id, "ts": message["ts"]}

    def _conversations_open(self, given: dict[str, Any]) -> dict[str, Any]:
        users = given.get("users", "").split(",")
        if len(users) > 1 and "mpim:write" not in self.granted:
            raise Failed("missing_scope")
        if not set(users) <= self.users.keys():
            raise Failed("user_not_found")
        name = f"D{users[0]}" if len(users) == 1 else f"G{''.join(sorted(users))}"
        channel = self.channels.get(name) or self.add_channel(name, *users)
        return {"channel": {"id": channel.id}}

    def _conversations_history(self, given: dict[str, Any]) -> dict[str, Any]:
        channel = self._open_channel(given)
        whole = str(given.get("include_all_metadata", "0")).casefold() in ("1", "true")
        since = float(given.get("oldest", 0))
        found = [m if whole else {k: v for k, v in m.items() if k != "metadata"} for m in reversed(channel.messages)]
        return self._paged("messages", [m for m in found if float(m["ts"]) > since], given)

    def _conversations_members(self, given: dict[str, Any]) -> dict[str, Any]:
        if not 0 < int(given.get("limit", 100)) <= 1000:
            raise Failed("invalid_limit")
        channel = self.channels.get(given.get("channel", ""))
        if channel is None:
            raise Failed("channel_not_found")
        return self._paged("members", sorted(channel.members), given)

    def _users_list(self, given: dict[str, Any]) -> dict[str, Any]:
        if "limit" not in given:
            raise Failed("limit_required")
        return self._paged("members", [self._shown(user, given) for user in self.users.values()], given)

    def _users_info(self, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("user") not in self.users:
            raise Failed("user_not_found")
        return {"user": self._shown(self.users[given["user"]], given)}

    def _views_open(self, given: dict[str, Any]) -> dict[str, Any]:
        user, since = self._triggers.pop(given.get("trigger_id", ""), ("", datetime.now(UTC)))
        if not user:
            raise Failed("exchanged_trigger_id")
        if (datetime.now(UTC) - since).total_seconds() > TRIGGER_LIFE:
            raise Failed("expired_trigger_id")
        view = self._view(given["view"], "modal") | {"id": f"V{self.number()}", "user": user}
        self.views[view["id"]] = view
        return {"view": view}

    def _views_update(self, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("view_id") not in self.views:
            raise Failed("not_found")
        self.views[given["view_id"]] |= self._view(given["view"], "modal")
        return {"view": self.views[given["view_id"]]}

    def _views_publish(self, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("user_id") not in self.users:
            raise Failed("user_not_found")
        self.homes[given["user_id"]] = self._view(given["view"], "home") | {"id": f"V{self.number()}"}
        return {"view": self.homes[given["user_id"]]}

    def _view(self, view: dict[str, Any], kind: str) -> dict[str, Any]:
        problems = blockkit.of_view(view)
        if view.get("type") != kind or problems:
            raise Failed(f"invalid_arguments: {problems}")
        return dict(view)

    def _message(self, given: dict[str, Any]) -> dict[str, Any]:
        problems = blockkit.of_blocks(given["blocks"], "message") if "blocks" in given else []
        if problems:
            raise Failed(f"invalid_blocks: {problems}")
        if not given.get("text"):
            raise Failed("no_text")
        if len(given["text"]) > 4000 or len(json.dumps(given.get("blocks", []))) > 50_000:
            raise Failed("msg_too_long")
        return {name: given[name] for name in ("text", "blocks") if name in given}

    def _open_channel(self, given: dict[str, Any]) -> Channel:
        name = given.get("channel", "")
        channel = self.channels.get(name) or (self.channels.get(f"D{name}") if name in self.users else None)
        if channel is None:
            raise Failed("channel_not_found")
        if ROBOT not in channel.members:
            raise Failed("not_in_channel")
        if channel.archived:
            raise Failed("is_archived")
        return channel

    def _paged(self, name: str, things: list[Any], given: dict[str, Any]) -> dict[str, Any]:
        first, size = int(given.get("cursor") or 0), min(int(given.get("limit", 100)), self.page)
        after = first + size
        return {name: things[first:after], "response_metadata": {"next_cursor": str(after) if things[after:] else ""}}

    def _shown(self, user: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        profile = dict(user["profile"])
        if "users:read.email" not in self.granted:
            profile.pop("email", None)
        locale = {"locale": user.get("locale", "en-US")} if given.get("include_locale") else {}
        return {name: value for name, value in user.items() if name != "locale"} | {"profile": profile} | locale
