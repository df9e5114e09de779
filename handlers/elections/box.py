"""The ballot box of an election with its key, which lies in a folder beside the database, and what a step needs."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.network import Network
from bot.domain.elections.box import Box
from bot.domain.elections.election import Election
from bot.domain.elections.keys import BoxKey
from bot.domain.elections.roll import roll_hash
from bot.domain.elections.writ import Writ
from storage import Store
from storage.roster import Snapshot
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Desk:
    """What every step in the life of an election works with."""

    store: Store
    vault: Vault
    network: Network
    snapshot: Snapshot
    now: datetime


@dataclass(frozen=True, slots=True)
class OpenedBox:
    """A box whose writ was checked against its key."""

    box: Box
    writ: Writ
    key: BoxKey


def box_of(store: Store, vault: Vault, election: Election) -> OpenedBox:
    """The box with its key, if configuration and roll are those of its opening. Raises KeyLost, Tampered, VaultOpen."""
    box = store.boxes.get(election.id)
    key = vault.read(box.key_file)
    roll = roll_hash(store.election_people.roll(election.id))
    return OpenedBox(box, box.writ(key, configuration=election.hash, roll=roll), key)


def first_ballot(store: Store, election: Election) -> int:
    """The number of the election whose first ballot this is, or whose run-off: the trustees' words are made for it."""
    while election.configuration.run_off_of is not None:
        election = store.elections.get(election.configuration.run_off_of)
    return election.id
