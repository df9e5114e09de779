"""The seats of meetings: each change reads and writes a seating while nobody else can."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, select, union, update

from bot.domain import seats as domain
from bot.domain.meetings import Answer, NoSuchMeeting
from bot.domain.seats import LAST_DAY, MODES, RESERVED, Change, Place, Seating, State, chain
from storage.schema_meetings import meeting_answer_changes, meetings
from storage.schema_seats import meeting_modes, seats
from storage.upsert import insert_or

WISHED = [state.value for state in (State.OFFERED, State.CALLED, State.WAITING)]
KEY: tuple[str, ...] = ("meeting_id", "person_id", "answer", "guests")
KEPT: tuple[str, ...] = ("state", "since", "offered_until", "late", "by_person", "asked")


@dataclass(frozen=True, slots=True)
class Count:
    """So many people with one answer in one state, and their seats, guests included."""

    people: int
    seats: int


class Seats:
    """Who sits where. Changes need a transaction that writes; they lock the meeting's row until its end."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def whole(self, number: int) -> Seating:
        """Everybody's places. Raises NoSuchMeeting."""
        return self._seating(number, self._starts(number), select(seats.c.person_id).where(_of(number)))

    def around(self, number: int, person: str | None) -> Seating:
        """The places of the person and of all who wait, which is what a change concerns. Raises NoSuchMeeting."""
        return self._around(number, self._starts(number), person)

    def counts(self, number: int, asked: int = 0) -> dict[tuple[Answer, State], Count]:
        """How many gave each answer, by what they have of it; who has a seat and waits for another is in it twice.

        Only those are counted who have answered this question or a later one.
        """
        columns = (seats.c.answer, seats.c.state)
        people = func.count(seats.c.person_id.distinct())
        query = select(*columns, people.label("people"), func.sum(1 + seats.c.guests).label("seats"))
        rows = self._db.execute(query.where(_of(number), seats.c.asked >= asked).group_by(*columns))
        return {(Answer(row.answer), State(row.state)): Count(row.people, int(row.seats)) for row in rows}

    def taken(self, number: int) -> dict[Answer, int]:
        """The seats of each mode that people have or are offered, guests included, as `Seating.taken` counts them."""
        party = func.max(1 + seats.c.guests).label("party")
        reserved = seats.c.state.in_([state.value for state in RESERVED])
        each = select(seats.c.answer, party).where(_of(number), reserved).group_by(seats.c.person_id, seats.c.answer)
        parties = each.subquery()
        query = select(parties.c.answer, func.sum(parties.c.party).label("seats")).group_by(parties.c.answer)
        return {Answer(row.answer): int(row.seats) for row in self._db.execute(query)}

    def capacity(self, number: int) -> dict[Answer, int | None]:
        """The seats of each mode that is offered, None for no limit."""
        query = select(meeting_modes.c.answer, meeting_modes.c.capacity).where(meeting_modes.c.meeting_id == number)
        rows = self._db.execute(query.order_by(meeting_modes.c.answer)).all()
        return {Answer(row.answer): row.capacity for row in rows} or dict.fromkeys(MODES)

    def answered(self, number: int, asked: int) -> set[str]:
        """Who has answered the latest question whether they come (`Meeting.asked`)."""
        return set(self._db.execute(select(seats.c.person_id).where(_of(number), seats.c.asked >= asked)).scalars())

    def coming(self, number: int, asked: int) -> list[str]:
        """Who has a seat and answered the latest question."""
        seated = (seats.c.state == State.SEATED.value) & (seats.c.asked >= asked)
        query = select(seats.c.person_id).distinct().where(_of(number), seated).order_by(seats.c.person_id)
        return list(self._db.execute(query).scalars())

    def outdated(self, number: int, asked: int) -> int:
        """How many people have answered an earlier question only."""
        query = select(func.count(seats.c.person_id.distinct())).where(_of(number), seats.c.asked < asked)
        return self._db.execute(query).scalar() or 0

    def of_person(self, person: str, numbers: Sequence[int]) -> dict[int, tuple[Place, ...]]:
        """What one person said of these meetings and has of it, as `Seating.of` tells it."""
        query = select(seats).where(seats.c.person_id == person, seats.c.meeting_id.in_(numbers))
        found: dict[int, list[Place]] = {}
        for row in self._db.execute(query):
            found.setdefault(row.meeting_id, []).append(_place(row))
        return {number: chain(places) for number, places in found.items()}

    def answer(
        self,
        number: int,
        person: str,
        said: Answer,
        guests: int = 0,
        *,
        now: datetime,
        deadline: datetime | None = None,
        by: str | None = None,
        asked: int = 1,
    ) -> Change:
        """See `bot.domain.seats.answer`; the answer also goes into a log, unless it is the same again."""

        def change(seating: Seating) -> Change:
            after, events = domain.answer(seating, person, said, guests, now=now, deadline=deadline, by=by, asked=asked)
            if _wanted(seating, person) != _wanted(after, person):
                row = {"meeting_id": number, "person_id": person, "answer": said.value, "guests": guests}
                self._db.execute(insert(meeting_answer_changes).values(row | {"by_person": by, "at": now}))
            return after, events

        return self._change(number, person, change)

    def accept(self, number: int, person: str, *, now: datetime, asked: int = 1) -> Change:
        """See `bot.domain.seats.accept`."""
        return self._change(number, person, lambda seating: domain.accept(seating, person, now=now, asked=asked))

    def decline(self, number: int, person: str, *, now: datetime, asked: int = 1) -> Change:
        """See `bot.domain.seats.decline`."""
        return self._change(number, person, lambda seating: domain.decline(seating, person, now=now, asked=asked))

    def withdraw(self, number: int, person: str, *, now: datetime) -> Change:
        """See `bot.domain.seats.withdraw`; to be called before a person is deleted, so that their seat is given on."""
        return self._change(number, person, lambda seating: domain.withdraw(seating, person, now=now))

    def expire(self, number: int, now: datetime) -> Change:
        """See `bot.domain.seats.expire`."""
        return self._change(number, None, lambda seating: domain.expire(seating, now))

    def move(self, number: int, now: datetime) -> Change:
        """See `bot.domain.seats.move`; to be called after the meeting's date has been changed."""
        return self._change(number, None, lambda seating: domain.move(seating, now))

    def set_capacity(self, number: int, capacity: Mapping[Answer, int | None], *, now: datetime) -> Change:
        """See `bot.domain.seats.set_capacity`; who has a seat in a mode that is gone has to answer again."""
        change = self._change(number, None, lambda seating: domain.set_capacity(seating, capacity, now=now))
        self._db.execute(delete(meeting_modes).where(meeting_modes.c.meeting_id == number))
        rows = [{"meeting_id": number, "answer": mode.value, "capacity": size} for mode, size in capacity.items()]
        self._db.execute(insert(meeting_modes), rows)
        gone = [mode.value for mode in MODES if mode not in capacity]
        self._db.execute(update(seats).where(_of(number), seats.c.answer.in_(gone)).values(asked=0))
        return change

    def due(self, now: datetime) -> list[int]:
        """The meetings for which `expire` may have something to do: an offer runs out, or the last day has come."""
        stands = meetings.c.cancelled.is_(None)
        over = (seats.c.offered_until <= now) & stands
        last_day = (meetings.c.starts > now) & (meetings.c.starts <= now + LAST_DAY)
        called = (seats.c.state == State.WAITING.value) & last_day & stands
        found = [select(seats.c.meeting_id).join(meetings).where(one) for one in (over, called)]
        return sorted(self._db.execute(union(*found)).scalars())

    def next_expiry(self) -> datetime | None:
        """When the next offer runs out that still means something."""
        query = select(func.min(seats.c.offered_until)).join(meetings).where(meetings.c.cancelled.is_(None))
        return self._db.execute(query).scalar()

    def _change(self, number: int, person: str | None, change: Callable[[Seating], Change]) -> Change:
        # PostgreSQL queues the writers of one meeting here; on SQLite the transaction has the only write lock already.
        # NO KEY leaves rows that refer to the meeting alone: they would stand in each other's way otherwise.
        before = self._around(number, self._starts(number, lock=True), person)
        after, events = change(before)
        self._save(number, before.places, after.places)
        return after, events

    def _starts(self, number: int, *, lock: bool = False) -> datetime:
        query = select(meetings.c.starts).where(meetings.c.id == number)
        starts = self._db.execute(query.with_for_update(key_share=True) if lock else query).scalar()
        if starts is None:
            raise NoSuchMeeting
        return starts

    def _around(self, number: int, starts: datetime, person: str | None) -> Seating:
        waiting = select(seats.c.person_id).where(_of(number), seats.c.state.in_(WISHED))
        named = select(bindparam("person", person, seats.c.person_id.type))
        return self._seating(number, starts, union(waiting, named))

    def _seating(self, number: int, starts: datetime, people: Any) -> Seating:
        query = select(seats).where(_of(number), seats.c.person_id.in_(people))
        rows = self._db.execute(query.order_by(seats.c.since, seats.c.person_id, seats.c.guests))
        places = tuple(_place(row) for row in rows)
        return Seating(self.capacity(number), starts, places, self._others(number, places))

    def _others(self, number: int, places: tuple[Place, ...]) -> dict[Answer, int]:
        """The seats of those who are not among these."""
        query = select(seats.c.answer, func.sum(1 + seats.c.guests)).group_by(seats.c.answer)
        rows = self._db.execute(query.where(_of(number), seats.c.state == State.SEATED.value))
        taken = {Answer(answer): int(total) for answer, total in rows}
        for place in places:
            if place.state is State.SEATED:
                taken[place.answer] -= place.party
        return {answer: left for answer, left in taken.items() if left}

    def _save(self, number: int, before: tuple[Place, ...], after: tuple[Place, ...]) -> None:
        """Writes what differs."""
        old, new = {_key(place): place for place in before}, {_key(place): place for place in after}
        gone = [dict(zip(KEY, (number, *key), strict=True)) for key in old.keys() - new.keys()]
        if gone:
            where = [seats.c[name] == bindparam(f"old_{name}") for name in KEY]
            self._db.execute(delete(seats).where(*where), [{f"old_{k}": v for k, v in row.items()} for row in gone])
        changed = [_columns(number, place) for key, place in new.items() if old.get(key) != place]
        if changed:
            query = insert_or(self._db, seats)
            columns = {name: query.excluded[name] for name in KEPT}
            self._db.execute(query.on_conflict_do_update(index_elements=KEY, set_=columns), changed)


def _of(number: int) -> ColumnElement[bool]:
    return seats.c.meeting_id == number


def _wanted(seating: Seating, person: str) -> tuple[Answer, int] | None:
    places = seating.of(person)
    return (places[-1].answer, places[-1].guests) if places else None


def _key(place: Place) -> tuple[str, str, int]:
    return place.person, place.answer.value, place.guests


def _place(row: Row[Any]) -> Place:
    return Place(
        row.person_id,
        Answer(row.answer),
        row.guests,
        State(row.state),
        row.since,
        row.offered_until,
        row.late,
        row.by_person,
        row.asked,
    )


def _columns(number: int, place: Place) -> dict[str, Any]:
    key = dict(zip(KEY, (number, *_key(place)), strict=True))
    kept = (place.state.value, place.since, place.offered_until, place.late, place.by, place.asked)
    return key | dict(zip(KEPT, kept, strict=True))
