"""The secret addresses of people's calendars: one a person, void as soon as it is replaced."""

import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.schema_meetings import calendar_feeds
from storage.upsert import insert_or


class Feeds:
    """Whose calendar stands under which token."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def token(self, person: str) -> str | None:
        """The person's token, None if they want no calendar."""
        return self._db.execute(select(calendar_feeds.c.token).where(calendar_feeds.c.person_id == person)).scalar()

    def owner(self, token: str) -> str | None:
        """Whose token this is; None for one that was never given or is no longer valid."""
        return self._db.execute(select(calendar_feeds.c.person_id).where(calendar_feeds.c.token == token)).scalar()

    def give(self, person: str, at: datetime) -> str:
        """The person's token, 256 bits, made now if there is none."""
        fresh = insert_or(self._db, calendar_feeds).values(token=_token(), person_id=person, since=at)
        self._db.execute(fresh.on_conflict_do_nothing(index_elements=["person_id"]))
        return self._db.execute(select(calendar_feeds.c.token).where(calendar_feeds.c.person_id == person)).scalar_one()

    def renew(self, person: str, at: datetime) -> str:
        """A new token in place of an earlier one."""
        token = _token()
        query = insert_or(self._db, calendar_feeds).values(token=token, person_id=person, since=at)
        fresh = {"token": token, "since": at}
        self._db.execute(query.on_conflict_do_update(index_elements=["person_id"], set_=fresh))
        return token

    def remove(self, person: str) -> None:
        self._db.execute(delete(calendar_feeds).where(calendar_feeds.c.person_id == person))


def _token() -> str:
    return secrets.token_urlsafe(32)
