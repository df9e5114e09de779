"""Who was at a meeting, as a coordinator noted it afterwards."""

from sqlalchemy import Connection, select

from storage.schema_meetings import attendance


class Attendance:
    """Who came and who did not."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, number: int) -> dict[str, bool]:
        """Whether somebody attended the meeting, by person; whoever is not in it was not noted."""
        query = select(attendance.c.person_id, attendance.c.attended).where(attendance.c.meeting_id == number)
        return {row.person_id: row.attended for row in self._db.execute(query)}
