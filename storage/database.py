"""The database: SQLite by default, PostgreSQL for several replicas; one transaction at a time for one event."""

import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from storage.store import Store
from storage.turns import Turns

COLLISIONS = ("40001", "40P01")  # PostgreSQL's codes: two transactions stood in each other's way


class DatabaseBusy(Exception):
    """Somebody else holds the database for too long; trying again later is all right."""


class Database:
    """Opens transactions. On SQLite the writers of one process take turns: its own waiting starves some of them."""

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.ahead: Callable[[], timedelta] = timedelta  # of the bot's time before the database's: demo and tests
        self._after_commit: list[Callable[[Store], None]] = []
        # What people wrote or chose must not stand in the text of an error.
        options: dict[str, Any] = {"pool_size": pool_size, "max_overflow": 20, "hide_parameters": True}
        self.engine = create_engine(parsed, pool_pre_ping=not self.is_sqlite, **options)
        if self.is_sqlite:
            # Readers have connections of their own, so that the writers' one, which is always the same, finds the
            # pages and statements of the last transaction in its memory.
            self._turns = Turns(self.engine)
            self._reading = create_engine(parsed, **options)
            prepare_sqlite(self.engine)
            prepare_sqlite(self._reading, reads=True)
        else:
            self._reading = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def after_commit(self, listener: Callable[[Store], None]) -> None:
        """Calls `listener` with the (closed) store after every committed write."""
        self._after_commit.append(listener)

    @contextmanager
    def transaction(self, *, alone: bool = False) -> Generator[Store]:
        """Commits at the end, or undoes everything if an exception leaves the block.

        What may take long says `alone`, so that nobody who has written before it waits for it.
        """
        with self._collisions(), self._writing(alone) as connection:
            store = Store(lambda: connection, self.ahead)
            yield store
        for listener in self._after_commit:
            listener(store)

    @contextmanager
    def reading(self) -> Generator[Store]:
        """A consistent view in which writing fails; takes no lock of a writer and connects only when it is used."""
        connections: list[Connection] = []

        def connect() -> Connection:
            connections.append(self._reading.connect())
            return connections[0]

        try:
            yield Store(connect, self.ahead)
        finally:
            for connection in connections:
                connection.close()

    def close(self) -> None:
        self.engine.dispose()
        self._reading.dispose()

    @contextmanager
    def _writing(self, alone: bool) -> Generator[Connection]:
        if self.is_sqlite:
            with self._turns.take(alone=alone) as connection:
                yield connection
        else:
            with self.engine.begin() as connection:
                yield connection

    @contextmanager
    def _collisions(self) -> Generator[None]:
        try:
            yield
        except (OperationalError, sqlite3.OperationalError) as error:  # the latter from our own BEGIN
            if "database is locked" in str(error) or getattr(error.__cause__, "sqlstate", None) in COLLISIONS:
                raise DatabaseBusy from error
            raise


def prepare_sqlite(engine: Engine, *, reads: bool = False, foreign_keys: bool = True, patience: int = 10_000) -> None:
    """Makes every connection durable and patient (milliseconds), with transactions that begin where we say so."""
    pragmas = (
        f"busy_timeout={patience}",
        "synchronous=FULL",
        f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        f"query_only={'ON' if reads else 'OFF'}",
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: object) -> None:  # pyright: ignore[reportUnusedFunction]  # noqa: ARG001
        connection.isolation_level = None  # we say BEGIN ourselves
        _write_ahead(connection, patience)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        # A transaction that reads first and writes later fails at once if another wrote in between,
        # unless it asks for the write lock at its beginning.
        driver: Any = connection.connection.driver_connection  # SQLAlchemy's way costs more than SQLite's own work
        driver.execute("BEGIN" if reads else "BEGIN IMMEDIATE")


def _write_ahead(connection: Any, patience: int) -> None:
    # Whoever opens a new file first switches it for good. SQLite does not wait here for others who try the same.
    deadline = time.monotonic() + patience / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
