"""Who sits and who waits: the places of one meeting at one moment, and how many seats are left.

A person has one answer. To change it for something that is full, they keep the seat they have and wait for the other:
then they have several places, which are read as a chain: the seat, what is offered, what they wait for, each in the
same mode larger than the one before. A wish needs only the seats that its person does not have yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.meetings import Answer

MODES = (Answer.ONLINE, Answer.ONSITE)
TICK = timedelta(microseconds=1)


class State(StrEnum):
    """What a place is worth. CALLED waits, too, but a seat is free and the first click has it."""

    SEATED = "seated"
    OFFERED = "offered"
    CALLED = "called"
    WAITING = "waiting"
    NONE = "none"


RESERVED = (State.SEATED, State.OFFERED)
IN_LINE = (State.CALLED, State.WAITING)
WISHED = (State.OFFERED, *IN_LINE)
CHAIN = {State.SEATED: 0, State.OFFERED: 1, State.CALLED: 2, State.WAITING: 2, State.NONE: 3}


@dataclass(frozen=True, slots=True)
class Place:
    """What a person asked for and what they have of it; `by` is who answered for them, None if they did.

    `since` is the moment of joining the line and orders it; `asked` is the round of questions that was answered
    (`Meeting.asked`). State NONE beside a mode means: wanted, but neither
    had nor waited for, because an offer ran out or the mode was closed.
    """

    person: str
    answer: Answer
    guests: int
    state: State
    since: datetime
    offered_until: datetime | None = None
    late: bool = False
    by: str | None = None
    asked: int = 1

    @property
    def party(self) -> int:
        """The seats that the person and the guests take together."""
        return 1 + self.guests


def chain(places: Iterable[Place]) -> tuple[Place, ...]:
    """One person's places in their order."""
    return tuple(sorted(places, key=lambda place: (CHAIN[place.state], place.guests)))


@dataclass(frozen=True, slots=True)
class Seating:
    """All places of a meeting, in the order of `since`. A mode without a capacity is not offered, None is unlimited.

    `others` are the seats of people whose places were left out, because a change concerns neither them nor the line.
    """

    capacity: Mapping[Answer, int | None]
    starts: datetime
    places: tuple[Place, ...] = ()
    others: Mapping[Answer, int] = field(default_factory=dict[Answer, int])

    def of(self, person: str) -> tuple[Place, ...]:
        """The person's chain; the last place says what they want most."""
        return chain(place for place in self.places if place.person == person)

    def seat_of(self, person: str) -> Place | None:
        return next((place for place in self.of(person) if place.state is State.SEATED), None)

    def wishes_of(self, person: str) -> tuple[Place, ...]:
        """What the person is offered or waits for."""
        return tuple(place for place in self.of(person) if place.state in WISHED)

    def line(self, mode: Answer) -> tuple[Place, ...]:
        """The waiting list of a mode, the first first."""
        return tuple(place for place in self.places if place.answer is mode and place.state in IN_LINE)

    def position(self, person: str) -> int | None:
        """How many people are in the line of the mode up to this one, None if they do not wait."""
        waited = next((place for place in self.wishes_of(person) if place.state in IN_LINE), None)
        if waited is None:
            return None
        return len({place.person for place in self.line(waited.answer) if place.since <= waited.since})

    def limit(self, mode: Answer) -> int | None:
        """How many seats there are."""
        return self.capacity.get(mode, 0)

    def taken(self, mode: Answer) -> int:
        """The seats that somebody has or is offered, guests included."""
        parties: dict[str, int] = {}
        for place in self.places:
            if place.answer is mode and place.state in RESERVED:
                parties[place.person] = max(place.party, parties.get(place.person, 0))
        return sum(parties.values()) + self.others.get(mode, 0)

    def free(self, mode: Answer) -> int | None:
        """The seats that are left; negative after the capacity was lowered, None if there is no limit."""
        limit = self.limit(mode)
        return None if limit is None else limit - self.taken(mode)

    def need(self, place: Place) -> int:
        """The seats that a wish asks for beyond those that its person has or is offered."""
        mine = (other for other in self.places if other.person == place.person and other.answer is place.answer)
        return place.party - max((other.party for other in mine if other.state in RESERVED), default=0)

    def next_since(self, person: str, now: datetime) -> datetime:
        """The moment to note for a new wish: later than every other, even if clocks differ or stand still."""
        known = [place.since + TICK for place in self.places if place.state in WISHED or place.person == person]
        return max([now, *known])

    def replaced(self, person: str, places: Iterable[Place]) -> "Seating":
        """The same with this chain for the person."""
        everybody = [*(place for place in self.places if place.person != person), *places]
        return replace(self, places=tuple(sorted(everybody, key=_order)))


def _order(place: Place) -> tuple[datetime, str, int]:
    return place.since, place.person, place.guests
