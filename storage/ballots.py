"""Ballot boxes: casting against closing under one lock, and emptying a box so that nothing of it is left to open."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, delete, func, literal_column, select, update

from bot.domain.elections.apart import PublicKeys
from bot.domain.elections.box import Box, BoxClosed, BoxNotReady, BoxState, NoSuchBox, Tampered
from bot.domain.elections.keys import BoxKey, authentic_writ
from bot.domain.elections.opening import CountsDiffer, Opened
from bot.domain.elections.sealing import Envelope
from bot.domain.elections.words import Mark
from bot.domain.elections.writ import Writ
from storage.countedballots import CountedBallots
from storage.schema import EPOCH
from storage.schema_ballots import ballot_boxes, ballot_keys, counted_ballots, envelopes, handed_in
from storage.upsert import insert_or

MOMENT = {
    "sqlite": "CAST(strftime('%s', 'now') AS INTEGER) * 1000000"
    " + CAST(substr(strftime('%f', 'now'), 4) AS INTEGER) * 1000",
    "postgresql": "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)",
}
ALIVE = (BoxState.OPEN, BoxState.CLOSED)


class BallotBoxes:
    """The boxes of all elections, each by the number of its election.

    `ahead` is how far the bot's time is ahead of the database's, which is nothing outside of demo and tests.
    """

    def __init__(self, connection: Connection, touched: set[str], ahead: Callable[[], timedelta]) -> None:
        self._db = connection
        self._touched = touched
        self._ahead = ahead

    def keep_keys(self, election: int, keys: PublicKeys) -> None:
        """Keeps what may be known of the trustees' keys; a new ceremony replaces those of an earlier one."""
        row = insert_or(self._db, ballot_keys).values(election=election, content=asdict(keys))
        newer = {"content": row.excluded.content}
        self._db.execute(row.on_conflict_do_update(index_elements=["election"], set_=newer))

    def keys(self, election: int) -> PublicKeys | None:
        """What is known of the trustees' keys of an election, for its box and those of its run-offs."""
        found = self._db.execute(select(ballot_keys.c.content).where(ballot_keys.c.election == election)).scalar()
        if found is None:
            return None
        marks = tuple(Mark(**mark) for mark in found["marks"])
        return PublicKeys(found["threshold"], tuple(found["publics"]), tuple(found["commitments"]), marks)

    def open(self, writ: Writ, key: BoxKey, key_file: str, closes: datetime) -> None:
        """Sets a box up for votes until `closes`."""
        row = {"election": writ.election, "state": BoxState.OPEN.value, "closes": closes, "key_file": key_file}
        sealed = {"writ": writ.text, "authentic": authentic_writ(writ.text, key)}
        self._db.execute(ballot_boxes.insert().values(row | sealed))

    def get(self, election: int) -> Box:
        """A box as it is. Raises NoSuchBox."""
        return _box(self._db.execute(select(ballot_boxes).where(ballot_boxes.c.election == election)).first())

    def cast(self, election: int, envelope: Envelope) -> None:
        """Puts an envelope into the box, in the place of an earlier one of its slot; it counts once this is committed.

        Whoever closes the box waits until all who cast have committed, and whoever casts later reads that it is
        closed. Raises BoxClosed or NoSuchBox.
        """
        box = self._locked(election, shared=True)
        if box.state is not BoxState.OPEN or self.moment() >= box.closes:
            raise BoxClosed
        self._overwrite()
        row = {"election": election, "slot": envelope.slot}
        content = {"sealed": envelope.sealed, "authentic": envelope.authentic}
        query = insert_or(self._db, envelopes).values(row | content)
        self._db.execute(query.on_conflict_do_update(index_elements=["election", "slot"], set_=content))

    def voted(self, election: int) -> frozenset[int]:
        """The slots of which there is a ballot."""
        return frozenset(self._db.execute(select(envelopes.c.slot).where(envelopes.c.election == election)).scalars())

    def turnout(self, election: int) -> int:
        """How many ballots are in the box."""
        query = select(func.count()).select_from(envelopes).where(envelopes.c.election == election)
        return self._db.execute(query).scalar_one()

    def extend(self, election: int, closes: datetime) -> None:
        """Moves the deadline of a box that is open and in time to a later moment. Raises BoxClosed, BoxNotReady."""
        box = self._locked(election)
        if box.state is not BoxState.OPEN or self.moment() >= box.closes:
            raise BoxClosed
        if closes <= box.closes:
            raise BoxNotReady(box.state)
        self._set(election, closes=closes)

    def close(self, election: int, *, early: bool = False) -> bool:
        """Closes a box whose time has come, or earlier when everybody has voted. False if it is not open or not due."""
        box = self._locked(election)
        if box.state is not BoxState.OPEN or (self.moment() < box.closes and not early):
            return False
        self._set(election, state=BoxState.CLOSED.value)
        return True

    def hand_in(self, election: int, trustee: int, sealed: bytes) -> int:
        """Keeps a trustee's sealed words for a closed box; how many trustees have done so. Raises BoxNotReady."""
        self._ready(election)
        query = insert_or(self._db, handed_in).values(election=election, trustee=trustee, sealed=sealed)
        self._db.execute(query.on_conflict_do_update(index_elements=["election", "trustee"], set_={"sealed": sealed}))
        return len(self.handed_in(election))

    def handed_in(self, election: int) -> dict[int, bytes]:
        """The sealed words by the number of the trustee."""
        query = select(handed_in.c.trustee, handed_in.c.sealed).where(handed_in.c.election == election)
        return {row.trustee: row.sealed for row in self._db.execute(query.order_by(handed_in.c.trustee))}

    def envelopes(self, election: int) -> list[Envelope]:
        """All envelopes of a closed box, which stays locked until the transaction ends. Raises BoxNotReady."""
        self._ready(election)
        return self.look_into(election)

    def look_into(self, election: int) -> list[Envelope]:
        """The envelopes of a box as they are at this moment."""
        columns = (envelopes.c.slot, envelopes.c.sealed, envelopes.c.authentic)
        query = select(*columns).where(envelopes.c.election == election).order_by(envelopes.c.slot)
        return [Envelope(row.slot, row.sealed, row.authentic) for row in self._db.execute(query)]

    def keep_count(self, found: Opened) -> None:
        """Puts the sorted ballots where the envelopes were, reads them back, and empties the box.

        Its key is erased right after the commit. Raises CountsDiffer, Tampered or BoxNotReady.
        """
        election = found.writ.election
        self._ready(election)
        if self.turnout(election) != len(found.ballots) + found.unreadable:
            raise CountsDiffer
        counted = CountedBallots(self._db, self._touched)
        counted.keep(election, found.ballots)
        if counted.ballots(election) != found.ballots:
            raise Tampered("ballots")
        result = {"unreadable": found.unreadable, "nonce": found.nonce.hex(), "seed": found.seed.hex()}
        self._empty(election, state=BoxState.COUNTED.value, **result)

    def destroy(self, election: int) -> None:
        """Empties a box that has not been counted, for good. Raises BoxNotReady."""
        box = self._locked(election)
        if box.state not in ALIVE:
            raise BoxNotReady(box.state)
        self._db.execute(delete(counted_ballots).where(counted_ballots.c.election == election))
        self._empty(election, state=BoxState.DESTROYED.value)

    def dead_keys(self) -> tuple[frozenset[str], frozenset[str]]:
        """The files of keys that nobody needs any more, and of those that are needed."""
        rows = self._db.execute(select(ballot_boxes.c.key_file, ballot_boxes.c.state)).all()
        alive = frozenset(row.key_file for row in rows if BoxState(row.state) in ALIVE)
        return frozenset(row.key_file for row in rows) - alive, alive

    def moment(self) -> datetime:
        """What time it is by the database's clock, which all replicas share."""
        clock = literal_column(MOMENT[self._db.dialect.name], BigInteger)
        microseconds = self._db.execute(select(clock)).scalar_one()
        return EPOCH + timedelta(microseconds=microseconds) + self._ahead()

    def _locked(self, election: int, *, shared: bool = False) -> Box:
        """The box as it is once nobody changes it any more; on SQLite the transaction itself is the lock."""
        query = select(ballot_boxes).where(ballot_boxes.c.election == election).with_for_update(read=shared)
        return _box(self._db.execute(query).first())

    def _ready(self, election: int) -> None:
        box = self._locked(election)
        if box.state is not BoxState.CLOSED:
            raise BoxNotReady(box.state)

    def _set(self, election: int, **values: object) -> None:
        self._db.execute(update(ballot_boxes).where(ballot_boxes.c.election == election).values(**values))

    def _empty(self, election: int, **values: object) -> None:
        self._overwrite()
        self._db.execute(delete(envelopes).where(envelopes.c.election == election))
        self._db.execute(delete(handed_in).where(handed_in.c.election == election))
        self._set(election, **values)
        self._touched.add("boxes")

    def _overwrite(self) -> None:
        """Makes SQLite write zeros over what it deletes, which not every build does by itself."""
        if self._db.dialect.name == "sqlite":
            self._db.exec_driver_sql("PRAGMA secure_delete=ON")


def _box(row: Row[Any] | None) -> Box:
    if row is None:
        raise NoSuchBox
    return Box(row.election, BoxState(row.state), row.closes, row.writ, row.authentic, row.key_file)
