"""The ballot box of an election with its key, which lies in a folder beside the database."""

from dataclasses import dataclass
from pathlib import Path

from bot.chat.network import Network
from bot.domain.elections.box import Box
from bot.domain.elections.election import Election
from bot.domain.elections.keys import BoxKey
from bot.domain.elections.writ import Writ
from storage import Store
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class OpenedBox:
    """A box whose writ was checked against its key."""

    box: Box
    writ: Writ
    key: BoxKey


def vault(network: Network) -> Vault:
    return Vault(Path(network.secrets_dir))


def box_of(store: Store, network: Network, election: Election) -> OpenedBox:
    """The box with its key, if configuration and roll are those of its opening. Raises KeyLost, Tampered, VaultOpen."""
    box = store.boxes.get(election.id)
    key = vault(network).read(box.key_file)
    return OpenedBox(box, box.writ(key, configuration=election.hash, roll=election.roll_hash), key)


def first_ballot(store: Store, election: Election) -> int:
    """The number of the election whose first ballot this is, or whose run-off: the trustees' words are made for it."""
    while election.configuration.run_off_of is not None:
        election = store.elections.get(election.configuration.run_off_of)
    return election.id
