"""Prepares a real Mattermost server for one run: a team of its own with people, channels and the bot's account.

The first user of a fresh server becomes its administrator. On another server, NETBOT_TEST_MATTERMOST_ADMIN names an
administrator: "name:password".
"""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import httpx

from tests.live.api import Api, Problem

VARIABLE = "NETBOT_TEST_MATTERMOST_URL"
ADMIN = "NETBOT_TEST_MATTERMOST_ADMIN"
PASSWORD = "User-passw0rd!"
WANTED = {
    "ServiceSettings": {"EnableBotAccountCreation": True, "EnableUserAccessTokens": True, "EnableCommands": True},
    "TeamSettings": {"MaxUsersPerTeam": 1000},
}


@dataclass(frozen=True)
class Ground:
    """A team on a server, with everything that the bot's settings need."""

    url: str
    admin: Api
    run: str  # makes all names of this run its own
    team: str
    team_id: str
    channels: dict[str, str]
    bot: str
    bot_name: str
    token: str
    token_id: str

    def name(self, who: str) -> str:
        return f"{who}-{self.run}"

    def email(self, who: str) -> str:
        return f"{self.name(who)}@example.org"

    def sign_up(self, who: str, locale: str = "en") -> str:
        """A new user, in no team yet; gives the id."""
        zone = {"useAutomaticTimezone": "false", "automaticTimezone": "", "manualTimezone": "Europe/Berlin"}
        user = self.admin.post(
            "/users",
            {
                "username": self.name(who),
                "email": self.email(who),
                "password": PASSWORD,
                "first_name": who.capitalize(),
                "last_name": "Test",
                "locale": locale,
                "timezone": zone,
            },
        )
        return user["id"]

    def join(self, user: str) -> None:
        """Makes a user a member of the team and its channels."""
        self.admin.post(f"/teams/{self.team_id}/members", {"team_id": self.team_id, "user_id": user})
        for channel in self.channels.values():
            self.admin.post(f"/channels/{channel}/members", {"user_id": user})

    def leave(self, user: str, channel: str) -> None:
        self.admin.delete(f"/channels/{self.channels[channel]}/members/{user}")


def provision(url: str, people: Sequence[tuple[str, str]]) -> Ground:
    """A ground with these people, each with a language."""
    _wait(url)
    admin = _administrator(url)
    _allow(admin)
    run = token_hex(3)
    team = admin.post("/teams", {"name": f"team-{run}", "display_name": f"Team {run}", "type": "O"})
    channels: dict[str, str] = {}
    for name in ("announcements", "news"):
        wanted = {"team_id": team["id"], "name": name, "display_name": name.capitalize(), "type": "O"}
        channels[name] = admin.post("/channels", wanted)["id"]
    bot = admin.post("/bots", {"username": f"netbot-{run}", "display_name": "Netbot", "description": "tests"})
    token = admin.post(f"/users/{bot['user_id']}/tokens", {"description": "tests"})
    ground = Ground(
        url, admin, run, team["name"], team["id"], channels, bot["user_id"], bot["username"], token["token"],
        token["id"],
    )  # fmt: skip
    ground.join(ground.bot)
    roles = {"scheme_admin": True, "scheme_user": True}  # so that it may register its command
    admin.put(f"/teams/{ground.team_id}/members/{ground.bot}/schemeRoles", roles)
    for who, locale in people:
        ground.join(ground.sign_up(who, locale))
    return ground


def _administrator(url: str) -> Api:
    name, _, password = os.environ.get(ADMIN, "admin:Admin-passw0rd!").partition(":")
    api = Api(url)
    try:
        me = api.login(name, password)
    except Problem:
        api.post("/users", {"username": name, "email": f"{name}@example.org", "password": password})
        me = api.login(name, password)
    assert "system_admin" in me["roles"], f"{name} is no administrator there: set {ADMIN}"
    return api


def _allow(admin: Api) -> None:
    config = admin.get("/config")
    if any(config[section][key] != value for section, given in WANTED.items() for key, value in given.items()):
        admin.put("/config/patch", WANTED)
    allowed: Any = config["ServiceSettings"].get("AllowedUntrustedInternalConnections") or ""
    if "127.0.0.1" not in allowed:
        wanted = f"{allowed} 127.0.0.1".strip()
        admin.put("/config/patch", {"ServiceSettings": {"AllowedUntrustedInternalConnections": wanted}})


def _wait(url: str, seconds: float = 60.0) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if httpx.get(f"{url}/api/v4/system/ping", timeout=5, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        assert time.monotonic() < deadline, f"no Mattermost answers at {url}"
        time.sleep(0.3)
