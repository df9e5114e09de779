"""Keys of our own, such as the one that signs buttons: made once, shared by all replicas."""

import secrets as random

from sqlalchemy import Connection, select

from storage.schema import secrets
from storage.upsert import insert_or


class Secrets:
    """Keys by name."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, name: str) -> str:
        """The key of this name, 256 bits, made now if there is none; needs a transaction that may write."""
        fresh = insert_or(self._db, secrets).values(name=name, value=random.token_urlsafe(32))
        self._db.execute(fresh.on_conflict_do_nothing())
        return self._db.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar_one()
