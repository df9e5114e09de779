"""A meeting with seats to play with, and a suspicious look at it: counted anew, and known only from what is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.domain import seats
from bot.domain.meetings import Answer
from bot.domain.seats import (
    Change,
    Event,
    Noted,
    OfferDeclined,
    Offered,
    OfferExpired,
    Place,
    Promoted,
    Queued,
    Seated,
    Seating,
    State,
    Unlisted,
    Withdrawn,
)

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
STARTS = NOW + timedelta(days=30)
DAY = timedelta(days=1)
ONLINE, ONSITE, MAYBE, NO = Answer


class Scene:
    """A meeting to play with; each deed returns what is told."""

    def __init__(self, *, online: int | None = None, onsite: int | None = 2) -> None:
        self.seating = Seating({ONLINE: online, ONSITE: onsite}, STARTS)
        self.now = NOW

    def answer(self, person: str, said: Answer = ONSITE, guests: int = 0, **more: datetime | str) -> list[Event]:
        return self._keep(seats.answer(self.seating, person, said, guests, now=self.now, **more))

    def accept(self, person: str) -> list[Event]:
        return self._keep(seats.accept(self.seating, person, now=self.now))

    def decline(self, person: str) -> list[Event]:
        return self._keep(seats.decline(self.seating, person, now=self.now))

    def withdraw(self, person: str) -> list[Event]:
        return self._keep(seats.withdraw(self.seating, person, now=self.now))

    def set_capacity(self, capacity: dict[Answer, int | None]) -> list[Event]:
        return self._keep(seats.set_capacity(self.seating, capacity, now=self.now))

    def wait_until(self, moment: datetime) -> list[Event]:
        self.now = moment
        return self._keep(seats.expire(self.seating, moment))

    def states(self) -> dict[str, list[str]]:
        people = sorted({place.person for place in self.seating.places})
        return {p: [f"{x.state.value} {x.answer.value} {x.guests}" for x in self.seating.of(p)] for p in people}

    def _keep(self, change: Change) -> list[Event]:
        self.seating, events = change
        return list(events)


@dataclass
class Told:
    """What a person knows who reads every message: the seat they have and the offer that stands."""

    seat: tuple[Answer, int] | None = None
    offer: tuple[Answer, int, datetime] | None = None

    def hear(self, event: Event) -> bool:
        """Whether there was anything new in it."""
        before = replace(self)
        match event:
            case Seated() | Promoted():
                self.seat, self.offer = (event.answer, event.guests), None
                return isinstance(event, Seated) or self.seat != before.seat
            case Offered():
                self.offer = (event.answer, event.guests, event.until)
                return self.offer != before.offer
            case OfferExpired() | OfferDeclined():
                self.offer = None
                return before.offer is not None or isinstance(event, OfferDeclined)  # one can decline a call, too
            case Noted() | Withdrawn():
                self.seat = self.offer = None
            case Queued() | Unlisted():
                self.offer = None
            case _:
                pass
        return True


@dataclass
class Audience:
    """Everybody with what they have been told."""

    told: dict[str, Told] = field(default_factory=dict[str, Told])

    def hear(self, events: Iterable[Event]) -> None:
        """Nothing is told to anybody who knows it."""
        stale = [event for event in events if not self.told.setdefault(event.person, Told()).hear(event)]
        assert stale == []

    def expect_to_know(self, seating: Seating) -> None:
        """What everybody was told is what is."""
        people = {place.person for place in seating.places} | self.told.keys()
        assert {person: _truth(seating, person) for person in people} == {
            person: self.told.get(person, Told()) for person in people
        }


def taken(seating: Seating, mode: Answer) -> int:
    """Counted anew: for each person the largest party for which seats are kept."""
    kept = [p for p in seating.places if p.answer is mode and p.state in (State.SEATED, State.OFFERED)]
    return sum(max(1 + p.guests for p in kept if p.person == person) for person in {p.person for p in kept})


def fits(seating: Seating, wish: Place) -> bool:
    """Whether there are seats for the wish beyond those that its person has."""
    limit = seating.capacity.get(wish.answer, 0)
    without = replace(seating, places=tuple(place for place in seating.places if place.person != wish.person))
    mine = taken(replace(seating, places=seating.of(wish.person)), wish.answer)
    return limit is None or taken(without, wish.answer) + max(mine, 1 + wish.guests) <= limit


def head(seating: Seating, mode: Answer) -> Place | None:
    """The first in the line whose party is not larger than the whole capacity."""
    limit = seating.capacity.get(mode, 0)
    return next((place for place in seating.line(mode) if limit is None or place.guests < limit), None)


def _truth(seating: Seating, person: str) -> Told:
    seat = seating.seat_of(person)
    offer = next((place for place in seating.of(person) if place.state is State.OFFERED), None)
    return Told(
        (seat.answer, seat.guests) if seat else None,
        (offer.answer, offer.guests, offer.offered_until) if offer and offer.offered_until else None,
    )
