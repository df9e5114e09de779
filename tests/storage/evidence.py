"""What an adversary gets hold of: everything that the database leaves in files, rows and their hidden columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text

from storage import Database

Row = dict[str, Any]
SEGMENT = 16 * 1024 * 1024
POSITION = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"
READ = (
    "SELECT pg_read_binary_file('pg_wal/' || pg_walfile_name('0/0'::pg_lsn + CAST(:at AS numeric) + 1),"
    " :offset, :length)"
)
POSTGRESQL_ROW = "SELECT *, xmin::text::bigint AS xmin_, ctid::text AS ctid_ FROM {table}"


@dataclass(frozen=True)
class Snapshot:
    """Files by name, and rows of tables in the order in which the database gives them."""

    files: Mapping[str, bytes]
    rows: Mapping[str, list[Row]]


@dataclass
class Evidence:
    """Snapshots in order, what the log says, in which order voters were told that their ballot was received.

    `called` is how the log and messages may name the voter of a slot.
    """

    database: Database
    tables: tuple[str, ...]
    snapshots: list[Snapshot] = field(default_factory=list[Snapshot])
    received: list[int] = field(default_factory=list[int])
    log: str = ""
    called: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    _begun: int = 0

    def __post_init__(self) -> None:
        if not self.database.is_sqlite:
            with self.database.engine.connect() as connection:
                self._begun = int(connection.execute(text(POSITION)).scalar_one())

    def take(self) -> None:
        """One more snapshot."""
        with self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self.database.is_sqlite:
                rows = {table: self._rows(connection, f"SELECT * FROM {table}") for table in self.tables}
                files = sqlite_files(self.database)
            else:
                rows = {table: self._rows(connection, POSTGRESQL_ROW.format(table=table)) for table in self.tables}
                files = postgresql_files(connection, self.tables)
        self.snapshots.append(Snapshot(files, rows))

    def take_all(self) -> None:
        """One more snapshot, with all that PostgreSQL's log has got since the first."""
        self.take()
        if not self.database.is_sqlite:
            with self.database.engine.connect() as connection:
                wal = written_ahead(connection, self._begun)
            self.snapshots[-1] = Snapshot({**self.snapshots[-1].files, "wal": wal}, self.snapshots[-1].rows)

    def _rows(self, connection: Any, query: str) -> list[Row]:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def reads_files(database: Database) -> bool:
    """Whether we may look into PostgreSQL's own files."""
    with database.engine.connect() as connection:
        return connection.execute(text("SHOW is_superuser")).scalar_one() == "on"


def sqlite_files(database: Database) -> dict[str, bytes]:
    """The database and its log."""
    path = Path(database.engine.url.database or "")
    return {each.name: each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*"))}


def postgresql_files(connection: Any, tables: tuple[str, ...]) -> dict[str, bytes]:
    """The heaps with their dead rows."""
    connection.execute(text("CHECKPOINT"))
    query = text("SELECT pg_read_binary_file(pg_relation_filepath(:table))")
    return {table: bytes(connection.execute(query, {"table": table}).scalar_one()) for table in tables}


def written_ahead(connection: Any, begun: int) -> bytes:
    """PostgreSQL's log from a position on."""
    end, content = int(connection.execute(text(POSITION)).scalar_one()), b""
    while begun < end:
        till = min(end, (begun // SEGMENT + 1) * SEGMENT)
        part = {"at": begun, "offset": begun % SEGMENT, "length": till - begun}
        content += bytes(connection.execute(text(READ), part).scalar_one())
        begun = till
    return content
