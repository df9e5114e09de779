"""Which posts show an election: its card in the channel of elections, or for a poll the one where it was asked."""

from collections.abc import Iterator

from bot.chat.replies import Post, Reply, card
from bot.domain.elections.election import Election
from handlers.elections.texts import ELECTIONS
from storage import Store


def refreshed(store: Store, election: Election) -> Iterator[Reply]:
    """Shows the election as it is now."""
    if election.configuration.is_poll:
        store.outbox.refresh(card("poll.card", poll=election.id).packed)
    else:
        yield Post(card("election.card", election=election.id), ELECTIONS)
