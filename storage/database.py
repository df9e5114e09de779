"""The database: SQLite by default, PostgreSQL for several replicas; one transaction at a time for one event."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from storage.store import Store


class DatabaseBusy(Exception):
    """Somebody else holds the database for too long; trying again later is all right."""


class Database:
    """Opens transactions. Writers of one process queue behind one lock: SQLite's own waiting starves some of them."""

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.engine = create_engine(parsed, pool_size=pool_size, max_overflow=20, pool_pre_ping=not self.is_sqlite)
        self._writers = threading.Lock() if self.is_sqlite else nullcontext()
        self._after_commit: list[Callable[[Store], None]] = []
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        self._reading = self.engine.execution_options(reads=True)

    def after_commit(self, listener: Callable[[Store], None]) -> None:
        """Calls `listener` with the (closed) store after every committed write."""
        self._after_commit.append(listener)

    @contextmanager
    def transaction(self) -> Generator[Store]:
        """Commits at the end, or undoes everything if an exception leaves the block."""
        with self._writers, self._connected(self.engine) as connection, connection.begin():
            store = Store(connection)
            yield store
        for listener in self._after_commit:
            listener(store)

    @contextmanager
    def reading(self) -> Generator[Store]:
        """A consistent view; takes no lock of a writer and connects only when something is read."""
        connections: list[Connection] = []

        def connect() -> Connection:
            connections.append(self._reading.connect())
            return connections[0]

        try:
            yield Store(connect)
        finally:
            for connection in connections:
                connection.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _connected(self, engine: Engine) -> Generator[Connection]:
        try:
            with engine.connect() as connection:
                yield connection
        except OperationalError as error:
            if "database is locked" in str(error):
                raise DatabaseBusy from error
            raise


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: object) -> None:  # pyright: ignore[reportUnusedFunction]  # noqa: ARG001
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        # A transaction that reads first and writes later fails at once if another wrote in between,
        # unless it asks for the write lock at its beginning.
        reads = connection.get_execution_options().get("reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
