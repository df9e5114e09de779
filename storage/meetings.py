"""Meetings, their answers, and the rungs of their reminders."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.domain.meetings import Answer, Meeting, NoSuchMeeting
from bot.domain.reminders import Audience, Rung
from storage.schema import meeting_answer_changes, meeting_answers, meeting_rungs, meetings
from storage.upsert import insert_or

KEPT = ("title", "wall", "zone", "place", "description", "revision", "cancelled", "planned_by")


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
        """The first meeting after this moment that is not cancelled."""
        return next(iter(self.coming(moment, limit=1)), None)

    def coming(self, moment: datetime, limit: int = 20) -> list[Meeting]:
        """Those that are not cancelled and begin after this moment, the next one first."""
        query = select(meetings).where(meetings.c.starts > moment, meetings.c.cancelled.is_(None))
        rows = self._db.execute(query.order_by(meetings.c.starts, meetings.c.id).limit(limit))
        return [_meeting(row) for row in rows]

    def add(self, meeting: Meeting) -> Meeting:
        """Keeps a new meeting and gives it a number."""
        key = self._db.execute(insert(meetings).values(_columns(meeting))).inserted_primary_key
        return replace(meeting, id=int(key[0]) if key else 0)

    def save(self, meeting: Meeting) -> None:
        self._db.execute(update(meetings).where(meetings.c.id == meeting.id).values(_columns(meeting)))

    def answers(self, number: int) -> dict[str, Answer]:
        """Who said what, by person."""
        query = select(meeting_answers.c.person_id, meeting_answers.c.answer)
        rows = self._db.execute(query.where(meeting_answers.c.meeting_id == number).order_by(meeting_answers.c.at))
        return {row.person_id: Answer(row.answer) for row in rows}

    def counts(self, number: int) -> dict[Answer, int]:
        """How many said what."""
        query = select(meeting_answers.c.answer, func.count()).where(meeting_answers.c.meeting_id == number)
        given = dict(self._db.execute(query.group_by(meeting_answers.c.answer)).all())
        return {answer: given.get(answer.value, 0) for answer in Answer}

    def answer_of(self, number: int, person: str) -> Answer | None:
        query = select(meeting_answers.c.answer).where(
            meeting_answers.c.meeting_id == number, meeting_answers.c.person_id == person
        )
        given = self._db.execute(query).scalar()
        return Answer(given) if given else None

    def take_answer(self, number: int, person: str, answer: Answer, at: datetime) -> None:
        """Keeps the person's answer in place of an earlier one, and the change in a log that only grows."""
        row = {"meeting_id": number, "person_id": person, "answer": answer.value, "at": at}
        query = insert_or(self._db, meeting_answers).values(row)
        changed = query.on_conflict_do_update(
            index_elements=["meeting_id", "person_id"],
            set_={"answer": answer.value, "at": at},
            where=meeting_answers.c.answer != answer.value,
        )
        if self._db.execute(changed.returning(meeting_answers.c.answer)).first():
            self._db.execute(insert(meeting_answer_changes).values(row))

    def set_rungs(self, number: int, rungs: Iterable[Rung]) -> None:
        """Replaces the meeting's reminders that are still to come."""
        open_ones = (meeting_rungs.c.meeting_id == number) & ~meeting_rungs.c.planned
        self._db.execute(delete(meeting_rungs).where(open_ones))
        for rung in rungs:
            query = insert_or(self._db, meeting_rungs).values(
                meeting_id=number, rung=rung.name, audience=rung.audience.value, due=rung.due, planned=False
            )
            self._db.execute(query.on_conflict_do_nothing())

    def due_rungs(self, now: datetime) -> list[tuple[int, str, Audience]]:
        """Meeting, name and audience of the reminders whose moment has come and that nobody planned yet."""
        columns = meeting_rungs.c
        query = select(columns.meeting_id, columns.rung, columns.audience).where(~columns.planned, columns.due <= now)
        rows = self._db.execute(query.order_by(columns.due))
        return [(row.meeting_id, row.rung, Audience(row.audience)) for row in rows]

    def mark_planned(self, number: int, rung: str, audience: Audience) -> None:
        columns = meeting_rungs.c
        one = (columns.meeting_id == number) & (columns.rung == rung) & (columns.audience == audience.value)
        self._db.execute(update(meeting_rungs).where(one).values(planned=True))

    def next_rung(self) -> datetime | None:
        """When the next reminder is due."""
        return self._db.execute(select(func.min(meeting_rungs.c.due)).where(~meeting_rungs.c.planned)).scalar()


def _meeting(row: Row[Any]) -> Meeting:
    return Meeting(row.id, *(getattr(row, name) for name in KEPT))


def _columns(meeting: Meeting) -> dict[str, Any]:
    return {"starts": meeting.starts} | {name: getattr(meeting, name) for name in KEPT}
