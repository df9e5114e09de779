"""Threads that deliver what is owed, woken as soon as something is."""

import threading

from bot.logs import report
from bot.outbox import IDLE, Delivery
from storage import Database, Store

BLINK = 0.01  # seconds until another look at what somebody else has just taken


class Workers:
    """Runs a delivery in some threads until it is stopped; the row that is under way is finished first.

    Each platform has threads of its own, so that one that does not answer keeps nobody waiting but its own people.
    """

    def __init__(self, delivery: Delivery, database: Database, *, threads: int = 2) -> None:
        self._delivery = delivery
        self._changed = threading.Condition()
        self._turn = 0
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._run, args=(platform,), name=f"outbox-{platform}-{number}", daemon=True)
            for platform in delivery.platforms
            for number in range(threads)
        ]
        database.after_commit(self._notice)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Returns when every thread has put down what it had in hand."""
        self._stopping = True
        self.wake()
        for thread in self._threads:
            thread.join(timeout=30)

    def wake(self) -> None:
        """Somebody owes something, or the clock has moved."""
        with self._changed:
            self._turn += 1
            self._changed.notify_all()

    def _notice(self, store: Store) -> None:
        if "outbox" in store.touched:
            self.wake()

    def _run(self, platform: str) -> None:
        while not self._stopping:
            turn = self._turn
            try:
                # Looking first takes no lock of a writer, and most of what wakes us is for another platform.
                pause = self._delivery.soonest(platform)
                if pause <= 0 and self._delivery.deliver(platform, hurry=lambda: self._stopping):
                    continue
            except Exception as error:  # the database is away: keep trying
                report(error, part="outbox")
                pause = IDLE
            with self._changed:
                if turn == self._turn and not self._stopping:
                    self._changed.wait(max(pause, BLINK))
