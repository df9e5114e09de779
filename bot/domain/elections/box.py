"""A ballot box: how far it has come, and whether what the database says of it is what was fixed at its opening."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest

from bot.domain.elections.keys import BoxKey, authentic_writ
from bot.domain.elections.writ import Writ, read_writ


class BoxState(StrEnum):
    """How far a box has come; nothing leads back."""

    OPEN = "open"
    CLOSED = "closed"  # no more ballots; it waits to be opened
    COUNTED = "counted"  # the ballots lie sorted where the envelopes were
    DESTROYED = "destroyed"  # emptied unopened


class NoSuchBox(Exception):
    """No ballot box has been opened for this election."""


class BoxClosed(Exception):
    """The ballot came too late and is not counted."""


class BoxNotReady(Exception):
    """This cannot be done with the box as it is; `state` says how that is."""

    def __init__(self, state: BoxState) -> None:
        super().__init__(str(state))
        self.state = state


class Tampered(Exception):
    """Something is not what it was when the box opened: `what` is "writ", "configuration", "roll" or "ballots"."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Box:
    """The box as the database has it. `key_file` names the file of its key, beside the database."""

    election: int
    state: BoxState
    closes: datetime
    text: str
    authentic: bytes
    key_file: str

    def writ(self, key: BoxKey, *, configuration: str | None = None, roll: str | None = None) -> Writ:
        """The writ, if nobody has changed it, nor the configuration or the roll whose hashes are given.

        Raises Tampered.
        """
        if not compare_digest(authentic_writ(self.text, key), self.authentic):
            raise Tampered("writ")
        writ = read_writ(self.text)
        if writ.election != self.election:
            raise Tampered("writ")
        if configuration not in (None, writ.configuration):
            raise Tampered("configuration")
        if roll not in (None, writ.roll):
            raise Tampered("roll")
        return writ
