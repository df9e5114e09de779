"""What was published of an election: the report of the count and the ballot file."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from storage.schema_elections import election_results


class ElectionResults:
    """Results; they are kept, while the codes in them are erased after the time to contest."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def publish(self, number: int, report: str, file: str, file_hash: str, now: datetime) -> None:
        row = {"election_id": number, "report": report, "file": file, "file_hash": file_hash, "at": now}
        self._db.execute(insert(election_results).values(row))

    def report(self, number: int) -> str | None:
        return self._db.execute(select(election_results.c.report).where(_of(number))).scalar()

    def file(self, number: int) -> str | None:
        """The ballot file as it is now."""
        return self._db.execute(select(election_results.c.file).where(_of(number))).scalar()

    def file_hash(self, number: int) -> str:
        """SHA-256 of the ballot file as it was published."""
        return self._db.execute(select(election_results.c.file_hash).where(_of(number))).scalar() or ""

    def replace_file(self, number: int, file: str) -> None:
        """Puts the file without codes in the place of the one with them."""
        self._db.execute(update(election_results).where(_of(number)).values(file=file))


def _of(number: int) -> ColumnElement[bool]:
    return election_results.c.election_id == number
