"""Databases for tests: SQLite in a temporary folder, PostgreSQL from a server that is there or that we start."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from glob import glob
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage import Database
from storage.migrate import upgrade

MISSING = "no PostgreSQL: set TEST_DATABASE_URL, or install the server (package postgresql)"


@cache
def _migrated() -> bytes:
    """An empty SQLite database with the newest schema; migrating each test's own would take most of the time."""
    with tempfile.TemporaryDirectory(prefix="netbot-") as folder:
        path = Path(folder) / "netbot.db"
        database = Database(f"sqlite:///{path}")
        upgrade(database)
        database.close()
        return path.read_bytes()


def sqlite_database(folder: Path) -> Database:
    """A SQLite database in this folder with the newest schema."""
    path = folder / "netbot.db"
    path.write_bytes(_migrated())
    return Database(f"sqlite:///{path}")


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The URL of a server on which databases can be made: TEST_DATABASE_URL, or one started in a temporary folder."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    tools = _tools()
    if tools is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with _started(tools) as url:
        yield url


@contextmanager
def postgresql_database(server: str) -> Iterator[str]:
    """The URL of an empty database on the server, dropped afterwards."""
    name = f"netbot_{uuid.uuid4().hex[:12]}"
    engine = create_engine(_with_driver(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield engine.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _tools() -> Path | None:
    """The folder with initdb and pg_ctl, which Debian keeps off the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += [Path(path) for path in sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)]
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@contextmanager
def _started(tools: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="netbot-pg-") as folder:
        data = Path(folder) / "data"
        become: list[str] = []
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
            become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        _run(*become, tools / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N", "--no-locale", "-E", "UTF8")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
        _run(*become, tools / "pg_ctl", "-D", data, "-o", options, "-l", Path(folder) / "log", "-w", "start")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            _run(*become, tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd="/", stdout=subprocess.DEVNULL)
