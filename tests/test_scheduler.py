"""The ticks of a start: each comes again and again, and the house is kept soon, however often the bot is started."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.scheduler import Ticks
from tests.outbox.office import wait_until


def test_what_is_asked_for_comes_again_and_the_house_is_kept_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.scheduler.PLAN", 0.05)
    came: list[str] = []
    ticks = Ticks(
        came.append, lambda: came.append("poll"), lambda: came.append("read"), lambda: came.append("acquaint")
    )
    ticks.start()
    try:
        wait_until(lambda: {"plan", "keep house", "read", "acquaint"} <= set(came) and came.count("plan") > 2)
    finally:
        ticks.stop()

    assert came.count("keep house") == came.count("read") == 1
    assert "poll" not in came  # which comes a minute later


def test_nothing_is_awaited_for_longer_than_it_takes_to_start() -> None:
    ticks = Ticks(lambda _: None, lambda: None, lambda: None, lambda: None)
    ticks.start()
    try:
        moments = {job.id: job.next_run_time for job in ticks._scheduler.get_jobs()}
    finally:
        ticks.stop()

    assert max(moments.values()) < datetime.now(UTC) + timedelta(minutes=2)
