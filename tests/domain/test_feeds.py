"""How patiently a feed is polled, and when it is given up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.feeds import EVERY, GIVEN_UP, LONGEST_PAUSE, failed, next_look, read, switched_on
from bot.domain.news import Feed, Fetched, Trouble

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
FEED = Feed(1, "https://news.example.org/feed", "News", etag="old", modified="old")
SLOW = Fetched(1, AT, trouble=Trouble.SLOW)


def test_a_feed_that_was_read_is_new_no_more_and_well() -> None:
    ill = failed(FEED, SLOW)

    well = read(ill, Fetched(1, AT, (), etag="e", modified="m"))

    assert well == replace(FEED, etag="e", modified="m", is_new=False, polled=AT)
    assert read(FEED, Fetched(1, AT, None)).is_new  # nothing was said yet


def test_each_failure_doubles_the_pause_up_to_half_a_day() -> None:
    feed, pauses = FEED, [next_look(FEED, SLOW, 1.0) - AT]
    for _ in range(8):
        feed = failed(feed, SLOW)
        pauses.append(next_look(feed, SLOW, 1.0) - AT)

    assert pauses == [EVERY, EVERY, 2 * EVERY, 4 * EVERY, 8 * EVERY, 16 * EVERY, *[LONGEST_PAUSE] * 3]


def test_the_pause_is_never_shorter_than_the_server_asks() -> None:
    patient = Fetched(1, AT, trouble=Trouble.BUSY, wait=timedelta(hours=5))

    assert next_look(failed(FEED, patient), patient, 1.5) == AT + timedelta(hours=5)
    assert next_look(FEED, SLOW, 1.5) == AT + 1.5 * EVERY


def test_after_two_weeks_of_failures_it_is_given_up_and_may_begin_anew() -> None:
    ill = failed(FEED, SLOW)
    almost = failed(ill, replace(SLOW, at=AT + GIVEN_UP - timedelta(seconds=1)))
    over = failed(almost, replace(SLOW, at=AT + GIVEN_UP))

    assert (almost.is_on, over.is_on, over.failing, over.failures) == (True, False, AT, 3)
    assert switched_on(over) == replace(FEED, etag="", modified="")
    assert not failed(FEED, Fetched(1, AT, trouble=Trouble.GONE)).is_on
