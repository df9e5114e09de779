"""When people last said that their entry in the directory is right, and when they were asked."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from storage.schema_entries import entries
from storage.upsert import insert_or


class Entries:
    """The entries of the directory by person."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def notice(self, people: Collection[str], at: datetime) -> None:
        """Counts from now on for those who are new in the directory."""
        known = set(self._db.execute(select(entries.c.person_id)).scalars())
        rows = [{"person_id": person, "since": at} for person in sorted(set(people) - known)]
        if rows:
            self._db.execute(insert_or(self._db, entries).on_conflict_do_nothing(), rows)

    def confirm(self, person: str, at: datetime) -> None:
        """The person says that the entry is right."""
        query = insert_or(self._db, entries).values({"person_id": person, "since": at, "confirmed": at})
        self._db.execute(query.on_conflict_do_update(index_elements=["person_id"], set_={"confirmed": at}))

    def confirmed(self, person: str) -> datetime | None:
        """When they last said so."""
        return self._db.execute(select(entries.c.confirmed).where(entries.c.person_id == person)).scalar()

    def ever_confirmed(self) -> set[str]:
        """Who has ever said so."""
        query = select(entries.c.person_id).where(entries.c.confirmed.is_not(None))
        return set(self._db.execute(query).scalars())

    def ask(self, before: datetime, at: datetime) -> Sequence[str]:
        """Marks as asked, and returns, whose entry was neither made, confirmed nor asked about since `before`."""
        last = func.coalesce(entries.c.confirmed, entries.c.since)
        due = (last <= before) & (func.coalesce(entries.c.asked, last) <= before)
        query = update(entries).where(due).values(asked=at).returning(entries.c.person_id)
        return sorted(self._db.execute(query).scalars())
