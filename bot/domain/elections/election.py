"""The life of an election: its phases, what may be done in which, and by whom."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.elections.configuration import Configuration, ElectionError, digest
from bot.domain.people import Person

PATIENCE = timedelta(days=7)  # for the words of the trustees after the close; then the election is void
LONGEST_EXTENSION = timedelta(days=90)


class Phase(StrEnum):
    """How far an election has come."""

    DRAFT = "draft"  # known to the committee and the coordinators only
    ANNOUNCED = "announced"  # people are nominated, and may object to the roll
    LISTED = "listed"  # the candidates stand; it waits for its moment and for the trustees
    OPEN = "open"
    CLOSED = "closed"  # the box is shut and waits for the trustees' words
    COUNTED = "counted"  # the result is known and can be contested
    FINAL = "final"  # the tracking codes are erased
    CANCELLED = "cancelled"
    VOID = "void"


class Cause(StrEnum):
    """Why an election is void."""

    NOBODY_STANDS = "nobody stands"
    NO_KEYS = "no keys"  # not all trustees confirmed their words in time
    MISSED = "missed"  # the bot was away for all the time in which one could have voted
    NO_WORDS = "no words"  # too few trustees entered theirs after the close
    KEY_LOST = "key lost"
    TAMPERED = "tampered"  # something is not what it was when the box opened; the reason says what


UNDER_WAY = frozenset({Phase.ANNOUNCED, Phase.LISTED, Phase.OPEN, Phase.CLOSED})
OVER = frozenset({Phase.COUNTED, Phase.FINAL, Phase.CANCELLED, Phase.VOID})


class NoSuchElection(ElectionError):
    """There is no election with this number, or none that this person may know of."""


class NoElectionForThis(NoSuchElection):
    """No election that this person may know of has come to where this can be done."""


class NotThisPhase(ElectionError):
    """The election has not come so far yet, or is further already."""


class NotOnCommittee(ElectionError):
    """Only coordinators and the election committee run an election, and nobody who stands in it."""


class NotATrustee(ElectionError):
    """Only trustees hold words of the key."""


class NotOnTheRoll(ElectionError):
    """Only who is on the roll may vote."""


class ElectionClosed(ElectionError):
    """The vote came too late and was not counted."""


class NeverShorter(ElectionError):
    """A deadline may be moved to a later moment only."""


@dataclass(frozen=True, slots=True)
class Election:
    """An election. `closes` is its deadline with all extensions; `ballot` is 1, for a run-off 2, for its repetition 3.

    `roll_hash` is known from the opening on. `reason` says why it was cancelled or is void. `reminded` is when those
    who had not voted were last reminded.
    """

    id: int
    configuration: Configuration
    phase: Phase = Phase.DRAFT
    closes: datetime | None = None
    ballot: int = 1
    roll_hash: str = ""
    reason: str = ""
    reminded: datetime | None = None
    counted: datetime | None = None

    @property
    def office(self) -> str:
        return self.configuration.office

    @property
    def deadline(self) -> datetime:
        return self.closes or self.configuration.closes

    @property
    def hash(self) -> str:
        """Of its configuration, in hexadecimal."""
        return digest(self.configuration).hex()

    @property
    def contest_until(self) -> datetime | None:
        return self.counted and self.counted + timedelta(days=self.configuration.contest_days)


def expect(election: Election, *phases: Phase) -> None:
    """Raises NotThisPhase."""
    if election.phase not in phases:
        raise NotThisPhase


def expect_open(election: Election, moment: datetime) -> None:
    """Raises ElectionClosed from its deadline on, NotThisPhase before it has opened."""
    if election.phase in (Phase.CLOSED, *OVER) or (election.phase is Phase.OPEN and moment >= election.deadline):
        raise ElectionClosed
    expect(election, Phase.OPEN)


def runs(person: Person, election: Election, candidates: Collection[str]) -> bool:
    """Whether somebody may act for the election: coordinators and the committee, but nobody who stands in it."""
    return (person.is_coordinator or person.id in election.configuration.committee) and person.id not in candidates


def may_know(person: Person, election: Election) -> bool:
    """Whether somebody may know that there is this election: of a draft only those who prepare it."""
    return election.phase is not Phase.DRAFT or person.is_coordinator or person.id in election.configuration.committee


def extended(election: Election, until: datetime) -> Election:
    """With a later deadline. Raises NeverShorter."""
    if not election.deadline < until <= election.configuration.closes + LONGEST_EXTENSION:
        raise NeverShorter
    return replace(election, closes=until)


def next_due(election: Election, reminders: Collection[timedelta] = ()) -> datetime | None:
    """When something happens to it by itself; the reminders are lengths of time before the deadline."""
    plan, done = election.configuration, election.reminded
    match election.phase:
        case Phase.ANNOUNCED:
            return plan.nominations_until
        case Phase.LISTED:
            return plan.opens
        case Phase.OPEN:
            rungs = [election.deadline - ahead for ahead in reminders]
            coming = [rung for rung in rungs if rung > plan.opens and (done is None or rung > done)]
            return min([*coming, election.deadline])
        case Phase.CLOSED:
            return election.deadline + PATIENCE
        case Phase.COUNTED:
            return election.contest_until
        case _:
            return None
