"""The set-up of an election as one canonical text: its hash is posted, and from then on nothing of it changes."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

from bot.domain.elections.publication import Publication
from bot.domain.elections.tally import Abstentions, Base, Method, Rules, TieRule
from bot.domain.elections.tally.rules import ONE_SEAT

LEAST_COMMITTEE = 2
MOST_TRUSTEES = 7
MOST_SEATS = 20
SHORTEST = timedelta(hours=1)  # of the time in which one can vote
FARTHEST = timedelta(days=366)
MOST_CONTEST_DAYS = 90


class ElectionError(Exception):
    """A wish about an election that cannot be fulfilled."""


class ConfigurationImpossible(ElectionError):
    """The set-up contradicts itself; `field` names the input that is wrong and `why` the rule that it breaks."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that is decided before anybody is nominated. People are named by their number in the directory.

    `quorum` is the share of the roll in percent that has to vote, 0 where there is none. `threshold` is how many of the
    trustees are needed to open the box; without trustees the server holds the key. `run_off_of` is the number of the
    election whose second ballot this is. `options` are what a poll asks about; an election has candidates instead.
    """

    office: str
    nominations_until: datetime
    opens: datetime
    closes: datetime
    committee: tuple[str, ...]
    trustees: tuple[str, ...] = ()
    threshold: int = 0
    seats: int = 1
    method: Method = Method.ABSOLUTE_MAJORITY
    base: Base = Base.VALID
    abstentions: Abstentions = Abstentions.ALLOWED
    quorum: int = 0
    ties: TieRule = TieRule.RUN_OFF_THEN_LOT
    publication: Publication = Publication.BALLOTS
    codes: bool = True
    contest_days: int = 7
    min_ballots: int = 5
    run_off_of: int | None = None
    options: tuple[str, ...] = ()

    @property
    def is_poll(self) -> bool:
        return bool(self.options)

    @property
    def holds_own_key(self) -> bool:
        """Whether the server alone holds the key of the box."""
        return not self.trustees

    def rules(self, method: Method, eligible: int, ballot: int) -> Rules:
        """How the ballots are counted once it is known by which method and how many may vote."""
        by_majority = method in (Method.ABSOLUTE_MAJORITY, Method.YES_NO)
        base = self.base if by_majority else Base.VALID
        return Rules(method, self.seats, None, base, eligible, self.abstentions, self.ties, ballot)


def usual_threshold(trustees: int) -> int:
    """More than half of them, and two of three."""
    return trustees // 2 + 1 if trustees else 0


def checked(wanted: Configuration, now: datetime) -> Configuration:
    """The set-up if it can be carried out. Raises ConfigurationImpossible."""
    sound = (
        ("seats", "seats", 1 <= wanted.seats <= MOST_SEATS),
        ("seats", "one seat", wanted.seats == 1 or wanted.method not in ONE_SEAT),
        ("committee", "committee", len(set(wanted.committee)) >= LEAST_COMMITTEE),
        ("trustees", "trustees", len(wanted.trustees) != 1 and len(set(wanted.trustees)) <= MOST_TRUSTEES),
        ("threshold", "threshold", _fits(wanted)),
        ("quorum", "quorum", 0 <= wanted.quorum <= 100),
        ("contest_days", "contest", 0 <= wanted.contest_days <= MOST_CONTEST_DAYS),
        ("nominations_until", "past", now < wanted.nominations_until or wanted.run_off_of is not None),
        ("opens", "order", wanted.nominations_until <= wanted.opens),
        ("closes", "short", wanted.opens + SHORTEST <= wanted.closes),
        ("closes", "far", wanted.closes <= now + FARTHEST),
    )
    for field, why, is_sound in sound:
        if not is_sound:
            raise ConfigurationImpossible(field, why)
    return wanted


def canonical(configuration: Configuration) -> str:
    """One text for one set-up: keys in order, moments in UTC, nothing left out."""
    plain = {name: _plain(value) for name, value in asdict(configuration).items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def restored(text: str) -> Configuration:
    """The set-up of a canonical text."""
    given: dict[str, Any] = json.loads(text)
    kinds = {"method": Method, "base": Base, "abstentions": Abstentions, "ties": TieRule, "publication": Publication}
    moments = {name: datetime.fromisoformat(given[name]) for name in ("nominations_until", "opens", "closes")}
    lists = {name: tuple(given[name]) for name in ("committee", "trustees", "options")}
    chosen = {name: kind(given[name]) for name, kind in kinds.items()}
    values: dict[str, Any] = {**given, **chosen, **moments, **lists}
    return Configuration(**values)


def digest(configuration: Configuration) -> bytes:
    """The hash that is posted, of the canonical text."""
    return sha256(canonical(configuration).encode()).digest()


def _fits(wanted: Configuration) -> bool:
    return wanted.threshold == 0 if wanted.holds_own_key else 2 <= wanted.threshold <= len(wanted.trustees)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return list(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        case _:
            return value
