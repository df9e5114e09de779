"""What a search answers: hits, why they were found, and for whose eyes."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, TypeAlias

from bot.domain.people import Person, Topic


class Everyone(Enum):
    """A viewer who is some member of the network, but nobody in particular."""

    MEMBERS = "members"


EVERYONE: Final = Everyone.MEMBERS

Viewer: TypeAlias = Person | Everyone | None
"""Who asks; None is the world outside the network."""

Why: TypeAlias = Literal["name", "topic", "site", "group", "role", "email", "orcid"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One wish that a hit fulfils: `value` is a topic's English term, a site, an acronym, a role, a name."""

    kind: Why
    value: str
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One person or group; a suggestion was not asked for, but is near."""

    id: str
    kind: Literal["person", "group"]
    name: str
    score: float
    suggestion: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def reason(self) -> Reason | None:
        """The most telling one: being found by name needs the least explanation."""
        return self.reasons[0] if self.reasons else None


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, and how many more fulfil the wish as well as these."""

    hits: tuple[Hit, ...] = ()
    more: int = 0
