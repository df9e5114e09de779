"""Samples of news: one of them, digests, subscriptions, and the way to be left alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.channelpeople import ChannelReading
from bot.chat.ui import action
from bot.domain.news import News
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, of_committee, of_topic
from bot.platforms.port import Refused
from handlers.news.mute import BACK
from handlers.news.wished import ADD
from handlers.news.words import MUTE
from tests.conversation import ADA, ANNOUNCEMENTS, BEN, CLARA, NOW, Chat, asked
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


@sample
def subscriptions_beside_a_channel(chat: Chat) -> Sequence[Shown]:
    """Of somebody who is in a channel that has it at once; narrowed to a name; in a conversation, which is none."""
    committee(chat, "Steering committee")
    channel = Subscriber(platform="paper", channel="news")
    subscribe(chat, channel, EVERYTHING)
    chat.paper.people["news"] = [CLARA.id]
    ChannelReading(chat.database, {"paper": chat.paper}, [], chat.clock).read()
    form = asked(chat.press(action("subscriptions.add"), CLARA))
    said = chat.fill(form, CLARA, subject="steering", rhythm="daily")
    said += [*chat.type("subscribe", CLARA), *chat.type("subscribe xylophone", CLARA)]
    said += chat.fill(form, CLARA, subject="xylophone")
    subscribe(chat, Subscriber(platform="paper", channel="announcements"), EVERYTHING)
    chat.paper.troubles = [("before", Refused("not in the channel"))]
    ChannelReading(chat.database, {"paper": chat.paper}, [], chat.clock).read()
    said += chat.type("subscribe steering", CLARA) + chat.type("subscribe everything", CLARA)
    said += chat.fill(form, CLARA, here=replace(ANNOUNCEMENTS, alone=True), subject="all", target="channel")
    return reveal(said)


@sample
def subscriptions_to_many(chat: Chat) -> Sequence[Shown]:
    """More than a list can hold."""
    for number in range(120):
        subscribe(chat, Subscriber(BEN.id), of_committee(committee(chat, f"Committee {number:03}")))
    [shown] = chat.type("subscribe", BEN)
    form = asked(chat.click(shown.message, ADD, BEN))
    return [form, *reveal([shown, *chat.fill(form, BEN, subject="committee 1")])]
