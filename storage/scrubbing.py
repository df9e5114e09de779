"""Takes what was deleted out of the database's files as far as these allow; what remains has lost its key."""

import sqlite3
from contextlib import closing

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage.database import Database

TABLES = "envelopes, handed_in, counted_ballots"
PATIENCE = 2  # seconds, since somebody waits for an answer; what is left here is taken along by the next scrub


def scrub(database: Database) -> bool:
    """Rewrites the tables of ballots, or empties SQLite's log; False if readers kept it from doing that wholly.

    PostgreSQL's log keeps what was written until it is recycled, as do its archive and every backup.
    """
    if database.is_sqlite:
        with closing(sqlite3.connect(database.engine.url.database or "", timeout=PATIENCE)) as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}s'"))
        try:
            connection.execute(text(f"VACUUM (FULL) {TABLES}"))
        except OperationalError:
            return False
        finally:
            connection.execute(text("RESET lock_timeout"))
    return True
