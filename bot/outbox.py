"""What the bot owes the world: claim, send, look up, retry, give up aloud.

Each key reaches its platform once, whatever dies when: a row is claimed under a lease and a fence; a row whose first
attempt has an unknown end is looked up by its key before anything is posted again; nobody sends on a lease that might
run out before the platform has answered.
"""

import random
from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.chat.events import Place, those_in
from bot.chat.replies import Later
from bot.clock import Clock
from bot.logs import log, report
from bot.platforms.port import Platform, Ref, Refused, TooFast, Unsure
from bot.views import Views
from storage import Database
from storage.delivery import Deliveries, Owed

Write = Callable[[Deliveries], bool]

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)
GIVE_UP_AFTER = 12  # attempts; with the pauses above, most of a working day
CLOCKS_DIFFER = timedelta(minutes=10)  # at most, between the platform and us
IDLE = 5.0  # seconds between two looks when nobody wakes the worker


class Delivery:
    """Delivers what is owed. Any number of workers, in any number of processes, may do so at once."""

    def __init__(self, database: Database, platforms: Mapping[str, Platform], views: Views, clock: Clock) -> None:
        self._database = database
        self._platforms = platforms
        self._views = views
        self._clock = clock
        self._paces = {name: timedelta(seconds=platform.pace) for name, platform in platforms.items()}
        slowest = max((platform.patience for platform in platforms.values()), default=0)
        self._patience = timedelta(seconds=slowest)
        self._lease = 4 * self._patience  # look up, find the conversation, post: each may take that long

    def deliver_one(self) -> bool:
        """Delivers one thing that is due; False if nothing can be delivered now."""
        with self._database.transaction() as store:
            owed = store.deliveries.claim(
                now=self._clock.now(), real=self._clock.real(), lease=self._lease, paces_of=self._paces
            )
        if owed is None:
            return False
        try:
            outcome = self._deliver(owed)
        except TooFast as wait:
            outcome = self._wait(owed, wait)
        except Unsure as error:
            outcome = self._try_later(owed, str(error))
        except Refused as error:
            reason = str(error)[:300]
            outcome = self._settle(owed, lambda rows: rows.give_up(owed, reason), "dead")
        except Exception as error:
            outcome = self._try_later(owed, type(error).__name__)
            report(error, view=owed.view.partition("?")[0])
        log.info("delivered", row=owed.id, platform=owed.platform, attempt=owed.attempts, outcome=outcome)
        return True

    def soonest(self) -> float:
        """Seconds until something that is due may be tried; at most IDLE."""
        with self._database.reading() as store:
            moment = store.deliveries.soonest(self._clock.now(), list(self._paces))
        if moment is None:
            return IDLE
        return min(max((moment - self._clock.real()).total_seconds(), 0.01), IDLE)

    def _deliver(self, owed: Owed) -> str:
        now = self._clock.now()
        if owed.expires is not None and now >= owed.expires and owed.post is None:
            return self._drop(owed, "expired")
        platform = self._platforms[owed.platform]
        place = _place(owed, platform)
        ref = self._standing(owed, platform, place)
        if ref is not None and owed.kind != "card":
            return self._sent(owed, ref)
        message, reader = self._views.show(owed.kind, owed.view, owed.person)
        if isinstance(message, Later):
            until = message.until
            return self._settle(owed, lambda rows: rows.delay(owed, until), "delayed")
        if message is None:
            return self._drop(owed, "its reason has gone")
        if self._clock.real() + self._patience > owed.lease:
            return self._try_later(owed, "the lease ran out")
        if ref is None:
            ref = platform.post(place, message, reader, owed.key)
        else:
            platform.edit(ref, message, reader)
        return self._sent(owed, ref)

    def _standing(self, owed: Owed, platform: Platform, place: Place) -> Ref | None:
        """Where the message stands already: as remembered, or as found after an attempt whose end is unknown."""
        if owed.post:
            return Ref(*owed.post)
        if owed.since is None:
            return None
        return platform.find(place, owed.key, owed.since - CLOCKS_DIFFER)

    def _sent(self, owed: Owed, ref: Ref) -> str:
        now, real = self._clock.now(), self._clock.real()
        return self._settle(owed, lambda rows: rows.sent(owed, (ref.channel, ref.post), now, real), "sent")

    def _drop(self, owed: Owed, why: str) -> str:
        return self._settle(owed, lambda rows: rows.drop(owed, why), why)

    def _wait(self, owed: Owed, wait: TooFast) -> str:
        """The platform is asked for nothing before its time has come; the refused call left nothing behind."""
        until = self._clock.real() + timedelta(seconds=wait.seconds)

        def write(rows: Deliveries) -> bool:
            mine = rows.postpone(owed, until)
            rows.pause(owed.platform, until)
            return mine

        return self._settle(owed, write, "postponed")

    def _try_later(self, owed: Owed, error: str) -> str:
        if owed.attempts >= GIVE_UP_AFTER:
            return self._settle(owed, lambda rows: rows.give_up(owed, error[:300]), "dead")
        at = self._clock.real() + pause_after(owed.attempts)
        return self._settle(owed, lambda rows: rows.retry(owed, at, error[:300]), "retried")

    def _settle(self, owed: Owed, write: Write, outcome: str) -> str:
        """Writes down what became of the row, unless our lease ran out and somebody else has it; frees the channel."""
        with self._database.transaction() as store:
            mine = write(store.deliveries)
            if not mine:
                store.deliveries.show_again(owed)
            store.deliveries.leave(owed, self._clock.real() + self._paces[owed.platform])
        return outcome if mine else "overtaken"


def _place(owed: Owed, platform: Platform) -> Place:
    """Where it belongs: a channel, the conversation with a person, or one of several people with the bot."""
    if owed.kind != "card":
        return platform.direct(owed.place)
    users = those_in(owed.place)
    return platform.together(users) if users else Place(owed.platform, owed.place)


def pause_after(attempts: int) -> timedelta:
    """The pause before the next attempt: twice as long each time, with jitter so that not all come at once."""
    longest = min(FIRST_RETRY * 2 ** (attempts - 1), LONGEST_RETRY)
    return longest * random.uniform(0.75, 1.25)  # noqa: S311 (no secret)
