"""The migrations make the schema that the code knows, keep every row, and do not stand in each other's way."""

import shutil
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, func, select

from storage import Database
from storage.migrate import SCRIPTS, DatabaseTooNew, newest, upgrade
from storage.schema import accounts, memberships, metadata, people
from tests.conversation import NOW, PEOPLE, Chat

REBUILD = '''"""Copies the table of people, as SQLite does for any change."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    copies = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("people", recreate="always" if copies else "never") as batch:
        batch.add_column(sa.Column("nickname", sa.String(40)))
'''


def with_a_rebuild(folder: Path) -> Path:
    """The migrations with one more, which copies the table that most others refer to."""
    scripts = folder / "migrations"
    shutil.copytree(SCRIPTS, scripts)
    (scripts / "versions" / "9999_rebuild.py").write_text(REBUILD.format(before=newest()), "utf-8")
    return scripts


def test_a_database_of_a_newer_version_is_left_alone(sqlite: Database, tmp_path: Path) -> None:
    upgrade(sqlite, with_a_rebuild(tmp_path))

    with pytest.raises(DatabaseTooNew):
        upgrade(sqlite)


def test_migrations_and_schema_are_the_same(database: Database) -> None:
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    assert differences == []


def test_a_second_upgrade_does_nothing(database_url: str) -> None:
    database = Database(database_url)

    assert (upgrade(database), upgrade(database)) == (True, False)
    database.close()


def test_a_migration_that_rebuilds_a_table_keeps_the_rows_that_refer_to_it(database: Database, tmp_path: Path) -> None:
    Chat(database)  # fills people, memberships and accounts

    assert upgrade(database, with_a_rebuild(tmp_path))

    with database.engine.connect() as connection:
        counts = [connection.scalar(select(func.count()).select_from(t)) for t in (people, memberships, accounts)]
    assert counts == [len(PEOPLE)] * 3


def test_a_copy_is_made_before_a_filled_sqlite_database_is_migrated(sqlite: Database, tmp_path: Path) -> None:
    Chat(sqlite)

    upgrade(sqlite, with_a_rebuild(tmp_path))

    copy = create_engine(f"sqlite:///{tmp_path / 'netbot.db'}.before-{newest()}")
    with copy.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(people)) == len(PEOPLE)
    copy.dispose()


def test_two_that_upgrade_at_once_do_not_break_each_other(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(2)]
    failures: list[Exception] = []

    def run(database: Database) -> None:
        try:
            upgrade(database)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=[database]) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with databases[0].transaction() as store:
        assert store.heard.first_time("after the upgrade", NOW)
    for database in databases:
        database.close()
