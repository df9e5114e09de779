"""Breakout rooms: what is planned for a meeting, and the seats of each round, as a draft and in public."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from bot.domain.breakouts.session import (
    BreakoutsChanged,
    NoBreakouts,
    Pin,
    PlannedRoom,
    Presence,
    Profile,
    Rounds,
    Session,
    Stage,
)
from storage.schema_breakouts import (
    breakout_pairs,
    breakout_pins,
    breakout_presence,
    breakout_rooms,
    breakout_seats,
    breakouts,
)
from storage.schema_meetings import meetings
from storage.upsert import insert_or

MINUTE = timedelta(minutes=1)
KEPT = ("rounds", "seed", "running", "revision", "reminded", "closed", "planned_by")
ROOM = ("topic", "low", "high", "online", "facilitator", "link")


class Breakouts:
    """The sessions of all meetings. Changes need a transaction that writes."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def find(self, meeting: int) -> Session | None:
        row = self._db.execute(select(breakouts).where(breakouts.c.meeting_id == meeting)).first()
        return self._session(row) if row else None

    def get(self, meeting: int) -> Session:
        """Raises NoBreakouts."""
        found = self.find(meeting)
        if found is None:
            raise NoBreakouts
        return found

    def lock(self, meeting: int) -> Session:
        """The session as nobody else can change it before the end of this transaction. Raises NoBreakouts."""
        query = select(breakouts).where(breakouts.c.meeting_id == meeting).with_for_update(key_share=True)
        row = self._db.execute(query).first()
        if row is None:
            raise NoBreakouts
        return self._session(row)

    def of_room(self, room: int) -> Session:
        """The session to which a room belongs. Raises NoBreakouts."""
        query = select(breakout_rooms.c.meeting_id).where(breakout_rooms.c.id == room)
        return self.get(self._db.execute(query).scalar() or 0)

    def wishing(self) -> list[Session]:
        """Those that take wishes, or have done so without a word that it is over."""
        open_ = (breakouts.c.stage == Stage.WISHING.value) & ~breakouts.c.closed & meetings.c.cancelled.is_(None)
        query = select(breakouts).join(meetings, meetings.c.id == breakouts.c.meeting_id).where(open_)
        return [self._session(row) for row in self._db.execute(query.order_by(breakouts.c.meeting_id))]

    def held(self, before: datetime, limit: int) -> list[int]:
        """The meetings with public rooms that began before this moment, the latest first."""
        stands = (breakouts.c.stage == Stage.PUBLISHED.value) & meetings.c.cancelled.is_(None)
        query = select(breakouts.c.meeting_id).join(meetings, meetings.c.id == breakouts.c.meeting_id)
        return list(
            self._db.execute(
                query.where(stands, meetings.c.starts < before).order_by(meetings.c.starts.desc()).limit(limit)
            ).scalars()
        )

    def add(self, session: Session) -> Session:
        """Keeps a new one; the rooms get numbers. Raises BreakoutsChanged if the meeting has one already."""
        query = insert_or(self._db, breakouts).values(_columns(session)).on_conflict_do_nothing()
        if self._db.execute(query.returning(breakouts.c.meeting_id)).first() is None:
            raise BreakoutsChanged
        return self._with_parts(session)

    def save(self, session: Session) -> Session:
        """Keeps what has changed as a revision of its own; a room without a number is new and gets one."""
        counted = replace(session, revision=session.revision + 1)
        mine = breakouts.c.meeting_id == session.meeting
        self._db.execute(update(breakouts).where(mine).values(_columns(counted)))
        return self._with_parts(counted)

    def seats(self, meeting: int, *, public: bool) -> Rounds:
        """Who sits where in each round."""
        found: dict[int, dict[str, int]] = {}
        query = select(breakout_seats).where(_of(breakout_seats, meeting), breakout_seats.c.public == public)
        for row in self._db.execute(query.order_by(breakout_seats.c.round, breakout_seats.c.person_id)):
            found.setdefault(row.round, {})[row.person_id] = row.room_id
        return found

    def seat(self, meeting: int, rounds: Rounds, *, public: bool) -> None:
        """Replaces the seats of these rounds."""
        these = breakout_seats.c.round.in_(list(rounds))
        self._db.execute(
            delete(breakout_seats).where(_of(breakout_seats, meeting), breakout_seats.c.public == public, these)
        )
        rows = [
            {"meeting_id": meeting, "public": public, "round": number, "person_id": person, "room_id": room}
            for number, places in rounds.items()
            for person, room in places.items()
        ]
        if rows:
            self._db.execute(insert(breakout_seats), rows)

    def clear_draft(self, meeting: int) -> None:
        self._db.execute(delete(breakout_seats).where(_of(breakout_seats, meeting), ~breakout_seats.c.public))

    def figures(self, meeting: int) -> Mapping[str, Any]:
        """What was reckoned when the draft was made."""
        query = select(breakouts.c.figures).where(breakouts.c.meeting_id == meeting)
        return self._db.execute(query).scalar() or {}

    def keep_figures(self, meeting: int, figures: Mapping[str, Any]) -> None:
        self._db.execute(update(breakouts).where(breakouts.c.meeting_id == meeting).values(figures=dict(figures)))

    def pins(self, meeting: int) -> list[Pin]:
        query = select(breakout_pins).where(_of(breakout_pins, meeting))
        rows = self._db.execute(query.order_by(breakout_pins.c.person_id, breakout_pins.c.round))
        return [Pin(row.person_id, row.room_id, row.round) for row in rows]

    def pin(self, meeting: int, pin: Pin) -> None:
        """Keeps a pin in place of those that it contradicts."""
        self.unpin(meeting, pin.person, pin.round)
        row = {"meeting_id": meeting, "person_id": pin.person, "round": pin.round, "room_id": pin.room}
        self._db.execute(insert(breakout_pins).values(row))

    def unpin(self, meeting: int, person: str, number: int = 0) -> None:
        """Forgets the pins of a person in a round (0: in all of them)."""
        mine = _of(breakout_pins, meeting) & (breakout_pins.c.person_id == person)
        same = breakout_pins.c.round.in_((0, number))
        self._db.execute(delete(breakout_pins).where(mine & same if number else mine))

    def presence(self, meeting: int) -> dict[str, Presence]:
        """What was seen of people beside their answers."""
        query = select(breakout_presence).where(_of(breakout_presence, meeting))
        rows = self._db.execute(query.order_by(breakout_presence.c.person_id))
        return {row.person_id: Presence(row.person_id, row.first, row.last, row.remote) for row in rows}

    def saw(self, meeting: int, presence: Presence) -> None:
        """Keeps what was seen of one person in place of what was known."""
        values = {"first": presence.first, "last": presence.last, "remote": presence.remote}
        query = insert_or(self._db, breakout_presence)
        row = {"meeting_id": meeting, "person_id": presence.person} | values
        key = ("meeting_id", "person_id")
        self._db.execute(query.values(row).on_conflict_do_update(index_elements=key, set_=values))

    def _session(self, row: Row[Any]) -> Session:
        meeting = row.meeting_id
        rooms = self._db.execute(
            select(breakout_rooms).where(_of(breakout_rooms, meeting)).order_by(breakout_rooms.c.position)
        )
        pairs = self._db.execute(
            select(breakout_pairs)
            .where(_of(breakout_pairs, meeting))
            .order_by(breakout_pairs.c.one, breakout_pairs.c.other)
        ).all()
        return Session(
            meeting,
            tuple(PlannedRoom(each.id, **{name: getattr(each, name) for name in ROOM}) for each in rooms),
            profile=Profile(row.profile),
            lead=row.lead * MINUTE,
            stage=Stage(row.stage),
            together=tuple((pair.one, pair.other) for pair in pairs if not pair.apart),
            apart=tuple((pair.one, pair.other) for pair in pairs if pair.apart),
            **{name: getattr(row, name) for name in KEPT},
        )

    def _with_parts(self, session: Session) -> Session:
        rooms = self._keep_rooms(session.meeting, session.rooms)
        self._db.execute(delete(breakout_pairs).where(_of(breakout_pairs, session.meeting)))
        kinds = ((session.together, False), (session.apart, True))
        rows = [
            {"meeting_id": session.meeting, "one": one, "other": other, "apart": apart}
            for pairs, apart in kinds
            for one, other in pairs
        ]
        if rows:
            self._db.execute(insert(breakout_pairs), rows)
        return replace(session, rooms=rooms)

    def _keep_rooms(self, meeting: int, rooms: Sequence[PlannedRoom]) -> tuple[PlannedRoom, ...]:
        kept = [room.id for room in rooms if room.id]
        self._db.execute(delete(breakout_rooms).where(_of(breakout_rooms, meeting), breakout_rooms.c.id.not_in(kept)))
        return tuple(self._keep_room(meeting, room, place) for place, room in enumerate(rooms))

    def _keep_room(self, meeting: int, room: PlannedRoom, place: int) -> PlannedRoom:
        values = {name: getattr(room, name) for name in ROOM} | {"position": place}
        if room.id:
            self._db.execute(update(breakout_rooms).where(breakout_rooms.c.id == room.id).values(values))
            return room
        key = self._db.execute(insert(breakout_rooms).values(values | {"meeting_id": meeting})).inserted_primary_key
        return replace(room, id=int(key[0]) if key else 0)


def _of(table: Table, meeting: int) -> ColumnElement[bool]:
    return table.c.meeting_id == meeting


def _columns(session: Session) -> dict[str, Any]:
    kept = {name: getattr(session, name) for name in KEPT} | {"meeting_id": session.meeting}
    return kept | {"stage": session.stage.value, "profile": session.profile.value, "lead": session.lead // MINUTE}


def people_of(rounds: Iterable[Mapping[str, int]]) -> set[str]:
    """Everybody who has a seat in one of these rounds."""
    return {person for places in rounds for person in places}
