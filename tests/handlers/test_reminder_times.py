"""Each reminder at the minute on the wall that was meant, none missing and none twice, whatever the clocks do."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from dateutil import tz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.network import Network
from bot.dispatch import Dispatcher
from bot.domain.meetings import Answer, Meeting
from bot.domain.walltime import WallTimeMissing, WallTimeTwice, to_utc
from bot.outbox import Delivery
from handlers.meetings.plan import rungs_of
from storage.roster import Roster
from tests.conversation import ADA, BEN, PEOPLE, Chat, WatchedViews
from tests.databases import sqlite_database

MINUTE = timedelta(minutes=1)
ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC")
ANY_TIME = "00:00-24:00"
# Nights in which clocks change somewhere, each year for ten years, and the days around and after them.
NIGHTS = [datetime.fromisoformat(day) for year in range(2027, 2037) for day in (f"{year}-03-28", f"{year}-10-31")]
AMERICAN = [datetime.fromisoformat(f"2027-{day}") for day in ("03-14", "11-07", "04-04", "10-03")]
WALLS = st.builds(
    lambda night, days, hour, minute: night + timedelta(days=days, hours=hour, minutes=minute),
    st.sampled_from([*NIGHTS, *AMERICAN]),
    st.integers(-1, 15),
    st.integers(0, 23),
    st.sampled_from([0, 1, 30, 59]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wall=WALLS, zone=st.sampled_from(ZONES), pauses=st.lists(st.integers(1, 30 * 24 * 60), max_size=6))
def test_each_reminder_leaves_at_its_minute(wall: datetime, zone: str, pauses: list[int]) -> None:
    try:
        to_utc(wall, zone)
    except (WallTimeMissing, WallTimeTwice):
        return
    with _planned(wall, zone) as chat:
        wanted = _wanted(wall, zone)
        moments = [moment for due in wanted for moment in (due - MINUTE, due)]
        moments += [min(wanted) - timedelta(days=1) + timedelta(minutes=pause) for pause in pauses]
        heard: list[tuple[datetime, str]] = []
        for number, moment in enumerate(sorted(set(moments))):
            if number % 2:
                _restart(chat)
            before = _read(chat)
            chat.pass_time(moment)
            heard += [
                (moment, who) for who, now, was in zip(WHO, _read(chat), before, strict=True) for _ in range(now - was)
            ]

    assert heard == sorted(((due, who) for due, people in wanted.items() for who in people), key=_order)


WHO = ("channel", "comes", "silent")


def _wanted(wall: datetime, zone: str) -> dict[datetime, list[str]]:
    """When whom, worked out by another library: days on the wall clock, minutes exactly."""
    there = tz.gettz(zone)
    starts = wall.replace(tzinfo=there).astimezone(UTC)

    def earlier(days: int) -> datetime:
        return tz.resolve_imaginary((wall - timedelta(days=days)).replace(tzinfo=there)).astimezone(UTC)

    morning = tz.resolve_imaginary(wall.replace(hour=8, minute=0, tzinfo=there)).astimezone(UTC)
    wanted: dict[datetime, list[str]] = {}
    for due, who in (
        (earlier(7), "channel"),
        (min(morning, starts - timedelta(hours=1)), "channel"),
        (earlier(1), "comes"),
        (starts - timedelta(minutes=15), "comes"),
        *((earlier(days), "silent") for days in (14, 3, 1)),
    ):
        wanted.setdefault(due, []).append(who)
    return wanted


def _order(heard: tuple[datetime, str]) -> tuple[datetime, int]:
    return heard[0], WHO.index(heard[1])


@contextmanager
def _planned(wall: datetime, zone: str) -> Iterator[Chat]:
    """Ben comes online, Ada says nothing; both may be written to at any time."""
    people = [replace(person, hours=ANY_TIME, weekends=True) for person in PEOPLE if person in (ADA, BEN)]
    network = Network(timezone=zone, meeting_reminders=("14d", "3d", "1d"), holidays="")
    with TemporaryDirectory() as folder:
        database = sqlite_database(Path(folder))
        chat = Chat(database, people, network=network)
        with database.transaction() as store:
            meeting = store.meetings.add(Meeting(0, "Meeting", wall, zone))
            store.meetings.set_rungs(meeting.id, rungs_of(meeting, network))
            store.seats.answer(meeting.id, BEN.id, Answer.ONLINE, now=chat.clock.now())
        yield chat
        database.close()


def _restart(chat: Chat) -> None:
    """Everything that was in memory is gone."""
    chat.roster = Roster(chat.database)
    chat.context = replace(chat.context, roster=chat.roster)
    chat.views = WatchedViews(chat.context)
    chat.dispatcher = Dispatcher(chat.context)
    chat.delivery = Delivery(chat.database, {"paper": chat.paper}, chat.views, chat.clock)


def _read(chat: Chat) -> Sequence[int]:
    """How many messages stand in the channel and have come to each."""
    return len(chat.public()), len(chat.direct(BEN)), len(chat.direct(ADA))
