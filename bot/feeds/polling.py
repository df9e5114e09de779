"""Looks at the feeds that are due, one after another, and hands over what they brought.

No transaction is open while a server answers: a feed is claimed in one, fetched outside of any, and what was found is
heard as a tick that brings it along.
"""

import time
from collections.abc import Callable
from datetime import timedelta

from bot.clock import Clock
from bot.domain.news import Fetched
from bot.feeds.addresses import Reach
from bot.logs import log, report
from storage import Database

BUDGET = 30.0  # seconds of one round; a look that began before may take up to half a minute more
CLAIMED = timedelta(minutes=10)  # how long nobody else looks at the feed


class Poller:
    """Any number of processes may poll; each feed is looked at by one of them."""

    def __init__(
        self,
        database: Database,
        hand_over: Callable[[str, object], None],
        clock: Clock,
        reach: Reach,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._hand_over = hand_over
        self._clock = clock
        self._reach = reach
        self._seconds = seconds
        self._stopping = False

    def stop(self) -> None:
        """No further feed is looked at; the one in hand is finished first."""
        self._stopping = True

    def poll(self) -> int:
        """One round; returns at how many feeds it has looked."""
        began, looked_at = self._seconds(), 0
        try:
            while self._has_time(began) and (fetched := self._fetch_one()) is not None:
                self._hand_over("feed fetched", fetched)
                looked_at += 1
        except Exception as error:  # the database is away: the next round comes in a minute
            report(error, part="feeds")
        return looked_at

    def _has_time(self, began: float) -> bool:
        return not self._stopping and self._seconds() - began < BUDGET

    def _fetch_one(self) -> Fetched | None:
        """What the next feed has brought, None if none is due."""
        real = self._clock.real()
        with self._database.reading() as store:
            if not store.news_feeds.is_due(real):
                return None
        with self._database.transaction() as store:
            feed = store.news_feeds.claim(real, real + CLAIMED)
        if feed is None:
            return None
        from bot.feeds.fetching import look  # noqa: PLC0415 (see LATE)

        fetched = look(feed, self._reach, self._clock.real())
        log.info("feed", feed=feed.id, outcome=fetched.trouble or "read")
        return fetched
