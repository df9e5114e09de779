"""Candidacies: nominated, accepted or declined, withdrawn, and then frozen in an order of their own for each voter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from bot.domain.elections.configuration import ElectionError

LONGEST_STATEMENT = 800
MOST_CANDIDATES = 40


class Standing(StrEnum):
    """What became of a nomination."""

    NOMINATED = "nominated"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class CommitteeStandsNot(ElectionError):
    """Who is on the election committee cannot be a candidate."""


class AlreadyNominated(ElectionError):
    """This person stands already."""


class NotNominated(ElectionError):
    """Nobody has nominated this person."""


class TooManyCandidates(ElectionError):
    """A ballot has room for so many only."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One person's candidacy; `number` is their place on the frozen list, from 1, 0 before."""

    person: str
    standing: Standing
    nominated_by: str | None = None
    statement: str = ""
    number: int = 0


def standing(candidacies: Iterable[Candidacy]) -> list[Candidacy]:
    """Those who have accepted, by their number."""
    found = [one for one in candidacies if one.standing is Standing.ACCEPTED]
    return sorted(found, key=lambda one: one.number)


def shuffled(numbers: Sequence[int], secret: str, voter: str) -> list[int]:
    """The numbers in the order in which this voter sees them: always the same for one voter, unknown to others.

    Who is named first has an advantage; this way it is somebody else for everybody. The secret keeps what is logged
    of a filled form elsewhere, the places on the paper, from telling who stands there.
    """
    return sorted(numbers, key=lambda number: sha256(f"{secret}\0{voter}\0{number}".encode()).digest())
