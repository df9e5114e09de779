"""Brings a database to the newest schema: wholly or not at all, and once however many processes start together."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from storage.database import Database, prepare_sqlite

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 5_246_1965  # any number, as long as it is ours
PATIENCE = 300_000  # milliseconds that one process waits while another migrates


class MigrationBroken(Exception):
    """References would point nowhere after a migration; the database is as it was."""


class DatabaseTooNew(Exception):
    """A newer version of the bot has written this database."""


def newest(scripts: Path = SCRIPTS) -> str:
    """The newest revision that this code knows."""
    return max(path.stem.partition("_")[0] for path in (scripts / "versions").glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """The revision of a database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(database: Database, scripts: Path = SCRIPTS) -> bool:
    """Runs what is missing; False if nothing was. Raises MigrationBroken or DatabaseTooNew."""
    with database.reading() as store:
        if not _misses(store.connection, scripts):
            return False
    if database.is_sqlite:
        return _upgrade_sqlite(database.engine, scripts)
    with database.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
        return _run(connection, scripts)


def _upgrade_sqlite(opened: Engine, scripts: Path) -> bool:
    # SQLite alters a table by copying and dropping it. With foreign keys switched on, the drop would take along
    # every row that refers to it; so they are off while we migrate, and all references are checked before the end.
    engine = create_engine(opened.url)
    prepare_sqlite(engine, foreign_keys=False, patience=PATIENCE)
    try:
        with engine.begin() as connection:
            found = current(connection)
            if found and _misses(connection, scripts):
                _copy(engine, found)
            if not _run(connection, scripts):
                return False
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise MigrationBroken(f"{len(broken)} references point nowhere, first in table {broken[0][0]}")
            return True
    finally:
        engine.dispose()


def _misses(connection: Connection, scripts: Path) -> bool:
    found, known = current(connection), newest(scripts)
    if found and found > known:
        raise DatabaseTooNew(f"the database has revision {found}, this version of the bot knows {known}")
    return found != known


def _copy(engine: Engine, revision: str) -> None:
    path = engine.url.database
    if not path or path == ":memory:":
        return
    target = Path(f"{path}.before-{revision}")
    part = Path(f"{target}.part")  # whoever finds the copy under its name finds all of it
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(part),))
    part.replace(target)


def _run(connection: Connection, scripts: Path) -> bool:
    if not _misses(connection, scripts):
        return False  # somebody else did it while we waited
    # Alembic is imported here because only a start with something to migrate needs its 12 MiB.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True
