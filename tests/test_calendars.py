"""What stands in a person's calendar: each meeting as this person may see it, for as long as it matters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.agenda import Kind, State, Talk
from bot.domain.meetings import Answer, Stage
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, PEOPLE
from tests.fetching import WINTER, Desk, desk
from tests.node import thunderbird

DAY = timedelta(days=1)
ONLINE, ONSITE, MAYBE, NO = Answer


@pytest.fixture
def at(tmp_path) -> Iterator[Desk]:
    with desk(f"sqlite:///{tmp_path / 'netbot.db'}") as opened:
        yield opened


def lines(at: Desk, person=ADA) -> list[str]:
    """The unfolded lines of the person's calendar."""
    return calendar(at, person).decode().replace("\r\n ", "").split("\r\n")


def calendar(at: Desk, person=ADA) -> bytes:
    with at.store() as store:
        token = store.feeds.token(person.id) or store.feeds.renew(person.id, NOW)
    return at.get(f"/calendar/{token}.ics").content


def value(at: Desk, name: str, person=ADA) -> list[str]:
    """The values of a property of all meetings, without its parameters; the first two are of the calendar itself."""
    return [line.partition(":")[2] for line in lines(at, person) if line.partition(":")[0].partition(";")[0] == name]


def test_everything_is_read_right_by_thunderbird(at: Desk) -> None:
    meeting = at.plan(replace(WINTER, revision=3))
    at.answer(meeting, ADA, ONSITE)
    at.clock.move_to(NOW + DAY)

    (read,) = thunderbird.read([calendar(at)])

    starts = datetime.fromisoformat("2026-12-03T13:00+00:00")
    assert read == [
        {
            "uid": f"meeting-{meeting.id}@netbot.example",
            "summary": "Winter meeting",
            "description": "You are coming: on site.\n\nHighlights of the groups\n\nJoin at https://meet.example.org/winter",
            "location": "Leipzig, room 3",
            "starts": int(starts.timestamp()),
            "ends": int((starts + timedelta(hours=2)).timestamp()),
            "sequence": 2,
            "status": "CONFIRMED",
            "privacy": "PRIVATE",
            "link": "https://meet.example.org/winter",
            "organizer": None,
            "changed": int(NOW.timestamp()),
            "properties": 13,
        }
    ]


def test_the_status_says_what_the_person_has_of_the_meeting(at: Desk) -> None:
    meeting = at.plan()
    with at.store() as store:
        store.seats.set_capacity(meeting.id, {ONLINE: None, ONSITE: 1}, now=NOW)
    assert value(at, "STATUS") == ["TENTATIVE"]
    said = []
    for answer in (MAYBE, ONLINE, ONSITE):
        at.answer(meeting, ADA, answer)
        said.append((value(at, "STATUS"), value(at, "DESCRIPTION")[0].partition("\\n")[0]))
    assert said == [
        (["TENTATIVE"], "You said maybe."),
        (["CONFIRMED"], "You are coming: online."),
        (["CONFIRMED"], "You are coming: on site."),
    ]
    at.answer(meeting, BEN, ONSITE)
    assert (value(at, "STATUS", BEN), value(at, "URL", BEN)) == (["TENTATIVE"], [])
    assert value(at, "DESCRIPTION", BEN) == ["You are on the waiting list.\\n\\nHighlights of the groups"]


def test_an_offered_seat_is_not_yet_a_seat(at: Desk) -> None:
    meeting = at.plan()
    with at.store() as store:
        store.seats.set_capacity(meeting.id, {ONSITE: 1}, now=NOW)
    for person, answer in ((BEN, ONSITE), (ADA, ONSITE), (BEN, NO)):
        at.answer(meeting, person, answer)

    assert (value(at, "STATUS"), value(at, "URL")) == (["TENTATIVE"], [])
    assert value(at, "DESCRIPTION")[0].startswith("A seat is offered to you")
    assert value(at, "SUMMARY", BEN) == []


def test_who_waits_for_another_seat_keeps_the_one_they_have(at: Desk) -> None:
    meeting = at.plan()
    with at.store() as store:
        store.seats.set_capacity(meeting.id, {ONLINE: None, ONSITE: 1}, now=NOW)
    for person, answer in ((BEN, ONSITE), (ADA, ONLINE), (ADA, ONSITE)):
        at.answer(meeting, person, answer)

    assert (value(at, "STATUS"), value(at, "URL")) == (["CONFIRMED"], [WINTER.link])


def test_who_cannot_come_has_it_not_in_the_calendar(at: Desk) -> None:
    meeting = at.plan()
    at.answer(meeting, ADA, NO)

    assert value(at, "SUMMARY") == []
    assert value(at, "SUMMARY", EVA) == ["Winter meeting"]
    assert at.get(f"/calendar/{at.token(ADA)}/{meeting.id}.ics").status_code == 404


def test_the_link_is_for_those_who_come_and_the_place_where_there_is_one(at: Desk) -> None:
    meeting = at.plan()
    with at.store() as store:
        store.seats.set_capacity(meeting.id, {ONLINE: None}, now=NOW)
    at.answer(meeting, ADA, ONLINE)

    assert (value(at, "URL"), value(at, "LOCATION")) == ([WINTER.link], [])
    everybody_else = [calendar(at, person) for person in PEOPLE if person is not ADA]
    assert not any(b"meet.example.org" in file.replace(b"\r\n ", b"") for file in everybody_else)


def test_a_moved_meeting_keeps_its_name_and_asks_again(at: Desk) -> None:
    meeting = at.plan()
    at.answer(meeting, ADA, ONSITE)
    at.answer(meeting, BEN, NO)
    before = value(at, "UID")
    at.change(meeting, wall=meeting.wall + 7 * DAY, revision=2, asked=2, changed=NOW + DAY)

    assert value(at, "UID") == before
    assert value(at, "DTSTART")[-1] == "20261210T140000"
    assert (value(at, "SEQUENCE"), value(at, "STATUS")) == (["1"], ["TENTATIVE"])
    assert value(at, "LAST-MODIFIED") == ["20261103T090000Z"]
    assert "answer again" in value(at, "DESCRIPTION")[0]
    assert value(at, "SUMMARY", BEN) == ["Winter meeting"]


def test_a_cancelled_meeting_stays_for_thirty_days(at: Desk) -> None:
    meeting = at.plan()
    at.answer(meeting, ADA, ONSITE)
    at.answer(meeting, BEN, NO)
    at.change(meeting, cancelled="Too few, alas", revision=2, changed=NOW)

    assert (value(at, "STATUS"), value(at, "SEQUENCE"), value(at, "URL")) == (["CANCELLED"], ["1"], [])
    assert value(at, "DESCRIPTION")[0].startswith("The meeting is cancelled: Too few\\, alas")
    assert value(at, "SUMMARY", BEN) == []
    at.clock.move_to(NOW + 30 * DAY)
    assert value(at, "STATUS") == ["CANCELLED"]
    at.clock.move_to(NOW + 30 * DAY + timedelta(seconds=1))
    assert value(at, "STATUS") == []
    assert at.get(f"/calendar/{at.token(ADA)}/{meeting.id}.ics").status_code == 404


def test_a_meeting_stays_for_a_year(at: Desk) -> None:
    meeting = at.plan()
    at.clock.move_to(meeting.starts + 365 * DAY - timedelta(seconds=1))
    assert value(at, "SUMMARY") == ["Winter meeting"]
    assert at.get(f"/calendar/{at.token(ADA)}/{meeting.id}.ics").status_code == 200
    at.clock.move_to(meeting.starts + 365 * DAY)
    assert value(at, "SUMMARY") == []
    assert at.get(f"/calendar/{at.token(ADA)}/{meeting.id}.ics").status_code == 404


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.ANNOUNCED])
def test_what_is_not_announced_is_in_no_calendar(at: Desk, stage: Stage) -> None:
    meeting = at.plan(replace(WINTER, stage=stage))

    assert value(at, "SUMMARY", CLARA) == []
    assert at.get(f"/calendar/{at.token(CLARA)}/{meeting.id}.ics").status_code == 404


def test_a_calendar_speaks_its_persons_language(at: Desk) -> None:
    meeting = at.plan()
    at.answer(meeting, EVA, ONSITE)

    assert value(at, "X-WR-CALNAME", EVA) == ["Test network: Treffen"]
    assert value(at, "DESCRIPTION", EVA)[0].startswith("Du bist dabei: vor Ort.")


def test_a_meeting_that_was_never_changed_has_a_date_of_change_too(at: Desk) -> None:
    at.plan(replace(WINTER, changed=None))

    assert value(at, "LAST-MODIFIED") == ["20260101T000000Z"]


def test_the_clocks_of_every_zone_come_along(at: Desk) -> None:
    at.plan()
    at.plan(replace(WINTER, zone="America/Sao_Paulo"))

    assert value(at, "TZID") == ["America/Sao_Paulo", "Europe/Berlin"]


def test_the_programme_is_part_of_the_entry(at: Desk) -> None:
    meeting = at.plan()
    before = at.get(f"/calendar/{at.token(ADA)}.ics")
    at.clock.move_to(NOW + DAY)
    with at.store() as store:
        for place, (title, speaker) in enumerate((("Explaining, decisions", ADA), ("Our new corpus", BEN))):
            lasts = timedelta(minutes=20)
            talk = Talk(0, Kind.TALK, title, speaker.id, lasts, state=State.ACCEPTED, meeting=meeting.id, place=place)
            store.talks.add(replace(talk, changed=at.clock.now()))

    ([read],) = thunderbird.read([calendar(at)])

    assert read["description"].splitlines()[-3:] == [
        "Programme (Europe/Berlin)",
        "14:00 Explaining, decisions · Ada Müller",
        "14:20 Our new corpus · Ben Mayr",
    ]
    assert at.get(f"/calendar/{at.token(ADA)}.ics").headers["ETag"] != before.headers["ETag"]
    assert read["sequence"] == meeting.revision - 1
