"""Upgrades that start together, fail in the middle, or would lose something; and the indexes that they must leave."""

import shutil
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, inspect, text

from storage import Database
from storage.migrate import SCRIPTS, MigrationBroken, current, newest, upgrade
from tests.conversation import NOW, PEOPLE, Chat
from tests.processes import at_once

REVISION = '''"""One more."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{steps}
'''
ONE_TABLE = '    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))\n'
REBUILD = """    copies = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("people", recreate="always" if copies else "never") as batch:
        batch.add_column(sa.Column("nickname", sa.String(40)))
"""


def scripts_with(folder: Path, steps: str) -> Path:
    """The migrations with one more."""
    shutil.copytree(SCRIPTS, folder / "migrations")
    (folder / "migrations/versions/9999_more.py").write_text(REVISION.format(before=newest(), steps=steps), "utf-8")
    return folder / "migrations"


def upgrade_here(url: str, scripts: Path) -> bool:
    with closing(Database(url)) as database:
        return upgrade(database, scripts)


def rows(connection: Connection) -> Mapping[str, int]:
    """How many rows each table has."""
    tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in tables}


def state(database: Database) -> tuple[str | None, Mapping[str, int]]:
    with database.engine.connect() as connection:
        return current(connection), rows(connection)


def test_of_many_processes_that_start_on_an_empty_database_one_upgrades(database_url: str) -> None:
    done = at_once(upgrade_here, [(database_url, SCRIPTS)] * 4)

    assert sorted(done) == [False, False, False, True]
    with closing(Database(database_url)) as database, database.transaction() as store:
        assert store.heard.first_time("after", NOW)


def test_of_many_processes_that_start_on_a_filled_database_one_upgrades(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    Chat(database)
    _, before = state(database)
    scripts = scripts_with(tmp_path, ONE_TABLE + REBUILD)

    done = at_once(upgrade_here, [(database_url, scripts)] * 4)

    assert sorted(done) == [False, False, False, True]
    assert state(database) == ("9999", {**before, "extra": 0})


def test_an_upgrade_that_fails_in_the_middle_changes_nothing(database: Database, tmp_path: Path) -> None:
    Chat(database)
    before = state(database)
    scripts = scripts_with(tmp_path, ONE_TABLE + REBUILD + "    raise ZeroDivisionError\n")

    with pytest.raises(ZeroDivisionError):
        upgrade(database, scripts)

    assert state(database) == before


def test_an_upgrade_that_leaves_references_to_nothing_changes_nothing(sqlite: Database, tmp_path: Path) -> None:
    Chat(sqlite)
    before = state(sqlite)
    scripts = scripts_with(tmp_path, "    op.execute(\"DELETE FROM people WHERE id = 'p1'\")\n")

    with pytest.raises(MigrationBroken):
        upgrade(sqlite, scripts)

    assert state(sqlite) == before


def test_the_copy_from_before_is_whole(sqlite: Database, tmp_path: Path) -> None:
    Chat(sqlite)
    before = state(sqlite)
    for leftover in (f"netbot.db.before-{newest()}", f"netbot.db.before-{newest()}.part"):
        (tmp_path / leftover).write_text("of an earlier attempt")

    upgrade(sqlite, scripts_with(tmp_path, REBUILD))

    with closing(Database(f"sqlite:///{tmp_path / 'netbot.db'}.before-{newest()}")) as copy:
        assert state(copy) == before
        assert before[1]["people"] == len(PEOPLE)
        with copy.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    assert not (tmp_path / f"netbot.db.before-{newest()}.part").exists()


def test_references_are_minded_again_after_an_upgrade(sqlite: Database, tmp_path: Path) -> None:
    Chat(sqlite)
    upgrade(sqlite, scripts_with(tmp_path, REBUILD))

    with sqlite.transaction() as store:
        store.connection.execute(text("DELETE FROM people WHERE id = 'p1'"))

    _, left = state(sqlite)
    assert (left["people"], left["memberships"], left["accounts"]) == (len(PEOPLE) - 1,) * 3


def test_open_deliveries_and_reminders_have_small_indexes(database: Database) -> None:
    with database.engine.connect() as connection:
        found = {
            index["name"]: f"{database.engine.dialect.name}_where" in index["dialect_options"]
            for table in ("outbox", "meeting_rungs")
            for index in inspect(connection).get_indexes(table)
        }

    assert (found["ix_outbox_open"], found["ix_meeting_rungs_open"], found["ix_outbox_view"]) == (True, True, False)


def test_looking_for_something_to_deliver_reads_the_small_index(database: Database) -> None:
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        if "outbox" in statement:
            asked.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    with database.transaction() as store:
        pace = {"paper": timedelta()}
        store.deliveries.claim(now=NOW, real=NOW, lease=timedelta(seconds=4), paces_of=pace)
        store.deliveries.soonest(NOW, ["paper"])
        store.outbox.is_quiet(NOW)
        plans = [explain(store.connection, *query) for query in tuple(asked)]

    assert ["ix_outbox_open" in plan for plan in plans] == [True, True, True]


def explain(connection: Connection, statement: str, parameters: object) -> str:
    """The database's plan, as it would be for a large table."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return str(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).all())
    return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
