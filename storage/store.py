"""Everything that one handler may read and write, on one transaction."""

from collections.abc import Callable
from functools import cached_property

from sqlalchemy import Connection

from storage.accounts import Accounts
from storage.delivery import Deliveries
from storage.directory import DirectoryTables
from storage.heard import Heard
from storage.meetings import Meetings
from storage.outbox import Outbox
from storage.secret import Secrets


class Store:
    """One attribute a feature; nothing is connected before one of them is used."""

    def __init__(self, connection: Connection | Callable[[], Connection]) -> None:
        self._source = connection
        self.touched: set[str] = set()  # what has changed that others keep in memory: "directory", "outbox"

    @cached_property
    def connection(self) -> Connection:
        return self._source if isinstance(self._source, Connection) else self._source()

    @cached_property
    def directory(self) -> DirectoryTables:
        return DirectoryTables(self.connection, self.touched)

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.connection, self.touched)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self.connection)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.connection, self.touched)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.connection)

    @cached_property
    def heard(self) -> Heard:
        return Heard(self.connection)

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets(self.connection)
