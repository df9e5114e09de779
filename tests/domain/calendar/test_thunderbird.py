"""Calendar files are read back right by ical.js, the parser of Thunderbird."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Entry, Status, calendar, event
from bot.domain.calendar.lines import clean
from tests.domain.calendar.entries import PLAIN, TITLES, around_every_change, starts
from tests.domain.zones import HOUR, ZONES, around_changes
from tests.node import thunderbird

LINK = "https://meet.example/room?a=1;b=2,3#x"
JANUARY = date(2025, 1, 1)


def test_events_around_every_change_of_the_clocks_in_ten_years() -> None:
    entries = around_every_change(2025, 2034)
    feed = calendar((event(entry, comes=True) for entry in entries), "All", HOUR)

    (read,) = thunderbird.read([feed])

    assert len(entries) > 2_000
    assert {_number(seen): seen for seen in read} == {entry.meeting: _seen(entry) for entry in entries}


def test_events_in_files_of_their_own() -> None:
    entries = around_every_change(2025, 2034)[::7]
    files = [calendar([event(entry, comes=True)]) for entry in entries]

    assert thunderbird.read(files) == [[_seen(entry)] for entry in entries]


def test_hostile_texts() -> None:
    entries = [
        replace(
            PLAIN,
            meeting=number,
            title=title,
            place=title[::-1],
            description=f"{title}\n{title}",
            organizer=title[:500],
            organizer_email="office@netbot.example",
            link=LINK,
        )
        for number, title in enumerate(TITLES)
    ]

    (read,) = thunderbird.read([calendar((event(entry, comes=True) for entry in entries), TITLES[-1], HOUR)])

    assert {_number(seen): seen for seen in read} == {entry.meeting: _seen(entry) for entry in entries}


def test_the_clock_in_berlin_at_every_hour_of_2025_to_2044() -> None:
    walls = [datetime.combine(JANUARY, time()) + hour * HOUR for hour in range(175_320)]

    _expect_right(walls, "Europe/Berlin")


@pytest.mark.parametrize("zone", ZONES)
def test_the_clock_around_every_change_of_2025_to_2044(zone: str) -> None:
    changes = [change.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for change in around_changes(zone, 2025, 2044)]
    walls = [change + quarter * HOUR / 4 for change in changes for quarter in range(-30, 30)]

    _expect_right([wall for wall in walls if wall.year in range(2025, 2045)], zone)


def _expect_right(walls: list[datetime], zone: str) -> None:
    """Every time on the wall that is plain is understood; others are never written with a zone."""
    ends = (datetime.combine(day, time(12)) for day in (JANUARY, date(2044, 12, 31)))
    file = calendar(event(replace(PLAIN, wall=wall, zone=zone), comes=True) for wall in ends)
    both = [{wall.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1)} for wall in walls]

    read = thunderbird.offsets(file, walls)

    assert [
        wall for wall, right, seen in zip(walls, both, read, strict=True) if len(right) == 1 and {seen} != right
    ] == []


def _number(seen: dict[str, Any]) -> int:
    return int(seen["uid"].split("@")[0].removeprefix("meeting-"))


def _seen(entry: Entry) -> dict[str, Any]:
    begins = starts(entry)
    shown = {
        "summary": clean(entry.title) or None,
        "description": clean(entry.description) or None,
        "location": clean(entry.place) or None,
        "organizer": " ".join(clean(entry.organizer).replace("\\", "/").split()) or None,
        "uid": f"meeting-{entry.meeting}@netbot.example",
        "starts": int(begins.timestamp()),
        "ends": int((begins + entry.lasts).timestamp()),
        "sequence": entry.revision - 1,
        "status": entry.status.value,
        "privacy": entry.privacy.value,
        "link": entry.link if entry.link and entry.status is not Status.CANCELLED else None,
        "changed": int(entry.changed.timestamp()),
    }
    optional = [shown[name] for name in ("summary", "description", "location", "link")]
    has_organizer = bool(entry.organizer_email)
    return {**shown, "properties": 9 + sum(value is not None for value in optional) + has_organizer}
