"""Committees, the mandates that people hold there, and calls with those who are interested."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from bot.domain.committees import (
    Call,
    Committee,
    Kind,
    Mandate,
    NameTaken,
    NoSuchCall,
    NoSuchCommittee,
    NoSuchMandate,
    key_of,
)
from storage.schema_committees import call_interests, calls, committees, mandates
from storage.upsert import insert_or

KEPT = ("name", "about", "website", "closed", "changed")
CALL = ("title", "text", "deadline", "opened_by", "closed", "changed", "reminded")


class Committees:
    """The committees of the network."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Committee:
        """Raises NoSuchCommittee."""
        return self._one(select(committees).where(committees.c.id == number))

    def lock(self, number: int) -> Committee:
        """The committee as nobody else can change it before the end of this transaction. Raises NoSuchCommittee."""
        return self._one(select(committees).where(committees.c.id == number).with_for_update(key_share=True))

    def named(self, name: str) -> Committee | None:
        """The committee of this name, whatever its capitals; also one that is closed."""
        row = self._db.execute(select(committees).where(committees.c.key == key_of(name))).first()
        return _committee(row) if row else None

    def every(self, *, closed: bool = False) -> list[Committee]:
        """Those that are at work, or all, by name."""
        query = select(committees) if closed else select(committees).where(~committees.c.closed)
        return [_committee(row) for row in self._db.execute(query.order_by(committees.c.key))]

    def add(self, committee: Committee) -> Committee:
        """Keeps a new committee and gives it a number. Raises NameTaken."""
        query = insert_or(self._db, committees).values(_columns(committee))
        key = self._db.execute(query.on_conflict_do_nothing().returning(committees.c.id)).scalar()
        if key is None:
            raise NameTaken
        return replace(committee, id=key)

    def save(self, committee: Committee) -> None:
        """Raises NameTaken."""
        other = self.named(committee.name)
        if other and other.id != committee.id:
            raise NameTaken
        self._db.execute(update(committees).where(committees.c.id == committee.id).values(_columns(committee)))

    def mandates(self, number: int | None = None) -> list[Mandate]:
        """The mandates in one committee or in all, in the order in which they were given."""
        query = select(mandates).order_by(mandates.c.id)
        rows = self._db.execute(query if number is None else query.where(mandates.c.committee_id == number))
        return [_mandate(row) for row in rows]

    def mandate(self, number: int) -> Mandate:
        """Raises NoSuchMandate."""
        row = self._db.execute(select(mandates).where(mandates.c.id == number)).first()
        if not row:
            raise NoSuchMandate
        return _mandate(row)

    def give(self, mandate: Mandate) -> None:
        """Gives a mandate; who holds one in the committee already has its role and end changed."""
        values = {"role": mandate.role, "until": mandate.until, "reminded": mandate.reminded}
        query = insert_or(self._db, mandates).values(committee_id=mandate.committee, person_id=mandate.person, **values)
        self._db.execute(query.on_conflict_do_update(index_elements=["committee_id", "person_id"], set_=values))

    def end(self, number: int) -> None:
        self._db.execute(delete(mandates).where(mandates.c.id == number))

    def ending(self, before: date) -> list[Mandate]:
        """The mandates that end before this day, the next first."""
        query = select(mandates).where(mandates.c.until < before).order_by(mandates.c.until, mandates.c.id)
        return [_mandate(row) for row in self._db.execute(query)]

    def mark_reminded(self, mandate: Mandate, rung: int) -> bool:
        """Whether nobody else has said so meanwhile."""
        columns = mandates.c
        same = (columns.id == mandate.id) & columns.reminded.is_not_distinct_from(mandate.reminded)
        return self._db.execute(update(mandates).where(same).values(reminded=rung)).rowcount == 1

    def _one(self, query: Select[Any]) -> Committee:
        row = self._db.execute(query).first()
        if not row:
            raise NoSuchCommittee
        return _committee(row)


class Calls:
    """What committees call for, and who is interested."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Call:
        """Raises NoSuchCall."""
        return self._one(select(calls).where(calls.c.id == number))

    def lock(self, number: int) -> Call:
        """The call as nobody else can change it before the end of this transaction. Raises NoSuchCall."""
        return self._one(select(calls).where(calls.c.id == number).with_for_update(key_share=True))

    def open(self, today: date) -> list[Call]:
        """Those in which one can be interested, the next deadline first."""
        query = select(calls).where(~calls.c.closed, calls.c.deadline >= today)
        return [_call(row) for row in self._db.execute(query.order_by(calls.c.deadline, calls.c.id))]

    def unsettled(self) -> list[Call]:
        """Those that nobody has closed, though their deadline may be over."""
        query = select(calls).where(~calls.c.closed).order_by(calls.c.deadline, calls.c.id)
        return [_call(row) for row in self._db.execute(query)]

    def add(self, call: Call) -> Call:
        """Keeps a new call and gives it a number."""
        key = self._db.execute(insert(calls).values(_call_columns(call))).inserted_primary_key
        return replace(call, id=int(key[0]) if key else 0)

    def save(self, call: Call) -> None:
        self._db.execute(update(calls).where(calls.c.id == call.id).values(_call_columns(call)))

    def mark_reminded(self, call: Call, rung: int) -> bool:
        """Whether nobody else has said so meanwhile."""
        same = (calls.c.id == call.id) & calls.c.reminded.is_not_distinct_from(call.reminded)
        return self._db.execute(update(calls).where(same).values(reminded=rung)).rowcount == 1

    def take_interest(self, number: int, person: str, at: datetime) -> bool:
        """Notes that somebody is interested; False if that was known."""
        query = insert_or(self._db, call_interests).values(call_id=number, person_id=person, at=at)
        query = query.on_conflict_do_nothing().returning(call_interests.c.person_id)
        return self._db.execute(query).first() is not None

    def lose_interest(self, number: int, person: str) -> bool:
        """Whether there was any to lose."""
        mine = (call_interests.c.call_id == number) & (call_interests.c.person_id == person)
        return self._db.execute(delete(call_interests).where(mine)).rowcount == 1

    def interested(self, number: int) -> list[str]:
        """Who is interested, the first one first."""
        columns = call_interests.c
        query = select(columns.person_id).where(columns.call_id == number).order_by(columns.at, columns.person_id)
        return list(self._db.execute(query).scalars())

    def _one(self, query: Select[Any]) -> Call:
        row = self._db.execute(query).first()
        if not row:
            raise NoSuchCall
        return _call(row)


def _committee(row: Row[Any]) -> Committee:
    return Committee(row.id, kind=Kind(row.kind), **{name: getattr(row, name) for name in KEPT})


def _columns(kept: Committee) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in KEPT} | {"kind": kept.kind.value, "key": key_of(kept.name)}


def _mandate(row: Row[Any]) -> Mandate:
    return Mandate(row.id, row.committee_id, row.person_id, row.role, row.until, row.reminded)


def _call(row: Row[Any]) -> Call:
    return Call(row.id, row.committee_id, **{name: getattr(row, name) for name in CALL})


def _call_columns(kept: Call) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in CALL} | {"committee_id": kept.committee}
