"""Who votes and who stands in an election, and what people object to its roll."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from bot.domain.elections.candidacy import Candidacy, Standing
from bot.domain.elections.roll import Roll, Slot
from storage.schema_elections import election_candidacies, election_objections, election_slots
from storage.upsert import insert_or


class ElectionPeople:
    """Rolls, candidacies and objections."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def roll(self, number: int) -> Roll:
        c = election_slots.c
        rows = self._db.execute(select(election_slots).where(c.election_id == number).order_by(c.number))
        return Roll(tuple(Slot(row.number, row.holder_id, row.deputy_id, row.group) for row in rows))

    def set_roll(self, number: int, roll: Roll) -> None:
        """Replaces the roll; only as long as it is not frozen."""
        self._db.execute(delete(election_slots).where(election_slots.c.election_id == number))
        rows = [
            {"election_id": number, "number": s.number, "holder_id": s.holder, "deputy_id": s.deputy, "group": s.group}
            for s in roll.slots
        ]
        if rows:
            self._db.execute(insert(election_slots), rows)

    def candidacies(self, number: int) -> list[Candidacy]:
        """All of an election, whatever became of them, by their number and then by person."""
        c = election_candidacies.c
        query = select(election_candidacies).where(c.election_id == number).order_by(c.number, c.person_id)
        return [_candidacy(row) for row in self._db.execute(query)]

    def candidacy(self, number: int, person: str) -> Candidacy | None:
        row = self._db.execute(select(election_candidacies).where(_of(number, person))).first()
        return _candidacy(row) if row else None

    def keep(self, number: int, candidacy: Candidacy) -> None:
        """Adds a candidacy or changes it."""
        values = {
            "standing": candidacy.standing.value,
            "nominated_by": candidacy.nominated_by,
            "statement": candidacy.statement,
            "number": candidacy.number,
        }
        row = {"election_id": number, "person_id": candidacy.person, "office": "", **values}
        query = insert_or(self._db, election_candidacies).values(row)
        self._db.execute(query.on_conflict_do_update(index_elements=["election_id", "person_id"], set_=values))

    def offices(self, number: int) -> dict[str, str]:
        """Whom the office was offered and what they said: asked, accepted or declined."""
        c = election_candidacies.c
        query = select(c.person_id, c.office).where(c.election_id == number, c.office != "").order_by(c.number)
        return {row.person_id: row.office for row in self._db.execute(query)}

    def set_office(self, number: int, person: str, said: str, *, was: str) -> bool:
        """Whether it was as we thought; two answers at once are one."""
        c = election_candidacies.c
        query = update(election_candidacies).where(_of(number, person), c.office == was)
        return self._db.execute(query.values(office=said)).rowcount == 1

    def object(self, number: int, person: str, words: str, now: datetime) -> int:
        """Keeps an objection to the roll and gives its number."""
        row = {"election_id": number, "person_id": person, "words": words, "answered": False, "at": now}
        key = self._db.execute(insert(election_objections).values(row)).inserted_primary_key
        return int(key[0]) if key else 0

    def objections(self, number: int) -> list[tuple[int, str, str]]:
        """Those that nobody has answered: number, person and words, the first one first."""
        c = election_objections.c
        query = select(c.id, c.person_id, c.words).where(c.election_id == number, ~c.answered).order_by(c.id)
        return [(row.id, row.person_id, row.words) for row in self._db.execute(query)]

    def answer(self, number: int, objection: int) -> bool:
        """Whether it was still open."""
        c = election_objections.c
        one = (c.election_id == number) & (c.id == objection) & ~c.answered
        return self._db.execute(update(election_objections).where(one).values(answered=True)).rowcount == 1


def _of(number: int, person: str) -> ColumnElement[bool]:
    c = election_candidacies.c
    return (c.election_id == number) & (c.person_id == person)


def _candidacy(row: Row[Any]) -> Candidacy:
    return Candidacy(row.person_id, Standing(row.standing), row.nominated_by, row.statement, row.number)
