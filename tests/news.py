"""News in tests: committees to have them, subscribers to hear of them, and their way from one to the other."""

from dataclasses import replace
from typing import Any

from bot.domain.committees import Committee
from bot.domain.news import News
from bot.domain.subscriptions import Rhythm, Schedule, Subscriber
from bot.owing import owe
from handlers.news.spread import Audience, revise, spread, withdraw
from tests.conversation import Chat


def committee(chat: Chat, name: str) -> int:
    """The number of a new committee."""
    with chat.database.transaction() as store:
        return store.committees.add(Committee(0, name)).id


def subscribe(
    chat: Chat, who: Subscriber, about: str, rhythm: Rhythm = Rhythm.AT_ONCE, schedule: Schedule | None = None
) -> None:
    with chat.database.transaction() as store:
        store.subscriptions.wish(who, about, rhythm)
        if schedule:
            store.subscriptions.keep(who, schedule)


def publish(chat: Chat, item: News, *, reached: tuple[str, ...] = (), deliver: bool = True, **changes: Any) -> None:
    """Spreads news as a handler does, or revises them where they are known."""
    item, now = replace(item, **changes), chat.clock.now()
    with chat.database.transaction() as store:
        if item.withdrawn:
            withdraw(store, item.key)
        else:
            revise(store, item)
        audience = Audience(chat.roster.now(), chat.context.habits_of)
        replies = list(spread(store, item, audience, now, reached=reached))
        owe(store, replies, chat.context.places, chat.context.habits_of, now=now, real=chat.clock.real())
    if deliver:
        chat.deliver()
