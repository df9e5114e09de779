"""Lots that everybody can check: an order of the candidates that follows from what was committed before the count."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat

from bot.domain.elections.nonces import commitment
from bot.domain.elections.tally.profile import Profile


class NoncesDiffer(Exception):
    """The nonces are not those that were committed, so that the lot must be drawn by hand.

    `missing` are commitments that nobody has opened, `strange` are nonces to which nobody has committed.
    """

    def __init__(self, missing: Sequence[str], strange: int) -> None:
        super().__init__(f"{len(missing)} commitments without a nonce, {strange} nonces without a commitment")
        self.missing = tuple(missing)
        self.strange = strange


def opened(commitments: Iterable[str], nonces: Iterable[bytes]) -> tuple[bytes, ...]:
    """The nonces, sorted, if they are all that were committed and no other. Raises NoncesDiffer.

    All are needed: whoever could hold theirs back after the ballots are known could choose between two lots.
    """
    given = sorted(nonces)
    committed, shown = Counter(commitments), Counter(map(commitment, given))
    if committed != shown:
        raise NoncesDiffer(sorted((committed - shown).elements()), (shown - committed).total())
    return tuple(given)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a lot is drawn from, for everybody to do the same: the set-up's hash, nonces, and what was committed."""

    configuration: bytes
    nonces: tuple[bytes, ...]
    commitments: tuple[str, ...]

    def seed(self, profile: Profile) -> bytes:
        """The seed for these ballots. Raises NoncesDiffer."""
        return seed(self.configuration, papers(profile), opened(self.commitments, self.nonces))


def papers(profile: Profile) -> Iterator[bytes]:
    """Every ballot that could be read, as the text `3,1=2` that goes into the seed; candidates are numbered from 1."""
    for ranking, number in profile.ballots.items():
        yield from repeat(",".join(str(one + 1) for one in ranking).encode(), number)
    for groups, number in profile.weak.items():
        ranks = ("=".join(str(one + 1) for one in sorted(group)) for group in groups)
        yield from repeat(",".join(ranks).encode(), number)


def seed(configuration: bytes, ballots: Iterable[bytes], nonces: Iterable[bytes]) -> bytes:
    """The seed of an election's lots: SHA-256 over the configuration's hash, all ballots sorted, all nonces sorted.

    Nobody can steer it: voters do not know the nonces, trustees do not know the ballots when they commit theirs.
    Every part is preceded by its length, so that no two different lists give the same bytes.
    """
    digest = sha256(b"netbot lots\0")
    for parts in ([configuration], sorted(ballots), sorted(nonces)):
        digest.update(len(parts).to_bytes(8, "big"))
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def drawn(seed: bytes, candidates: Sequence[str]) -> tuple[int, ...]:
    """The order in which the candidates are drawn: by SHA-256 of the seed and the name; equal names by their place."""
    return tuple(sorted(range(len(candidates)), key=lambda one: (_ticket(seed, candidates[one]), one)))


def _ticket(seed: bytes, name: str) -> bytes:
    return sha256(seed + b"\0" + name.encode()).digest()
