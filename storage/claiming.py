"""Takes what is due in hand: several rows in one transaction, so that a delivery costs a fraction of a commit.

The statements are made once, since SQLAlchemy takes longer to make one than a database to run it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, or_, select, text, update

from storage.schema import OPEN, accounts, outbox, paces
from storage.upsert import insert_into

AT_ONCE = 100  # rows that one claim looks at, so that no transaction takes long

Address = tuple[str, str]  # platform and channel, for a notice the user id


@dataclass(frozen=True, slots=True)
class Owed:
    """A row in hand. Nobody else touches it before `lease`, and nothing is written back unless `fence` still holds.

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

    @property
    def channel(self) -> str:
        """Under this name its channel has a pace."""
        return channel_name(self.platform, self.place)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a worker asks for: at most so many rows, for one platform of those that its process serves or for all.

    `paces` has the pause between two calls for one channel of each platform that the process serves.
    """

    now: datetime
    real: datetime
    lease: datetime
    paces: Mapping[str, timedelta]
    only: str | None
    most: int

    @property
    def asked(self) -> list[str]:
        return [self.only] if self.only else list(self.paces)


def claim(connection: Connection, asked: Claim) -> list[Owed]:
    """The rows that are due first and whose channels and platform may be called; nobody else has them now."""
    looked = 0
    while looked < AT_ONCE:
        rows = _next(connection, asked, min(asked.most, AT_ONCE - looked))
        looked += len(rows)
        chosen = _choose_accounts(connection, [row for row in rows if not row.platform], list(asked.paces))
        addressed = [(row, chosen.get(row.id, (row.platform, row.place))) for row in rows]
        busy = _busy(connection, chosen.values(), asked.real)
        hand = _reserve(connection, _pick(addressed, busy, asked), asked)
        taken = [_owed(row, address, asked.lease) for row, address in hand]
        _write(connection, addressed, {owed.id: owed for owed in taken}, asked.real)
        if taken or not chosen:
            return taken
    return []


def channel_name(platform: str, place: str) -> str:
    return f"{platform}/{place}"


def _next(connection: Connection, asked: Claim, most: int) -> Sequence[Row[Any]]:
    given = {"now": asked.now, "real": asked.real, "platforms": ["", *asked.asked], "most": most}
    return connection.execute(NEXT, given).all()


def _choose_accounts(
    connection: Connection, rows: Sequence[Row[Any]], platforms: list[str]
) -> dict[int, Address | None]:
    """Where to write to, once for all attempts: the account that was linked last. None if there is no account."""
    if not rows:
        return {}
    found = connection.execute(ACCOUNTS, {"people": [row.person_id for row in rows], "platforms": platforms})
    last = {person: (platform, user) for person, platform, user in reversed(found.all())}
    return {row.id: last.get(row.person_id) for row in rows}


def _busy(connection: Connection, chosen: Iterable[Address | None], real: datetime) -> set[str]:
    """Channels and platforms of what has just got its address that must not be called now; of others that is known."""
    names = {name for address in chosen if address for name in (address[0], channel_name(*address))}
    return set(connection.execute(BUSY, {"names": list(names), "real": real}).scalars()) if names else set()


def _pick(
    addressed: Sequence[tuple[Row[Any], Address | None]], busy: set[str], asked: Claim
) -> list[tuple[Row[Any], Address]]:
    """What may be taken together: a row for each channel that has a pace, a letter to each person, others alone."""
    picked: list[tuple[Row[Any], Address]] = []
    taken = set(busy)
    for row, address in addressed:
        if address is None or address[0] not in asked.asked:
            continue
        channel, letter = channel_name(*address), f"letter:{row.person_id}"
        if not taken.isdisjoint((address[0], channel, letter)) or (_is_alone(row) and picked):
            continue
        picked.append((row, address))
        if _is_alone(row):
            break
        if asked.paces[address[0]]:
            taken.add(channel)
        if row.kind == "letter":  # whether another one may leave today depends on what becomes of this
            taken.add(letter)
    return picked


def _is_alone(row: Row[Any]) -> bool:
    """Whoever owes cards locks several of them, in an order of their own; and what a worker left behind when it died
    may be what it died of, so that others should not be in the same hand again.
    """
    return row.kind == "card" or row.state == "sending"


def _reserve(
    connection: Connection, picked: Sequence[tuple[Row[Any], Address]], asked: Claim
) -> Sequence[tuple[Row[Any], Address]]:
    """Takes the channels that have a pace, and leaves out those that somebody else was a moment faster to take."""
    wanted = {channel_name(*address) for _, address in picked if asked.paces[address[0]]}
    if not wanted:
        return picked
    # In one order, since two who take several at once wait for each other's.
    given = [{"place": name, "free": asked.lease, "real": asked.real} for name in sorted(wanted)]
    lost = wanted - set(connection.execute(RESERVE[connection.dialect.name], given).scalars())
    return [(row, address) for row, address in picked if channel_name(*address) not in lost]


def _write(
    connection: Connection,
    addressed: Sequence[tuple[Row[Any], Address | None]],
    taken: Mapping[int, Owed],
    real: datetime,
) -> None:
    """Marks what we have in hand; what has only got its address keeps it, and who has none is passed over."""
    rows: list[dict[str, Any]] = []
    for row, address in addressed:
        values = {"row": row.id, "lease": row.lease, "since": row.since, "error": row.error}
        owed = taken.get(row.id)
        if owed:
            state = {"state": "sending", "fence": owed.fence, "attempts": owed.attempts}
            rows.append(values | state | {"lease": owed.lease, "since": row.since or real} | _columns(address))
        elif not row.platform:
            same = values | {"state": row.state, "fence": row.fence, "attempts": row.attempts}
            lacking = {"state": "dropped", "error": "no account on any platform"}
            rows.append(same | (_columns(address) if address else _columns(("", "")) | lacking))
    if rows:
        connection.execute(TAKE, rows)


def _columns(address: Address | None) -> dict[str, str]:
    platform, place = address or ("", "")
    return {"platform": platform, "place": place}


def _owed(row: Row[Any], address: Address, lease: datetime) -> Owed:
    post = (row.post_channel, row.post) if row.post else None
    return Owed(
        row.id, row.key, row.kind, row.view, row.person_id, *address, row.expires,
        row.attempts + 1, row.fence + 1, row.wanted, lease, row.since, post,
    )  # fmt: skip


_channel, _platform = paces.alias(), paces.alias()
_left_behind = and_(outbox.c.state == "sending", outbox.c.lease <= bindparam("real"))
NEXT = (
    select(outbox)
    .outerjoin(_channel, _channel.c.place == outbox.c.platform + "/" + outbox.c.place)
    .outerjoin(_platform, _platform.c.place == outbox.c.platform)
    .where(outbox.c.due <= bindparam("now"), outbox.c.retry <= bindparam("real"))
    .where(or_(outbox.c.state.in_(("owed", "unsure")), _left_behind))
    .where(text(OPEN))  # word for word as in the partial index, which is used only then
    .where(outbox.c.platform.in_(bindparam("platforms", expanding=True)))
    .where(*(or_(pace.c.free.is_(None), pace.c.free <= bindparam("real")) for pace in (_channel, _platform)))
    .order_by(outbox.c.due, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=outbox, skip_locked=True)
)
ACCOUNTS = (
    select(accounts.c.person_id, accounts.c.platform, accounts.c.user)
    .where(accounts.c.person_id.in_(bindparam("people", expanding=True)))
    .where(accounts.c.platform.in_(bindparam("platforms", expanding=True)))
    .order_by(accounts.c.since.desc(), accounts.c.platform)
)
BUSY = select(paces.c.place).where(
    paces.c.place.in_(bindparam("names", expanding=True)), paces.c.free > bindparam("real")
)
TAKE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in (
        "platform", "place", "state", "fence", "attempts", "lease", "since", "error",
    )})
)  # fmt: skip
RESERVE = {
    dialect: insert_into(dialect, paces)
    .values(place=bindparam("place"), free=bindparam("free"))
    .on_conflict_do_update(
        index_elements=["place"], set_={"free": bindparam("free")}, where=paces.c.free <= bindparam("real")
    )
    .returning(paces.c.place)
    for dialect in ("sqlite", "postgresql")
}
