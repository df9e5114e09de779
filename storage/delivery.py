"""The worker's side of the outbox: claim a row under a lease, and say what became of it under the same fence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Update, and_, func, or_, select, text, update

from storage.accounts import Accounts
from storage.schema import OPEN, outbox, paces
from storage.upsert import insert_or


@dataclass(frozen=True, slots=True)
class Owed:
    """A claimed row. Nobody else touches it before `lease`, and nothing is written back unless `fence` still holds.

    `place` is a channel, for a notice the user id. `since` is the moment of the first attempt, or None if this is it.
    """

    id: int
    key: str
    kind: str
    view: str
    person: str | None
    platform: str
    place: str
    expires: datetime | None
    attempts: int
    fence: int
    wanted: int
    lease: datetime
    since: datetime | None
    post: tuple[str, str] | None


class Deliveries:
    """Rows of the outbox as the worker sees them; every method is one short transaction's work."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def claim(self, *, now: datetime, real: datetime, lease: timedelta, paces_of: dict[str, timedelta]) -> Owed | None:
        """Takes the row that is due first and whose channel and platform may be called, or None.

        `paces_of` has the pause between two calls for one channel of each platform that this process serves.
        """
        row = self._next(now, real, list(paces_of))
        if not row:
            return None
        platform, place = row.platform, row.place
        if not platform:
            account = Accounts(self._db, set()).preferred(row.person_id, list(paces_of))
            if not account:
                self._db.execute(_only(row).values(state="dropped", error="no account on any platform"))
                return self.claim(now=now, real=real, lease=lease, paces_of=paces_of)
            platform, place = account
        if not self._take_turn(platform, place, real, paces_of[platform]):
            # Somebody else calls this channel right now; the row keeps its account for the next try.
            self._db.execute(_only(row).values(platform=platform, place=place))
            return None
        values = {"platform": platform, "place": place, "state": "sending", "fence": row.fence + 1}
        values |= {"attempts": row.attempts + 1, "lease": real + lease}
        if row.since is None:
            values["since"] = real
        self._db.execute(_only(row).values(values))
        return _owed(row, platform, place, real + lease)

    def sent(self, owed: Owed, post: tuple[str, str], real: datetime) -> bool:
        """The row's message stands where `post` says; a card that went stale meanwhile is owed again."""
        stale = outbox.c.wanted > owed.wanted
        values = {"post_channel": post[0], "post": post[1], "shown": owed.wanted, "attempts": 0, "error": ""}
        done = self._write(owed, and_(~stale), values | {"state": "sent", "lease": None})
        return done or self._write(owed, stale, values | {"state": "owed", "lease": None, "retry": real})

    def drop(self, owed: Owed, why: str) -> bool:
        """It need not be sent any more."""
        stale = outbox.c.wanted > owed.wanted
        done = self._write(owed, ~stale, {"state": "dropped", "lease": None, "error": why})
        return done or self._write(owed, stale, {"state": "owed", "lease": None})

    def retry(self, owed: Owed, at: datetime, error: str, *, unsure: bool) -> bool:
        """Tries again later; `unsure` if it may have reached the platform, so that it is looked up first."""
        state = "unsure" if unsure else "owed"
        since = {} if unsure or owed.since else {"since": None}
        return self._write(owed, None, {"state": state, "lease": None, "retry": at, "error": error} | since)

    def give_up(self, owed: Owed, error: str) -> bool:
        """Leaves it to the coordinators."""
        return self._write(owed, None, {"state": "dead", "lease": None, "error": error})

    def pause(self, place: str, until: datetime) -> None:
        """Nobody calls this channel or platform before `until`."""
        query = insert_or(self._db, paces).values(place=place, free=until)
        self._db.execute(query.on_conflict_do_update(index_elements=["place"], set_={"free": until}))

    def soonest(self, now: datetime) -> datetime | None:
        """The real moment at which something that is due already may be tried; None if nothing is due."""
        channel, platform = paces.alias(), paces.alias()
        ready = func.coalesce(channel.c.free, outbox.c.retry), func.coalesce(platform.c.free, outbox.c.retry)
        waiting = _due(now) & or_(outbox.c.state.in_(("owed", "unsure")), outbox.c.lease.is_not(None))
        query = (
            select(outbox.c.state, outbox.c.lease, outbox.c.retry, *ready)
            .outerjoin(channel, channel.c.place == outbox.c.platform + "/" + outbox.c.place)
            .outerjoin(platform, platform.c.place == outbox.c.platform)
            .where(waiting, text(OPEN))
            .limit(50)
        )
        moments = [row[1] if row[0] == "sending" else max(row[2], row[3], row[4]) for row in self._db.execute(query)]
        return min(moments, default=None)

    def _next(self, now: datetime, real: datetime, platforms: Sequence[str]) -> Row[Any] | None:
        channel, platform = paces.alias(), paces.alias()
        left_behind = and_(outbox.c.state == "sending", outbox.c.lease <= real)
        query = (
            select(outbox)
            .outerjoin(channel, channel.c.place == outbox.c.platform + "/" + outbox.c.place)
            .outerjoin(platform, platform.c.place == outbox.c.platform)
            .where(_due(now), outbox.c.retry <= real, or_(outbox.c.state.in_(("owed", "unsure")), left_behind))
            .where(text(OPEN))  # word for word as in the partial index, which is used only then
            .where(outbox.c.platform.in_(["", *platforms]))
            .where(_free(channel, real), _free(platform, real))
            .order_by(outbox.c.due, outbox.c.id)
            .limit(1)
            .with_for_update(of=outbox, skip_locked=True)
        )
        return self._db.execute(query).first()

    def _take_turn(self, platform: str, place: str, real: datetime, pace: timedelta) -> bool:
        """Reserves the channel until `pace` has gone by; False if somebody else has it."""
        if not pace:
            return True
        query = insert_or(self._db, paces).values(place=f"{platform}/{place}", free=real + pace)
        query = query.on_conflict_do_update(
            index_elements=["place"], set_={"free": real + pace}, where=paces.c.free <= real
        )
        return self._db.execute(query.returning(paces.c.place)).first() is not None

    def _write(self, owed: Owed, more: ColumnElement[bool] | None, values: dict[str, Any]) -> bool:
        mine = and_(outbox.c.id == owed.id, outbox.c.fence == owed.fence, outbox.c.state == "sending")
        query = update(outbox).where(mine if more is None else mine & more).values(values)
        return self._db.execute(query).rowcount == 1


def _due(now: datetime) -> ColumnElement[bool]:
    return outbox.c.due <= now


def _free(pace: FromClause, real: datetime) -> ColumnElement[bool]:
    return or_(pace.c.free.is_(None), pace.c.free <= real)


def _only(row: Row[Any]) -> Update:
    return update(outbox).where(outbox.c.id == row.id)


def _owed(row: Row[Any], platform: str, place: str, lease: datetime) -> Owed:
    post = (row.post_channel, row.post) if row.post else None
    return Owed(
        row.id, row.key, row.kind, row.view, row.person_id, platform, place, row.expires,
        row.attempts + 1, row.fence + 1, row.wanted, lease, row.since, post,
    )  # fmt: skip
