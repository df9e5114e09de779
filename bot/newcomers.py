"""What platforms may ask of the bot's memory: whom it has met, and whether it has heard something before."""

from collections.abc import Sequence

from bot.acquaint import Acquaint
from bot.chat.events import Account
from bot.clock import Clock
from storage import Database


class Acquaintances:
    """Shared by all replicas and kept across restarts."""

    def __init__(self, database: Database, clock: Clock, acquaint: Acquaint) -> None:
        self._database = database
        self._clock = clock
        self._acquaint = acquaint

    def unmet(self, community: str, users: Sequence[str]) -> Sequence[str]:
        """Who of these has not been met; who is in a community when the bot first comes to it counts as met."""
        with self._database.transaction() as store:
            return store.newcomers.unmet(community, users, self._clock.real())

    def meet(self, accounts: Sequence[Account]) -> int:
        """Learns whose accounts these are, so that the bot can write to people before they have ever spoken."""
        return self._acquaint(accounts)

    def once(self, key: str) -> bool:
        """Whether this is heard for the first time."""
        with self._database.transaction() as store:
            return store.heard.first_time(key, self._clock.real())
