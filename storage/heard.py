"""Events that were heard already: a form sent twice does its work once."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, delete
from sqlalchemy.sql.dml import ReturningInsert

from storage.schema import heard
from storage.upsert import insert_into


@lru_cache
def _insert(dialect: str) -> ReturningInsert[tuple[str]]:
    """Made once for each kind of database, since every command and click needs it."""
    return insert_into(dialect, heard).on_conflict_do_nothing().returning(heard.c.key)


class Heard:
    """Remembers keys of events."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def first_time(self, key: str, at: datetime) -> bool:
        """Whether this key is new; it is not from now on."""
        return self._db.execute(_insert(self._db.dialect.name), {"key": key, "at": at}).first() is not None

    def forget(self, before: datetime) -> int:
        """Forgets old keys; returns how many."""
        return self._db.execute(delete(heard).where(heard.c.at < before)).rowcount
