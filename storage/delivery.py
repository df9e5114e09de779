"""The worker's side of the outbox: take rows in hand under a lease, and settle them under the same fence."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, func, select, text

from storage import claiming, settling
from storage.claiming import Claim, Owed
from storage.schema import OPEN, outbox, paces
from storage.settling import Settled
from storage.upsert import insert_into


class Deliveries:
    """Rows of the outbox as the worker sees them; every method is one short transaction's work."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def claim(
        self,
        *,
        now: datetime,
        real: datetime,
        lease: timedelta,
        paces_of: Mapping[str, timedelta],
        only: str | None = None,
        most: int = 1,
    ) -> list[Owed]:
        """Takes the rows that are due first and whose channels and platform may be called, at most so many.

        `paces_of` has the pause between two calls for one channel of each platform that this process serves; `only`
        names the one of them that is asked for. A channel with a pace is ours alone until we `leave` it or the lease
        runs out.
        """
        return claiming.claim(self._db, Claim(now, real, real + lease, paces_of, only, most))

    def settle(self, hand: Sequence[Settled]) -> set[int]:
        """Writes down what became of rows in hand; gives those that were ours no more, of which it writes nothing."""
        return settling.settle(self._db, hand)

    def leave(self, channels: Mapping[str, tuple[datetime, datetime]]) -> None:
        """Gives each channel that we took until the first moment free from the second on, if we still have it."""
        settling.leave(self._db, channels)

    def pause(self, platform: str, until: datetime) -> None:
        """Nobody calls this platform before `until`, or before a later moment that was asked for already."""
        self._db.execute(PAUSE[self._db.dialect.name], {"platform": platform, "until": until})

    def soonest(self, now: datetime, platforms: Sequence[str]) -> datetime | None:
        """The real moment at which something that is due already may be tried; None if nothing is due."""
        return self._db.execute(SOONEST, {"now": now, "platforms": ["", *platforms]}).scalar()


_channel, _platform = paces.alias(), paces.alias()
_after_channel = func.coalesce(_channel.c.free, outbox.c.retry)
_after_platform = func.coalesce(_platform.c.free, outbox.c.retry)
_free = case((_after_channel > _after_platform, _after_channel), else_=_after_platform)
_moment = case((outbox.c.state == "sending", outbox.c.lease), (outbox.c.retry > _free, outbox.c.retry), else_=_free)
SOONEST = (
    select(func.min(_moment))
    .select_from(outbox)
    .outerjoin(_channel, _channel.c.place == outbox.c.platform + "/" + outbox.c.place)
    .outerjoin(_platform, _platform.c.place == outbox.c.platform)
    .where(outbox.c.due <= bindparam("now"), text(OPEN))
    .where(outbox.c.platform.in_(bindparam("platforms", expanding=True)))
)
PAUSE = {
    dialect: insert_into(dialect, paces)
    .values(place=bindparam("platform"), free=bindparam("until"))
    .on_conflict_do_update(
        index_elements=["place"], set_={"free": bindparam("until")}, where=paces.c.free < bindparam("until")
    )
    for dialect in ("sqlite", "postgresql")
}
