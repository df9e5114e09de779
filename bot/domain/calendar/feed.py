"""Calendar files as bytes: the same events give the same bytes, so that nobody need fetch them again."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import timedelta

from icalendar import Calendar, Component, Event, vDuration

from bot.domain.calendar.lines import fill, text
from bot.domain.calendar.vtimezone import vtimezone

PRODUCT = "-//JRG Netbot//Calendar//EN"
FALLBACK = "Europe/Berlin"  # a file without events still needs some component (RFC 5545, 3.6)


def calendar(events: Iterable[Event], name: str = "", refresh: timedelta | None = None) -> bytes:
    """A file to download; with `refresh`, how often to look for news, one to subscribe to."""
    ordered = sorted(events, key=lambda event: (event.get("dtstart").dt, event.get("uid")))
    written = Calendar()
    fill(written, {"version": "2.0", "prodid": PRODUCT, "calscale": "GREGORIAN", "x-wr-calname": text(name)})
    if refresh is not None:
        fill(
            written,
            {
                "method": "PUBLISH",
                "refresh-interval": vDuration(refresh, params={"VALUE": "DURATION"}),
                "x-published-ttl": vDuration(refresh),
            },
        )
    for component in (*_zones(ordered), *ordered):
        written.add_component(component)
    return written.to_ical()


def etag(file: bytes) -> str:
    """A strong entity tag (RFC 9110, 8.8.3) of these bytes, with its quotes."""
    return f'"{hashlib.sha256(file).hexdigest()}"'


def _zones(events: list[Event]) -> Iterator[Component]:
    years: dict[str, set[int]] = {}
    for moment in (event.get(name) for event in events for name in ("dtstart", "dtend")):
        zone = moment.params.get("TZID")
        if zone:
            years.setdefault(zone, set()).add(moment.dt.year)
    for zone, used in sorted(years.items()) if events else [(FALLBACK, {0})]:
        yield vtimezone(zone, min(used), max(used))
