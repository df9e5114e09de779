"""Everything that the parts of the Mattermost side know in common: the server, the seals, who talks where."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.platforms.mattermost import render
from bot.platforms.mattermost.addresses import Addresses, mac
from bot.platforms.mattermost.forms import Features
from bot.platforms.mattermost.gateway import Gateway
from bot.platforms.mattermost.parse import CLICK, PRIVATE, PUBLIC
from bot.platforms.mattermost.people import People
from bot.platforms.mattermost.render import Drawn
from bot.platforms.seal import Seal


class Scene:
    """The server as the bot knows it. What is asked of the server is asked once and kept."""

    def __init__(
        self, gateway: Gateway, seal: Seal, secret: str, callback_url: str, now: Callable[[], datetime], trusting: bool
    ) -> None:
        self.gateway = gateway
        self.seal = seal
        self.now = now
        self._secret = secret
        self._trusting = trusting
        self._lock = threading.Lock()
        self._me = ""
        self._settings: dict[str, str] = {}
        self._owners: dict[str, str] = {}
        self._channels: dict[str, str] = {}
        self.people = People(gateway, self.trusts_addresses)
        self.addresses = Addresses.of(callback_url, secret)

    def mac(self, *what: str) -> str:
        """A name that only this bot can make, and makes again."""
        return mac(self._secret, *what)

    def me(self) -> str:
        """The bot's own user id. Raises as the gateway does."""
        if not self._me:
            self._me = str(self.gateway.me()["id"])
        return self._me

    def look_around(self) -> None:
        """Reads anew what the server says of itself, since it may be another version by now."""
        self._settings = self.gateway.settings()

    def features(self) -> Features:
        return Features.of(self._settings.get("Version", ""))

    def trusts_addresses(self) -> bool:
        """Whether an address of e-mail proves who somebody is: the server verifies it, or the settings say so."""
        return self._trusting or self._settings.get("RequireEmailVerification") == "true"

    def conversation(self, user: str) -> str:
        """The channel in which the bot talks with a user. Raises as the gateway does."""
        channel = self._channels.get(user)
        if channel is None:
            channel = str(self.gateway.direct(self.me(), user)["id"])
            with self._lock:
                self._channels[user] = channel
                self._owners[channel] = user
        return channel

    def channel(self, name: str) -> str:
        """The id of a channel: what is called "team/channel" is looked up once. Raises as the gateway does."""
        if "/" not in name:
            return name
        found = self._channels.get(name)
        if found is None:
            team, _, channel = name.partition("/")
            found = str(self.gateway.channel_by_name(self.gateway.team(team)["id"], channel)["id"])
            self._channels[name] = found
        return found

    def owner(self, channel: str) -> str:
        """The user whose conversation with the bot this channel is, "" for all others. Raises as the gateway does."""
        owner = self._owners.get(channel)
        if owner is None:
            found = self.gateway.channel(channel)
            pair = set(str(found.get("name", "")).split("__")) if found.get("type") == "D" else set[str]()
            owner = next(iter(pair - {self.me()}), "") if self.me() in pair else ""
            with self._lock:
                self._owners[channel] = owner
        return owner

    def drawn(self, message: Message, reader: Reader, person: str = "") -> Drawn:
        """A message whose buttons may be used by one person, or by everybody who sees it."""
        lasts: timedelta = PRIVATE if person else PUBLIC
        sealer = partial(self.seal.close, purpose=CLICK, person=person, lasts=lasts)
        return render.message(message, reader, sealer, self.addresses.action)
