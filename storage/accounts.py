"""Accounts on the platforms, and to whom they belong."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.schema import accounts, people
from storage.upsert import count_up, insert_or


class Accounts:
    """Which person an account belongs to, and where a person can be written to."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._db = connection
        self._touched = touched

    def owner(self, platform: str, user: str) -> str | None:
        """The id of the person to whom the account belongs."""
        query = select(accounts.c.person_id).where(accounts.c.platform == platform, accounts.c.user == user)
        return self._db.execute(query).scalar()

    def match(self, platform: str, user: str, email: str, at: datetime) -> str | None:
        """Links a new account to the one person with this e-mail address, which the platform vouches for."""
        known = self.owner(platform, user)
        if known:
            return known
        found = self._db.execute(select(people.c.id).where(func.lower(people.c.email) == email.lower())).scalars().all()
        if not email or len(found) != 1:
            return None
        self.link(platform, user, found[0], "email", at)
        return found[0]

    def link(self, platform: str, user: str, person: str, matched_by: str, at: datetime) -> None:
        """Says that this account belongs to this person from now on."""
        if self.owner(platform, user) not in (None, person):
            count_up(self._db, "accounts")  # only now: nobody keeps in memory that an account has no owner
        query = insert_or(self._db, accounts).values(
            platform=platform, user=user, person_id=person, matched_by=matched_by, since=at
        )
        self._db.execute(
            query.on_conflict_do_update(
                index_elements=["platform", "user"],
                set_={"person_id": person, "matched_by": matched_by, "since": at},
            )
        )
        self._touched.add("accounts")

    def together(self, people: Sequence[str], platforms: Sequence[str]) -> tuple[str, list[str]] | None:
        """A platform on which all of these people have an account, and the users; None if there is none."""
        query = select(accounts).where(accounts.c.person_id.in_(people), accounts.c.platform.in_(platforms))
        found: dict[str, dict[str, str]] = {}
        for row in self._db.execute(query.order_by(accounts.c.since, accounts.c.user)):
            found.setdefault(row.platform, {})[row.person_id] = row.user  # of several the latest
        for platform in platforms:
            users = found.get(platform, {})
            if len(users) == len(people) == len(set(users.values())):
                return platform, sorted(users.values())
        return None

    def on(self, platform: str) -> dict[str, str]:
        """The person of each account on one platform."""
        query = select(accounts.c.user, accounts.c.person_id).where(accounts.c.platform == platform)
        return dict(self._db.execute(query).all())

    def user_on(self, platform: str, person: str) -> str | None:
        """The person's account on one platform: the one that was linked last."""
        mine = (accounts.c.person_id == person) & (accounts.c.platform == platform)
        query = select(accounts.c.user).where(mine).order_by(accounts.c.since.desc(), accounts.c.user)
        return self._db.execute(query.limit(1)).scalar()
