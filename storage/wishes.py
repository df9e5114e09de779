"""Wishes for topics of breakout rooms: each is told to nobody but the person who has it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.schema_breakouts import breakout_pairs, breakout_pins, breakout_rooms, breakout_wishes
from storage.schema_meetings import meetings
from storage.upsert import insert_or

KEY = ("meeting_id", "person_id")


class Wishes:
    """Who wished for which rooms."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of_person(self, meeting: int, person: str) -> tuple[int, ...] | None:
        """The rooms that somebody wished for, the dearest first, without those that are gone; None before they wish."""
        one = (breakout_wishes.c.meeting_id == meeting) & (breakout_wishes.c.person_id == person)
        found: list[int] | None = self._db.execute(select(breakout_wishes.c.rooms).where(one)).scalar()
        return None if found is None else _left(found, self._rooms(meeting))

    def who(self, meeting: int) -> set[str]:
        """Who has wished, or said that any room is fine."""
        mine = breakout_wishes.c.meeting_id == meeting
        return set(self._db.execute(select(breakout_wishes.c.person_id).where(mine)).scalars())

    def all_for_the_solver(self, meeting: int) -> Mapping[str, tuple[int, ...]]:
        """Everybody's, to reckon with and for no eyes."""
        rooms = self._rooms(meeting)
        query = select(breakout_wishes).where(breakout_wishes.c.meeting_id == meeting)
        rows = self._db.execute(query.order_by(breakout_wishes.c.person_id))
        return {row.person_id: _left(row.rooms, rooms) for row in rows}

    def take(self, meeting: int, person: str, rooms: Sequence[int], at: datetime) -> None:
        """Keeps what somebody wishes in place of what they wished before."""
        row = {"meeting_id": meeting, "person_id": person, "rooms": list(rooms), "at": at}
        query = insert_or(self._db, breakout_wishes).values(row)
        kept = {"rooms": query.excluded["rooms"], "at": query.excluded["at"]}
        self._db.execute(query.on_conflict_do_update(index_elements=KEY, set_=kept))

    def forget(self, begun_before: datetime) -> int:
        """Erases wishes, pairs and pins of all meetings that began before this; returns how many wishes."""
        old = select(meetings.c.id).where(meetings.c.starts < begun_before)
        for table in (breakout_pairs, breakout_pins):
            self._db.execute(delete(table).where(table.c.meeting_id.in_(old)))
        return self._db.execute(delete(breakout_wishes).where(breakout_wishes.c.meeting_id.in_(old))).rowcount

    def _rooms(self, meeting: int) -> set[int]:
        return set(
            self._db.execute(select(breakout_rooms.c.id).where(breakout_rooms.c.meeting_id == meeting)).scalars()
        )


def _left(wished: Sequence[int], rooms: set[int]) -> tuple[int, ...]:
    return tuple(room for room in wished if room in rooms)
