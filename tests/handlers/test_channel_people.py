"""Nothing comes twice to one person through a channel that they are in and directly."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.channelpeople import ChannelReading
from bot.chat.replies import whisper
from bot.chat.ui import action
from bot.domain.news import News
from bot.domain.subscriptions import EVERYTHING, Rhythm, Schedule, Subscriber, of_topic
from bot.platforms.port import Refused
from handlers.news.wished import NOT_IN
from handlers.subscriptions import ONLY_CHANNELS
from tests.announcing import announce
from tests.conversation import ADA, ANNOUNCEMENTS, BEN, ENGLISH, EVA, NEWS, NOW, Chat, asked, said, words
from tests.feeding import titles
from tests.news import committee, publish, subscribe

HERE = Subscriber(platform=NEWS.platform, channel=NEWS.channel)
ME, BENS, EVAS = Subscriber(ADA.id), Subscriber(BEN.id), Subscriber(EVA.id)
CALL = News("feed:1", "Call for talks", topics=frozenset({"t1"}), at=NOW)
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
MORNING = datetime(2026, 11, 3, 8, tzinfo=UTC)  # a Tuesday, 09:00 in Berlin


def gathered(chat: Chat, *people: str, channel: str = NEWS.channel) -> ChannelReading:
    """The bot has seen who is in the channel."""
    chat.paper.people[channel] = [*people, "a stranger", "a robot"]
    reading = ChannelReading(chat.database, {"paper": chat.paper}, chat.places["announcements"], chat.clock)
    reading.read()
    return reading


def test_what_a_channel_has_at_once_comes_to_those_in_it_in_no_other_way(chat_on_both: Chat) -> None:
    chat = chat_on_both
    subscribe(chat, HERE, EVERYTHING)
    subscribe(chat, ME, EVERYTHING)
    subscribe(chat, BENS, of_topic("t1"), Rhythm.DAILY)
    subscribe(chat, EVAS, EVERYTHING)
    gathered(chat, ADA.id, BEN.id)

    publish(chat, CALL)
    chat.pass_time(MORNING + WEEK)

    assert titles(chat.public(NEWS)) == ["Call for talks"]
    assert [titles(chat.direct(each)) for each in (ADA, BEN, EVA)] == [[], [], ["Call for talks"]]


def test_what_the_channel_does_not_have_comes_as_chosen(chat: Chat) -> None:
    subscribe(chat, HERE, of_topic("t2"))
    subscribe(chat, ME, EVERYTHING)
    gathered(chat, ADA.id)

    publish(chat, CALL)

    assert (titles(chat.public(NEWS)), titles(chat.direct(ADA))) == ([], ["Call for talks"])


def test_who_wants_to_hear_sooner_than_the_channel_does_and_a_digest_leaves_out_what_stood_in_the_channels(
    chat_on_both: Chat,
) -> None:
    chat = chat_on_both
    subscribe(chat, HERE, EVERYTHING, Rhythm.DAILY, Schedule(time(9)))
    subscribe(chat, ME, EVERYTHING)
    subscribe(chat, BENS, EVERYTHING, Rhythm.DAILY, Schedule(time(9)))
    subscribe(chat, EVAS, EVERYTHING, Rhythm.WEEKLY, Schedule(time(9), 2))
    gathered(chat, ADA.id, BEN.id, EVA.id)

    publish(chat, CALL)
    chat.pass_time(MORNING)
    publish(chat, replace(CALL, key="b", title="Late"))
    chat.pass_time(MORNING + DAY)

    assert titles(chat.direct(ADA)) == ["Call for talks", "Late"]
    assert len(chat.public(NEWS)) == 2
    assert (chat.direct(BEN), chat.direct(EVA)) == ([], [])


def test_a_digest_that_comes_before_the_one_of_the_channel_holds_all(chat: Chat) -> None:
    subscribe(chat, HERE, EVERYTHING, Rhythm.WEEKLY, Schedule(time(9), 4))
    subscribe(chat, ME, EVERYTHING, Rhythm.DAILY)
    gathered(chat, ADA.id)

    publish(chat, CALL)
    chat.pass_time(MORNING)

    assert titles(chat.direct(ADA)) == ["What is new"]


def test_an_announcement_that_stands_in_a_channel_is_told_to_nobody_there(chat: Chat) -> None:
    committee(chat, "Steering committee")
    subscribe(chat, ME, EVERYTHING)
    subscribe(chat, BENS, EVERYTHING, Rhythm.DAILY)
    subscribe(chat, EVAS, EVERYTHING)
    gathered(chat, ADA.id, BEN.id, channel=ANNOUNCEMENTS.channel)

    announce(chat, about="Steering committee", channels=("announcements/paper",))
    chat.pass_time(2 * DAY)

    assert titles(chat.public()) == ["Spring school"]
    assert [len(chat.direct(each)) for each in (ADA, BEN, EVA)] == [0, 0, 1]


def test_who_has_left_the_channel_hears_of_it_directly_again(chat: Chat) -> None:
    subscribe(chat, HERE, EVERYTHING)
    subscribe(chat, ME, EVERYTHING)
    gathered(chat, ADA.id)
    with chat.database.transaction() as store:
        store.channel_people.keep(HERE, [BEN.id], HERE, chat.clock.real(), chat.clock.real())

    publish(chat, CALL)

    assert titles(chat.direct(ADA)) == ["Call for talks"]


def test_who_is_in_the_channel_is_told_so_where_they_subscribe(chat: Chat) -> None:
    subscribe(chat, HERE, EVERYTHING)
    gathered(chat, ADA.id)

    done = chat.fill(asked(chat.press(action("subscriptions.add"))), subject=of_topic("t1"), rhythm="daily")
    elsewhere = chat.fill(asked(chat.press(action("subscriptions.add"), BEN)), BEN, subject=EVERYTHING)

    there = (
        "I post about this in a channel that you are in, so it does not come to you once more: "
        "natural language processing."
    )
    assert said(done).splitlines()[1:] == [there]
    assert there in words(chat.type("subscribe")[0].message).splitlines()
    assert len(said(elsewhere).splitlines()) == 1


def test_where_the_bot_is_not_it_says_that_it_cannot_post(chat: Chat) -> None:
    here = Subscriber(platform=ANNOUNCEMENTS.platform, channel=ANNOUNCEMENTS.channel)
    subscribe(chat, here, EVERYTHING)
    before = said(chat.type("subscribe"))
    chat.paper.troubles = [("before", Refused("not in the channel"))]
    gathered(chat)

    assert NOT_IN.plain(ENGLISH) not in before
    assert NOT_IN.plain(ENGLISH) in said(chat.type("subscribe")).splitlines()


def test_a_conversation_of_two_is_no_channel(chat: Chat) -> None:
    alone = replace(ANNOUNCEMENTS, alone=True)
    form = asked(chat.press(action("subscriptions.add")))

    offered = asked(chat.press(action("subscriptions.add"), here=alone))
    refused = chat.fill(form, here=alone, subject=EVERYTHING, target="channel")

    assert [each.name for each in form.inputs][-1:] == ["target"]
    assert [each.name for each in offered.inputs] == ["subject", "rhythm", "at", "weekday"]
    assert refused == [whisper(ONLY_CHANNELS.format(command="/jrg"))]
