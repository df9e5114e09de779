"""Subscriptions: what somebody wants to hear, how soon, and when the next digest is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count

from bot.domain.news import News
from bot.domain.quiet import Habits, allows, local_day, next_allowed
from bot.domain.walltime import nearest_utc

EVERYTHING = "all"
COMMITTEE, TOPIC = "committee:", "topic:"
DAY = timedelta(days=1)
LONGEST_HOLIDAYS = 14  # days: a digest of an earlier day was due before


class Rhythm(StrEnum):
    """How soon news come. `NEVER` is a wish as well: it stands above all others."""

    AT_ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When digests come, on the wall clock of their reader: each day, or once a week on a day (0 is Monday)."""

    at: time = time(9)
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A person, or a channel of a platform."""

    person: str = ""
    platform: str = ""
    channel: str = ""

    @property
    def key(self) -> str:
        return f"person:{self.person}" if self.person else f"channel:{self.platform}/{self.channel}"


Wishes = Mapping[str, Rhythm]  # by what they are about: EVERYTHING, "committee:3", "topic:nlp"


def of_committee(number: int) -> str:
    return f"{COMMITTEE}{number}"


def of_topic(topic: str) -> str:
    return f"{TOPIC}{topic}"


def about(news: News) -> frozenset[str]:
    """All that one can subscribe to or mute in order to hear, or not hear, of these news."""
    return frozenset({of_committee(number) for number in news.committees} | {of_topic(topic) for topic in news.topics})


def rhythm_of(wishes: Wishes, news: News) -> Rhythm | None:
    """How soon news come to somebody with these wishes, None for not at all.

    What they have muted stays away, whatever else it is about. A wish about the committee or the topic stands above
    the one about everything; of several, the soonest holds.
    """
    wanted = [wishes[each] for each in about(news) if each in wishes]
    if Rhythm.NEVER in wanted:
        return None
    general = wishes.get(EVERYTHING, Rhythm.NEVER)
    soonest = min(wanted, key=tuple(Rhythm).index, default=general)
    return None if soonest is Rhythm.NEVER else soonest


@lru_cache(maxsize=1024)  # most people have chosen the same
def next_digest(after: datetime, rhythm: Rhythm, schedule: Schedule, habits: Habits) -> datetime:
    """The first moment after `after` at which a digest is due.

    The clock of its reader then shows the time that they have chosen, once on each day that they allow. A digest of
    another day comes on the next allowed one; a time outside their hours moves to where these begin.
    """
    today = local_day(after, habits.zone)
    for step in count(-LONGEST_HOLIDAYS):
        day = today + step * DAY
        if rhythm is Rhythm.WEEKLY and day.weekday() != schedule.weekday:
            continue
        moment = _allowed(day, schedule.at, habits)
        if moment > after:
            return moment
    raise AssertionError("days never end")


def _allowed(day: date, at: time, habits: Habits) -> datetime:
    """The moment of a digest of this day: at its time if that is allowed, else at that time of the next allowed day."""
    wanted = nearest_utc(datetime.combine(day, at), habits.zone)
    allowed = next_allowed(wanted, habits.zone, habits.hours)
    there = nearest_utc(datetime.combine(local_day(allowed, habits.zone), at), habits.zone)
    return there if there > allowed and allows(there, habits.zone, habits.hours) else allowed
