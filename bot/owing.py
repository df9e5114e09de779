"""Writes what a handler wants posted or told into the outbox, in the handler's own transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.events import Place, conversation
from bot.chat.replies import Gather, Post, Reply, Tell
from bot.domain.quiet import Habits
from storage import Store
from storage.letters import NewItem
from storage.outbox import NewCard, NewNotice

INSTEAD = {"elections": "announcements"}


def owe(
    store: Store,
    replies: Iterable[Reply],
    places: Mapping[str, Sequence[Place]],
    habits_of: Callable[[str], Habits],
    *,
    now: datetime,
    real: datetime,
) -> None:
    """One row for each place of each card, one for each person told; what is not urgent joins their next letter."""
    notices: list[NewNotice] = []
    items: list[NewItem] = []
    for reply in _gathered(store, replies, places):
        if isinstance(reply, Tell):
            key = f"{reply.once}:{reply.person}"
            if not reply.urgent:
                if reply.due is not None and reply.due > now:
                    raise TypeError("what is not urgent joins the next letter; tell it when its time has come")
                items.append(NewItem(key, reply.notice.packed, reply.person, reply.expires))
                continue
            owed = NewNotice(key, reply.notice.packed, reply.person, reply.due or now, reply.expires)
            if reply.on:
                user = store.accounts.user_on(reply.on, reply.person)
                notices += [replace(owed, platform=reply.on, user=user)] if user else []
                continue
            notices.append(owed)
        elif isinstance(reply, Post):
            where = _named(reply.place, places) if isinstance(reply.place, str) else (reply.place,)
            for place in where:
                card = NewCard(reply.card.packed, place.platform, place.channel, reply.due or now, reply.expires)
                store.outbox.owe_card(card, real)
    if notices:  # `store.outbox` connects, and most events owe nothing
        store.outbox.owe_notices(notices, real)
    if items:
        store.letters.add(items, habits_of, now=now, real=real)


def _named(name: str, places: Mapping[str, Sequence[Place]]) -> Sequence[Place]:
    """The channel of the settings; elections are announced with all else where they have none of their own."""
    return places.get(name) or places.get(INSTEAD.get(name, ""), ())


def _gathered(store: Store, replies: Iterable[Reply], places: Mapping[str, Sequence[Place]]) -> Iterator[Reply]:
    """The replies, with a post in the conversation of those who are to be brought together, or a word to each."""
    for reply in replies:
        if not isinstance(reply, Gather):
            yield reply
            continue
        platforms = sorted({place.platform for group in places.values() for place in group})
        found = store.accounts.together(reply.people, platforms)
        if found:
            yield Post(reply.card, conversation(*found))
        else:
            yield from (Tell(person, reply.notice, reply.once) for person in reply.people)
