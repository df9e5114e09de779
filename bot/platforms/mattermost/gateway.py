"""The one place that talks REST with the server: about a dozen calls, each with plain types."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from mattermostdriver import Driver  # pyright: ignore[reportMissingTypeStubs]

from bot.platforms.mattermost.client import KeptOpen

Json = dict[str, Any]

PORTS = {"http": 80, "https": 443}
PAGE = 200  # the most that the server gives at once


class Gateway:
    """REST calls as the bot. All raise TooFast, TokenRefused, Denied or Unsure; all may be made from any thread."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        scheme = parts.scheme or "https"
        self.url = url.rstrip("/")
        options = {
            "scheme": scheme,
            "url": parts.hostname or "",
            "port": parts.port or PORTS[scheme],
            "basepath": f"{parts.path.rstrip('/')}/api/v4",
            "token": token,
        }
        driver: Any = Driver(options, client_cls=KeptOpen)
        self.token = token
        self._driver = driver
        self._client: KeptOpen = driver.client

    @property
    def token_refused(self) -> bool:
        """Whether the last answer of the server was that the token is not good."""
        return self._client.token_refused

    @property
    def clock_ahead(self) -> float:
        """Seconds by which the server's clock was ahead of ours at its last answer, about."""
        return self._client.clock_ahead

    def close(self) -> None:
        """Closes all connections; a call after that opens one again."""
        self._client.close()

    def me(self) -> Json:
        return self._driver.users.get_user("me")

    def settings(self) -> Json:
        """What the server tells every client of its configuration, as texts: "Version", "SiteURL" and so on."""
        return self._driver.system.get_client_configuration({"format": "old"})

    def team(self, name: str) -> Json:
        return self._driver.teams.get_team_by_name(name)

    def membership(self, team: str, user: str) -> Json:
        """Raises Denied if this is no member."""
        return self._driver.teams.get_team_member(team, user)

    def members(self, team: str) -> Iterator[str]:
        """The user ids of all members of a team."""
        page = 0
        while True:
            rows: list[Json] = self._driver.teams.get_team_members(team, {"page": page, "per_page": PAGE})
            yield from (row["user_id"] for row in rows if not row.get("delete_at"))
            if len(rows) < PAGE:
                return
            page += 1

    def user(self, user: str) -> Json:
        return self._driver.users.get_user(user)

    def users(self, ids: Sequence[str]) -> list[Json]:
        """Those that there are of these users."""
        found: list[Json] = []
        for start in range(0, len(ids), PAGE):
            found += self._driver.users.get_users_by_ids(list(ids[start : start + PAGE]))
        return found

    def channel(self, channel: str) -> Json:
        return self._driver.channels.get_channel(channel)

    def channel_by_name(self, team: str, name: str) -> Json:
        return self._driver.channels.get_channel_by_name(team, name)

    def channel_member(self, channel: str, user: str) -> Json:
        """Raises Denied if this is no member."""
        return self._client.get(f"/channels/{channel}/members/{user}")

    def channel_members(self, channel: str) -> Iterator[str]:
        """The user ids of those in a channel who may log in."""
        page = 0
        while True:
            params = {"in_channel": channel, "page": page, "per_page": PAGE}
            rows: list[Json] = self._driver.users.get_users(params)
            yield from (row["id"] for row in rows if not row.get("delete_at"))
            if len(rows) < PAGE:
                return
            page += 1

    def direct(self, me: str, user: str) -> Json:
        """The conversation of two users, made if there is none."""
        return self._driver.channels.create_direct_message_channel([me, user])

    def together(self, users: Sequence[str]) -> Json:
        """The conversation of three to eight users, made if there is none."""
        return self._driver.channels.create_group_message_channel(list(users))

    def my_conversations(self, team: str) -> list[Json]:
        """The channels of the bot in a team, and its conversations."""
        return self._client.get(f"/users/me/teams/{team}/channels")

    def post(self, body: Json) -> Json:
        return self._driver.posts.create_post(body)

    def change(self, post: str, body: Json) -> Json:
        """Replaces the parts of a post that the body names, the props as a whole."""
        return self._driver.posts.patch_post(post, body)

    def read(self, post: str) -> Json:
        return self._driver.posts.get_post(post)

    def posts(self, channel: str, since: int) -> Iterator[Json]:
        """The posts of a channel that were made at `since` (milliseconds) or later, the newest first."""
        page = 0
        while True:
            params = {"page": page, "per_page": PAGE}
            found: Json = self._driver.posts.get_posts_for_channel(channel, params)
            order: list[str] = found.get("order") or []
            posts = [found["posts"][each] for each in order]
            yield from (post for post in posts if post["create_at"] >= since)
            if len(posts) < PAGE or posts[-1]["create_at"] < since:
                return
            page += 1

    def open_dialog(self, trigger: str, url: str, dialog: Json) -> None:
        self._driver.integration_actions.open_dialog({"trigger_id": trigger, "url": url, "dialog": dialog})

    def submit_dialog(self, url: str, state: str, channel: str, team: str) -> Json:
        """Lets the server call us, as a client does that sends a dialog; gives what our side answered."""
        body = {"url": url, "callback_id": "doctor", "state": state, "channel_id": channel, "team_id": team}
        return self._driver.integration_actions.submit_dialog(body | {"submission": {}, "cancelled": False})

    def commands(self, team: str) -> list[Json]:
        """The slash commands of a team that are no built-in ones, with their tokens."""
        return self._driver.commands.list_commands_for_team({"team_id": team, "custom_only": "true"})

    def add_command(self, command: Json) -> Json:
        return self._driver.commands.create_command(command)

    def change_command(self, command: Json) -> Json:
        # The driver's own method forgets a slash in the address.
        return self._client.put(f"/commands/{command['id']}", command)
