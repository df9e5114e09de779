"""Who may see which hideable field of whom, reduced to one small number per person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.domain.people import Person

Levels: TypeAlias = bytearray
"""For each entry how open a field is: 0 to its owner only, 1 to the network, 2 to the world."""

OPEN: Final = 2
NETWORK: Final = 1
_A_MEMBER = Person(id="\0", first_name="", last_name="")


def levels(field: str, people: Iterable[Person], groups: int) -> Levels:
    """How open this field is of everybody; what groups tell is open to the world."""
    found = bytearray(person.shows(field, None) + person.shows(field, _A_MEMBER) for person in people)
    return found + bytes([OPEN]) * groups


@dataclass(frozen=True, slots=True)
class Eyes:
    """One viewer: sees the fields open to their circle, and all of their own entry."""

    circle: int
    own: int = -1

    def see(self, field: Levels, number: int) -> bool:
        return field[number] >= self.circle or number == self.own
