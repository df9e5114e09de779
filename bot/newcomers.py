"""What platforms may ask of the bot's memory: whom it has met, and whether it has heard something before."""

from collections.abc import Sequence

from bot.clock import Clock
from storage import Database


class Acquaintances:
    """Shared by all replicas and kept across restarts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def unmet(self, community: str, users: Sequence[str]) -> Sequence[str]:
        """Who of these has not been met; who is in a community when the bot first comes to it counts as met."""
        with self._database.transaction() as store:
            return store.newcomers.unmet(community, users, self._clock.real())

    def once(self, key: str) -> bool:
        """Whether this is heard for the first time."""
        with self._database.transaction() as store:
            return store.heard.first_time(key, self._clock.real())
