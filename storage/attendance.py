"""Who was at which meeting, as it was marked afterwards."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from storage.schema_meetings import attendance
from storage.upsert import insert_or

KEY = ("meeting_id", "person_id")


class Attendance:
    """The marks of all meetings."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, number: int) -> dict[str, bool]:
        """Who was at a meeting and who was not, as far as it is marked."""
        query = select(attendance.c.person_id, attendance.c.attended).where(attendance.c.meeting_id == number)
        return {row.person_id: row.attended for row in self._db.execute(query.order_by(attendance.c.person_id))}

    def mark(self, number: int, people: Iterable[str], *, attended: bool, by: str, at: datetime) -> None:
        """Marks these people, in place of earlier marks; who is marked so already keeps who did it and when."""
        # Two coordinators who mark the same people lock them in one order.
        rows = [
            {"meeting_id": number, "person_id": person, "attended": attended, "by_person": by, "at": at}
            for person in sorted(set(people))
        ]
        if not rows:
            return
        query = insert_or(self._db, attendance)
        kept = {name: query.excluded[name] for name in ("attended", "by_person", "at")}
        differs = attendance.c.attended != query.excluded["attended"]
        self._db.execute(query.on_conflict_do_update(index_elements=KEY, set_=kept, where=differs), rows)

    def unmark(self, number: int, person: str) -> bool:
        """Takes the mark of one person back; False if there was none."""
        one = (attendance.c.meeting_id == number) & (attendance.c.person_id == person)
        return self._db.execute(delete(attendance).where(one)).rowcount > 0

    def attended(self, person: str) -> int:
        """At how many meetings this person was."""
        was = (attendance.c.person_id == person) & attendance.c.attended
        return self._db.execute(select(func.count()).select_from(attendance).where(was)).scalar() or 0
