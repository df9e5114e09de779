"""Writers of one process take turns, and share a commit: on SQLite that costs more than all that happens before it."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, RootTransaction

MOST = 16  # who share one commit
LONGEST = 0.02  # seconds that a commit is put off because somebody else is waiting for their turn
SIGN_OF_LIFE = 0.05  # seconds after which whoever waits for a commit makes sure that somebody sees to it


class Commit:
    """A transaction of the database in which several of ours take part, one after another."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.transaction: RootTransaction = connection.begin()
        self.begun = time.monotonic()
        self.parts = 0  # that are to be kept
        self.done = threading.Event()
        self.error: Exception | None = None

    @property
    def is_full(self) -> bool:
        return self.parts >= MOST or time.monotonic() > self.begun + LONGEST

    def mark(self) -> None:
        """From here on all can be undone without the parts before it."""
        if self.parts:
            self._do("SAVEPOINT part")

    def keep(self) -> None:
        if self.parts:
            self._do("RELEASE part")
        self.parts += 1

    def undo(self) -> None:
        self._do("ROLLBACK TO part")
        self._do("RELEASE part")

    def end(self, error: Exception | None = None) -> None:
        """Commits, or undoes everything because of the error, and lets all parts know."""
        try:
            if error is None:
                self.transaction.commit()
            else:
                self.transaction.rollback()
        except Exception as failure:
            error = error or failure
            with suppress(Exception):
                self.transaction.rollback()
        finally:
            with suppress(Exception):
                self.connection.close()
            self.error = error
            self.done.set()

    def _do(self, statement: str) -> None:
        driver: Any = self.connection.connection.driver_connection  # SQLAlchemy's way costs more than SQLite's own work
        driver.execute(statement)


class Turns:
    """Lets one write at a time. A commit is put off while others wait for their turn, and then made for all of them.

    Whoever has written goes on only when it is committed. What raises is undone alone.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._open: Commit | None = None

    @contextmanager
    def take(self, *, alone: bool = False) -> Generator[Connection]:
        """The connection to write to. Who asks to be `alone`, since it takes long, lets nobody else wait for it."""
        self._queue()
        try:
            commit = self._join(alone)
            try:
                yield commit.connection
            except BaseException as cause:
                self._undo(commit, cause)
                raise
            else:
                self._keep(commit)
            finally:
                if commit is self._open and (alone or commit.is_full or not self._waiting):
                    self._end(commit)
        finally:
            self._turn.release()
        self._wait(commit)

    def _queue(self) -> None:
        with self._counting:
            self._waiting += 1
        self._turn.acquire()
        with self._counting:
            self._waiting -= 1

    def _join(self, alone: bool) -> Commit:
        if self._open and (alone or self._open.is_full):
            self._end(self._open)
        if self._open is None:
            connection = self._engine.connect()
            try:
                self._open = Commit(connection)
            except BaseException:
                connection.close()
                raise
        try:
            self._open.mark()
        except Exception as error:  # there is no transaction any more
            self._end(self._open, error)
            raise
        return self._open

    def _keep(self, commit: Commit) -> None:
        try:
            commit.keep()
        except Exception as error:  # there is no transaction any more
            self._end(commit, error)

    def _undo(self, commit: Commit, cause: BaseException) -> None:
        """Undoes the part that raised; all others too if the database has given up the whole transaction for it."""
        if not commit.parts:
            self._end(commit, Undone())
            return
        try:
            commit.undo()
        except Exception as error:
            self._end(commit, cause if isinstance(cause, Exception) else error)

    def _end(self, commit: Commit, error: Exception | None = None) -> None:
        self._open = None
        commit.end(error)

    def _wait(self, commit: Commit) -> None:
        """Until it is committed. Raises what went wrong."""
        while not commit.done.wait(SIGN_OF_LIFE):
            with self._turn:  # nobody has come after all
                if commit is self._open:
                    self._end(commit)
        if commit.error is not None:
            raise commit.error


class Undone(Exception):
    """The only part of a transaction has raised."""
