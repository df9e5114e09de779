"""The trustees of elections, in the order of the set-up."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from bot.domain.elections.trustees import NewWords, Trustee
from bot.domain.elections.words import Mark
from storage.schema_elections import election_trustees as table


class ElectionTrustees:
    """What is kept of the trustees; their words never are."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def appoint(self, number: int, people: Sequence[str]) -> None:
        rows = [
            {"election_id": number, "person_id": person, "place": place, "confirmed": False}
            | {"public": "", "salt": "", "digest": "", "share": None}
            for place, person in enumerate(people)
        ]
        if rows:
            self._db.execute(insert(table), rows)

    def of(self, number: int) -> list[Trustee]:
        rows = self._db.execute(select(table).where(table.c.election_id == number).order_by(table.c.place))
        return [
            Trustee(
                row.person_id, row.public, Mark(row.salt, row.digest) if row.public else None, row.confirmed, row.share
            )
            for row in rows
        ]

    def show(self, number: int, person: str, new: NewWords) -> None:
        """Keeps what may be kept of words that are being shown; they replace those of before."""
        self._set(number, person, public=new.public, salt=new.mark.salt, digest=new.mark.digest, confirmed=False)

    def confirm(self, number: int, person: str) -> None:
        self._set(number, person, confirmed=True)

    def give(self, number: int, person: str, share: bytes) -> None:
        """Keeps the share that is sealed for a trustee."""
        self._set(number, person, share=share)

    def _set(self, number: int, person: str, **values: object) -> None:
        one = (table.c.election_id == number) & (table.c.person_id == person)
        self._db.execute(update(table).where(one).values(**values))
