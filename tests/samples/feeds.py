"""Samples of the feeds: the list, one of them in each state, the form with its mistakes, and the end of one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.chat.ui import action
from bot.domain.news import Entry, Feed, Fetched, Trouble
from handlers.news.feeds import ADD, REMOVE, SWITCH_OFF, SWITCH_ON
from tests.conversation import BEN, CLARA, NOW, Chat, asked
from tests.news import committee
from tests.sampling import Shown, reveal, sample

URL = "https://www.example.org/feed"


def allowing(chat: Chat, *hosts: str) -> None:
    """The administrator allows these hosts."""
    chat.network = replace(chat.network, feed_hosts=hosts)
    chat.context = replace(chat.context, network=chat.network)
    chat.dispatcher._context = chat.context


@sample
def feeds_none(chat: Chat) -> Sequence[Shown]:
    """No host is allowed, so that no feed can be added."""
    [shown] = chat.type("admin feed", CLARA)
    form = asked(chat.click(shown.message, ADD, CLARA))
    return [shown.message, form, *reveal(chat.fill(form, CLARA, url=URL))]


@sample
def feeds_added(chat: Chat) -> Sequence[Shown]:
    number = committee(chat, "Steering committee")
    allowing(chat, "www.example.org", "*.uni.example.org")
    form = asked(chat.press(action("feeds.add"), CLARA))
    said = chat.fill(form, CLARA, url="http://www.example.org/feed")
    said += chat.fill(form, CLARA, url="https://evil.example.net/feed")
    said += chat.fill(form, CLARA, url=URL, committee="99")
    said += chat.fill(form, CLARA, url=URL, name="Minutes <@U1> of *all*", committee=str(number), topic="t1")
    said += chat.fill(form, CLARA, url="https://WWW.example.org/feed#top")
    said += chat.fill(form, CLARA, url="https://a.uni.example.org/rss")
    return [form, *reveal([*said, *chat.type("admin feed", CLARA), *chat.type("admin feed 2", CLARA)])]


@sample
def feeds_failing(chat: Chat) -> Sequence[Shown]:
    """Read, failing, given up after two weeks, switched on again, off, and removed."""
    allowing(chat, "www.example.org")
    chat.fill(asked(chat.press(action("feeds.add"), CLARA)), CLARA, url=URL)
    chat.dispatcher.tick("feed fetched", Fetched(1, NOW, (Entry("Call", guid="1"),)))
    well = chat.type("admin feed 1", CLARA)
    failing: list[Shown] = []
    for days, trouble in ((1, Trouble.SLOW), (14, Trouble.ADDRESS), (16, Trouble.NO_FEED)):
        chat.dispatcher.tick("feed fetched", Fetched(1, NOW + timedelta(days=days), trouble=trouble))
        failing += reveal(chat.type("admin feed 1", CLARA))
    chat.deliver()
    [told] = chat.direct(CLARA)
    said = [*chat.type("admin feed", CLARA), *chat.click(told, SWITCH_ON, CLARA), *chat.type("admin feed 1", CLARA)]
    said += chat.press(action("feeds.look", feed=1), CLARA)
    [shown] = chat.type("admin feed 1", CLARA)
    said += chat.click(shown.message, SWITCH_OFF, CLARA)
    [question] = chat.click(shown.message, REMOVE, CLARA)
    said += [question, *chat.click(question.message, REMOVE, CLARA), *chat.type("admin feed 1", CLARA)]
    return [*reveal(well), *failing, told, *reveal([*said, *chat.type("admin feed", BEN)])]


@sample
def feeds_of_the_settings(chat: Chat) -> Sequence[Shown]:
    """Such a feed cannot be removed in a chat."""
    allowing(chat, "www.example.org")
    chat.fill(asked(chat.press(action("feeds.add"), CLARA)), CLARA, url=URL, name="Minutes")
    with chat.database.transaction() as store:
        store.news_feeds.save(replace(store.news_feeds.get(1), configured=True))
    return reveal([*chat.type("admin feed 1", CLARA), *chat.press(action("feeds.remove", feed=1), CLARA)])


@sample
def feeds_many(chat: Chat) -> Sequence[Shown]:
    """More than can be shown, those in trouble first; some of a name, and none; a form that asks for names."""
    allowing(chat, "www.example.org")
    for number in range(1, 121):
        committee(chat, f"Committee {number:03}")
        trouble = {"failing": NOW, "trouble": Trouble.SLOW} if number == 117 else {}
        feed = Feed(0, f"{URL}/{number}", f"Minutes {number:03}", number, polled=NOW, **trouble)
        with chat.database.transaction() as store:
            store.news_feeds.add(feed, NOW)
    form = asked(chat.press(action("feeds.add"), CLARA))
    said = [*chat.type("admin feed", CLARA), *chat.type("admin feed minutes 07", CLARA)]
    said += [*chat.type("admin feed xylophone", CLARA), *chat.fill(form, CLARA, url=URL, committee="Xylophone")]
    return [form, *reveal(said)]
