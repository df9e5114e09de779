"""How long the words of the trustees are awaited: from the deadline on, or from a close that came much later."""

from datetime import datetime, timedelta

from bot.domain.elections.election import PATIENCE, Election
from handlers.elections.logbook import Deed
from storage import Store

IN_TIME = timedelta(hours=1)


def words_until(store: Store, election: Election) -> datetime:
    """When a closed election becomes void. A bot that was away over its deadline has asked nobody before it closed."""
    closed = max(
        (entry.at for entry in store.election_log.of(election.id) if entry.action == Deed.CLOSED), default=None
    )
    begins = closed if closed and closed > election.deadline + IN_TIME else election.deadline
    return begins + PATIENCE
