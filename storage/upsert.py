"""INSERT ... ON CONFLICT, which both databases have and SQLAlchemy spells once for each."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.schema import versions


def insert_or(connection: Connection, table: Table) -> sqlite.Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`.

    The two dialects' constructs have the same methods, so the type of one stands for both.
    """
    return insert_into(connection.dialect.name, table)


def insert_into(dialect: str, table: Table) -> sqlite.Insert:
    """The same for a kind of database, for statements that are made before there is a connection."""
    if dialect == "postgresql":
        return postgresql.insert(table)  # type: ignore[return-value]
    return sqlite.insert(table)


def count_up(connection: Connection, name: str) -> None:
    """Tells every replica that what it keeps in memory under this name has changed."""
    query = insert_or(connection, versions).values(name=name, number=1)
    newer = {"number": versions.c.number + 1}
    connection.execute(query.on_conflict_do_update(index_elements=["name"], set_=newer))
