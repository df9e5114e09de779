"""What a plan of breakout rooms is made for: people, rooms, rounds, and what counts how much."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Somebody who comes; an empty group or site is like no other."""

    id: str
    group: str = ""
    site: str = ""
    remote: bool = False
    facilitator: bool = False
    wishes: tuple[str, ...] = ()
    """Ids of rooms, the dearest first."""


@dataclass(frozen=True)
class Room:
    """A room that holds `low` to `high` people in every round."""

    id: str
    low: int
    high: int
    online: bool = False


@dataclass(frozen=True)
class Weights:
    """What each term costs, per pair, person or room and round; 0 leaves a term out."""

    repeat: float = 10
    same_group: float = 8
    same_site: float = 0.5
    history: float = 4
    wish: tuple[float, ...] = (0, 1, 3, 8)
    same_room_again: float = 5
    facilitator: float = 1000
    remote: float = 1000
    apart: float = 1000
    together: float = 200
    fairness: float = 0
    """Per person, times the square of what all rounds together cost them in wishes."""


PROFILES = {
    "balanced": Weights(fairness=0.05),
    "mix": Weights(repeat=20, same_group=16, history=8, wish=(0, 0.5, 1, 2), fairness=0.05),
    "topics": Weights(repeat=6, same_group=4, history=1, wish=(0, 3, 8, 20), fairness=0.05),
}

Seats = tuple[tuple[tuple[str, ...], ...], ...]
"""Ids of people by round and room, the rooms in the problem's order."""


@dataclass(frozen=True)
class Problem:
    """Everything that a plan depends on, besides seed and effort."""

    people: tuple[Person, ...]
    rooms: tuple[Room, ...]
    rounds: int
    weights: Weights = field(default_factory=Weights)
    history: tuple[tuple[str, str, float], ...] = ()
    """How much two people have met before, faded by age."""
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    pinned: tuple[tuple[str, int, str], ...] = ()
    """Person, round (from 0) and room that are settled."""
    past: Seats = ()
    """Earlier rounds of the same meeting as they happened; people who have left may stand in them."""


@dataclass(frozen=True)
class Plan:
    """Who sits where, and how it was found."""

    rounds: Seats
    iterations: int
    truncated: bool = False
    """Whether the clock ended the search before its budget: then the same input may give another plan."""
