"""Writes what a handler wants posted or told into the outbox, in the handler's own transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.chat.events import Place
from bot.chat.replies import Post, Reply, Tell
from storage import Store
from storage.outbox import NewCard, NewNotice


def owe(
    store: Store, replies: Iterable[Reply], places: Mapping[str, Sequence[Place]], *, now: datetime, real: datetime
) -> None:
    """One row for each place of each card, one for each person told."""
    notices: list[NewNotice] = []
    for reply in replies:
        if isinstance(reply, Tell):
            key = f"{reply.once}:{reply.person}"
            notices.append(NewNotice(key, reply.notice.packed, reply.person, reply.due or now, reply.expires))
        elif isinstance(reply, Post):
            where = places.get(reply.place, ()) if isinstance(reply.place, str) else (reply.place,)
            for place in where:
                card = NewCard(reply.card.packed, place.platform, place.channel, reply.due or now, reply.expires)
                store.outbox.owe_card(card, real)
    if notices:  # `store.outbox` connects, and most events owe nothing
        store.outbox.owe_notices(notices, real)
