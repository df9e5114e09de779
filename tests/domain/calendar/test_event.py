"""What an event of a calendar file says, and that nothing that people write breaks out of its line."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.domain.calendar import Entry, Status, calendar, event
from bot.domain.calendar.lines import clean
from tests.domain.calendar.entries import PLAIN, TITLES

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
LINK = "https://meet.example/room?a=1;b=2,3#x"
wall = datetime.fromisoformat


def test_a_meeting_for_somebody_who_comes() -> None:
    entry = replace(PLAIN, revision=3, place="Dresden, Room 1", description="Bring\nslides", link=LINK)
    entry = replace(entry, organizer="The network", organizer_email="office@netbot.example")

    assert _lines(entry) == [
        "BEGIN:VEVENT",
        "SUMMARY:Quarterly meeting",
        "DTSTART;TZID=Europe/Berlin:20261203T140000",
        "DTEND;TZID=Europe/Berlin:20261203T160000",
        "DTSTAMP:20260501T120304Z",
        "UID:meeting-7@netbot.example",
        "SEQUENCE:2",
        "CLASS:PRIVATE",
        "DESCRIPTION:Bring\\nslides",
        "LAST-MODIFIED:20260501T120304Z",
        "LOCATION:Dresden\\, Room 1",
        'ORGANIZER;CN="The network":mailto:office@netbot.example',
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        f"URL:{LINK}",
        "END:VEVENT",
    ]


def test_the_link_is_for_those_who_come_while_it_stands() -> None:
    entry = replace(PLAIN, link=LINK)

    assert LINK in str(event(entry, comes=True).to_ical())
    assert "meet.example" not in str(event(entry, comes=False).to_ical())
    assert "meet.example" not in str(event(replace(entry, status=Status.CANCELLED), comes=True).to_ical())


def test_a_cancelled_meeting_frees_the_time() -> None:
    lines = _lines(replace(PLAIN, status=Status.CANCELLED, revision=2))

    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:1"} <= set(lines)


def test_it_stays_the_same_event_whatever_changes() -> None:
    moved = replace(PLAIN, wall=wall("2027-01-07 10:00"), title="Other", revision=4, status=Status.TENTATIVE)

    assert event(moved, comes=True)["uid"] == event(PLAIN, comes=False)["uid"]


@pytest.mark.parametrize(
    ("begins", "lasts", "expected"),
    [
        (
            "2027-03-28 01:00",
            2,
            ["DTSTART;TZID=Europe/Berlin:20270328T010000", "DTEND;TZID=Europe/Berlin:20270328T040000"],
        ),
        (
            "2027-10-31 01:00",
            4,
            ["DTSTART;TZID=Europe/Berlin:20271031T010000", "DTEND;TZID=Europe/Berlin:20271031T040000"],
        ),
        ("2027-10-31 01:30", 1, ["DTSTART;TZID=Europe/Berlin:20271031T013000", "DTEND:20271031T003000Z"]),
        ("2027-10-31 01:30", 2, ["DTSTART;TZID=Europe/Berlin:20271031T013000", "DTEND:20271031T013000Z"]),
    ],
)
def test_the_end_is_so_many_hours_later_also_when_the_clocks_change(
    begins: str, lasts: int, expected: list[str]
) -> None:
    lines = _lines(replace(PLAIN, wall=wall(begins), lasts=timedelta(hours=lasts)))

    assert [line for line in lines if line.startswith("DT") and "STAMP" not in line] == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "meet.example/room",
        "https://meet.example/\r\nATTACH:x",
        "https://meet.example/ room",
        "https://meet.example/\x00",
        "https://meet.example/\u2028x",
        "https://meet.example/\ud800",
        "https://",
    ],
)
def test_what_is_no_link_is_left_out(link: str) -> None:
    assert "url" not in event(replace(PLAIN, link=link), comes=True)


@pytest.mark.parametrize(
    "email", ["", "x", "a@b.example\r\nX:1", "a b@c.example", "a@b.example?cc=d@e.example", "ü@b.example"]
)
def test_what_is_no_address_is_left_out(email: str) -> None:
    assert "organizer" not in event(replace(PLAIN, organizer="x", organizer_email=email), comes=True)


@unhurried
@given(st.text(st.characters(), max_size=300))
@example("\\N\\n\\\\N")
@example("\r\nBEGIN:VALARM")
def test_any_text_stays_in_its_line(written: str) -> None:
    _expect_whole(written)


@pytest.mark.parametrize("written", TITLES, ids=range(len(TITLES)))
def test_hostile_text_stays_in_its_line(written: str) -> None:
    _expect_whole(written)


def _expect_whole(written: str) -> None:
    """Every line is short and well formed, there are no others than without the text, and it reads as written."""
    entry = replace(PLAIN, title=written, place=written, description=written, organizer=written)
    file = calendar([event(replace(entry, organizer_email="a@b.example"), comes=True)], written, timedelta(hours=1))
    physical = file.split(b"\r\n")
    unfolded = file.replace(b"\r\n ", b"").decode()

    assert max(len(line) for line in physical) <= 75
    assert [line for line in physical if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)] == []
    assert [line.decode() for line in physical if not line.strip()] == [""]  # no character is cut; the end
    assert [re.split("[:;]", line)[0] for line in unfolded.split("\r\n")] == _names(bool(clean(written)))
    (read,) = Calendar.from_ical(file).walk("VEVENT")
    assert [str(read.get(name, "")) for name in ("summary", "location", "description")] == [clean(written)] * 3


def _names(has_text: bool) -> list[str]:
    """The properties of a file with such a title, without it fewer."""
    other = replace(PLAIN, organizer_email="a@b.example")
    named = replace(other, title="a", place="a", description="a") if has_text else replace(other, title="")
    file = calendar([event(named, comes=True)], "a" if has_text else "", timedelta(hours=1)).decode()
    return [re.split("[:;]", line)[0] for line in file.split("\r\n")]


def _lines(entry: Entry) -> list[str]:
    return event(entry, comes=True).to_ical().decode().splitlines()
