"""Brings a database to the newest schema: with a copy beforehand, and a check of every reference afterwards."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from storage.database import Database

SCRIPTS = Path(__file__).parent / "migrations"
VERSIONS = SCRIPTS / "versions"


class MigrationBroken(Exception):
    """References point nowhere after a migration; the copy made beforehand is as it was."""


def newest() -> str:
    """The newest revision that this code knows."""
    return max(path.stem.partition("_")[0] for path in VERSIONS.glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """The revision of a database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(database: Database) -> bool:
    """Runs what is missing; False if nothing was. Raises MigrationBroken."""
    with database.engine.connect() as connection:
        found = current(connection)
    if found == newest():
        return False
    if not database.is_sqlite:
        _run(database.engine)
        return True
    # SQLite alters a table by copying and dropping it. With foreign keys switched on, the drop would take along
    # every row that refers to it; so they are off while we migrate, and all references are checked at the end.
    engine = create_engine(database.engine.url)
    try:
        if found is not None:
            _copy(engine, found)
        _run(engine)
        with engine.connect() as connection:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    finally:
        engine.dispose()
    if broken:
        raise MigrationBroken(f"{len(broken)} references point nowhere, first in table {broken[0][0]}")
    return True


def _copy(engine: Engine, revision: str) -> None:
    path = engine.url.database
    if not path or path == ":memory:":
        return
    target = Path(f"{path}.before-{revision}")
    target.unlink(missing_ok=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM INTO :target"), {"target": str(target)})


def _run(engine: Engine) -> None:
    # Alembic is imported here because only a start with something to migrate needs its 12 MiB.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
