"""The directory in memory: one immutable snapshot, read again when any replica has changed the tables."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.people import Directory, Group, Person
from storage.database import Database
from storage.store import Store

if TYPE_CHECKING:
    from bot.domain.search.index import Index

PATIENCE = 1.0  # seconds after which a change by another replica is seen at the latest
WATCHED = ("directory", "people", "accounts")


@dataclass(frozen=True)
class Snapshot:
    """What was known at one moment, with the index to search it (built when it is first asked for)."""

    directory: Directory
    versions: Mapping[str, int]

    @cached_property
    def people(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.directory.people}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        return {group.acronym.casefold(): group for group in self.directory.groups}

    @cached_property
    def groups_by_id(self) -> Mapping[str, Group]:
        return {group.id: group for group in self.directory.groups}

    @cached_property
    def index(self) -> "Index":
        from bot.domain.search.index import Index  # noqa: PLC0415 (a late import: see tests/test_shape.py)

        return Index(self.directory)


class Roster:
    """Who is who, without asking the database at every event."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._owners: dict[tuple[str, str], str] = {}
        self._checked = 0.0  # when the latest reading began
        self._changed = 0.0  # when this process last wrote what is kept here
        database.after_commit(self._notice)

    def now(self) -> Snapshot:
        """The directory, at most PATIENCE seconds behind other replicas and never behind this process."""
        snapshot = self._snapshot
        if snapshot is not None and self._checked > max(self._changed, time.monotonic() - PATIENCE):
            return snapshot
        with self._lock:
            return self._refreshed()

    def owner(self, platform: str, user: str, email: str, at: datetime) -> Person | None:
        """The person to whom an account belongs; matched by e-mail address the first time it is heard."""
        snapshot, owners = self.now(), self._owners
        owner = owners.get((platform, user))
        if owner is None:
            owner = self._look_up(platform, user, email, at)
            if owner is None:
                return None
            owners[platform, user] = owner  # forgotten at once if a newer reading has replaced them
        return snapshot.people.get(owner) or self.now().people.get(owner)

    def _look_up(self, platform: str, user: str, email: str, at: datetime) -> str | None:
        with self._database.reading() as store:
            owner = store.accounts.owner(platform, user)
        if owner is None and email:
            with self._database.transaction() as store:
                owner = store.accounts.match(platform, user, email, at)
        return owner

    def _refreshed(self) -> Snapshot:
        began = time.monotonic()
        with self._database.reading() as store:
            versions = store.directory.versions()
            old = self._snapshot
            if old is None or old.versions != versions:
                self._snapshot = _successor(old, Snapshot(store.directory.read(), versions))
                self._owners = {}
        self._checked = began
        assert self._snapshot is not None
        return self._snapshot

    def _notice(self, store: Store) -> None:
        if not store.touched.isdisjoint(WATCHED):
            self._changed = time.monotonic()


def _successor(old: Snapshot | None, new: Snapshot) -> Snapshot:
    """Keeps the index where only settings or accounts have changed, which nobody can search for."""
    if old and "index" in vars(old) and old.versions.get("directory") == new.versions.get("directory"):
        vars(new)["index"] = old.index
    return new
