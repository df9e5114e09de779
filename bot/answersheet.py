"""The answers to a meeting as a table for coordinators: everybody active, and whoever has answered."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.chat.text import Reader, Text
from bot.config import Settings
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Person
from bot.domain.seats import MODES, Place, Seating, State, chain
from bot.domain.spreadsheet import spreadsheet
from storage import Database, Store
from storage.migrate import upgrade

HEADER = (
    Text(en="Name", de="Name"),
    Text(en="Group", de="Gruppe"),
    Text(en="Site", de="Standort"),
    Text(en="E-mail", de="E-Mail"),
    Text(en="Answer", de="Antwort"),
    Text(en="Seat", de="Platz"),
    Text(en="Guests", de="Begleitung"),
    Text(en="Late", de="Verspätet"),
    Text(en="Entered by", de="Eingetragen von"),
    Text(en="Answered", de="Geantwortet"),
    Text(en="Note", de="Hinweis"),
    Text(en="Attended", de="Anwesend"),
)
ANSWERS: Mapping[Answer, Text] = {
    Answer.ONLINE: Text(en="online", de="online"),
    Answer.ONSITE: Text(en="on site", de="vor Ort"),
    Answer.MAYBE: Text(en="maybe", de="vielleicht"),
    Answer.NO: Text(en="no", de="nein"),
}
NO_ANSWER = Text(en="no answer", de="keine Antwort")
SEAT = Text(en="seat", de="Platz")
OFFERED = Text(en="offered until {until}", de="angeboten bis {until}")
CALLED = Text(en="waiting, {n}; a seat is free", de="Warteliste, {n}; ein Platz ist frei")
WAITING = Text(en="waiting, {n}", de="Warteliste, {n}")
NO_SEAT = Text(en="no seat", de="kein Platz")
HAS = Text(en="{wish}; has a seat {mode} for {n}", de="{wish}; hat einen Platz {mode} für {n}")
CURRENT = Text(en="as it is now", de="zum jetzigen Stand")
EARLIER = Text(en="before the change", de="vor der Änderung")
YES = Text(en="yes", de="ja")
NO = Text(en="no", de="nein")
NOTHING = Text(en="", de="")
DELIMITERS = {"de": ";"}  # what Excel expects of a file that it opens by a double click, in the language of most
IN_LINE = (State.WAITING, State.CALLED)
MEMBER = Person("", "", "")  # somebody of the network


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person and the meeting."""

    places: Sequence[Place] = ()
    position: int | None = None
    note: str = ""
    attended: bool | None = None


def answersheet(store: Store, people: Mapping[str, Person], number: int, reader: Reader) -> bytes:
    """The table as a CSV file in the reader's language, by group and name. Raises NoSuchMeeting."""
    meeting, known = store.meetings.get(number), _known(store, number)
    listed = sorted((p for p in people.values() if p.is_active or p.id in known), key=_by_group)
    rows = [HEADER, *(tuple(_row(person, known.get(person.id, Known()), meeting, people)) for person in listed)]
    written = ([cell if isinstance(cell, str) else cell.plain(reader) for cell in row] for row in rows)
    return spreadsheet(written, DELIMITERS.get(reader.language, ","))


def export(settings: Settings, number: int, file: Path) -> None:
    """Writes the table in the language of the network. Raises NoSuchMeeting."""
    database = Database(settings.database.url)
    try:
        upgrade(database)
        with database.reading() as store:
            people = {person.id: person for person in store.directory.read().people}
            reader = Reader(settings.network.language, settings.network.timezone)
            written = answersheet(store, people, number, reader)
        file.write_bytes(written)
    finally:
        database.close()


def _known(store: Store, number: int) -> dict[str, Known]:
    seating, notes, attended = store.seats.whole(number), store.notes.of(number), store.attendance.of(number)
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for place in seating.places:
        places[place.person].append(place)
    chains = {person: chain(found) for person, found in places.items()}
    positions = _positions(seating, chains)
    return {
        person: Known(chains.get(person, ()), positions.get(person), notes.get(person, ""), attended.get(person))
        for person in chains.keys() | notes.keys() | attended.keys()
    }


def _positions(seating: Seating, chains: Mapping[str, Sequence[Place]]) -> dict[str, int]:
    """`Seating.position` of everybody who waits, in one go."""
    joined: dict[Answer, dict[str, datetime]] = {mode: {} for mode in MODES}
    for mode in MODES:
        for place in seating.line(mode):
            joined[mode].setdefault(place.person, place.since)
    order = {mode: list(since.values()) for mode, since in joined.items()}
    waited = {person: next((p for p in places if p.state in IN_LINE), None) for person, places in chains.items()}
    return {person: bisect_right(order[place.answer], place.since) for person, place in waited.items() if place}


def _by_group(person: Person) -> tuple[bool, str, str, str, str]:
    return not person.group, person.group, person.last_name, person.first_name, person.id


def _row(person: Person, known: Known, meeting: Meeting, people: Mapping[str, Person]) -> Iterator[str | Text]:
    yield " ".join(filter(None, (person.title, person.name)))
    yield person.group
    yield person.site
    yield person.email if person.shows("email", MEMBER) else ""
    yield from _answered(known, meeting, people) if known.places else (NO_ANSWER, *[NOTHING] * 5)
    yield known.note
    yield NOTHING if known.attended is None else _yes(known.attended)


def _answered(known: Known, meeting: Meeting, people: Mapping[str, Person]) -> Iterator[str | Text]:
    last = known.places[-1]
    by = people.get(last.by or "")
    yield ANSWERS[last.answer]
    yield _seat(known, last)
    yield str(last.guests)
    yield YES if last.late else NOTHING
    yield by.name if by else NOTHING
    yield CURRENT if last.asked >= meeting.asked else EARLIER


def _seat(known: Known, last: Place) -> Text:
    """What they have of what they asked for, and what they have meanwhile."""
    has = next((place for place in known.places if place.state is State.SEATED and place is not last), None)
    wish = _wish(known, last)
    return HAS.format(wish=wish, mode=ANSWERS[has.answer], n=has.party) if has else wish


def _wish(known: Known, last: Place) -> Text:
    match last.state:
        case State.SEATED:
            return SEAT
        case State.OFFERED if last.offered_until:
            return OFFERED.format(until=last.offered_until)
        case State.CALLED:
            return CALLED.format(n=known.position or 1)
        case State.WAITING:
            return WAITING.format(n=known.position or 1)
        case _:
            return NO_SEAT if last.answer in MODES else NOTHING


def _yes(fact: bool) -> Text:
    return YES if fact else NO
