"""The writ of an election: everything that is fixed when its box opens, under one hash that every seal holds."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.domain.elections.paper import HASH_BYTES
from bot.domain.elections.tally import RANKED, Method, Rules

MOST_OPTIONS = 150  # as many fit on a ballot paper


class WritImpossible(Exception):
    """No ballot box can be opened with this; `field` names what is wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Writ:
    """Which election, what stands on its ballots, and the public halves of its keys; hashes and keys in hexadecimal.

    `options` are what is voted on, numbered from 0 as in `tally.Profile`: candidates, or what is proposed and its
    refusal. `marks` is how many of them one ballot may name. `commitment` binds the nonce of the lots. `ballot` is 1
    for the first, 2 for a run-off, 3 for its repetition. Raises WritImpossible.
    """

    election: int
    ballot: int
    configuration: str
    roll: str
    method: Method
    marks: int
    options: tuple[str, ...]
    election_key: str
    outer_key: str
    commitment: str

    def __post_init__(self) -> None:
        hashes = ("configuration", "roll", "election_key", "outer_key", "commitment")
        sound = {name: _is_hash(getattr(self, name)) for name in hashes} | {
            "ballot": self.ballot >= 1,
            "options": 1 <= len(self.options) <= MOST_OPTIONS,
            "marks": 1 <= self.marks <= len(self.options),
        }
        for name, is_sound in sound.items():
            if not is_sound:
                raise WritImpossible(name)

    @property
    def text(self) -> str:
        """One text for one writ, in ASCII, to be kept and published."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, sort_keys=True, separators=(",", ":"))

    @property
    def hash(self) -> bytes:
        """SHA-256 of the text; every seal and every ballot holds it."""
        return sha256(b"netbot writ\0" + self.text.encode()).digest()

    @property
    def is_ranked(self) -> bool:
        return self.method in RANKED


def read_writ(text: str) -> Writ:
    """The writ of its text."""
    given: dict[str, Any] = json.loads(text)
    given["method"], given["options"] = Method(given["method"]), tuple(given["options"])
    return Writ(**given)


def most_marks(rules: Rules, options: int) -> int:
    """How many options one ballot may name by the rules."""
    match rules.method:
        case Method.ABSOLUTE_MAJORITY | Method.RELATIVE_MAJORITY | Method.YES_NO:
            return 1
        case Method.SEVERAL_SEATS:
            return min(rules.most_marks, options)
        case _:
            return options


def _is_hash(text: str) -> bool:
    return len(text) == 2 * HASH_BYTES and set(text) <= set("0123456789abcdef")
