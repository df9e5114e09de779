"""Notes for the organisers of a meeting, such as diet or access needs: kept apart, and not for long."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from storage.schema_meetings import meeting_notes, meetings
from storage.upsert import insert_or

MINUTE = timedelta(minutes=1)


class Notes:
    """What people consented to tell the organisers of a meeting."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, number: int) -> dict[str, str]:
        """The notes of a meeting by person."""
        query = select(meeting_notes.c.person_id, meeting_notes.c.note).where(meeting_notes.c.meeting_id == number)
        return {row.person_id: row.note for row in self._db.execute(query.order_by(meeting_notes.c.at))}

    def take(self, number: int, person: str, note: str, *, wording: int, at: datetime) -> None:
        """Keeps a note, in place of an earlier one; an empty one erases it. `wording` is what was consented to."""
        if not note:
            self.erase_from(number, person)
            return
        row = {"meeting_id": number, "person_id": person, "note": note, "wording": wording, "at": at}
        query = insert_or(self._db, meeting_notes).values(row)
        kept = {"note": note, "wording": wording, "at": at}
        self._db.execute(query.on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=kept))

    def erase_from(self, number: int, person: str) -> None:
        """Erases one person's note."""
        columns = meeting_notes.c
        self._db.execute(delete(meeting_notes).where(columns.meeting_id == number, columns.person_id == person))

    def erase_of(self, number: int) -> None:
        """Erases the notes of a meeting that will not take place."""
        self._db.execute(delete(meeting_notes).where(meeting_notes.c.meeting_id == number))

    def erase(self, ended_before: datetime) -> int:
        """Erases the notes of all meetings that ended before this; returns how many."""
        begun = meetings.c.id.in_(select(meeting_notes.c.meeting_id)) & (meetings.c.starts < ended_before)
        rows = self._db.execute(select(meetings.c.id, meetings.c.starts, meetings.c.lasts).where(begun))
        over = [row.id for row in rows if row.starts + row.lasts * MINUTE < ended_before]
        return self._db.execute(delete(meeting_notes).where(meeting_notes.c.meeting_id.in_(over))).rowcount
