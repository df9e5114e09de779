"""The logs of elections, entry upon entry."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, text

from bot.domain.elections.chain import Entry, begun, linked
from storage.schema_ballots import election_log

LOCK = 1965_1106  # any number, as long as it is ours


class ElectionLog:
    """Hash-chained entries by the number of the election; none is ever changed."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def note(self, election: int, by: str, action: str, at: datetime, **details: str | int | bool | None) -> Entry:
        """Adds an entry: who ("" is the bot) did what. The log is public: it holds no choice and no code.

        Whoever adds waits for others who do, until the end of their transaction.
        """
        if self._db.dialect.name == "postgresql":
            self._db.execute(text("SELECT pg_advisory_xact_lock(:log, :election)"), {"log": LOCK, "election": election})
        last = self._db.execute(
            select(election_log.c.number, election_log.c.hash)
            .where(election_log.c.election == election)
            .order_by(election_log.c.number.desc())
            .limit(1)
        ).first()
        number, before = (last.number + 1, last.hash) if last else (1, begun(election))
        entry = linked(before, number, at, by, action, details)
        row = {"election": election, "number": number, "at": at, "by": by, "action": action}
        self._db.execute(insert(election_log).values(row | {"details": dict(details), "hash": entry.hash}))
        return entry

    def of(self, election: int) -> tuple[Entry, ...]:
        """All entries in their order, as they are; `chain.verified` says whether they still hold together."""
        query = select(election_log).where(election_log.c.election == election).order_by(election_log.c.number)
        rows = self._db.execute(query)
        return tuple(Entry(row.number, row.at, row.by, row.action, row.details, row.hash) for row in rows)
