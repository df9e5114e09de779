"""The log of an election: each entry holds the hash of all before it, so that none is changed or taken out unseen."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

Details = Mapping[str, str | int | bool | None]


class ChainBroken(Exception):
    """An entry is not what it was: `number` is the first that does not fit, `why` "changed", "missing" or "head"."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"entry {number}: {why}")
        self.number, self.why = number, why


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: who did what when, and the hash that covers this and everything before."""

    number: int
    at: datetime
    by: str  # the number of a person, or "" for the bot
    action: str
    details: Details
    hash: str


def begun(election: int) -> str:
    """The hash before the first entry."""
    return sha256(f"netbot log of election {election}".encode()).hexdigest()


def linked(before: str, number: int, at: datetime, by: str, action: str, details: Details) -> Entry:
    """The entry after the one with the hash `before`."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    line = json.dumps([number, moment, by, action, dict(details)], sort_keys=True, separators=(",", ":"))
    return Entry(number, at, by, action, details, sha256(f"{before}\n{line}".encode()).hexdigest())


def verified(election: int, entries: Iterable[Entry], heads: Mapping[int, str] | None = None) -> str:
    """The hash of the last entry, if the chain holds. Raises ChainBroken with the first link that does not.

    `heads` are hashes that were posted, by the number of their entry: without them, whoever rewrites the whole log is
    not found out, nor who cuts off its end.
    """
    before, number = begun(election), 0
    posted = dict(heads or {})
    for number, entry in enumerate(entries, 1):
        if entry.number != number:
            raise ChainBroken(number, "missing")
        if linked(before, number, entry.at, entry.by, entry.action, entry.details).hash != entry.hash:
            raise ChainBroken(number, "changed")
        before = entry.hash
        if posted.pop(number, before) != before:
            raise ChainBroken(number, "head")
    if posted:
        raise ChainBroken(number + 1, "missing")
    return before
