"""News of a network with far more committees, topics and feeds than any list can hold: all of them can be reached."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.limits import problems
from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.text import LANGUAGES, Reader
from bot.chat.ui import Choice, Form, Line, Menu, Message, action
from bot.domain.committees import Committee
from bot.domain.news import Feed, News, Trouble
from bot.domain.people import Topic
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, of_committee, of_topic
from handlers.news.choosing import UNKNOWN
from handlers.news.feedform import NO_SUCH
from storage import Database
from storage.schema import EPOCH
from tests.conversation import ADA, ANNOUNCEMENTS, CLARA, DIRECTORY, NOW, PEOPLE, Chat, asked, said
from tests.news import publish

SIGNS = "<b>&*_`[x](y)"
LONG = SIGNS + "n" * 80
COMMITTEES, FEEDS, TOPICS = 150, 100, 120
HERE = Subscriber(platform=ANNOUNCEMENTS.platform, channel=ANNOUNCEMENTS.channel)
SUBJECTS = [*map(of_committee, range(1, COMMITTEES + 1)), *(of_topic(f"x{number}") for number in range(TOPICS))]


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    """Clara has subscribed to all that there is, one by one, and so has the channel."""
    topics = tuple(Topic(f"x{n}", f"Topic {n:03} {LONG}", f"Thema {n:03} {LONG}", (), ()) for n in range(TOPICS))
    network = Network("Test network", feed_hosts=("news.example.org",))
    chat = Chat(sqlite, PEOPLE, network=network, directory=replace(DIRECTORY, topics=topics))
    with sqlite.transaction() as store:
        for number in range(1, COMMITTEES + 1):
            store.committees.add(Committee(0, f"Committee {number:03} {LONG}"))
        for number in range(1, FEEDS + 1):
            feed = Feed(0, f"https://news.example.org/{number}{'u' * 400}", f"Feed {number:03} {LONG}", number)
            trouble = {"failing": NOW, "failures": 3, "trouble": Trouble.NO_FEED} if number > 95 else {}
            store.news_feeds.add(replace(feed, polled=NOW, is_new=False, **trouble), EPOCH)
        for about in SUBJECTS:
            store.subscriptions.wish(Subscriber(CLARA.id), about, Rhythm.DAILY)
            store.subscriptions.wish(HERE, about, Rhythm.WEEKLY)
    return chat


def unfit(replies: Sequence[Whisper | Ask | Reject | Message]) -> list[str]:
    """What is wrong with these messages and forms on the strictest platform, in any language."""
    found: list[Message | Form] = []
    for reply in replies:
        found.append(reply if isinstance(reply, Message) else reply.form if isinstance(reply, Ask) else reply.message)
    return [wrong for each in found for language in LANGUAGES for wrong in problems(each, Reader(language))]


def test_all_that_is_shown_fits(chat: Chat) -> None:
    typed = ["subscribe", "subscribe committee 1", "subscribe Topic", "subscribe nothing", "committees", "news"]
    typed += ["admin feed", "admin feed 7", "admin feed feed 0", "admin feed nothing", "announce"]
    pressed = [action("subscriptions.add"), action("subscriptions.add", words="committee 00"), action("feeds.add")]
    shown = [reply for line in typed for by in (CLARA, ADA) for reply in chat.type(line, by)]
    shown += [reply for each in pressed for reply in chat.press(each, CLARA)]

    assert unfit(shown) == []


def test_digests_and_mutes_of_all_of_them_fit(chat: Chat) -> None:
    every, topics = frozenset(range(1, COMMITTEES + 1)), frozenset(f"x{number}" for number in range(TOPICS))
    publish(chat, News("a", LONG, at=NOW, committees=every, topics=topics))
    for number in range(1, 61):
        publish(chat, News(f"b{number}", LONG, at=NOW, committees=frozenset({number})), deliver=False)
    chat.pass_time(timedelta(days=8))

    told = [*chat.direct(CLARA), *chat.public()]
    assert len(told) == 2
    assert unfit([*told, *chat.press(action("news.mute", news=1), CLARA)]) == []


def test_every_committee_and_topic_can_be_subscribed_to_by_a_part_of_its_name(chat: Chat) -> None:
    form = asked(chat.press(action("subscriptions.add"), ADA))
    narrow = asked(chat.press(action("subscriptions.add", words="committee 14"), ADA))
    assert isinstance(form.inputs[0], Line)
    assert isinstance(narrow.inputs[0], Choice)

    done = said(chat.fill(form, ADA, subject="committee 149", rhythm="daily"))
    unknown = chat.fill(form, ADA, subject="committee 999")
    several = chat.fill(form, ADA, subject="committee 14")
    chat.fill(form, ADA, subject="Everything")
    chat.fill(narrow, ADA, subject=of_committee(141))

    assert done.startswith("Subscribed: Committee 149")
    assert [reply.errors["subject"].plain(Reader("en")) for reply in unknown if isinstance(reply, Reject)] == [
        UNKNOWN.en
    ]
    assert [sorted(reply.errors) for reply in several if isinstance(reply, Reject)] == [["subject"]]
    assert [option.value for option in narrow.inputs[0].options] == [EVERYTHING, *map(of_committee, range(140, 150))]
    with chat.database.reading() as store:
        wishes = store.subscriptions.wishes(Subscriber(ADA.id))
    assert set(wishes) == {of_committee(149), of_committee(141), EVERYTHING}


def test_every_subscription_can_be_ended(chat: Chat) -> None:
    [shown] = chat.type("subscribe committee 149", CLARA)
    [mine, ours] = [part for part in shown.message.parts if isinstance(part, Menu)]

    chat.press(action("subscriptions.end", choice=mine.options[0].value), CLARA)

    assert [option.value for option in (*mine.options, *ours.options)] == [of_committee(149)] * 2
    with chat.database.reading() as store:
        assert set(store.subscriptions.wishes(Subscriber(CLARA.id))) == set(SUBJECTS) - {of_committee(149)}


def test_every_feed_can_be_opened_and_those_in_trouble_stand_first(chat: Chat) -> None:
    listed = said(chat.type("admin feed", CLARA)).splitlines()[1:]
    narrow = said(chat.type("admin feed feed 05", CLARA)).splitlines()[1:]

    assert [line.partition(" ")[0] for line in listed[:6]] == ["96", "97", "98", "99", "100", "1"]
    assert [line.partition(" ")[0] for line in narrow] == [str(number) for number in range(50, 60)]
    assert said(chat.type("admin feed 77", CLARA)).startswith("Feed 077")


def test_a_feed_is_added_to_one_of_many_committees_and_topics(chat: Chat) -> None:
    form = asked(chat.press(action("feeds.add"), CLARA))
    url = "https://news.example.org/new"

    unknown = chat.fill(form, CLARA, url=url, committee="Committee", topic=f"topic 119 {LONG}")
    wrong = chat.fill(form, CLARA, url=url, topic="Topic")
    chat.fill(form, CLARA, url=url, committee=f"committee 150 {LONG}", topic=f"thema 119 {LONG}")

    assert (unknown, wrong) == ([Reject({"committee": NO_SUCH})], [Reject({"topic": NO_SUCH})])
    with chat.database.reading() as store:
        [kept] = [feed for feed in store.news_feeds.every() if feed.url == url]
    assert (kept.committee, kept.topic) == (150, "x119")
