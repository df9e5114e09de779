"""Subscriptions as people live with them: quiet hours, second thoughts, two ways to the same news, and channels."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import event

from bot.chat.replies import whisper
from bot.chat.ui import action
from bot.domain.news import News
from bot.domain.subscriptions import EVERYTHING, Rhythm, Schedule, Subscriber, of_committee, of_topic
from handlers.news import digests
from handlers.news.mute import BACK
from handlers.news.wished import ADD
from handlers.news.words import MUTE
from handlers.subscriptions import NOT_YOURS
from storage import Database
from tests.conversation import ADA, ANNOUNCEMENTS, BEN, CLARA, EVA, NOW, PEOPLE, Chat, asked, said
from tests.feeding import titles
from tests.news import committee, publish, subscribe

HERE = Subscriber(platform=ANNOUNCEMENTS.platform, channel=ANNOUNCEMENTS.channel)
ME = Subscriber(ADA.id)
CALL = News("announcement:1", "Call for talks", topics=frozenset({"t1"}), at=NOW)
NIGHT = datetime(2026, 11, 2, 22, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 3, 7, tzinfo=UTC)  # 08:00 in Berlin
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_at_once_waits_for_the_morning_in_the_direct_message_and_in_the_channel(chat: Chat) -> None:
    subscribe(chat, ME, EVERYTHING)
    subscribe(chat, HERE, EVERYTHING)
    chat.pass_time(NIGHT)
    publish(chat, CALL)
    chat.pass_time(MORNING - MINUTE)
    night = titles(chat.direct(ADA)), titles(chat.public())

    chat.pass_time(MORNING)

    assert night == ([], [])
    assert titles(chat.direct(ADA)) == titles(chat.public()) == ["Call for talks"]


def test_what_is_muted_or_withdrawn_while_it_waits_does_not_come(chat: Chat) -> None:
    subscribe(chat, ME, EVERYTHING)
    subscribe(chat, Subscriber(BEN.id), EVERYTHING)
    chat.pass_time(NIGHT)
    publish(chat, CALL)
    publish(chat, replace(CALL, key="b", title="Corpus", topics=frozenset({"t2"})))

    chat.press(action("news.silence", choice=of_topic("t1")))
    publish(chat, replace(CALL, key="b"), withdrawn=True)
    chat.pass_time(MORNING)

    assert (titles(chat.direct(ADA)), titles(chat.direct(BEN))) == ([], ["Call for talks"])


def test_whoever_has_it_already_hears_nothing_and_nothing_comes_twice(chat: Chat) -> None:
    number = committee(chat, "Steering committee")
    subscribe(chat, ME, EVERYTHING, Rhythm.DAILY)
    subscribe(chat, ME, of_topic("t1"))
    subscribe(chat, ME, of_committee(number), Rhythm.WEEKLY)
    subscribe(chat, Subscriber(BEN.id), EVERYTHING)
    subscribe(chat, Subscriber(EVA.id), EVERYTHING, Rhythm.DAILY)

    publish(chat, CALL, committees=frozenset({number}), reached=(BEN.id, EVA.id, "nobody"))
    publish(chat, CALL, committees=frozenset({number}))
    chat.pass_time(9 * DAY)

    assert [titles(chat.direct(person)) for person in (ADA, BEN, EVA)] == [["Call for talks"], [], []]


def test_who_has_left_the_network_hears_nothing(sqlite: Database) -> None:
    gone = replace(BEN, left=NOW.date())
    chat = Chat(sqlite, (*(each for each in PEOPLE if each != BEN), gone))
    subscribe(chat, Subscriber(BEN.id), EVERYTHING)
    subscribe(chat, Subscriber(ADA.id), EVERYTHING, Rhythm.DAILY)
    publish(chat, CALL)
    with chat.database.transaction() as store:
        store.directory.edit(replace(store.directory.person(ADA.id), left=NOW.date()))

    chat.pass_time(DAY)

    assert (chat.direct(BEN), chat.direct(ADA)) == ([], [])


def test_second_thoughts_move_what_waits_for_a_digest(chat: Chat) -> None:
    subscribe(chat, ME, EVERYTHING, Rhythm.WEEKLY, Schedule(time(9), 4))
    publish(chat, CALL)
    form = asked(chat.press(action("subscriptions.add")))

    chat.fill(form, subject=EVERYTHING, rhythm="daily", at="17:15")
    chat.pass_time(datetime(2026, 11, 2, 16, 14, tzinfo=UTC))
    early = chat.direct(ADA)
    chat.pass_time(datetime(2026, 11, 2, 16, 15, tzinfo=UTC))

    assert (early, titles(chat.direct(ADA))) == ([], ["What is new"])


def test_many_digests_at_one_moment_are_made_by_several_ticks(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "AT_ONCE", 2)
    everybody = [ADA, BEN, CLARA, EVA]
    for person in everybody:
        subscribe(chat, Subscriber(person.id), EVERYTHING, Rhythm.DAILY)
    publish(chat, CALL)

    chat.pass_time(DAY)
    first = sum(len(chat.direct(person)) for person in everybody)
    chat.pass_time(MINUTE)

    assert first == 2
    assert [len(chat.direct(person)) for person in everybody] == [1, 1, 1, 1]


def test_the_statements_of_a_tick_do_not_grow_with_what_is_read_of_each_subscriber(chat: Chat) -> None:
    everybody = [Subscriber(person.id) for person in (ADA, BEN, CLARA, EVA)]
    for who in everybody:
        subscribe(chat, who, EVERYTHING, Rhythm.DAILY)
    publish(chat, CALL)
    read: list[str] = []
    event.listen(chat.database.engine, "before_cursor_execute", lambda *given: read.append(given[2]))

    chat.dispatcher.tick("keep house")

    assert [sum(f"FROM {table}" in each for each in read) for table in ("subscriptions", "digest_times")] == [1, 1]


def test_who_moves_to_another_zone_gets_the_digest_at_the_hour_there(chat: Chat) -> None:
    subscribe(chat, ME, EVERYTHING, Rhythm.DAILY)
    publish(chat, CALL)
    with chat.database.transaction() as store:
        store.directory.edit(replace(store.directory.person(ADA.id), zone="America/New_York"))
    chat.dispatcher.tick("keep house")

    chat.pass_time(datetime(2026, 11, 2, 13, 59, tzinfo=UTC))
    early = chat.direct(ADA)
    chat.pass_time(datetime(2026, 11, 2, 14, tzinfo=UTC))

    assert (early, titles(chat.direct(ADA))) == ([], ["What is new"])


def test_to_end_everything_drops_what_waits(chat: Chat) -> None:
    subscribe(chat, ME, EVERYTHING, Rhythm.DAILY)
    publish(chat, CALL)

    chat.press(action("subscriptions.end", choice=EVERYTHING))
    chat.pass_time(3 * DAY)

    assert chat.direct(ADA) == []


def test_a_click_on_mute_twice_and_back_leaves_things_as_they_were(chat: Chat) -> None:
    subscribe(chat, ME, of_topic("t1"))
    publish(chat, CALL)
    [told] = chat.direct(ADA)

    [first] = chat.click(told, MUTE)
    chat.click(told, MUTE)
    chat.click(first.message, BACK)
    publish(chat, replace(CALL, key="b", title="Next"))

    assert titles(chat.direct(ADA)) == ["Call for talks", "Next"]


def test_a_channel_is_subscribed_by_those_who_lead(chat: Chat) -> None:
    [shown] = chat.type("subscribe", BEN)
    form = asked(chat.click(shown.message, ADD, BEN))

    refused = chat.fill(form, BEN, subject=EVERYTHING, target="channel")
    chat.fill(asked(chat.press(action("subscriptions.add"))), subject=EVERYTHING, target="channel")
    publish(chat, CALL)

    assert [each.name for each in form.inputs] == ["subject", "rhythm", "at", "weekday"]
    assert refused == [whisper(NOT_YOURS)]
    assert titles(chat.public()) == ["Call for talks"]
    assert "In this channel I post about\neverything: at once" in said(chat.type("subscribe", CLARA))
