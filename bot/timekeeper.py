"""The time control of the demo: moves the bot's clock from one due thing to the next, so that each arrives in order."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.walltime import nearest_utc
from storage import Database

PATIENCE = 20.0  # seconds to wait until what fell due has been delivered
BLINK = timedelta(seconds=1)


def remembered(home: Path) -> Clock:
    """The clock of a demo as it was left, or a plain one."""
    try:
        return Clock(timedelta(seconds=json.loads((home / "clock.json").read_text("utf-8"))["ahead"]))
    except (FileNotFoundError, ValueError, KeyError):
        return Clock()


class DemoTime:
    """Moves the clock on behalf of the page; what a jump passes over happens on the way."""

    def __init__(self, clock: Clock, database: Database, home: Path, zone: str) -> None:
        self._clock = clock
        self._database = database
        self._home = home
        self._zone = zone
        self._jumping = threading.Lock()
        self._look: Callable[[], object] = lambda: None
        self._tick: Callable[[str], None] = lambda _: None
        self._wake: Callable[[], None] = lambda: None

    def drive(self, look: Callable[[], object], tick: Callable[[str], None], wake: Callable[[], None]) -> None:
        """What to call whenever the clock has moved: `look` at the world outside, before anything is decided."""
        self._look, self._tick, self._wake = look, tick, wake

    def now(self) -> datetime:
        return self._clock.now()

    def preview(self) -> Mapping[str, datetime | None]:
        with self._database.reading() as store:
            meeting = store.meetings.next_after(self.now())
        return {"next": self._next_due(), "meeting": meeting and meeting.starts}

    def jump(self, to: str) -> datetime:
        with self._jumping:
            target = self._target(to)
            passed = None
            while target and (due := self._next_due()) and due <= target and due != passed:
                self._move(max(due, self.now()) + BLINK)
                passed = due  # what is still due after its own tick is broken: no need to try it for ever
            if target and target > self.now():
                self._move(target)
            return self.now()

    def _target(self, to: str) -> datetime | None:
        if to == "day":
            wall = self.now().astimezone(ZoneInfo(self._zone)).replace(tzinfo=None)
            return nearest_utc(wall + timedelta(days=1), self._zone)
        return self.preview().get(to)

    def _next_due(self) -> datetime | None:
        with self._database.reading() as store:
            moments = (
                store.meetings.next_rung(),
                store.seats.next_expiry(),
                store.elections.next_due(),
                store.announcements.next_due(),
                store.outbox.next_due(self.now()),
                store.copies.next_digest(),
            )
            wishes = [each.next_step(store.meetings.get(each.meeting)) for each in store.breakouts.wishing()]
        return min((moment for moment in (*moments, *wishes) if moment), default=None)

    def _move(self, moment: datetime) -> None:
        self._clock.move_to(moment)
        (self._home / "clock.json").write_text(json.dumps({"ahead": self._clock.ahead.total_seconds()}), "utf-8")
        self._look()
        self._tick("plan")
        self._wake()
        deadline = time.monotonic() + PATIENCE
        while not self._is_quiet() and time.monotonic() < deadline:
            time.sleep(0.02)

    def _is_quiet(self) -> bool:
        with self._database.reading() as store:
            return store.outbox.is_quiet(self.now())


class RealTime:
    """The page's clock where nobody may move it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def preview(self) -> Mapping[str, datetime | None]:
        return {}

    def jump(self, to: str) -> datetime:  # noqa: ARG002 (the port of the page)
        return self.now()
