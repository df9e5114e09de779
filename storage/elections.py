"""Elections: how far each has come, read, locked and kept."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from bot.domain.elections.configuration import canonical, restored
from bot.domain.elections.election import Election, NoSuchElection, Phase
from bot.domain.elections.roll import RollRule, read, written
from storage.schema_elections import election_slots, elections

KEPT = ("closes", "ballot", "roll_hash", "reason", "reminded", "counted")


class Elections:
    """The elections of the network."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Election:
        """Raises NoSuchElection."""
        return self._one(select(elections).where(elections.c.id == number))

    def lock(self, number: int) -> Election:
        """The election as nobody else can change it, or vote in it, before this transaction ends. Raises
        NoSuchElection.
        """
        return self._one(select(elections).where(elections.c.id == number).with_for_update())

    def hold_open(self, number: int) -> Election:
        """The election as nobody can close it before this transaction ends; many may vote at once. Raises
        NoSuchElection.
        """
        return self._one(select(elections).where(elections.c.id == number).with_for_update(read=True))

    def in_phases(self, *phases: Phase) -> list[Election]:
        """Those that have come so far, the newest first; polls are none."""
        query = select(elections).where(elections.c.phase.in_([phase.value for phase in phases]))
        return [one for one in self._all(query.order_by(elections.c.id.desc())) if not one.configuration.is_poll]

    def run_off_of(self, number: int) -> Election | None:
        """The second ballot of an election, if there is one."""
        return next(iter(self._all(select(elections).where(elections.c.run_off_of == number))), None)

    def due(self, moment: datetime) -> list[int]:
        """The elections to which something happens by now."""
        return list(self._db.execute(select(elections.c.id).where(elections.c.due <= moment)).scalars())

    def next_due(self) -> datetime | None:
        """When something happens to any election by itself."""
        return self._db.execute(select(func.min(elections.c.due))).scalar()

    def add(self, new: Election, rule: RollRule) -> Election:
        """Keeps a new election and gives it a number."""
        values = _columns(new) | {"roll_rule": written(rule), "due": None}
        key = self._db.execute(insert(elections).values(values)).inserted_primary_key
        return replace(new, id=int(key[0]) if key else 0)

    def save(self, changed: Election, due: datetime | None) -> None:
        """Keeps a change; `due` is when something happens to it by itself."""
        query = update(elections).where(elections.c.id == changed.id)
        self._db.execute(query.values(_columns(changed) | {"due": due}))

    def discard(self, number: int) -> None:
        """Forgets a draft; an election that was announced is never forgotten."""
        draft = (elections.c.id == number) & (elections.c.phase == Phase.DRAFT.value)
        self._db.execute(delete(elections).where(draft))

    def roll_rule(self, number: int) -> RollRule:
        return read(self._db.execute(select(elections.c.roll_rule).where(elections.c.id == number)).scalar_one())

    def set_roll_rule(self, number: int, rule: RollRule) -> None:
        self._db.execute(update(elections).where(elections.c.id == number).values(roll_rule=written(rule)))

    def of_voter(self, person: str, *phases: Phase) -> list[Election]:
        """Those in these phases on whose roll somebody stands, the next to close first; polls are none."""
        c = election_slots.c
        mine = select(c.election_id).where((c.holder_id == person) | (c.deputy_id == person))
        wanted = elections.c.id.in_(mine) & elections.c.phase.in_([phase.value for phase in phases])
        found = [one for one in self._all(select(elections).where(wanted)) if not one.configuration.is_poll]
        return sorted(found, key=lambda one: (one.deadline, one.id))

    def moment(self, now: datetime) -> datetime:
        """`now` by the clock of the database, so that replicas whose clocks differ close at the same moment."""
        if self._db.dialect.name != "postgresql":
            return now  # the database is a file of this machine
        there: datetime = self._db.execute(select(func.clock_timestamp())).scalar_one()
        return now + (there - datetime.now(UTC))

    def _one(self, query: Select[Any]) -> Election:
        row = self._db.execute(query).first()
        if not row:
            raise NoSuchElection
        return _election(row)

    def _all(self, query: Select[Any]) -> list[Election]:
        return [_election(row) for row in self._db.execute(query)]


def _election(row: Row[Any]) -> Election:
    kept = {name: getattr(row, name) for name in KEPT}
    return Election(row.id, restored(row.configuration), Phase(row.phase), **kept)


def _columns(election: Election) -> dict[str, Any]:
    text = {"configuration": canonical(election.configuration), "phase": election.phase.value}
    return text | {"run_off_of": election.configuration.run_off_of} | {name: getattr(election, name) for name in KEPT}
