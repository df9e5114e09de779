"""From what is planned and who comes to the solver's problem and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.domain import people as directory
from bot.domain.breakouts.problem import PROFILES, Person, Problem, Room, Seats
from bot.domain.breakouts.session import Pin, Presence, Rounds, Session

FADING = 0.7  # of what a meeting counted for at the next one


@dataclass(frozen=True, slots=True)
class Known:
    """All that a plan depends on beside the session: `remote` says of everybody who comes whether they are online."""

    people: Mapping[str, directory.Person]
    remote: Mapping[str, bool]
    wishes: Mapping[str, tuple[int, ...]]
    met: Mapping[tuple[str, str], float]
    pins: Sequence[Pin] = ()
    presence: Mapping[str, Presence] | None = None
    public: Rounds | None = None

    def takes_part(self, number: int) -> list[str]:
        """Everybody who is there in this round, by id."""
        seen = self.presence or {}
        return [who for who in sorted(self.remote) if who not in seen or seen[who].covers(number)]

    def seated(self) -> dict[int, dict[str, int]]:
        """The public seats of those who take part."""
        there = {number: set(self.takes_part(number)) for number in self.public or {}}
        return {
            n: {who: at for who, at in places.items() if who in there[n]} for n, places in (self.public or {}).items()
        }


def form(session: Session, known: Known, rounds: Sequence[int]) -> Problem:
    """The problem of these rounds, which follow each other; earlier ones count as they happened."""
    there = known.takes_part(rounds[0])
    rooms = {room.id for room in session.rooms}
    pinned = _pinned(session, known, rounds, set(there))
    past = [seats_of(session, (known.public or {}).get(number, {})) for number in range(1, rounds[0])]
    return Problem(
        people=tuple(_person(known.people[who], known, rooms) for who in there),
        rooms=tuple(Room(str(room.id), room.low, room.high, room.online) for room in session.rooms),
        rounds=len(rounds),
        weights=replace(PROFILES[session.profile.value], facilitator=0),
        history=_among(known.met, there),
        together=tuple(pair for pair in session.together if {*pair} <= {*there}),
        apart=tuple(pair for pair in session.apart if {*pair} <= {*there}),
        pinned=tuple((who, number - rounds[0], str(room)) for who, number, room in sorted(pinned)),
        past=tuple(past),
    )


def seats_of(session: Session, places: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """One round as the solver has it: the people of each room, the rooms in the session's order."""
    return tuple(tuple(sorted(who for who, at in places.items() if at == room.id)) for room in session.rooms)


def places_of(session: Session, seats: Seats, first: int) -> dict[int, dict[str, int]]:
    """The solver's plan as rooms of people by round."""
    return {first + index: {who: room.id for room, who in _members(session, each)} for index, each in enumerate(seats)}


def met_before(meetings: Iterable[Rounds]) -> dict[tuple[str, str], float]:
    """How much every two people have met in earlier meetings, the latest meeting first; each fades with its age."""
    found: dict[tuple[str, str], float] = {}
    for age, rounds in enumerate(meetings):
        for pair in {pair for places in rounds.values() for pair in _pairs(places)}:
            found[pair] = found.get(pair, 0) + FADING**age
    return found


def _members(session: Session, seats: tuple[tuple[str, ...], ...]):
    return [(room, who) for room, members in zip(session.rooms, seats, strict=True) for who in members]


def _pairs(places: Mapping[str, int]) -> set[tuple[str, str]]:
    by_room: dict[int, list[str]] = {}
    for who, room in sorted(places.items()):
        by_room.setdefault(room, []).append(who)
    return {pair for members in by_room.values() for pair in combinations(members, 2)}


def _person(person: directory.Person, known: Known, rooms: set[int]) -> Person:
    wished = tuple(str(room) for room in known.wishes.get(person.id, ()) if room in rooms)
    return Person(person.id, person.group, person.site, known.remote[person.id], wishes=wished)


def _pinned(session: Session, known: Known, rounds: Sequence[int], there: set[str]) -> set[tuple[str, int, int]]:
    """Person, round and room: those who facilitate sit in their rooms, unless they are pinned elsewhere."""
    leads = {(room.facilitator, number): room.id for room in session.rooms if room.facilitator for number in rounds}
    every = {(pin.person, number): pin.room for pin in known.pins if not pin.round for number in rounds}
    single = {(pin.person, pin.round): pin.room for pin in known.pins if pin.round in rounds}
    return {(who, number, room) for (who, number), room in (leads | every | single).items() if who in there}


def _among(met: Mapping[tuple[str, str], float], there: Sequence[str]) -> tuple[tuple[str, str, float], ...]:
    inside = set(there)
    return tuple((one, other, round(much, 4)) for (one, other), much in sorted(met.items()) if {one, other} <= inside)
