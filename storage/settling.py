"""What became of the rows in hand, written down in one transaction for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, select, update

from storage.claiming import Owed
from storage.schema import outbox, paces
from storage.schema_letters import letters

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one row: the columns to change, and those to change if it grew stale while we had it in hand.

    `left` is the bot's time at which a letter has left.
    """

    owed: Owed
    values: Values
    if_stale: Values | None = None
    left: datetime | None = None


def sent(owed: Owed, post: tuple[str, str], now: datetime, real: datetime) -> Settled:
    """The row's message stands where `post` says; a card that went stale meanwhile is owed again."""
    shown = {"post_channel": post[0], "post": post[1], "shown": owed.wanted, "attempts": 0, "error": ""}
    left = now if owed.kind == "letter" else None
    return Settled(owed, shown | {"state": "sent"}, shown | {"state": "owed", "retry": real}, left)


def dropped(owed: Owed, why: str) -> Settled:
    """It need not be sent any more."""
    return Settled(owed, {"state": "dropped", "error": why}, {"state": "owed"})


def unsure(owed: Owed, at: datetime, error: str) -> Settled:
    """Tries again later. It may have reached the platform, so that it is looked up first."""
    return Settled(owed, {"state": "unsure", "retry": at, "error": error})


def postponed(owed: Owed, until: datetime) -> Settled:
    """The platform asked us to wait. This attempt left nothing behind there and does not count."""
    return Settled(owed, _untried(owed) | {"retry": until, "error": "asked to wait"})


def delayed(owed: Owed, until: datetime) -> Settled:
    """Its reader does not want it before `until`, on the bot's clock. Nothing was sent, so this was no attempt."""
    return Settled(owed, _untried(owed) | {"due": until})


def put_back(owed: Owed) -> Settled:
    """Nobody has tried anything."""
    return Settled(owed, _untried(owed))


def given_up(owed: Owed, error: str) -> Settled:
    """Leaves it to the coordinators."""
    return Settled(owed, {"state": "dead", "error": error})


def settle(connection: Connection, hand: Sequence[Settled]) -> set[int]:
    """Writes down what became of the rows; gives those that were ours no more, of which it writes nothing.

    Where somebody else has the card that we edited late, an older state may show now: it is shown again.
    """
    left = {each.owed.person: each.left for each in hand if each.left}
    if left:  # first, as those do who add to letters, and in their order: whoever waits for them holds nothing we need
        connection.execute(LETTERS, [{"person": person, "left": left[person]} for person in sorted(filter(None, left))])
    rows = {row.id: row for row in connection.execute(HELD, {"rows": [each.owed.id for each in hand]})}
    ours = [each for each in hand if _is_ours(rows.get(each.owed.id), each.owed)]
    if ours:
        connection.execute(WRITE, [_written(rows[each.owed.id], each) for each in ours])
    lost = {each.owed.id for each in hand} - {each.owed.id for each in ours}
    if lost:
        connection.execute(SHOW_AGAIN, {"rows": list(lost)})
    return lost


def leave(connection: Connection, channels: Mapping[str, tuple[datetime, datetime]]) -> None:
    """Gives each channel free that we took until the first moment, from the second on; not if somebody else has it."""
    if channels:
        given = [{"channel": name, "taken": channels[name][0], "until": channels[name][1]} for name in sorted(channels)]
        connection.execute(LEAVE, given)


def _untried(owed: Owed) -> dict[str, Any]:
    return {"state": "owed", "attempts": owed.attempts - 1, "since": owed.since}


def _is_ours(row: Row[Any] | None, owed: Owed) -> bool:
    return row is not None and row.fence == owed.fence and row.state == "sending"


def _written(row: Row[Any], settled: Settled) -> dict[str, Any]:
    stale = settled.if_stale is not None and row.wanted > settled.owed.wanted
    same = {name: getattr(row, name) for name in CHANGED}
    return same | dict(settled.if_stale if stale and settled.if_stale else settled.values) | {"row": row.id}


CHANGED = ("state", "due", "retry", "attempts", "since", "error", "post_channel", "post", "shown")
HELD = (
    select(outbox.c.id, outbox.c.fence, outbox.c.wanted, *(outbox.c[name] for name in CHANGED))
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
    .order_by(outbox.c.id)
    .with_for_update()
)
WRITE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(lease=None, **{name: bindparam(name) for name in CHANGED})
)
LETTERS = update(letters).where(letters.c.person_id == bindparam("person")).values(sent=bindparam("left"))
SHOW_AGAIN = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)), outbox.c.kind == "card")
    .values(wanted=outbox.c.wanted + 1, state=case((outbox.c.state == "sent", "owed"), else_=outbox.c.state))
)
LEAVE = (
    update(paces)
    .where(paces.c.place == bindparam("channel"), paces.c.free == bindparam("taken"))
    .values(free=bindparam("until"))
)
