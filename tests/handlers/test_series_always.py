"""Ten years of series in several zones, with restarts and a clock that jumps: whatever people do on the way."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.network import Network
from bot.chat.ui import action
from bot.domain.meetings import Meeting, Stage
from bot.domain.recurrence import occurrences
from bot.domain.series import announcement
from bot.domain.walltime import before, nearest_utc
from storage import Database
from tests.conversation import CLARA, NOW, Chat, asked, words
from tests.databases import sqlite_database
from tests.domain.zones import ZONES
from tests.planning import edit, series

QUIET = Network("Test network", meeting_reminders=(), channel_reminders=(), attendee_reminders=())
TEN_YEARS = NOW + timedelta(days=3653)
AHEAD = timedelta(days=365)

rules = st.fixed_dictionaries(
    {
        "every": st.sampled_from(["2", "3", "6", "12"]),
        "nth": st.sampled_from(["1", "2", "3", "4", "-1"]),
        "weekday": st.sampled_from("0123456"),
        "time": st.sampled_from(["02:30", "14:00", "23:30"]),
    }
)
leaps = st.integers(1, 60) | st.integers(61, 200) | st.integers(400, 500)  # days; for a long time it was switched off
deeds = st.sampled_from(["confirm", "take", "move", "skip", "wait"])
unhurried = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(zone=st.sampled_from(ZONES), rule=rules, steps=st.lists(st.tuples(leaps, deeds), min_size=30, max_size=30))
def test_every_date_is_made_once_and_stays_what_people_made_of_it(
    zone: str, rule: dict[str, str], steps: list[tuple[int, str]]
) -> None:
    with TemporaryDirectory() as folder:
        chat = Chat(sqlite_database(Path(folder)), (CLARA,), network=QUIET)
        begin(chat, zone, rule)
        awake, dropped, moved = [NOW], set[datetime](), dict[datetime, datetime]()
        for leap, deed in steps:
            do(chat, deed, dropped, moved)
            chat = restart(chat)
            chat.clock.move_to(min(chat.clock.now() + timedelta(days=leap), TEN_YEARS))
            live(chat)
            live(chat)
            awake.append(chat.clock.now())
        found = dates(chat)
        with chat.database.reading() as store:
            kept = store.series.get(1)
        chat.database.close()
    last = awake[-1].date() + timedelta(days=367)
    walls = {one.wall for one in occurrences(kept.rule, NOW.date() - timedelta(days=1), last)}
    asked_for = Counter(sheet.key for sheet in chat.paper.posts.values())
    public = Counter(words(message).splitlines()[0] for message in chat.public())

    slots = [one.slot for one in found if one.slot]
    assert len(slots) == len(set(slots))
    assert set(slots) <= walls
    assert {wall for wall in walls if any(now < nearest_utc(wall, zone) <= now + AHEAD for now in awake)} <= set(slots)
    assert {one.slot for one in found if one.cancelled is not None} == dropped
    assert {one.slot: one.wall for one in found if one.wall != one.slot} == moved
    assert set(asked_for.values()) <= {1}
    assert sum(public.values()) == sum(one.is_announced for one in found)
    assert all(announcement(one, kept.announce_days) <= awake[-1] for one in found if one.is_announced)


@unhurried
@given(zone=st.sampled_from(ZONES), rule=rules)
def test_each_question_and_each_announcement_comes_to_the_minute(zone: str, rule: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        chat = Chat(sqlite_database(Path(folder)), (CLARA,), network=QUIET)
        begin(chat, zone, rule)
        asked_at, public_at = dict[datetime, datetime](), dict[datetime, datetime]()
        while chat.clock.now() < TEN_YEARS:
            step_to_what_is_due(chat)
            live(chat)
            for one in dates(chat):
                if one.slot is None:
                    continue
                if one.is_announced:
                    public_at.setdefault(one.slot, chat.clock.now())
                elif one.stage is Stage.PROPOSED and any(one.slot.isoformat() in key for key in told(chat)):
                    asked_at.setdefault(one.slot, chat.clock.now())
                    chat.press(action("series.take", series=1, slot=one.slot.isoformat()), CLARA)
            chat = restart(chat)
        found = [one for one in dates(chat) if one.slot and nearest_utc(one.slot, zone) > NOW + timedelta(days=71)]
        chat.database.close()

    assert found
    for one in found:
        assert one.slot is not None
        ask, public = before(one.slot, zone, days=70), announcement(one, 42)
        assert [asked_at.get(one.slot)] == [ask if ask <= chat.clock.now() else None]
        assert public_at.get(one.slot) == (public if public <= chat.clock.now() else None)


def begin(chat: Chat, zone: str, rule: dict[str, str]) -> None:
    series(chat, onsite=(), **rule)
    chat.fill(asked(chat.press(action("series.details", series=1), CLARA)), CLARA, zone=zone)


def do(chat: Chat, deed: str, dropped: set[datetime], moved: dict[datetime, datetime]) -> None:
    """Something that a coordinator does to the next date that is not public yet."""
    still = [one for one in dates(chat) if one.starts > chat.clock.now() + timedelta(days=15)]
    found = next((one for one in still if not one.is_announced and one.cancelled is None), None)
    if found is None or found.slot is None or deed == "wait":
        return
    if deed == "move":
        wall = found.wall.replace(hour=12, minute=0) + timedelta(days=9)
        edit(chat, found.id, day=wall.date().isoformat(), time="12:00")
    else:
        chat.press(action(f"series.{deed}", series=1, slot=found.slot.isoformat()), CLARA)
    after = next(one for one in dates(chat) if one.id == found.id)
    if deed == "skip":
        dropped.add(found.slot)
    elif deed == "move":
        assert (f"{after.wall:%H:%M}", after.wall.date()) == ("12:00", found.wall.date() + timedelta(days=9))
    if after.wall != found.slot:
        moved[found.slot] = after.wall


def live(chat: Chat) -> None:
    chat.dispatcher.tick("keep house")
    chat.pass_time(timedelta())


def step_to_what_is_due(chat: Chat) -> None:
    with chat.database.reading() as store:
        due = store.meetings.next_rung()
    chat.clock.move_to(min(moment for moment in (due, chat.clock.now() + timedelta(days=60)) if moment))


def restart(chat: Chat) -> Chat:
    """Only what is in the database survives, and what the platform and people have."""
    url = chat.database.engine.url.render_as_string(hide_password=False)
    chat.database.close()
    renewed = Chat(Database(url), (CLARA,), network=QUIET)
    renewed.clock.moment = chat.clock.moment
    vars(renewed.paper).update(vars(chat.paper))
    vars(renewed).update(_keys=vars(chat)["_keys"])
    return renewed


def dates(chat: Chat) -> list[Meeting]:
    with chat.database.reading() as store:
        return store.meetings.of_series(1)


def told(chat: Chat) -> set[str]:
    """The keys of all questions so far."""
    return {sheet.key for sheet in chat.paper.posts.values() if sheet.key.startswith("series.")}
