"""Meetings to write into calendar files: plain ones, hostile ones, and such as touch a change of the clocks."""

from datetime import UTC, datetime, timedelta
from itertools import count, product
from zoneinfo import ZoneInfo

from bot.domain.calendar import Entry, Privacy, Status
from bot.domain.walltime import nearest_utc
from tests.domain.zones import HOUR, ZONES, around_changes
from tests.hostile import HOSTILE

PLAIN = Entry(
    meeting=7,
    host="netbot.example",
    title="Quarterly meeting",
    wall=datetime.fromisoformat("2026-12-03 14:00"),
    zone="Europe/Berlin",
    lasts=timedelta(hours=2),
    changed=datetime(2026, 5, 1, 12, 3, 4, 999, tzinfo=UTC),
)
TITLES = (
    *HOSTILE.values(),
    "two\nlines\r\nor\rthree",
    "\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE",
    "\nATTENDEE;CN=x:mailto:x@evil.example",
    '";CN=\\"evil\n":mailto:x@evil.example',
    "Grüße aus Göttingen: ÄÖÜ äöü ß",
    "Rundgang, Essen; Ende",
    r"C:\New\network \n \; \, \\",
    "a\\",
    ";,\\:^'^n%0A&#10;=",
    "👩‍🔬" * 1_000,
    "ü" * 10_000,
    "abc " * 2_500,
    "x" * 74,
    "x" * 63 + "ü",
    "\ufeffmark\ufeff",
    "next\x85line \u2028 and \u2029 break",
)


def around_every_change(first_year: int, last_year: int) -> list[Entry]:
    """Meetings in every zone that begin or end beside, in or over a change of the clocks."""
    numbers = count(1)
    spans = tuple(product((-25, -3, -1.5, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 24), (0.5, 3)))
    return [
        Entry(
            next(numbers),
            "netbot.example",
            f"{zone}, {change}",
            (change + begins * HOUR).astimezone(ZoneInfo(zone)).replace(tzinfo=None),
            zone,
            lasts * HOUR,
            change,
            revision=change.year - 2020,
            status=tuple(Status)[change.month % 3],
            privacy=tuple(Privacy)[change.day % 3],
        )
        for zone in ZONES
        for change in around_changes(zone, first_year, last_year)
        for begins, lasts in spans
    ]


def starts(entry: Entry) -> datetime:
    return nearest_utc(entry.wall, entry.zone)
