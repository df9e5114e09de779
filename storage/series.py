"""Series of meetings by rule."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.domain.meetings import Answer, Mode
from bot.domain.recurrence import Rule
from bot.domain.series import NoSuchSeries, Series
from storage.schema_meetings import series

MINUTE = timedelta(minutes=1)
KEPT = (
    "title", "place", "link", "description", "deadline_days", "announce_days", "planned_by", "ended",
)  # fmt: skip


class SeriesTable:
    """The series of the network; their dates are meetings."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Series:
        """Raises NoSuchSeries, for one that has ended as well."""
        row = self._db.execute(select(series).where(series.c.id == number, ~series.c.ended)).first()
        if not row:
            raise NoSuchSeries
        return _series(row)

    def lock(self, number: int) -> Series:
        """The series as nobody else can change it before the end of this transaction. Raises NoSuchSeries."""
        one = (series.c.id == number) & ~series.c.ended
        row = self._db.execute(select(series).where(one).with_for_update(key_share=True)).first()
        if not row:
            raise NoSuchSeries
        return _series(row)

    def open(self) -> list[Series]:
        """Those that have not ended, in the order in which they were made."""
        return [_series(row) for row in self._db.execute(select(series).where(~series.c.ended).order_by(series.c.id))]

    def add(self, new: Series) -> Series:
        """Keeps a new series and gives it a number."""
        key = self._db.execute(insert(series).values(_columns(new))).inserted_primary_key
        return replace(new, id=int(key[0]) if key else 0)

    def save(self, changed: Series) -> None:
        self._db.execute(update(series).where(series.c.id == changed.id).values(_columns(changed)))


def _series(row: Row[Any]) -> Series:
    modes = {int(month): mode for month, mode in row.modes.items()}
    at = time.fromisoformat(row.at)
    rule = Rule(row.nth, row.weekday, at, row.zone, row.start, tuple(row.months), row.every, modes)
    seats = {Answer.ONSITE: row.onsite_seats, Answer.ONLINE: row.online_seats}
    kept = {name: getattr(row, name) for name in KEPT}
    return Series(row.id, rule=rule, mode=Mode(row.mode), lasts=row.lasts * MINUTE, seats=seats, **kept)


def _columns(kept: Series) -> dict[str, Any]:
    rule = kept.rule
    return {name: getattr(kept, name) for name in KEPT} | {
        "nth": rule.nth,
        "weekday": rule.weekday,
        "at": f"{rule.at:%H:%M}",
        "zone": rule.zone,
        "start": rule.start,
        "months": list(rule.months),
        "every": rule.every,
        "mode": kept.mode.value,
        "modes": {str(month): mode for month, mode in rule.modes.items()},
        "lasts": kept.lasts // MINUTE,
        "onsite_seats": kept.seats.get(Answer.ONSITE),
        "online_seats": kept.seats.get(Answer.ONLINE),
    }
