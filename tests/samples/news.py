"""Samples of news: one of them, digests, subscriptions, and the way to be left alone."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.ui import action
from bot.domain.news import News
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, of_committee, of_topic
from handlers.news.mute import BACK
from handlers.news.words import MUTE
from handlers.subscriptions import ADD
from tests.conversation import ADA, BEN, CLARA, NOW, Chat, asked
from tests.news import committee, publish, subscribe
from tests.sampling import Shown, reveal, sample

CALL = News(
    "announcement:1",
    "Call for *talks* <!channel> @all",
    "Send us `one page` & more.\n<script>alert(1)</script> until March.",
    "https://wg.example.org/call?id=1&lang=de",
    at=NOW,
)


@sample
def news_told(chat: Chat) -> Sequence[Shown]:
    """To a person and into a channel; taken back there; muted, and not."""
    number = committee(chat, "Steering committee")
    subscribe(chat, Subscriber(ADA.id), EVERYTHING)
    subscribe(chat, Subscriber(platform="paper", channel="announcements"), EVERYTHING)
    publish(chat, CALL, committees=frozenset({number}), topics=frozenset({"t1"}))
    publish(chat, News("announcement:2", "To whom it may concern", at=NOW))
    [told, plain], posted = chat.direct(ADA), chat.public()
    which = chat.click(told, MUTE)
    said = chat.press(action("news.silence", choice=of_committee(number)))
    back = chat.click(said[0].message, BACK)
    ended = chat.click(plain, MUTE)
    publish(chat, CALL, withdrawn=True)
    return [told, plain, *posted, *reveal([*which, *said, *back, *ended]), chat.public()[0]]


@sample
def news_digest(chat: Chat) -> Sequence[Shown]:
    """Of two committees, of a topic, and of what is for everybody; more than there is room for; a channel's."""
    first, second = committee(chat, "Steering committee"), committee(chat, "Data sharing | working group")
    subscribe(chat, Subscriber(BEN.id), EVERYTHING, Rhythm.DAILY)
    subscribe(chat, Subscriber(platform="paper", channel="announcements"), EVERYTHING, Rhythm.WEEKLY)
    publish(chat, CALL, committees=frozenset({second}))
    publish(chat, News("a", "Minutes", link="https://wg.example.org/minutes", at=NOW), committees=frozenset({first}))
    publish(chat, News("b", "New corpus", at=NOW), topics=frozenset({"t1"}))
    publish(chat, News("c", "Doors closed on Friday", at=NOW))
    chat.pass_time(timedelta(days=1))
    for number in range(30):
        link = f"https://wg.example.org/{number}?{'x' * 200}"
        publish(chat, News(f"d{number}", f"Number {number} {'&' * 90}", link=link, at=chat.clock.now()))
    chat.pass_time(timedelta(days=7))
    return [*chat.direct(BEN), *chat.public()]


@sample
def news_latest(chat: Chat) -> Sequence[Shown]:
    number = committee(chat, "Steering committee")
    nothing = chat.type("news", BEN)
    publish(chat, CALL, committees=frozenset({number}))
    publish(chat, News("c", "Doors closed on Friday", at=NOW))
    said = [*nothing, *chat.type("news", BEN), *chat.type("news steer", BEN), *chat.type("news birds", BEN)]
    return reveal(said)


@sample
def news_on_the_home_card(chat: Chat) -> Sequence[Shown]:
    for number in range(4):
        publish(chat, News(f"n{number}", f"Number {number}", link="https://wg.example.org/n", at=NOW))
    return reveal(chat.type("", BEN))


@sample
def subscriptions_none(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("subscribe", BEN), *chat.press(action("subscriptions.add"), BEN)])


@sample
def subscriptions_listed(chat: Chat) -> Sequence[Shown]:
    """A form of somebody who leads, its mistakes; what was chosen for oneself and for the channel; an end."""
    number = committee(chat, "Steering committee")
    [shown] = chat.type("subscribe", CLARA)
    form = asked(chat.click(shown.message, ADD, CLARA))
    said = chat.fill(form, CLARA, subject=of_committee(number), rhythm="weekly", at="17:30", weekday="4")
    said += chat.fill(form, CLARA, subject=of_topic("t2"), rhythm="once", target="channel")
    said += chat.fill(form, CLARA, subject="committee:99", at="soon")
    said += chat.fill(form, CLARA, subject="committee:99")
    chat.press(action("news.silence", choice=of_topic("t1")), CLARA)
    listed = [*chat.type("subscribe", CLARA), *chat.type("subscribe", BEN)]
    said += chat.press(action("subscriptions.end", choice=of_committee(number)), CLARA)
    said += chat.press(action("subscriptions.end", choice=of_topic("t2"), target="channel"), BEN)
    return [form, *reveal([*said, *listed])]
