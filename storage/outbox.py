"""What is owed to the world: rows that name a view, written in the transaction of the event that wants them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, delete, func, select, text, update

from storage.schema import EPOCH, OPEN, outbox, people
from storage.upsert import insert_or

FINISHED = ("sent", "dead", "dropped")


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A direct message that is owed: `key` names it for ever. It goes to the account that it names, if it names one."""

    key: str
    view: str
    person: str
    due: datetime
    expires: datetime | None = None
    platform: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A public message that is owed, or stale where it stands already."""

    view: str
    platform: str
    place: str
    due: datetime
    expires: datetime | None = None

    @property
    def key(self) -> str:
        return f"{self.view}@{self.platform}/{self.place}"


@dataclass(frozen=True, slots=True)
class Failed:
    """A delivery that was given up, for the eyes of coordinators."""

    id: int
    view: str
    platform: str
    person: str
    error: str
    attempts: int


class Outbox:
    """Writes down what is owed and tells what became of it; `storage/delivery.py` is the side of the worker."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._db = connection
        self._touched = touched

    def owe_notices(self, notices: Sequence[NewNotice], real: datetime) -> None:
        """Each key once: what is owed or was sent already stays as it is."""
        if not notices:
            return
        rows = [
            {"key": n.key, "view": n.view, "person_id": n.person, "due": n.due, "expires": n.expires}
            | fresh("notice", real)
            | {"platform": n.platform, "place": n.user}
            for n in notices
        ]
        query = insert_or(self._db, outbox).on_conflict_do_nothing(index_elements=["key"])
        self._db.execute(query, rows)
        self._touched.add("outbox")

    def owe_card(self, card: NewCard, real: datetime) -> None:
        """Posts the card once, and marks it stale whenever it is owed again."""
        row = {"key": card.key, "view": card.view, "platform": card.platform, "place": card.place}
        row |= {"due": card.due, "expires": card.expires}
        query = insert_or(self._db, outbox).values(row | fresh("card", real))
        stale = {
            "wanted": outbox.c.wanted + 1,
            "state": case((outbox.c.state.in_(("sent", "dropped")), "owed"), else_=outbox.c.state),
        }
        self._db.execute(query.on_conflict_do_update(index_elements=["key"], set_=stale))
        self._touched.add("outbox")

    def refresh(self, view: str) -> None:
        """Marks every post of a card as stale, wherever it stands."""
        stale = {"wanted": outbox.c.wanted + 1, "state": case((outbox.c.state == "sent", "owed"), else_=outbox.c.state)}
        self._db.execute(update(outbox).where(outbox.c.view == view).values(stale))
        self._touched.add("outbox")

    def next_due(self, now: datetime) -> datetime | None:
        """When the next thing falls due after `now`."""
        later = outbox.c.due > now
        return self._db.execute(select(func.min(outbox.c.due)).where(outbox.c.state == "owed", later)).scalar()

    def tally(self) -> dict[str, int]:
        """How many rows are in each state."""
        return dict(self._db.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state)).all())

    def failed(self, limit: int = 10) -> list[Failed]:
        """What was given up, the latest first."""
        query = (
            select(outbox, people.c.first_name, people.c.last_name)
            .outerjoin(people, people.c.id == outbox.c.person_id)
            .where(outbox.c.state == "dead")
            .order_by(outbox.c.id.desc())
        )
        return [_failed(row) for row in self._db.execute(query.limit(limit))]

    def try_again(self) -> int:
        """Owes what was given up once more; it is looked up on the platform before it is sent. Returns how many."""
        again = {"state": case((outbox.c.since.is_(None), "owed"), else_="unsure"), "retry": EPOCH, "attempts": 0}
        count = self._db.execute(update(outbox).where(outbox.c.state == "dead").values(again)).rowcount
        self._touched.add("outbox")
        return count

    def forget(self, before: datetime) -> int:
        """Deletes finished notices and letters that fell due before this; cards stay, as they may be edited again."""
        old = outbox.c.state.in_(FINISHED) & (outbox.c.due < before)
        return self._db.execute(delete(outbox).where(old, outbox.c.kind != "card")).rowcount

    def is_quiet(self, now: datetime) -> bool:
        """Whether nothing that is due waits to be sent."""
        waiting = select(outbox.c.id).where(text(OPEN), outbox.c.due <= now)
        return self._db.execute(waiting.limit(1)).first() is None


def fresh(kind: str, real: datetime) -> dict[str, Any]:
    """The columns of a row that nobody has tried to send."""
    start = {"kind": kind, "state": "owed", "wanted": 1, "shown": 0, "attempts": 0, "fence": 0, "error": ""}
    places = {} if kind == "card" else {"platform": "", "place": ""}
    return start | places | {"retry": real}


def _failed(row: Row[Any]) -> Failed:
    person = f"{row.first_name} {row.last_name}" if row.person_id else row.place
    return Failed(row.id, row.view, row.platform, person, row.error, row.attempts)
