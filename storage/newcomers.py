"""Whom the bot has met on the platforms, and who was greeted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from storage.schema_newcomers import newcomers
from storage.upsert import insert_or

AT_ONCE = 500  # accounts in one statement


class Newcomers:
    """Remembers accounts; a community is a platform or a part of one, such as a team: "mattermost/team"."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def unmet(self, community: str, users: Sequence[str], at: datetime) -> list[str]:
        """Who of these has not been met, in their order. The first time, all of them are met from now on."""
        platform = community.partition("/")[0]
        if self._is_new(community, "", None, at):
            for user in users:
                self._is_new(platform, user, None, at)
            return []
        met: set[str] = set()
        for start in range(0, len(users), AT_ONCE):
            some = newcomers.c.user.in_(users[start : start + AT_ONCE])
            met |= set(
                self._db.execute(select(newcomers.c.user).where(newcomers.c.platform == platform, some)).scalars()
            )
        return [user for user in users if user not in met]

    def meet(self, platform: str, user: str, person: str, at: datetime) -> bool:
        """Notes that somebody is greeted; False if this account or another one of the person was met before."""
        known = self._db.execute(select(newcomers.c.user).where(newcomers.c.person_id == person)).first()
        return self._is_new(platform, user, person, at) and known is None

    def _is_new(self, platform: str, user: str, person: str | None, at: datetime) -> bool:
        row = {"platform": platform, "user": user, "person_id": person, "at": at}
        query = insert_or(self._db, newcomers).values(row).on_conflict_do_nothing().returning(newcomers.c.user)
        return self._db.execute(query).first() is not None
