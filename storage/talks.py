"""What people want to bring to meetings, and the programmes that are made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select, update

from bot.domain.agenda import Kind, NoSuchTalk, Slot, State, Talk
from bot.domain.people import Person
from storage.schema import people
from storage.schema_meetings import meetings
from storage.schema_talks import talks

MINUTE = timedelta(minutes=1)
KEPT = (
    "title", "description", "speaker", "proposed_by", "place", "reason", "round", "confirmed", "changed",
)  # fmt: skip


class Talks:
    """All proposals."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Talk:
        """Raises NoSuchTalk."""
        return self._one(select(talks).where(talks.c.id == number))

    def lock(self, number: int) -> Talk:
        """The talk as nobody else can change it before the end of this transaction. Raises NoSuchTalk."""
        return self._one(select(talks).where(talks.c.id == number).with_for_update())

    def of_meeting(self, number: int) -> list[Talk]:
        """Those accepted for this meeting, in their order."""
        return self.of_meetings([number]).get(number, [])

    def of_meetings(self, numbers: Sequence[int]) -> dict[int, list[Talk]]:
        """Those accepted for any of these meetings, in their order."""
        mine = talks.c.meeting_id.in_(numbers) & (talks.c.state == State.ACCEPTED.value)
        found: dict[int, list[Talk]] = {}
        for talk in self._all(select(talks).where(mine).order_by(talks.c.meeting_id, talks.c.place, talks.c.id)):
            found.setdefault(talk.meeting or 0, []).append(talk)
        return found

    def waiting(self) -> list[Talk]:
        """Those that may wait for a meeting (see `is_open`), the oldest first."""
        nowhere = or_(talks.c.meeting_id.is_(None), meetings.c.cancelled.is_not(None))
        fell_through = or_(nowhere, talks.c.confirmed.is_(False))
        taken = (talks.c.state == State.ACCEPTED.value) & fell_through
        query = select(talks).outerjoin(meetings, meetings.c.id == talks.c.meeting_id)
        return self._all(query.where(or_(talks.c.state == State.PROPOSED.value, taken)).order_by(talks.c.id))

    def of_person(self, person: str) -> list[Talk]:
        """What somebody proposed or will speak about, and did not withdraw; the newest first."""
        mine = or_(talks.c.speaker == person, talks.c.proposed_by == person)
        query = select(talks).where(mine, talks.c.state != State.WITHDRAWN.value)
        return self._all(query.order_by(talks.c.id.desc()))

    def to_look_at(self, now: datetime) -> list[Talk]:
        """Those whose speaker may have to be told something: they know of a slot, or stand in a programme to come."""
        ahead = (talks.c.state == State.ACCEPTED.value) & (meetings.c.starts > now)
        knows = talks.c.told.is_not(None) & or_(meetings.c.id.is_(None), meetings.c.starts > now)
        query = select(talks).outerjoin(meetings, meetings.c.id == talks.c.meeting_id)
        return self._all(query.where(or_(ahead, knows)).order_by(talks.c.id))

    def last_change(self) -> datetime | None:
        """When anything was changed last."""
        return self._db.execute(select(func.max(talks.c.changed))).scalar()

    def speakers(self, numbers: Sequence[int]) -> dict[str, str]:
        """The names of those who speak at any of these meetings, by the person's number."""
        query = select(people.c.id, people.c.first_name, people.c.last_name)
        query = query.join(talks, talks.c.speaker == people.c.id).where(talks.c.meeting_id.in_(numbers))
        rows = self._db.execute(query.order_by(people.c.id)).all()
        return {row.id: Person(row.id, row.first_name, row.last_name).name for row in rows}

    def add(self, talk: Talk) -> Talk:
        """Keeps a new one and gives it a number."""
        key = self._db.execute(insert(talks).values(_columns(talk))).inserted_primary_key
        return replace(talk, id=int(key[0]) if key else 0)

    def save(self, changed: Iterable[Talk]) -> None:
        for talk in changed:
            self._db.execute(update(talks).where(talks.c.id == talk.id).values(_columns(talk)))

    def _one(self, query: Select[Any]) -> Talk:
        row = self._db.execute(query).first()
        if row is None or row.state == State.WITHDRAWN.value:
            raise NoSuchTalk
        return _talk(row)

    def _all(self, query: Select[Any]) -> list[Talk]:
        return [_talk(row) for row in self._db.execute(query)]


def _talk(row: Row[Any]) -> Talk:
    kept = {name: getattr(row, name) for name in KEPT}
    told = _slot(row.told) if row.told else None
    state, lasts = State(row.state), row.lasts * MINUTE
    return Talk(row.id, Kind(row.kind), lasts=lasts, state=state, meeting=row.meeting_id, told=told, **kept)


def _slot(kept: dict[str, int]) -> Slot:
    return Slot(kept["meeting"], kept["begins"] * MINUTE, kept["lasts"] * MINUTE, kept["asked"])


def _columns(talk: Talk) -> dict[str, Any]:
    told = talk.told and {
        "meeting": talk.told.meeting,
        "begins": talk.told.begins // MINUTE,
        "lasts": talk.told.lasts // MINUTE,
        "asked": talk.told.asked,
    }
    more = {"kind": talk.kind.value, "state": talk.state.value, "meeting_id": talk.meeting, "told": told}
    return {name: getattr(talk, name) for name in KEPT} | more | {"lasts": talk.lasts // MINUTE}
