"""A small Mattermost on real sockets: as much of its REST interface as the bot uses, with what people see and press."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

Json = dict[str, Any]
BOT, TEAM, TOKEN = "netbot", "t1", "a token of the tests"
PEOPLE = ("ada", "grace")


class No(Exception):
    """An error as the server words it."""

    def __init__(self, status: int, id: str) -> None:
        super().__init__(id)
        self.status, self.id = status, id


@dataclass
class Fake:
    """The server's state. `now` is its clock; `version` and `settings` are what it says of itself."""

    now: Callable[[], datetime]
    version: str = "5.37.0"
    settings: Json = field(default_factory=dict[str, Any])
    url: str = ""
    posts: dict[str, Json] = field(default_factory=dict[str, Json])
    channels: dict[str, Json] = field(default_factory=dict[str, Json])
    commands: list[Json] = field(default_factory=list[Json])
    dialogs: list[Json] = field(default_factory=list[Json])
    users: dict[str, Json] = field(default_factory=dict[str, Json])
    pending: dict[str, str] = field(default_factory=dict[str, str])
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list[tuple[str, str, dict[str, str]]])
    troubles: list[tuple[int, Json, dict[str, str]]] = field(default_factory=list[tuple[int, Json, dict[str, str]]])
    away: set[str] = field(default_factory=set[str])  # ends of addresses that the bot may not use
    is_fenced: bool = False  # whether it may call nobody
    is_misled: bool = False  # whether it calls somebody else
    date: str = ""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.channels["town"] = {"id": "town", "type": "O", "name": "announcements", "last_post_at": 0}
        for name in (*PEOPLE, BOT):
            zone = {"useAutomaticTimezone": "true", "automaticTimezone": "Europe/Rome", "manualTimezone": ""}
            self.users[name] = {
                "id": name,
                "username": name,
                "first_name": name.capitalize(),
                "last_name": "Test",
                "email": f"{name}@example.org",
                "locale": "en",
                "timezone": zone,
                "is_bot": name == BOT,
            }

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        """Does what a request asks for. Raises No."""
        parts = tuple(path.removeprefix("/api/v4/").split("/"))
        if any(path.endswith(each) for each in self.away):
            raise No(403, "api.context.permissions.app_error")
        with self._lock:
            match (method, *parts):
                case ("GET", "users", "me"):
                    return self.users[BOT]
                case ("GET", "users", "me", "teams", _, "channels"):
                    return [each for each in self.channels.values() if BOT in each["name"] or each["type"] == "O"]
                case ("GET", "users", user):
                    return self._known(self.users, user)
                case ("POST", "users", "ids"):
                    return [self.users[each] for each in body if each in self.users]
                case ("GET", "config", "client"):
                    return {"Version": self.version, "SiteURL": self.url, **self.settings}
                case (_, "teams", *_):
                    return self._of_teams(parts, query)
                case _:
                    return self._of_channels(method, parts, query, body)

    def _of_teams(self, parts: tuple[str, ...], query: dict[str, str]) -> Any:
        match parts:
            case ("teams", "name", name) if name == "team":
                return {"id": TEAM, "name": name}
            case ("teams", str(), "members"):
                return [{"user_id": each} for each in self.users] if query["page"] == "0" else []
            case ("teams", str(), "members", user):
                return {"user_id": user, "scheme_admin": True}
            case ("teams", str(), "channels", "name", "town-square"):
                return self.channels["town"]
            case ("teams", str(), "channels", "name", name):
                return next((each for each in self.channels.values() if each["name"] == name), None) or _missing()
            case _:
                raise No(404, "api.context.404.app_error")

    def _of_channels(self, method: str, parts: tuple[str, ...], query: dict[str, str], body: Any) -> Any:
        match (method, *parts):
            case ("POST", "channels", "direct" | "group" as kind):
                return self._conversation(kind, body)
            case ("GET", "users"):
                where, size = self._known(self.channels, query["in_channel"]), int(query["per_page"])
                names = sorted(self.users if where["type"] == "O" else where["name"].split("__"))
                return [self.users[each] for each in names[int(query["page"]) * size :][:size]]
            case ("GET", "channels", channel):
                return self._known(self.channels, channel)
            case ("GET", "channels", channel, "members", user):
                return {"channel_id": self._known(self.channels, channel)["id"], "user_id": user}
            case ("GET", "channels", channel, "posts"):
                found = [each for each in self.posts.values() if each["channel_id"] == channel]
                page = found[::-1][int(query["page"]) * int(query["per_page"]) :][: int(query["per_page"])]
                return {"order": [each["id"] for each in page], "posts": {each["id"]: each for each in page}}
            case ("POST", "posts"):
                return self._post(body)
            case ("GET", "posts", post):
                return self._known(self.posts, post)
            case ("PUT", "posts", post, "patch"):
                self._known(self.posts, post).update(body)
                return self.posts[post]
            case _:
                return self._of_integrations(method, parts, body)

    def _conversation(self, kind: str, users: list[str]) -> Any:
        if len(users) not in {"direct": (2,), "group": range(3, 9)}[kind]:
            raise No(400, "api.channel.create_group.bad_size.app_error")
        for user in users:
            self._known(self.users, user)
        name = "__".join(sorted(users))
        made = {"id": f"{kind[0]}-{name}", "type": kind[0].upper(), "name": name, "last_post_at": 0}
        return self.channels.setdefault(made["id"], made)

    def _of_integrations(self, method: str, parts: tuple[str, ...], body: Any) -> Any:
        match (method, *parts):
            case ("POST", "actions", "dialogs", "open"):
                if body["trigger_id"] == "late":
                    raise No(400, "interactive_message.decode_trigger_id.expired")
                self.dialogs.append(body)
                return {"status": "OK"}
            case ("POST", "actions", "dialogs", "submit"):
                return self._call(body)
            case ("GET", "commands"):
                return self.commands
            case ("POST", "commands"):
                self.commands.append(body | {"id": f"c{next(self._numbers)}", "token": f"token {next(self._numbers)}"})
                return self.commands[-1]
            case ("PUT", "commands", command):
                [found] = [each for each in self.commands if each["id"] == command]
                found.update(body)
                return found
            case _:
                raise No(404, "api.context.404.app_error")

    def _call(self, body: Json) -> Json:
        """Calls the bot with a dialog, as somebody's client asks for it."""
        if self.is_fenced:
            raise No(400, "api.post.do_action.action_integration.app_error")
        if self.is_misled:
            return {}
        data = json.dumps(body | {"type": "dialog_submission", "user_id": BOT}).encode()
        with urlopen(Request(body["url"], data, {"Content-Type": "application/json"})) as answer:
            return json.loads(answer.read())

    def _post(self, body: Json) -> Json:
        self._known(self.channels, body["channel_id"])
        first = self.pending.get(body.get("pending_post_id", ""))
        if first:
            return self.posts[first]
        post = {**body, "id": f"p{next(self._numbers)}", "user_id": BOT, "type": ""}
        post |= {"create_at": int(self.now().timestamp() * 1000), "delete_at": 0}
        self.posts[post["id"]] = post
        if post.get("pending_post_id"):
            self.pending[post["pending_post_id"]] = post["id"]
        return post

    def _known(self, table: dict[str, Json], key: str) -> Json:
        return table.get(key) or _missing()


def _missing() -> Json:
    raise No(404, "store.sql.missing.app_error")


class Door(BaseHTTPRequestHandler):
    """Reads a request and writes the answer."""

    protocol_version = "HTTP/1.1"
    fake: Fake

    def _serve(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size) or b"null")
        where = urlsplit(self.path)
        self.fake.asked.append((self.command, where.path, {**self.headers, "peer": str(self.client_address)}))
        more: dict[str, str] = {}
        try:
            if self.fake.troubles:
                status, answer, more = self.fake.troubles.pop(0)
            elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
                raise No(401, "api.context.session_expired.app_error")
            else:
                query = {name: values[0] for name, values in parse_qs(where.query).items()}
                status, answer = 200, self.fake.answer(self.command, where.path, query, body)
        except No as no:
            status = no.status
            answer = {"id": no.id, "message": "what people may have written", "status_code": status}
        written = json.dumps(answer).encode()
        self.send_response_only(status)
        more = {"Date": self.fake.date or self.date_time_string(), **more}
        for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(written))} | more).items():
            self.send_header(name, value)
        self.send_header("Set-Cookie", "MMAUTHTOKEN=abc; Path=/")
        self.end_headers()
        self.wfile.write(written)

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def open_fake(now: Callable[[], datetime], **given: Any) -> Iterator[Fake]:
    """A server that can be reached at its `url` until the block ends."""
    fake = Fake(now, **given)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("FakeDoor", (Door,), {"fake": fake}))
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
