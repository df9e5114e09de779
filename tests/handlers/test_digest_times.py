"""Digests leave at the minute that people have chosen, whatever clocks do meanwhile, and hold each news once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from dateutil import tz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.network import Network
from bot.domain.news import News
from bot.domain.quiet import Habits, Hours
from bot.domain.subscriptions import EVERYTHING, Rhythm, Schedule, Subscriber, next_digest
from tests.conversation import ADA, Chat, words
from tests.databases import sqlite_database
from tests.news import publish, subscribe

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC")
NIGHTS = [datetime.fromisoformat(f"{year}-{day}") for year in (2027, 2031) for day in ("03-28", "10-31")]
NIGHTS += [datetime.fromisoformat(f"2027-{day}") for day in ("03-14", "11-07", "04-04", "10-03")]
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
ANY_TIME = Hours(time(), time(), weekends=True, region="")
ME = Subscriber(ADA.id)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    night=st.sampled_from(NIGHTS),
    zone=st.sampled_from(ZONES),
    rhythm=st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]),
    at=TIMES,
    weekday=st.integers(0, 6),
    arrivals=st.lists(st.integers(0, 10 * 24 * 60), min_size=1, max_size=4, unique=True),
)
def test_each_digest_leaves_at_its_minute(
    night: datetime, zone: str, rhythm: Rhythm, at: time, weekday: int, arrivals: list[int]
) -> None:
    begins = (night - 3 * DAY).replace(tzinfo=UTC)
    moments = sorted(begins + minutes * MINUTE for minutes in arrivals)
    wanted = _wanted(moments, zone, rhythm, at, weekday)
    with _chat(zone) as chat:
        subscribe(chat, ME, EVERYTHING, rhythm, Schedule(at, weekday))
        heard: dict[datetime, list[str]] = {}
        looks = {moment for due in wanted for moment in (due - MINUTE, due)} | set(moments)
        for moment in sorted(looks):
            before = len(chat.direct(ADA))
            chat.pass_time(moment)
            for number, arrival in enumerate(moments):
                if arrival == moment:
                    publish(chat, News(f"n{number}", f"News {number}.", at=moment))
            for message in chat.direct(ADA)[before:]:
                heard.setdefault(moment, []).extend(line.partition(".")[0] for line in words(message).splitlines()[2:])

    assert {due: sorted(names) for due, names in heard.items()} == wanted


def _wanted(arrivals: list[datetime], zone: str, rhythm: Rhythm, at: time, weekday: int) -> dict[datetime, list[str]]:
    """When which news come, worked out by another library."""
    there = tz.gettz(zone)
    wanted: dict[datetime, list[str]] = {}
    for number, arrival in enumerate(arrivals):
        day = arrival.astimezone(there).date() - DAY
        while True:
            day += DAY
            due = tz.resolve_imaginary(datetime.combine(day, at, there)).astimezone(UTC)
            if due > arrival and (rhythm is Rhythm.DAILY or day.weekday() == weekday):
                break
        wanted.setdefault(due, []).append(f"News {number}")
    return wanted


@settings(max_examples=200, deadline=None)
@given(
    minutes=st.integers(0, 60 * 24 * 60),
    rhythm=st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]),
    at=TIMES,
    weekday=st.integers(0, 6),
    hours=st.sampled_from([Hours(), ANY_TIME, Hours(time(22), time(6)), Hours(time(9), time(9, 30), weekends=True)]),
    zone=st.sampled_from(ZONES),
)
def test_no_digest_is_due_in_quiet_hours_and_the_next_comes_after_it(
    minutes: int, rhythm: Rhythm, at: time, weekday: int, hours: Hours, zone: str
) -> None:
    habits, schedule = Habits(zone, hours), Schedule(at, weekday)
    after = datetime(2027, 3, 1, tzinfo=UTC) + minutes * MINUTE

    due = next_digest(after, rhythm, schedule, habits)

    assert due > after
    assert next_digest(due, rhythm, schedule, habits) > due
    assert next_digest(due - MINUTE, rhythm, schedule, habits) == due
    local = due.astimezone(tz.gettz(zone))
    begins, ends, clock = hours.begins, hours.ends, local.time()
    inside = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    assert inside
    assert hours.weekends or hours.begins > hours.ends or local.weekday() < 5


def test_a_digest_of_a_holiday_comes_with_the_one_of_the_next_day() -> None:
    office, schedule = Habits("Europe/Berlin", Hours()), Schedule(time(9))
    thursday = datetime(2027, 3, 25, 12, tzinfo=UTC)  # before Good Friday and the change of clocks on Easter Sunday
    tuesday = datetime(2027, 3, 30, 7, tzinfo=UTC)  # 09:00 in summer time

    assert next_digest(thursday, Rhythm.DAILY, schedule, office) == tuesday
    assert next_digest(thursday, Rhythm.WEEKLY, schedule, office) == tuesday  # Easter Monday's
    assert next_digest(thursday, Rhythm.DAILY, Schedule(time(20)), office) == tuesday - timedelta(hours=1)


@contextmanager
def _chat(zone: str) -> Iterator[Chat]:
    """Ada may be written to at any time."""
    with TemporaryDirectory() as folder:
        database = sqlite_database(Path(folder))
        person = replace(ADA, hours="00:00-24:00", weekends=True)
        yield Chat(database, [person], network=Network(timezone=zone, holidays=""))
        database.close()
