"""Erases the key of a box as soon as the box is empty, and what an interrupted set-up or erasure has left behind."""

from bot.logs import log, report
from storage import Database, Store
from storage.scrubbing import scrub
from storage.vault import FRESH, Vault


class Shredder:
    """Listens to what is committed: a key must not outlive its box, but must outlive every doubt that it is needed."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault

    def listen(self) -> None:
        """From now on; and now for what was left behind by a process that died between its commit and the erasure."""
        self._database.after_commit(self._committed)
        if self.shred():
            scrub(self._database)

    def shred(self) -> int:
        """Erases the keys of empty boxes, and those to which no box came; returns how many."""
        there = self._vault.names()
        if not there:
            return 0
        old = self._vault.names(older_than=FRESH)
        with self._database.reading() as store:
            dead, alive = store.boxes.dead_keys()
        erased = sum(self._vault.erase(name) for name in (dead & there) | (old - alive))
        if erased:
            log.info("box keys erased", keys=erased)
        return erased

    def _committed(self, store: Store) -> None:
        if "boxes" in store.touched:
            try:
                self.shred()
                log.info("boxes scrubbed", whole=scrub(self._database))
            except Exception as error:  # what was committed stands, and the next start shreds again
                report(error, during="shredding")
