"""The worker's side of the outbox: claim a row under a lease, and say what became of it under the same fence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Update, and_, case, func, or_, select, text, update

from storage.accounts import Accounts
from storage.schema import OPEN, outbox, paces
from storage.schema_letters import letters
from storage.upsert import insert_or

AT_ONCE = 100  # rows that one claim gives an address, so that no transaction takes long


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

    def claim(
        self, *, now: datetime, real: datetime, lease: timedelta, paces_of: Mapping[str, timedelta]
    ) -> Owed | None:
        """Takes the row that is due first and whose channel and platform may be called, or None.

        `paces_of` has the pause between two calls for one channel of each platform that this process serves. Such a
        channel is ours alone until we `leave` it or the lease runs out.
        """
        for _ in range(AT_ONCE):
            row = self._next(now, real, list(paces_of))
            if not row:
                return None
            if not row.platform:
                self._address(row, list(paces_of))
            elif paces_of[row.platform] and not self._reserve(row, real, real + lease):
                return None  # somebody else was a moment faster
            else:
                return self._take(row, real, real + lease)
        return None

    def leave(self, owed: Owed, until: datetime) -> None:
        """Gives the channel free from `until` on, unless somebody else has it already because our lease ran out."""
        ours = (paces.c.place == f"{owed.platform}/{owed.place}") & (paces.c.free == owed.lease)
        self._db.execute(update(paces).where(ours).values(free=until))

    def sent(self, owed: Owed, post: tuple[str, str], now: datetime, real: datetime) -> bool:
        """The row's message stands where `post` says; a card that went stale meanwhile is owed again."""
        if owed.kind == "letter":  # first, as those do who add to letters: whoever waits for it holds nothing we need
            self._db.execute(update(letters).where(letters.c.person_id == owed.person).values(sent=now))
        stale = outbox.c.wanted > owed.wanted
        values = {"post_channel": post[0], "post": post[1], "shown": owed.wanted, "attempts": 0, "error": ""}
        done = self._write(owed, and_(~stale), values | {"state": "sent", "lease": None})
        return done or self._write(owed, stale, values | {"state": "owed", "lease": None, "retry": real})

    def drop(self, owed: Owed, why: str) -> bool:
        """It need not be sent any more."""
        stale = outbox.c.wanted > owed.wanted
        done = self._write(owed, ~stale, {"state": "dropped", "lease": None, "error": why})
        return done or self._write(owed, stale, {"state": "owed", "lease": None})

    def show_again(self, owed: Owed) -> None:
        """Our lease ran out and somebody else has the row. If we edited the card late, an older state may show now."""
        again = {"wanted": outbox.c.wanted + 1, "state": case((outbox.c.state == "sent", "owed"), else_=outbox.c.state)}
        self._db.execute(update(outbox).where(outbox.c.id == owed.id, outbox.c.kind == "card").values(again))

    def retry(self, owed: Owed, at: datetime, error: str) -> bool:
        """Tries again later. It may have reached the platform, so that it is looked up first."""
        return self._write(owed, None, {"state": "unsure", "lease": None, "retry": at, "error": error})

    def postpone(self, owed: Owed, until: datetime) -> bool:
        """The platform asked us to wait. This attempt left nothing behind there and does not count."""
        values = {"state": "owed", "lease": None, "retry": until, "attempts": owed.attempts - 1}
        return self._write(owed, None, values | {"since": owed.since, "error": "asked to wait"})

    def delay(self, owed: Owed, until: datetime) -> bool:
        """Its reader does not want it before `until`, on the bot's clock. Nothing was sent, so this was no attempt."""
        values = {"state": "owed", "lease": None, "due": until, "attempts": owed.attempts - 1, "since": owed.since}
        return self._write(owed, None, values)

    def give_up(self, owed: Owed, error: str) -> bool:
        """Leaves it to the coordinators."""
        return self._write(owed, None, {"state": "dead", "lease": None, "error": error})

    def pause(self, platform: str, until: datetime) -> None:
        """Nobody calls this platform before `until`, or before a later moment that was asked for already."""
        query = insert_or(self._db, paces).values(place=platform, free=until)
        query = query.on_conflict_do_update(index_elements=["place"], set_={"free": until}, where=paces.c.free < until)
        self._db.execute(query)

    def soonest(self, now: datetime, platforms: Sequence[str]) -> datetime | None:
        """The real moment at which something that is due already may be tried; None if nothing is due."""
        channel, platform = paces.alias(), paces.alias()
        free = _later(_or(channel.c.free, outbox.c.retry), _or(platform.c.free, outbox.c.retry))
        moment = case((outbox.c.state == "sending", outbox.c.lease), else_=_later(outbox.c.retry, free))
        query = (
            select(func.min(moment))
            .select_from(outbox)
            .outerjoin(channel, channel.c.place == outbox.c.platform + "/" + outbox.c.place)
            .outerjoin(platform, platform.c.place == outbox.c.platform)
            .where(_due(now), text(OPEN), outbox.c.platform.in_(["", *platforms]))
        )
        return self._db.execute(query).scalar()

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

    def _address(self, row: Row[Any], platforms: list[str]) -> None:
        """Chooses the account to write to, once for all attempts; then the pauses of its channel hold for the row."""
        account = Accounts(self._db, set()).preferred(row.person_id, platforms)
        if account:
            self._db.execute(_only(row).values(platform=account[0], place=account[1]))
        else:
            self._db.execute(_only(row).values(state="dropped", error="no account on any platform"))

    def _reserve(self, row: Row[Any], real: datetime, until: datetime) -> bool:
        """Takes the channel; False if somebody else has it."""
        query = insert_or(self._db, paces).values(place=f"{row.platform}/{row.place}", free=until)
        query = query.on_conflict_do_update(index_elements=["place"], set_={"free": until}, where=paces.c.free <= real)
        return self._db.execute(query.returning(paces.c.place)).first() is not None

    def _take(self, row: Row[Any], real: datetime, lease: datetime) -> Owed:
        values = {"state": "sending", "fence": row.fence + 1, "attempts": row.attempts + 1, "lease": lease}
        self._db.execute(_only(row).values(values | {"since": row.since or real}))
        post = (row.post_channel, row.post) if row.post else None
        return Owed(
            row.id, row.key, row.kind, row.view, row.person_id, row.platform, row.place, row.expires,
            row.attempts + 1, row.fence + 1, row.wanted, lease, row.since, post,
        )  # fmt: skip

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


def _or(moment: ColumnElement[datetime], otherwise: ColumnElement[datetime]) -> ColumnElement[datetime]:
    return func.coalesce(moment, otherwise)


def _later(one: ColumnElement[datetime], other: ColumnElement[datetime]) -> ColumnElement[datetime]:
    return case((one > other, one), else_=other)
