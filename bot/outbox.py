"""What the bot owes the world: claim, send, look up, retry, give up aloud.

Each key reaches its platform once, whatever dies when: rows are claimed under a lease and a fence; a row whose first
attempt has an unknown end is looked up by its key before anything is posted again; nobody sends on a lease that might
run out before the platform has answered. A worker takes a handful at a time, since two commits cost more than a post.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.events import Place, those_in
from bot.chat.replies import Later
from bot.clock import Clock
from bot.logs import log, report
from bot.platforms.port import Platform, Ref, Refused, TooFast, Unsure
from bot.views import Views
from storage import Database, settling
from storage.claiming import Owed
from storage.settling import Settled

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)
GIVE_UP_AFTER = 12  # attempts; with the pauses above, most of a working day
CLOCKS_DIFFER = timedelta(minutes=10)  # at most, between the platform and us
IDLE = 5.0  # seconds between two looks when nobody wakes the worker
HAND = 8  # rows that one worker takes at once
HELD = timedelta(seconds=1)  # after that it begins no other row, since another worker may be free
PUT_BACK = "put back"

Outcome = tuple[Settled, str]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row in hand, in a word too, and when its channel is free.

    `until` is the moment before which its whole platform wants to be left alone.
    """

    settled: Settled
    outcome: str
    free: datetime
    until: datetime | None = None


class Delivery:
    """Delivers what is owed. Any number of workers, in any number of processes, may do so at once."""

    def __init__(self, database: Database, platforms: Mapping[str, Platform], views: Views, clock: Clock) -> None:
        self._database = database
        self._views = views
        self._clock = clock
        self.platforms = platforms
        self._paces = {name: timedelta(seconds=platform.pace) for name, platform in platforms.items()}
        slowest = max((platform.patience for platform in platforms.values()), default=0)
        self._patience = timedelta(seconds=slowest)
        self._lease = 4 * self._patience  # look up, find the conversation, post: each may take that long

    def deliver(self, only: str | None = None, *, hurry: Callable[[], bool] = lambda: False) -> int:
        """Takes a handful of what is due, for one platform or for all, and delivers it; returns how many that were.

        What is not begun when `hurry` says so, when the platform asks to wait, or after a while, is put back.
        """
        with self._database.transaction() as store:
            hand = store.deliveries.claim(
                now=self._clock.now(), real=self._clock.real(), lease=self._lease, paces_of=self._paces,
                only=only, most=HAND,
            )  # fmt: skip
        if not hand:
            return 0
        done: list[Done] = []
        put_down = self._clock.real() + HELD
        for owed in hand:
            pauses = any(each.until and each.settled.owed.platform == owed.platform for each in done)
            if done and (pauses or hurry() or self._clock.real() >= put_down):
                done.append(Done(settling.put_back(owed), PUT_BACK, self._clock.real()))
            else:
                done.append(self._try(owed))
        self._settle(done)
        return sum(each.outcome != PUT_BACK for each in done)

    def soonest(self, only: str | None = None) -> float:
        """Seconds until something that is due may be tried; at most IDLE."""
        with self._database.reading() as store:
            moment = store.deliveries.soonest(self._clock.now(), [only] if only else list(self._paces))
        if moment is None:
            return IDLE
        return min(max((moment - self._clock.real()).total_seconds(), 0.0), IDLE)

    def _try(self, owed: Owed) -> "Done":
        """Delivers one row, whatever happens."""
        try:
            settled, outcome = self._deliver(owed)
        except TooFast as wait:
            # The platform is asked for nothing before its time has come; the refused call left nothing behind.
            until = self._clock.real() + timedelta(seconds=wait.seconds)
            return Done(settling.postponed(owed, until), "postponed", self._end(owed), until)
        except Unsure as error:
            settled, outcome = self._try_later(owed, str(error))
        except Refused as error:
            settled, outcome = settling.given_up(owed, str(error)[:300]), "dead"
        except Exception as error:
            settled, outcome = self._try_later(owed, type(error).__name__)
            report(error, view=owed.view.partition("?")[0])
        return Done(settled, outcome, self._end(owed))

    def _deliver(self, owed: Owed) -> Outcome:
        now = self._clock.now()
        if owed.expires is not None and now >= owed.expires and owed.post is None:
            return settling.dropped(owed, "expired"), "expired"
        platform = self.platforms[owed.platform]
        place = _place(owed, platform)
        ref = self._standing(owed, platform, place)
        if ref is not None and owed.kind != "card":
            return self._sent(owed, ref)
        message, reader = self._views.show(owed.kind, owed.view, owed.person)
        if isinstance(message, Later):
            return settling.delayed(owed, message.until), "delayed"
        if message is None:
            return settling.dropped(owed, "its reason has gone"), "its reason has gone"
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

    def _sent(self, owed: Owed, ref: Ref) -> Outcome:
        return settling.sent(owed, (ref.channel, ref.post), self._clock.now(), self._clock.real()), "sent"

    def _try_later(self, owed: Owed, error: str) -> Outcome:
        if owed.attempts >= GIVE_UP_AFTER:
            return settling.given_up(owed, error[:300]), "dead"
        return settling.unsure(owed, self._clock.real() + pause_after(owed.attempts), error[:300]), "retried"

    def _end(self, owed: Owed) -> datetime:
        """When the channel may be called again: its pace begins when a call has ended."""
        return self._clock.real() + self._paces[owed.platform]

    def _settle(self, done: Sequence[Done]) -> None:
        """Writes down what became of all rows that are ours still, and frees their channels."""
        with self._database.transaction() as store:
            lost = store.deliveries.settle([each.settled for each in done])
            paced = [each for each in done if self._paces[each.settled.owed.platform]]
            store.deliveries.leave({e.settled.owed.channel: (e.settled.owed.lease, e.free) for e in paced})
            pauses = {each.settled.owed.platform: each.until for each in done if each.until}
            for platform in sorted(pauses):
                store.deliveries.pause(platform, pauses[platform])
        for each in done:
            if each.outcome == PUT_BACK:
                continue
            owed = each.settled.owed
            outcome = "overtaken" if owed.id in lost else each.outcome
            log.info("delivered", row=owed.id, platform=owed.platform, attempt=owed.attempts, outcome=outcome)


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
