"""Who sits in which breakout room, one round a file: as Zoom imports it, and as a list to work off in BigBlueButton.

Only those who are online are in the files: the others walk. Zoom takes one set of rooms a meeting, by e-mail address
and with exactly these two headings (support article KB0061353); BigBlueButton imports none.
"""

from collections.abc import Iterator, Mapping

from bot.chat.links import RoomFile
from bot.chat.text import Reader, Text
from bot.domain.breakouts.forming import seats_of
from bot.domain.breakouts.session import NoBreakouts, PlannedRoom
from bot.domain.meetings import Answer
from bot.domain.people import Person
from bot.domain.seats import State
from bot.domain.spreadsheet import MARK, spreadsheet
from storage import Store

ZOOM = ("Pre-assign Room Name", "Email Address")
LONGEST = 32  # characters of a room's name in Zoom
HEADER = (
    Text(en="Number", de="Nummer"),
    Text(en="Room", de="Raum"),
    Text(en="Name", de="Name"),
    Text(en="Facilitator", de="Moderation"),
)
YES = Text(en="yes", de="ja")
DELIMITERS = {"de": ";"}  # as in the table of answers
MEMBER = Person("", "", "")  # somebody of the network


def roomsheet(
    store: Store, people: Mapping[str, Person], number: int, round_: int, kind: RoomFile, reader: Reader
) -> bytes:
    """The file of one round. Raises NoBreakouts if nothing is published for it."""
    seats = list(online(store, people, number, round_))
    if kind is RoomFile.ZOOM:
        rows = [(room.topic[:LONGEST], person.email) for _, room, person in seats if _is_known(person)]
        return spreadsheet([ZOOM, *rows]).removeprefix(MARK.encode())  # with a mark Zoom does not know the heading
    header = [text.plain(reader) for text in HEADER]
    lines = [
        (str(place), room.topic, person.name, YES.plain(reader) if room.facilitator == person.id else "")
        for place, room, person in seats
    ]
    return spreadsheet([header, *lines], DELIMITERS.get(reader.language, ","))


def online(
    store: Store, people: Mapping[str, Person], number: int, round_: int
) -> Iterator[tuple[int, PlannedRoom, Person]]:
    """The number and the room of everybody who is online. Raises NoBreakouts."""
    session = store.breakouts.get(number)
    places = store.breakouts.seats(number, public=True).get(round_)
    if places is None:
        raise NoBreakouts
    far = _far(store, number)
    for place, (room, members) in enumerate(zip(session.rooms, seats_of(session, places), strict=True), 1):
        here = [people[who] for who in members if who in far and who in people]
        for person in sorted((each for each in here if each.is_active), key=lambda each: each.name):
            yield place, room, person


def _is_known(person: Person) -> bool:
    return bool(person.email) and person.shows("email", MEMBER)


def _far(store: Store, number: int) -> set[str]:
    asked, places = store.meetings.get(number).asked, store.seats.whole(number).places
    seated = [place for place in places if place.state is State.SEATED and place.asked >= asked]
    far = {place.person for place in seated if place.answer is Answer.ONLINE}
    for who, seen in store.breakouts.presence(number).items():
        if seen.remote is not None:
            far = far | {who} if seen.remote else far - {who}
    return far
