"""How long the words of the trustees are awaited: from the close on, however late the bot came to close."""

from datetime import datetime

from bot.domain.elections.election import PATIENCE, Election
from handlers.elections.logbook import Deed
from storage import Store


def words_until(store: Store, election: Election) -> datetime:
    """When a closed election becomes void. A bot that was away over its deadline has asked nobody before it closed."""
    closed = [entry.at for entry in store.election_log.of(election.id) if entry.action == Deed.CLOSED]
    return max([election.deadline, *closed]) + PATIENCE
