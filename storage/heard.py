"""Events that were heard already: a form sent twice does its work once."""

from datetime import datetime

from sqlalchemy import Connection, delete

from storage.schema import heard
from storage.upsert import insert_or


class Heard:
    """Remembers keys of events."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def first_time(self, key: str, at: datetime) -> bool:
        """Whether this key is new; it is not from now on."""
        query = insert_or(self._db, heard).values(key=key, at=at).on_conflict_do_nothing()
        return self._db.execute(query.returning(heard.c.key)).first() is not None

    def forget(self, before: datetime) -> int:
        """Forgets old keys; returns how many."""
        return self._db.execute(delete(heard).where(heard.c.at < before)).rowcount
