"""A calendar file for a subscription or a download, and its entity tag."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar import Status, calendar, etag, event
from tests.domain.calendar.entries import PLAIN

HOUR = timedelta(hours=1)
NEW_YORK = replace(PLAIN, meeting=8, zone="America/New_York")
UTC_ONLY = replace(PLAIN, meeting=9, zone="UTC")
EVENTS = [event(entry, comes=True) for entry in (UTC_ONLY, PLAIN, NEW_YORK)]


def test_a_subscription_says_its_name_and_how_often_to_look() -> None:
    assert _lines(calendar(EVENTS, "Network, all meetings", HOUR))[:8] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//JRG Netbot//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Network\\, all meetings",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


def test_a_download_has_no_method() -> None:
    assert _lines(calendar(EVENTS[:1]))[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//JRG Netbot//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
    ]


def test_each_zone_that_is_used_stands_before_the_events_once() -> None:
    lines = _lines(calendar([*EVENTS, event(replace(PLAIN, meeting=10), comes=False)]))

    assert [line for line in lines if line.startswith(("TZID:", "UID:"))] == [
        "TZID:America/New_York",
        "TZID:Europe/Berlin",
        "UID:meeting-10@netbot.example",
        "UID:meeting-7@netbot.example",
        "UID:meeting-9@netbot.example",
        "UID:meeting-8@netbot.example",
    ]


def test_a_file_without_events_is_still_whole() -> None:
    assert [line for line in _lines(calendar([], "Network", HOUR)) if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "BEGIN:DAYLIGHT",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "END:VTIMEZONE",
        "END:VCALENDAR",
    ]


def test_the_same_events_give_the_same_tag_in_any_order() -> None:
    again = [event(entry, comes=True) for entry in (NEW_YORK, UTC_ONLY, PLAIN)]

    assert etag(calendar(EVENTS, "Network", HOUR)) == etag(calendar(again, "Network", HOUR))


def test_any_change_gives_another_tag() -> None:
    changed = [
        event(PLAIN, comes=True),
        event(replace(PLAIN, title="Other"), comes=True),
        event(replace(PLAIN, status=Status.CANCELLED), comes=True),
        event(replace(PLAIN, link="https://meet.example/1"), comes=True),
        event(replace(PLAIN, revision=2), comes=True),
        event(replace(PLAIN, lasts=HOUR), comes=True),
    ]
    tags = {etag(calendar([each], "Network", HOUR)) for each in changed}

    assert len(tags) == len(changed)
    assert all(tag.startswith('"') and tag.endswith('"') and len(tag) == 66 for tag in tags)


def _lines(file: bytes) -> list[str]:
    return file.decode().splitlines()
