"""Meetings, what they were before they changed, and the rungs of their reminders."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from bot.domain.meetings import Meeting, NoSuchMeeting, Stage
from bot.domain.reminders import Audience, Rung
from storage.schema_meetings import meeting_rungs, meetings
from storage.upsert import insert_or

MINUTE = timedelta(minutes=1)
KEPT = (
    "title", "wall", "zone", "place", "link", "description", "deadline", "revision", "asked", "changed", "cancelled",
    "planned_by", "slot",
)  # fmt: skip


class Meetings:
    """The meetings of the network."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Meeting:
        """Raises NoSuchMeeting."""
        row = self._db.execute(select(meetings).where(meetings.c.id == number)).first()
        if not row:
            raise NoSuchMeeting
        return _meeting(row)

    def exists(self) -> bool:
        """Whether there is or was any meeting."""
        return self._db.execute(select(meetings.c.id).limit(1)).first() is not None

    def next_after(self, moment: datetime) -> Meeting | None:
        """The first announced meeting after this moment that is not cancelled."""
        return next(iter(self.coming(moment, limit=1)), None)

    def coming(self, moment: datetime, limit: int = 20) -> list[Meeting]:
        """Those announced and not cancelled that begin after this moment, the next one first."""
        return self._all(_standing(moment).where(meetings.c.stage == Stage.ANNOUNCED.value).limit(limit))

    def in_preparation(self, moment: datetime) -> list[Meeting]:
        """Those that are not announced yet, the next one first."""
        return self._all(_standing(moment).where(meetings.c.stage != Stage.ANNOUNCED.value))

    def of_series(self, number: int) -> list[Meeting]:
        """All dates of a series in the order of its rule, those that were dropped or are over too."""
        return self._all(select(meetings).where(meetings.c.series_id == number).order_by(meetings.c.slot))

    def at_slot(self, series: int, slot: datetime) -> Meeting:
        """What became of one date of a rule. Raises NoSuchMeeting."""
        found = self._all(select(meetings).where(meetings.c.series_id == series, meetings.c.slot == slot))
        if not found:
            raise NoSuchMeeting
        return found[0]

    def latest(self, moment: datetime) -> Meeting | None:
        """The announced meeting that began last before this moment and was not cancelled."""
        begun = (meetings.c.starts <= moment) & (meetings.c.stage == Stage.ANNOUNCED.value)
        query = select(meetings).where(begun, meetings.c.cancelled.is_(None))
        row = self._db.execute(query.order_by(meetings.c.starts.desc(), meetings.c.id.desc()).limit(1)).first()
        return _meeting(row) if row else None

    def since(self, moment: datetime) -> list[Meeting]:
        """All announced meetings that began after this moment or will, the cancelled ones too."""
        announced = (meetings.c.starts > moment) & (meetings.c.stage == Stage.ANNOUNCED.value)
        return self._all(select(meetings).where(announced).order_by(meetings.c.starts, meetings.c.id))

    def add(self, meeting: Meeting) -> Meeting:
        """Keeps a new meeting and gives it a number."""
        key = self._db.execute(insert(meetings).values(_columns(meeting))).inserted_primary_key
        return replace(meeting, id=int(key[0]) if key else 0)

    def save(self, meeting: Meeting) -> None:
        self._db.execute(update(meetings).where(meetings.c.id == meeting.id).values(_columns(meeting)))

    def lock(self, number: int) -> Meeting:
        """The meeting as nobody else can change it before the end of this transaction. Raises NoSuchMeeting."""
        row = self._db.execute(select(meetings).where(meetings.c.id == number).with_for_update(key_share=True)).first()
        if not row:
            raise NoSuchMeeting
        return _meeting(row)

    def discard(self, number: int) -> None:
        """Forgets a meeting of which nobody but the coordinators has heard."""
        unheard = meetings.c.stage != Stage.ANNOUNCED.value
        self._db.execute(delete(meetings).where(meetings.c.id == number, unheard))

    def set_rungs(self, number: int, rungs: Iterable[Rung], *, anew: bool = False) -> None:
        """Replaces the meeting's reminders that are still to come; `anew` also those that were sent already."""
        mine = meeting_rungs.c.meeting_id == number
        self._db.execute(delete(meeting_rungs).where(mine if anew else mine & ~meeting_rungs.c.planned))
        rows = [
            {"meeting_id": number, "rung": r.name, "audience": r.audience.value, "due": r.due, "planned": False}
            for r in rungs
        ]
        if rows:
            self._db.execute(insert_or(self._db, meeting_rungs).on_conflict_do_nothing(), rows)

    def forget_rungs(self, number: int, audience: Audience) -> None:
        """As if nothing had ever been due for them."""
        columns = meeting_rungs.c
        mine = (columns.meeting_id == number) & (columns.audience == audience.value)
        self._db.execute(delete(meeting_rungs).where(mine))

    def due_rungs(self, now: datetime) -> list[tuple[int, str, Audience]]:
        """Meeting, name and audience of the reminders whose moment has come and that nobody planned yet."""
        columns = meeting_rungs.c
        query = select(columns.meeting_id, columns.rung, columns.audience).where(~columns.planned, columns.due <= now)
        rows = self._db.execute(query.order_by(columns.due))
        return [(row.meeting_id, row.rung, Audience(row.audience)) for row in rows]

    def mark_planned(self, number: int, rung: str, audience: Audience, now: datetime) -> bool:
        """Whether it was still due: the meeting may have been moved since we looked."""
        columns = meeting_rungs.c
        one = (columns.meeting_id == number) & (columns.rung == rung) & (columns.audience == audience.value)
        due = one & ~columns.planned & (columns.due <= now)
        return self._db.execute(update(meeting_rungs).where(due).values(planned=True)).rowcount == 1

    def next_rung(self) -> datetime | None:
        """When the next reminder is due."""
        return self._db.execute(select(func.min(meeting_rungs.c.due)).where(~meeting_rungs.c.planned)).scalar()

    def _all(self, query: Select[Any]) -> list[Meeting]:
        return [_meeting(row) for row in self._db.execute(query)]


def _standing(moment: datetime) -> Select[Any]:
    query = select(meetings).where(meetings.c.starts > moment, meetings.c.cancelled.is_(None))
    return query.order_by(meetings.c.starts, meetings.c.id)


def _meeting(row: Row[Any]) -> Meeting:
    kept = {name: getattr(row, name) for name in KEPT}
    return Meeting(row.id, lasts=row.lasts * MINUTE, stage=Stage(row.stage), series=row.series_id, **kept)


def _columns(meeting: Meeting) -> dict[str, Any]:
    derived = {"starts": meeting.starts, "lasts": meeting.lasts // MINUTE, "stage": meeting.stage.value}
    return derived | {"series_id": meeting.series} | {name: getattr(meeting, name) for name in KEPT}
