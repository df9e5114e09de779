"""The table of answers: everybody active and whoever has answered, with what coordinators need to know."""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from sqlalchemy import insert

from bot.answersheet import answersheet
from bot.chat.text import Reader
from bot.domain.meetings import Answer, NoSuchMeeting
from bot.domain.people import Person, Visibility
from bot.domain.seats import PartyTooLarge
from storage import Database
from storage.schema_meetings import attendance
from tests.conversation import ADA, BEN, CLARA, DIRECTORY, ENGLISH, EVA, GERMAN, NOW
from tests.fetching import WINTER
from tests.storage.clicking import some_deeds

ONLINE, ONSITE, MAYBE, NO = Answer
OTTO = Person("p5", "Otto", "Alt", "", "otto@example.org", left=NOW.date())
HEADER = "Name|Group|Site|E-mail|Answer|Seat|Guests|Late|Entered by|Answered|Note|Attended"
SHY = replace(BEN, visibility={"email": Visibility.NOBODY})


class Office:
    """One meeting with two seats on site."""

    def __init__(self, database: Database, *others: Person) -> None:
        self.database = database
        self.save(CLARA, ADA, SHY, EVA, OTTO, *others)
        with database.transaction() as store:
            self.number = store.meetings.add(WINTER).id
            store.seats.set_capacity(self.number, {ONLINE: None, ONSITE: 2}, now=NOW)

    def save(self, *people: Person) -> None:
        with self.database.transaction() as store:
            store.directory.save(replace(DIRECTORY, people=people), NOW.date())

    def answer(self, person: Person, said: Answer, guests: int = 0, **more: object) -> None:
        with self.database.transaction() as store:
            store.seats.answer(self.number, person.id, said, guests, **{"now": NOW} | more)

    def sheet(self, reader: Reader = ENGLISH) -> list[list[str]]:
        with self.database.reading() as store:
            people = {person.id: person for person in store.directory.read().people}
            written = answersheet(store, people, self.number, reader)
        delimiter = ";" if reader is GERMAN else ","
        return list(csv.reader(StringIO(written.decode("utf-8-sig"), newline=""), delimiter=delimiter))

    def of(self, person: Person) -> dict[str, str]:
        """What is not empty in the row of a person."""
        header, *rows = self.sheet()
        [row] = [row for row in rows if row[0].endswith(person.name)]
        return {name: cell for name, cell in zip(header, row, strict=True) if cell}


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    return Office(database)


def test_everybody_active_is_listed_by_group_and_name(office: Office) -> None:
    office.answer(ADA, ONSITE, 1)

    assert office.sheet() == [
        HEADER.split("|"),
        ["Ben Mayr", "CDX", "Leipzig", "", "no answer", "", "", "", "", "", "", ""],
        ["Dr. Ada Müller", "CDX", "Leipzig", ADA.email, "on site", "seat", "1", "", "", "as it is now", "", ""],
        ["Eva Groß", "FEDORIS", "Heidelberg", EVA.email, "no answer", "", "", "", "", "", "", ""],
        ["Dr. Clara Ordnung", "", "Leipzig", CLARA.email, "no answer", "", "", "", "", "", "", ""],
    ]


def test_the_same_in_german(office: Office) -> None:
    office.answer(ADA, ONSITE)

    header, _, ada, *_ = office.sheet(GERMAN)
    assert header[:6] == ["Name", "Gruppe", "Standort", "E-Mail", "Antwort", "Platz"]
    assert ada[4:] == ["vor Ort", "Platz", "0", "", "", "zum jetzigen Stand", "", ""]


def test_the_waiting_list_is_numbered(office: Office) -> None:
    for person, guests in ((CLARA, 1), (ADA, 0), (EVA, 0)):
        office.answer(person, ONSITE, guests)
    office.answer(BEN, ONLINE)
    office.answer(BEN, ONSITE, 1)

    assert [office.of(person)["Seat"] for person in (CLARA, ADA, EVA)] == ["seat", "waiting, 1", "waiting, 2"]
    assert office.of(BEN)["Seat"] == "waiting, 3; has a seat online for 1"
    assert office.of(BEN)["Guests"] == "1"
    office.answer(CLARA, NO)
    assert office.of(CLARA)["Answer"] == "no"
    assert office.of(ADA)["Seat"] == "offered until Tue, 3 Nov 2026, 10:00 CET"


def test_everybodys_position_is_the_one_that_they_were_told(sqlite: Database) -> None:
    crowd = [Person(f"p{number:02}", "", f"{number:02}") for number in range(24)]
    office = Office(sqlite, *crowd)
    for deed in some_deeds([person.id for person in crowd], 300, seed=3):
        with suppress(PartyTooLarge), sqlite.transaction() as store:
            deed.at(store.seats, office.number)
    with sqlite.reading() as store:
        seating = store.seats.whole(office.number)

    told = {person.id: seating.position(person.id) for person in crowd}
    shown = {person.id: re.findall(r"waiting, (\d+)", office.of(person).get("Seat", "")) for person in crowd}

    assert sum(position is not None for position in told.values()) > 5
    assert shown == {person: [str(position)] if position else [] for person, position in told.items()}


def test_on_the_last_day_a_free_seat_is_said_to_be_free(office: Office) -> None:
    for person, guests in ((CLARA, 1), (ADA, 0)):
        office.answer(person, ONSITE, guests)
    office.answer(CLARA, NO, now=WINTER.starts - timedelta(hours=3))

    assert office.of(ADA)["Seat"] == "waiting, 1; a seat is free"


def test_a_lapsed_offer_leaves_no_seat(office: Office) -> None:
    for person, guests in ((CLARA, 1), (ADA, 0)):
        office.answer(person, ONSITE, guests)
    office.answer(CLARA, NO)
    with office.database.transaction() as store:
        store.seats.expire(office.number, NOW + timedelta(days=2))

    assert (office.of(ADA)["Answer"], office.of(ADA)["Seat"]) == ("on site", "no seat")


def test_late_answers_and_those_given_for_others_are_marked(office: Office) -> None:
    office.answer(EVA, MAYBE, deadline=NOW - timedelta(days=1), by=CLARA.id)

    assert office.of(EVA) == {
        "Name": "Eva Groß",
        "Group": "FEDORIS",
        "Site": "Heidelberg",
        "E-mail": EVA.email,
        "Answer": "maybe",
        "Guests": "0",
        "Late": "yes",
        "Entered by": "Clara Ordnung",
        "Answered": "as it is now",
    }


def test_answers_for_an_earlier_date_are_marked(office: Office) -> None:
    office.answer(ADA, ONLINE)
    with office.database.transaction() as store:
        store.meetings.save(replace(store.meetings.get(office.number), asked=2))

    assert office.of(ADA)["Answered"] == "before the change"


def test_notes_and_attendance_stand_beside_the_answer(office: Office) -> None:
    with office.database.transaction() as store:
        store.notes.take(office.number, ADA.id, "=vegan", wording=1, at=NOW)
        rows = [(ADA, True), (EVA, False)]
        store.connection.execute(
            insert(attendance),
            [{"meeting_id": office.number, "person_id": p.id, "attended": was, "at": NOW} for p, was in rows],
        )

    assert (office.of(ADA)["Note"], office.of(ADA)["Attended"], office.of(EVA)["Attended"]) == ("'=vegan", "yes", "no")
    assert "Attended" not in office.of(CLARA)


def test_who_has_left_is_listed_with_the_answer_that_they_gave(office: Office) -> None:
    office.answer(OTTO, ONLINE)

    assert (office.of(OTTO)["Answer"], office.of(OTTO)["Seat"]) == ("online", "seat")


def test_an_address_shown_to_nobody_is_shown_to_no_coordinator(office: Office) -> None:
    office.save(replace(CLARA, visibility={"email": Visibility.NOBODY}), ADA, SHY, EVA, OTTO)

    assert [BEN.email in str(office.sheet()), CLARA.email in str(office.sheet())] == [False, False]


def test_a_name_cannot_become_a_formula(office: Office) -> None:
    office.save(CLARA, replace(ADA, title="", first_name="=1+1", group="@x"), SHY, EVA, OTTO)

    assert "'=1+1 Müller" in [row[0] for row in office.sheet()]


def test_there_is_no_table_of_a_meeting_that_is_not(office: Office) -> None:
    office.number += 1

    with pytest.raises(NoSuchMeeting):
        office.sheet()
