"""What has happened to somebody's seat: records without words, each of which is told to the person once."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.meetings import Answer


@dataclass(frozen=True, slots=True)
class Noted:
    """Their answer takes no seat: maybe or no. Whatever they had or waited for is free."""

    person: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Seated:
    """What they asked for was free: they have this seat, and wait for nothing."""

    person: str
    answer: Answer
    guests: int


@dataclass(frozen=True, slots=True)
class Queued:
    """They wait for this; `position` counts people from 1. A seat that they have stays theirs meanwhile."""

    person: str
    answer: Answer
    guests: int
    position: int


@dataclass(frozen=True, slots=True)
class Offered:
    """Seats are reserved for them until this moment; `guests` counts all, not only those who come in addition."""

    person: str
    answer: Answer
    guests: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Called:
    """On the last day: seats are free, and the first of those called who clicks has them."""

    person: str
    answer: Answer
    guests: int


@dataclass(frozen=True, slots=True)
class Promoted:
    """They had waited, and now they have the seat."""

    person: str
    answer: Answer
    guests: int


@dataclass(frozen=True, slots=True)
class OfferExpired:
    """They did not take what was offered and are off the waiting list; a seat that they have stays theirs."""

    person: str
    answer: Answer
    guests: int


@dataclass(frozen=True, slots=True)
class OfferDeclined:
    """They did not want what was offered and are off the waiting list; a seat that they have stays theirs."""

    person: str
    answer: Answer
    guests: int


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What they waited for is no longer on offer at all."""

    person: str
    answer: Answer
    guests: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Nothing is known of them any more, as if they had never answered."""

    person: str


Event = Noted | Seated | Queued | Offered | Called | Promoted | OfferExpired | OfferDeclined | Unlisted | Withdrawn
