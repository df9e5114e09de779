"""What the web socket tells: messages to the bot, newcomers, changed profiles; and what was missed meanwhile."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from bot.chat.events import Account, Joined, Place
from bot.logs import log
from bot.platforms.mattermost.parse import PLATFORM, after_command, direct_message
from bot.platforms.mattermost.registration import Registration
from bot.platforms.mattermost.render import Json
from bot.platforms.mattermost.scene import Scene
from bot.platforms.mattermost.speaking import Speaking
from bot.platforms.port import Refused, TooFast, Unsure

MISSED = 15 * 60 * 1000  # milliseconds; nobody waits longer for an answer, and what was answered is remembered longer
RETRY = 20.0  # seconds until what could not be caught up is tried again
FRESH = 3600.0  # seconds until the bot looks around again, since not every change is told


class Acquaintances(Protocol):
    """Whom the bot has met, and what it has heard, remembered across restarts and replicas."""

    def unmet(self, community: str, users: Sequence[str]) -> Sequence[str]:
        """Who of these has not been met. Who is in a community when the bot first comes to it counts as met."""
        ...

    def meet(self, accounts: Sequence[Account]) -> object:
        """Learns whose accounts these are, so that the bot can write to people before they have ever spoken."""
        ...

    def once(self, key: str) -> bool:
        """Whether this is heard for the first time."""
        ...


class Listening:
    """Deals with events of the web socket. `names` are the teams that the bot serves."""

    def __init__(
        self,
        scene: Scene,
        speaking: Speaking,
        registration: Registration,
        names: Sequence[str],
        command: str,
        acquaintances: Acquaintances,
    ) -> None:
        self._scene = scene
        self._speaking = speaking
        self._registration = registration
        self._names = names
        self._command = command
        self._acquaintances = acquaintances
        self._teams: Mapping[str, str] = {}
        self._catching = threading.Lock()
        self._again: threading.Timer | None = None
        self._stopped = False
        self._hears: Mapping[str, Callable[[Json], None]] = {
            "posted": self._posted,
            "user_added": self._joined,
            "user_updated": self._changed,
        }

    def event(self, name: str, data: Json) -> None:
        hear = self._hears.get(name)
        if hear:
            hear(data)

    def arrived(self) -> None:
        """The connection stands, for the first time or again: looks around, and catches up with what was missed."""
        with self._catching:
            try:
                self._look_around()
                self._look_again(FRESH)
            except (TooFast, Unsure, Refused) as error:
                log.warning("not_caught_up", platform=PLATFORM, reason=str(error))
                self._look_again(RETRY)

    def stop(self) -> None:
        self._stopped = True
        if self._again:
            self._again.cancel()

    def _look_around(self) -> None:
        self._scene.look_around()
        self._teams = self._found()
        self._registration.keep_right(self._teams)
        for team in self._teams:
            members = list(self._scene.gateway.members(team))
            self._acquaintances.meet(self._scene.people.accounts(members))
            self._greet(team, members)
            self._read_messages(team)

    def _look_again(self, after: float) -> None:
        if self._again:
            self._again.cancel()
        self._again = threading.Timer(after, self.arrived)
        self._again.daemon = True
        if not self._stopped:
            self._again.start()

    def _found(self) -> Mapping[str, str]:
        """The teams by id; those of which the bot is no member are left out, aloud."""
        teams: dict[str, str] = {}
        for name in self._names:
            try:
                team = str(self._scene.gateway.team(name)["id"])
                self._scene.gateway.membership(team, self._scene.me())
                teams[team] = name
            except Refused as error:
                log.warning("not_in_the_team", platform=PLATFORM, reason=str(error))
        return teams

    def _posted(self, data: Json) -> None:
        found = direct_message(data, self._scene.me())
        if found:
            self._answer(*found)

    def _answer(self, post: str, channel: str, user: str, words: str) -> None:
        if not self._scene.people.is_person(user) or self._scene.owner(channel) != user:
            return
        if self._acquaintances.once(f"mattermost:{post}"):
            self._speaking.said(user, channel, after_command(words, self._command))

    def _changed(self, data: Json) -> None:
        user: object = data.get("user")
        found: object = user.get("id") if isinstance(user, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        if isinstance(found, str):
            self._scene.people.forget(found)

    def _joined(self, data: Json) -> None:
        team, user = str(data.get("team_id", "")), str(data.get("user_id", ""))
        if team in self._teams and user != self._scene.me():
            self._scene.people.forget(user)
            self._greet(team, [user])

    def _greet(self, team: str, users: Sequence[str]) -> None:
        """Those whom the bot has not met; an account that belongs to nobody is asked about again next time."""
        unmet = self._acquaintances.unmet(f"{PLATFORM}/{team}", users)
        for account in self._scene.people.accounts(unmet) if unmet else ():
            self._hear(account)

    def _hear(self, account: Account) -> None:
        if self._speaking.hear and account.user != self._scene.me():
            self._speaking.hear(Joined(account, Place(PLATFORM, ""), self._scene.now()))

    def _read_messages(self, team: str) -> None:
        """Answers messages to the bot that came while nobody listened."""
        talks = [each for each in self._scene.gateway.my_conversations(team) if each.get("type") == "D"]
        since = int(time.time() * 1000) - MISSED
        for talk in talks:
            if int(talk.get("last_post_at", 0)) >= since:
                for post in reversed(list(self._scene.gateway.posts(talk["id"], since))):
                    self._posted({"channel_type": "D", "post": post})
