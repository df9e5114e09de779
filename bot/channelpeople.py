"""Reads who is in the channels in which news are posted, so that nobody gets there and directly what is one thing.

No transaction is open while a platform answers: a channel is claimed in one, its people are asked for outside of any,
and written down in another.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from bot.chat.events import Place
from bot.clock import Clock
from bot.domain.subscriptions import Subscriber
from bot.logs import log, report
from bot.platforms.port import Platform, Refused, TooFast, Unsure
from storage import Database

FRESH = timedelta(hours=1)  # after which a channel is read again
BELIEVED = timedelta(hours=6)  # after which nobody is thought to be in a channel that could not be read since
CLAIMED = timedelta(minutes=10)  # how long nobody else reads the channel, and the pause after a failure or refusal
BUDGET = 20.0  # seconds of one round; a reading that began before may take the platform's patience more


class ChannelReading:
    """Any number of processes may read. `places` are the channels of the settings; those that subscribe come along."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        places: Iterable[Place],
        clock: Clock,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._platforms = platforms
        self._places = tuple(places)
        self._clock = clock
        self._seconds = seconds
        self._stopping = False

    def stop(self) -> None:
        """No further channel is read; the one in hand is finished first."""
        self._stopping = True

    def read(self) -> int:
        """One round; returns how many channels it has asked about."""
        began, asked = self._seconds(), 0
        try:
            self.tidy()
            while not self._stopping and self._seconds() - began < BUDGET and (channel := self._claimed()):
                self._ask(channel)
                asked += 1
        except Exception as error:  # the database is away: the next round comes in a minute
            report(error, part="channel people")
        return asked

    def tidy(self) -> None:
        """Drops what is too old to be believed, and what nobody needs to know."""
        old = self._clock.real() - BELIEVED
        with self._database.reading() as store:
            wanted = frozenset(self._wanted(store.subscriptions.channels()))
            is_tidy = wanted == store.channel_people.expected() and not store.channel_people.has_old(old)
        if not is_tidy:
            with self._database.transaction() as store:
                store.channel_people.expect(self._wanted(store.subscriptions.channels()))
                store.channel_people.forget_old(old)

    def _wanted(self, subscribed: Iterable[Subscriber]) -> Iterable[Subscriber]:
        ours = (Subscriber(platform=place.platform, channel=place.channel) for place in self._places)
        return (channel for channel in (*ours, *subscribed) if channel.platform in self._platforms)

    def _claimed(self) -> Subscriber | None:
        real = self._clock.real()
        with self._database.reading() as store:
            if not store.channel_people.is_due(real):
                return None
        with self._database.transaction() as store:
            return store.channel_people.claim(real, real + CLAIMED)

    def _ask(self, channel: Subscriber) -> None:
        platform, place = self._platforms[channel.platform], Place(channel.platform, channel.channel)
        try:
            named, users = platform.named(place), platform.members(place)
        except (Unsure, TooFast) as error:
            log.warning("channel_not_read", platform=channel.platform, reason=str(error))
            return
        except Refused as error:
            log.warning("channel_refused", platform=channel.platform, reason=str(error))
            with self._database.transaction() as store:
                store.channel_people.forget(channel, self._clock.real() + CLAIMED)
            return
        also = Subscriber(platform=named.platform, channel=named.channel)
        real = self._clock.real()
        with self._database.transaction() as store:
            store.channel_people.keep(channel, users, also, real, real + FRESH)
