"""An election to vote in: its keys, its box and its voters, without the conversation around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from bot.domain.elections.apart import Ceremony, hold_ceremony
from bot.domain.elections.codes import tracking_code
from bot.domain.elections.keys import BoxKey
from bot.domain.elections.opening import Opened, opened, writ_of
from bot.domain.elections.paper import Ballot
from bot.domain.elections.sealing import Envelope, enclosed
from bot.domain.elections.tally import Method
from bot.domain.elections.writ import Writ
from storage import Database
from storage.vault import Vault

OPTIONS = ("Ada", "Ben", "Clara", "Dörte")
CONFIGURATION, ROLL = "c0" * 32, "d1" * 32
WEEK = timedelta(days=7)


@cache
def ceremony() -> Ceremony:
    """A key of three trustees, two of whom can open the box; made once, since it takes a process of its own."""
    return hold_ceremony(2, 3)


@dataclass(frozen=True)
class Election:
    """An election whose box is open: what a voter and a trustee can do with it."""

    database: Database
    vault: Vault
    key_file: str
    key: BoxKey
    writ: Writ

    def envelope(self, slot: int, *choice: int, code: str = "") -> Envelope:
        return enclosed(Ballot(choice, code or tracking_code("123")), slot, self.writ, self.key)

    def cast(self, slot: int, *choice: int, code: str = "") -> Envelope:
        envelope = self.envelope(slot, *choice, code=code)
        with self.database.transaction() as store:
            store.boxes.cast(self.writ.election, envelope)
        return envelope

    def close(self) -> None:
        with self.database.transaction() as store:
            assert store.boxes.close(self.writ.election, early=True)

    def envelopes(self) -> list[Envelope]:
        with self.database.transaction() as store:
            return store.boxes.envelopes(self.writ.election)

    def open(self, words: Sequence[str] = (), processes: int = 1) -> Opened:
        """What is in the box, with the words of the first and the third trustee unless others are given."""
        given = () if self.key.secret else words or ceremony().words[::2]
        return opened(self.envelopes(), self.writ, self.key, given, processes)

    def keep(self, found: Opened) -> None:
        with self.database.transaction() as store:
            store.boxes.keep_count(found)


def election(
    database: Database,
    folder: Path,
    number: int = 1,
    *,
    method: Method = Method.INSTANT_RUN_OFF,
    options: Sequence[str] = OPTIONS,
    marks: int | None = None,
    trustees: bool = True,
) -> Election:
    """An election with an open box; the box key lies in `folder`."""
    vault = Vault(folder / "secrets")
    key_file, key = vault.make(holds_secret=not trustees)
    writ = writ_of(
        number,
        key,
        ceremony().keys if trustees else None,
        configuration=CONFIGURATION,
        roll=ROLL,
        method=method,
        marks=marks or len(options),
        options=tuple(options),
    )
    with database.transaction() as store:
        store.boxes.open(writ, key, key_file, store.boxes.moment() + WEEK)
    return Election(database, vault, key_file, key, writ)


def changed(envelope: Envelope, at: int) -> Envelope:
    """The envelope with one bit flipped."""
    flipped = bytearray(envelope.sealed)
    flipped[at] ^= 1
    return replace(envelope, sealed=bytes(flipped))
