"""APScheduler ticks; what must survive a restart stands in the database, not here."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler  # pyright: ignore[reportMissingTypeStubs]

PLAN = 15  # seconds
KEEP_HOUSE = 3600
POLL_FEEDS = 60
READ_CHANNELS = 60


class Ticks:
    """Calls `tick(name)` at regular intervals, never twice at once, and late rather than not at all.

    `poll` looks at the feeds and `read` at who is in which channel; these are no ticks of the features, since no
    transaction may be open while servers answer. `acquaint` looks whose accounts those are that the bot has met.
    """

    def __init__(
        self,
        tick: Callable[[str], None],
        poll: Callable[[], object],
        read: Callable[[], object],
        acquaint: Callable[[], object],
    ) -> None:
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler: Any = BackgroundScheduler(timezone=UTC, job_defaults=options)
        self._scheduler.add_job(tick, "interval", args=["plan"], seconds=PLAN, id="plan")
        self._scheduler.add_job(tick, "interval", args=["keep house"], seconds=KEEP_HOUSE, id="keep house")
        self._scheduler.add_job(poll, "interval", seconds=POLL_FEEDS, id="poll feeds")
        soon = {"next_run_time": datetime.now(UTC)}
        self._scheduler.add_job(read, "interval", seconds=READ_CHANNELS, id="read channels", **soon)
        self._scheduler.add_job(acquaint, "interval", seconds=PLAN, id="acquaint")

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)
