"""The budgets of a round of looks: it ends before the next one begins, whatever the servers and their feeds do."""

from bot.feeds.apart import PATIENCE, WORKS
from bot.feeds.fetching import Limits
from bot.feeds.polling import BUDGET, CLAIMED
from bot.scheduler import POLL_FEEDS


def test_a_round_with_the_worst_feed_at_its_end_is_over_before_the_next() -> None:
    """The last look of a round begins within BUDGET; it fetches and reads no longer than it may."""
    assert BUDGET + Limits().seconds + PATIENCE <= POLL_FEEDS
    assert WORKS < PATIENCE


def test_nobody_else_looks_at_a_feed_before_that() -> None:
    assert CLAIMED.total_seconds() > BUDGET + Limits().seconds + PATIENCE
