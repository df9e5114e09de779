"""Who an account is, as far as the server vouches for it: name, e-mail address, language, zone."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, cast

from bot.chat.events import Account
from bot.platforms.mattermost.gateway import Gateway, Json
from bot.platforms.mattermost.parse import PLATFORM
from bot.platforms.port import Refused, TooFast, Unsure

FRESH = 600.0  # seconds; changes that the web socket tells of are seen at once
MOST = 5000


class People:
    """Accounts by user id, kept for a while. `trusts_addresses` says whether the server has verified them."""

    def __init__(self, gateway: Gateway, trusts_addresses: Callable[[], bool]) -> None:
        self._gateway = gateway
        self._trusts = trusts_addresses
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Json]] = {}

    def account(self, user: str) -> Account:
        """What the server says of a user; if it says nothing just now, the bare id, which may be known already."""
        profile = self._fresh(user)
        if profile is None:
            try:
                profile = self._gateway.user(user)
            except (TooFast, Unsure, Refused):
                return Account(PLATFORM, user)
            self._keep([profile])
        return self._account(profile)

    def accounts(self, users: Iterable[str]) -> list[Account]:
        """The accounts of all these users that are people and may log in."""
        profiles = self._gateway.users(list(users))
        self._keep(profiles)
        return [self._account(each) for each in profiles if not each.get("is_bot") and not each.get("delete_at")]

    def is_person(self, user: str) -> bool:
        """Whether this is no bot; asks the server where it has to."""
        profile = self._fresh(user)
        if profile is None:
            profile = self._gateway.user(user)
            self._keep([profile])
        return not profile.get("is_bot") and not profile.get("delete_at")

    def forget(self, user: str) -> None:
        """The server says that something about this user has changed."""
        with self._lock:
            self._known.pop(user, None)

    def _fresh(self, user: str) -> Json | None:
        with self._lock:
            kept = self._known.get(user)
        return kept[1] if kept and kept[0] > time.monotonic() - FRESH else None

    def _keep(self, profiles: Iterable[Json]) -> None:
        with self._lock:
            for profile in profiles:
                self._known[profile["id"]] = (time.monotonic(), profile)
            while len(self._known) > MOST:
                self._known.pop(next(iter(self._known)))

    def _account(self, profile: Json) -> Account:
        vouched = bool(profile.get("email_verified")) or self._trusts()
        return Account(
            PLATFORM,
            str(profile["id"]),
            _name(profile),
            str(profile.get("email") or "") if vouched else "",
            str(profile.get("locale") or ""),
            _zone(profile.get("timezone")),
        )


def _name(profile: Json) -> str:
    full = f"{profile.get('first_name') or ''} {profile.get('last_name') or ''}".strip()
    return full or str(profile.get("nickname") or profile.get("username") or "")


def _zone(given: object) -> str:
    """The zone that the user chose or the browser reported; the flag is a text."""
    if not isinstance(given, dict):
        return ""
    zones = cast(dict[str, Any], given)
    automatic = str(zones.get("useAutomaticTimezone", "true")).casefold() == "true"
    return str(zones.get("automaticTimezone" if automatic else "manualTimezone") or "")
