"""What meetings were before they changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from bot.domain.meetings import Answer, Meeting, Mode, mode_of
from storage.schema_meetings import meeting_changes


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody who comes must know of a meeting."""

    starts: datetime
    lasts: timedelta
    place: str
    link: str
    mode: Mode


def facts(meeting: Meeting, capacity: Collection[Answer]) -> Facts:
    return Facts(meeting.starts, meeting.lasts, meeting.place, meeting.link, mode_of(capacity))


class Changes:
    """The facts of each meeting before each of its revisions."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, number: int, revision: int, was: Facts, at: datetime) -> None:
        """Keeps the facts as they were before this revision."""
        written = {
            "starts": was.starts.isoformat(),
            "lasts": was.lasts.total_seconds(),
            "place": was.place,
            "link": was.link,
            "mode": was.mode.value,
        }
        row = {"meeting_id": number, "revision": revision, "was": written, "at": at}
        self._db.execute(insert(meeting_changes).values(row))

    def before(self, number: int, revision: int) -> Facts | None:
        """The facts before this revision, None if it changed none of them."""
        columns = meeting_changes.c
        query = select(columns.was).where(columns.meeting_id == number, columns.revision == revision)
        was: dict[str, Any] | None = self._db.execute(query).scalar()
        if was is None:
            return None
        starts, lasts = datetime.fromisoformat(was["starts"]), timedelta(seconds=was["lasts"])
        return Facts(starts, lasts, was["place"], was["link"], Mode(was["mode"]))
