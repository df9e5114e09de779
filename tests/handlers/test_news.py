"""News from a feed to those who want to hear of them: over real sockets, each once, whatever the feed says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.news import A_DAY, AT_ONCE
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, of_committee, of_topic
from bot.platforms.mattermost.markdown import markdown
from tests.conversation import ADA, ANNOUNCEMENTS, BEN, ENGLISH, said, words
from tests.feeding import CALL, OLD, Feeding, begun, titles
from tests.feeds.atom import Written
from tests.news import committee, subscribe

HERE = Subscriber(platform=ANNOUNCEMENTS.platform, channel=ANNOUNCEMENTS.channel)
TOMORROW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def test_the_first_look_tells_nothing_and_the_next_what_is_new(feeding: Feeding) -> None:
    chat = feeding.chat
    subscribe(chat, Subscriber(ADA.id), EVERYTHING)
    subscribe(chat, HERE, EVERYTHING)
    feeding.add()
    feeding.publish(OLD)

    feeding.look()
    before = titles(chat.direct(ADA)), titles(chat.public())
    feeding.publish(CALL, OLD)
    feeding.look()
    feeding.look()

    assert before == ([], [])
    assert titles(chat.direct(ADA)) == titles(chat.public()) == ["Call for talks"]
    assert said(chat.type("news")).splitlines()[1:] == [
        "Call for talks (Mon, 2 Nov 2026)",
        "Minutes of October (Mon, 2 Nov 2026)",
    ]


def test_what_has_changed_is_edited_in_place_and_not_told_again(feeding: Feeding) -> None:
    chat = feeding.chat
    subscribe(chat, Subscriber(ADA.id), EVERYTHING)
    subscribe(chat, HERE, EVERYTHING)
    begun(feeding)
    feeding.publish(CALL)
    feeding.look()

    feeding.publish(replace(CALL, title="Call for talks (longer)", link="https://news.example.org/call-2"))
    feeding.look()

    assert titles(chat.public()) == ["Call for talks (longer)"]
    assert titles(chat.direct(ADA)) == ["Call for talks"]


def test_the_same_page_in_two_feeds_comes_once_to_each(feeding_on_both: Feeding) -> None:
    feeding, chat = feeding_on_both, feeding_on_both.chat
    first, second = committee(chat, "Steering committee"), committee(chat, "Data sharing")
    subscribe(chat, Subscriber(ADA.id), of_committee(first))
    subscribe(chat, Subscriber(ADA.id), of_committee(second))
    subscribe(chat, Subscriber(BEN.id), of_committee(second))
    feeding.add(committee=first)
    feeding.add("/other", "other.example.org", committee=second)
    feeding.publish(OLD)
    feeding.publish(OLD, path="/other")
    feeding.look()

    feeding.publish(CALL, OLD)
    feeding.look()
    alone = titles(chat.direct(ADA)), titles(chat.direct(BEN))
    again = Written("Somebody else's words", "urn:other", "http://www.news.example.org/call/#top")
    feeding.publish(again, path="/other")
    feeding.look()
    feeding.look()

    assert alone == (["Call for talks"], [])
    assert (titles(chat.direct(ADA)), titles(chat.direct(BEN))) == (["Call for talks"], ["Call for talks"])


def test_twins_in_one_feed_and_entries_that_share_a_page_are_told_apart(feeding: Feeding) -> None:
    subscribe(feeding.chat, Subscriber(ADA.id), EVERYTHING)
    begun(feeding)
    page = "https://news.example.org/list"

    twins = (CALL, replace(CALL, guid="urn:call:2"), CALL, replace(CALL, guid=""))
    feeding.publish(*twins, Written("One", "urn:1", page), Written("Two", "urn:2", page), Written(""))
    feeding.look()

    assert sorted(titles(feeding.chat.direct(ADA))) == ["Call for talks", "One", "Two"]


def test_a_feed_that_is_rebuilt_floods_nobody(feeding: Feeding) -> None:
    subscribe(feeding.chat, Subscriber(ADA.id), EVERYTHING)
    begun(feeding)

    for month in range(5):
        feeding.publish(*(Written(f"{month}.{n}", f"urn:{month}.{n}") for n in range(50)))
        feeding.look()

    told = titles(feeding.chat.direct(ADA))
    assert told[:AT_ONCE] == ["0.4", "0.3", "0.2", "0.1", "0.0"]  # the newest, in their order
    assert len(told) == A_DAY


def test_what_is_old_is_no_news_and_what_is_of_tomorrow_is_of_today(feeding: Feeding) -> None:
    chat = feeding.chat
    subscribe(chat, Subscriber(ADA.id), EVERYTHING)
    begun(feeding)

    feeding.publish(
        Written("From the future", "urn:f", published="2999-01-01T00:00:00Z"),
        Written("From the past", "urn:p", published="2026-10-01T00:00:00Z"),
    )
    feeding.look()

    assert titles(chat.direct(ADA)) == ["From the future"]
    assert "From the future (Mon, 2 Nov 2026)" in said(chat.type("news"))
    assert "From the past (Thu, 1 Oct 2026)" in said(chat.type("news"))


def test_a_hostile_entry_calls_nobody_and_leads_nowhere(feeding: Feeding) -> None:
    chat = feeding.chat
    subscribe(chat, Subscriber(ADA.id), EVERYTHING)
    begun(feeding)
    evil = "<img src=x onerror=alert(1)> <!channel> @all <@U1> *b*"

    feeding.publish(Written(evil, "urn:evil", "javascript:alert(1)", summary=f"<script>x</script>{evil}"))
    feeding.look()

    [told] = chat.direct(ADA)
    assert words(told).splitlines()[:2] == ["@all <@U1> *b*", "@all <@U1> *b*"]
    assert told.title is not None
    drawn = markdown(told.title, ENGLISH)
    assert "@all" not in drawn
    assert "alert" not in drawn


def test_a_topic_is_known_by_any_of_its_names(feeding: Feeding) -> None:
    chat = feeding.chat
    subscribe(chat, Subscriber(ADA.id), of_topic("t1"))
    begun(feeding)

    feeding.publish(
        Written("Corpus", "urn:1", category="nlp"),
        Written("Text", "urn:2", category="Text Mining"),
        Written("Birds", "urn:3", category="birds"),
    )
    feeding.look()

    assert titles(chat.direct(ADA)) == ["Text", "Corpus"]


def test_a_digest_comes_at_its_hour_and_what_is_muted_does_not(feeding_on_both: Feeding) -> None:
    feeding, chat = feeding_on_both, feeding_on_both.chat
    first, second = committee(chat, "Steering committee"), committee(chat, "Data sharing")
    subscribe(chat, Subscriber(BEN.id), EVERYTHING, Rhythm.DAILY)
    feeding.add(committee=first)
    feeding.add("/other", "other.example.org", committee=second)
    feeding.publish()
    feeding.publish(path="/other")
    feeding.look()
    feeding.publish(CALL)
    feeding.publish(Written("Corpus", "urn:1"), path="/other")
    feeding.look()

    chat.press(f"news.silence?choice=committee%3A{second}", BEN)
    chat.pass_time(TOMORROW - timedelta(hours=1, minutes=1))
    early = chat.direct(BEN)
    chat.pass_time(TOMORROW - timedelta(hours=1))

    assert early == []
    [digest] = chat.direct(BEN)
    assert words(digest).splitlines() == ["What is new", "Steering committee", "Call for talks (Mon, 2 Nov 2026)"]
