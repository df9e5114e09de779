"""The slash command in every team: registered by the bot itself where it may, and known by its token."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.logs import log
from bot.platforms.mattermost.client import Denied
from bot.platforms.mattermost.gateway import Gateway, Json


@dataclass(frozen=True, slots=True)
class Wanted:
    """The slash command as it should be in every team."""

    trigger: str
    url: str
    description: str
    hint: str

    def fields(self, team: str) -> Json:
        return {
            "team_id": team,
            "trigger": self.trigger,
            "method": "P",
            "url": self.url,
            "auto_complete": True,
            "auto_complete_desc": self.description,
            "auto_complete_hint": self.hint,
            "display_name": self.trigger,
            "description": self.description,
        }


class Registration:
    """Registers the command and keeps it right; `by_hand` are tokens of commands that an administrator has made."""

    def __init__(self, gateway: Gateway, wanted: Wanted, by_hand: Iterable[str] = ()) -> None:
        self._gateway = gateway
        self._wanted = wanted
        self._by_hand = tuple(filter(None, by_hand))
        self._tokens: dict[str, str] = {}
        self.problems: dict[str, str] = {}

    def keep_right(self, teams: Mapping[str, str]) -> None:
        """In each of the teams (id to name); where it may not, `problems` says why. Raises TooFast or Unsure."""
        for team, name in teams.items():
            try:
                self._tokens[team] = self._kept_right(team)
                self.problems.pop(name, None)
            except Denied as denied:
                if not self._by_hand:
                    self.problems[name] = denied.id
                    log.warning("command_not_registered", platform="mattermost", reason=denied.id)

    def knows(self, team: str, token: str) -> bool:
        """Whether the server has sent this, compared in constant time."""
        own = self._tokens.get(team)
        expected = [*self._by_hand, *([own] if own else [])]
        return sum(hmac.compare_digest(token.encode(), each.encode()) for each in expected) > 0

    def _kept_right(self, team: str) -> str:
        wanted = self._wanted.fields(team)
        for found in self._gateway.commands(team):
            if found.get("trigger") == self._wanted.trigger:
                is_right = all(found.get(key) == value for key, value in wanted.items())
                return str((found if is_right else self._gateway.change_command(found | wanted))["token"])
        return str(self._gateway.add_command(wanted)["token"])
