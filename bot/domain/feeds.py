"""How a feed is polled: how often, how patiently after failures, and when it is given up."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.news import Feed, Fetched, Trouble

EVERY = timedelta(minutes=30)  # at least, between two looks
LONGEST_PAUSE = timedelta(hours=12)
GIVEN_UP = timedelta(days=14)  # of nothing but failures
JITTER = (1.0, 1.5)  # so that not all servers are asked at once


def read(feed: Feed, fetched: Fetched) -> Feed:
    """The feed after a look that went well."""
    return replace(
        feed,
        etag=fetched.etag,
        modified=fetched.modified,
        is_new=feed.is_new and fetched.entries is None,
        polled=fetched.at,
        failing=None,
        failures=0,
        trouble=None,
    )


def failed(feed: Feed, fetched: Fetched) -> Feed:
    """The feed after a look in vain: switched off if that has gone on for too long, or will for ever."""
    since = feed.failing or fetched.at
    over = fetched.trouble is Trouble.GONE or fetched.at - since >= GIVEN_UP
    return replace(feed, failing=since, failures=feed.failures + 1, trouble=fetched.trouble, is_on=not over)


def switched_on(feed: Feed) -> Feed:
    """The feed as if it was new: what it has said meanwhile is no news any more."""
    return replace(feed, is_on=True, is_new=True, etag="", modified="", failing=None, failures=0, trouble=None)


def next_look(feed: Feed, fetched: Fetched, jitter: float) -> datetime:
    """When to look again: twice as late after each failure, and never before the server allows it."""
    pause = min(EVERY * 2 ** min(max(feed.failures - 1, 0), 10), LONGEST_PAUSE)
    return fetched.at + max(pause * jitter, fetched.wait)
