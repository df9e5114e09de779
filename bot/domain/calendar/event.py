"""A meeting as an event of a calendar file."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress

from bot.domain.calendar.lines import clean, fill, text
from bot.domain.walltime import nearest_utc

LINK = re.compile('https?://[^\\s\x00-\x20\x7f"<>\ud800-\udfff]+')
ADDRESS = re.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")


class Status(StrEnum):
    """Whether a meeting stands."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Privacy(StrEnum):
    """What others see of the event where somebody shares a calendar."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    CONFIDENTIAL = "CONFIDENTIAL"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar must know of a meeting of the network at `host` ("netbot.example").

    `changed` is the moment of the last change; `revision` begins with 1 and counts only those that move or end it:
    of date, place or status.
    """

    meeting: int
    host: str
    title: str
    wall: datetime
    zone: str
    lasts: timedelta
    changed: datetime
    revision: int = 1
    status: Status = Status.CONFIRMED
    place: str = ""
    description: str = ""
    link: str = ""
    organizer: str = ""
    organizer_email: str = ""
    privacy: Privacy = Privacy.PRIVATE


def event(entry: Entry, *, comes: bool) -> Event:
    """The event as somebody gets it who comes, or not and then no link. What is no link or address is left out."""
    starts, changed = nearest_utc(entry.wall, entry.zone), entry.changed.replace(microsecond=0)
    cancelled = entry.status is Status.CANCELLED
    written = Event()
    fill(
        written,
        {
            "uid": text(f"meeting-{entry.meeting}@{entry.host}"),
            "sequence": max(entry.revision - 1, 0),
            "dtstamp": changed,
            "last-modified": changed,
            "dtstart": _when(starts, entry.zone),
            "dtend": _when(starts + entry.lasts, entry.zone),
            "summary": text(entry.title),
            "location": text(entry.place),
            "description": text(entry.description),
            "url": entry.link if comes and not cancelled and LINK.fullmatch(entry.link) else None,
            "organizer": _organizer(entry),
            "status": entry.status.value,
            "transp": "TRANSPARENT" if cancelled else "OPAQUE",
            "class": entry.privacy.value,
        },
    )
    return written


def _organizer(entry: Entry) -> vCalAddress | None:
    if not ADDRESS.fullmatch(entry.organizer_email):
        return None
    name = " ".join(clean(entry.organizer).replace("\\", "/").split())  # a backslash is an escape for Thunderbird only
    return vCalAddress(f"mailto:{entry.organizer_email}", params={"CN": name} if name else {})


def _when(moment: datetime, zone: str) -> datetime:
    """The local time; UTC where that comes twice, of which RFC 5545 means the first and Thunderbird the second."""
    local = moment.astimezone(ZoneInfo(zone))
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.astimezone(UTC) if twice else local
