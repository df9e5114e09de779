"""What is not urgent: it joins the person's next letter, of which they get at most one a day."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Update, and_, bindparam, func, insert, select, text, update

from bot.domain.quiet import Habits, local_day, one_a_day
from storage.outbox import fresh
from storage.schema import OPEN_LETTER, outbox
from storage.schema_letters import UNPLACED, letter_items, letters
from storage.upsert import insert_or


@dataclass(frozen=True, slots=True)
class NewItem:
    """Something to say in the person's next letter unless that leaves after `expires`; `key` names it for ever."""

    key: str
    view: str
    person: str
    expires: datetime | None = None


class Letters:
    """Letters as those see them who add to them, and the view that shows one."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._db = connection
        self._touched = touched

    def add(
        self, items: Sequence[NewItem], habits_of: Callable[[str], Habits], *, now: datetime, real: datetime
    ) -> None:
        """Each key once; the number of statements does not depend on the number of people.

        A letter is open until somebody tries to send it. We lock it, so that no worker takes it while we add.
        """
        if not items:
            return
        rows = [{"key": i.key, "view": i.view, "person_id": i.person, "expires": i.expires} for i in items]
        query = insert_or(self._db, letter_items).on_conflict_do_nothing(index_elements=["key"])
        # In one order, since two who add at once wait for each other's keys.
        self._db.execute(query, sorted(rows, key=lambda row: str(row["key"])))
        known = self._lock()
        if not known:
            return
        open_already = self._lock_open()
        rows = [
            _row(person, number + 1, _due(habits_of(person), sent, now), real)
            for person, (number, sent) in known.items()
            if person not in open_already
        ]
        if rows:
            counted = update(letters).where(letters.c.person_id == bindparam("person"))
            counted = counted.values(number=letters.c.number + 1)
            self._db.execute(counted, [{"person": row["person_id"]} for row in rows])
            self._db.execute(insert(outbox), rows)
        self._db.execute(_place())
        self._touched.add("outbox")

    def items(self, person: str, number: int) -> list[tuple[str, datetime | None]]:
        """View and expiry of all that stands in a letter, the oldest first."""
        query = (
            select(letter_items.c.view, letter_items.c.expires)
            .join(outbox, outbox.c.id == letter_items.c.letter_id)
            .where(outbox.c.key == key_of(person, number))
        )
        return [(row.view, row.expires) for row in self._db.execute(query.order_by(letter_items.c.id))]

    def last_sent(self, person: str) -> datetime | None:
        """When a letter last left, on the bot's clock."""
        return self._db.execute(select(letters.c.sent).where(letters.c.person_id == person)).scalar()

    def must_wait(self, person: str, number: int) -> bool:
        """Whether another letter was tried earlier and nobody knows yet whether it has reached the person."""
        this = outbox.alias()
        tried = select(this.c.since).where(this.c.key == key_of(person, number)).scalar_subquery()
        earlier = select(outbox.c.id).where(text(OPEN_LETTER), outbox.c.person_id == person, outbox.c.since < tried)
        return self._db.execute(earlier.limit(1)).first() is not None

    def _lock(self) -> dict[str, tuple[int, datetime | None]]:
        """Number and departure of the last letter of everybody for whom there is something new."""
        people = _people().distinct()
        start = insert_or(self._db, letters).from_select(["person_id", "number"], people.add_columns(text("0")))
        self._db.execute(start.on_conflict_do_nothing(index_elements=["person_id"]))
        query = select(letters).where(letters.c.person_id.in_(_people()))
        rows = self._db.execute(query.order_by(letters.c.person_id).with_for_update())
        return {row.person_id: (row.number, row.sent) for row in rows}

    def _lock_open(self) -> Collection[str]:
        query = select(outbox.c.person_id).where(_is_open(), outbox.c.person_id.in_(_people()))
        return set(self._db.execute(query.order_by(outbox.c.person_id).with_for_update()).scalars())


def key_of(person: str, number: int) -> str:
    """The key under which a letter reaches its platform."""
    return f"letter:{person}:{number}"


def _row(person: str, number: int, due: datetime, real: datetime) -> dict[str, Any]:
    named = {"key": key_of(person, number), "view": f"letter?number={number}", "person_id": person}
    return named | {"due": due, "expires": None} | fresh("letter", real)


@lru_cache(maxsize=4096)  # most people live by the same hours and got their last letter on the same day
def _first_moment(habits: Habits, last: date | None, now: datetime) -> datetime:
    return one_a_day(now, (last,) if last else (), habits.zone, habits.hours)


def _due(habits: Habits, sent: datetime | None, now: datetime) -> datetime:
    return _first_moment(habits, local_day(sent, habits.zone) if sent else None, now)


def _people() -> Select[tuple[str]]:
    """Everybody for whom there is something that stands in no letter yet."""
    return select(letter_items.c.person_id).where(text(UNPLACED))


def _is_open() -> ColumnElement[bool]:
    """Whether a letter can still be added to: nobody has tried to send it."""
    return and_(text(OPEN_LETTER), outbox.c.state == "owed", outbox.c.since.is_(None))


def _place() -> Update:
    """Puts what is new into the open letter of its reader."""
    theirs = select(func.max(outbox.c.id)).where(_is_open(), outbox.c.person_id == letter_items.c.person_id)
    return update(letter_items).where(text(UNPLACED)).values(letter_id=theirs.scalar_subquery())
