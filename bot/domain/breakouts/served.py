"""What a plan means for the people in it: counted by person, for coordinators and for each of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.domain.breakouts.forming import Known
from bot.domain.breakouts.session import Rounds, Session


@dataclass(frozen=True, slots=True)
class Served:
    """How often seats are on somebody's first, second or third wish, and on none of theirs."""

    by_rank: tuple[int, ...]
    others: int

    @property
    def loss(self) -> int:
        """The larger, the worse: a topic that nobody wished for weighs more than any rank."""
        return sum(rank * count for rank, count in enumerate(self.by_rank)) + len(self.by_rank) * self.others


def served(session: Session, known: Known, rounds: Rounds, who: str) -> Served | None:
    """How one person is served; None if they have no wishes."""
    wished = [room for room in known.wishes.get(who, ()) if session.room(room)]
    if not wished:
        return None
    seats = [places[who] for places in rounds.values() if who in places]
    ranks = Counter(wished.index(room) for room in seats if room in wished)
    return Served(tuple(ranks[rank] for rank in range(len(wished))), sum(room not in wished for room in seats))


def worst_served(session: Session, known: Known, rounds: Rounds) -> tuple[str, Served] | None:
    """The person with the largest loss by their wishes; None if nobody has any."""
    found = [(who, mine) for who in sorted(_everybody(rounds)) if (mine := served(session, known, rounds, who))]
    return max(found, key=lambda each: each[1].loss, default=None)


def repeated(session: Session, rounds: Rounds) -> list[tuple[str, str, int]]:
    """Pairs who meet more than once and are not kept together, those who do most often first."""
    met = Counter(pair for places in rounds.values() for pair in _pairs(places))
    together = set(session.together)
    found = [(one, other, times) for (one, other), times in met.items() if times > 1 and (one, other) not in together]
    return sorted(found, key=lambda each: (-each[2], each[0], each[1]))


@dataclass(frozen=True, slots=True)
class Seat:
    """What one person may know of their room in one round."""

    round: int
    room: int
    mates: tuple[str, ...]
    new: tuple[str, ...]
    """Whom they have met in no room before, neither at this meeting nor at one that is remembered."""
    again: tuple[str, ...]
    """Whom they met in an earlier round of this meeting."""
    same_group: tuple[str, ...]
    rank: int | None
    """Of the room among their wishes, from 1; 0 if it is none of them, None if they have none."""


def seats_of_one(session: Session, known: Known, rounds: Rounds, who: str) -> Iterator[Seat]:
    """The rooms of one person; nothing in it tells what anybody else wished for, or who is kept apart."""
    met, today = {other for pair in known.met if who in pair for other in pair}, set[str]()
    group = known.people[who].group
    wished = [room for room in known.wishes.get(who, ()) if session.room(room)]
    for number, places in sorted(rounds.items()):
        if who not in places:
            continue
        room = places[who]
        mates = tuple(sorted(other for other, at in places.items() if at == room and other != who))
        rank = wished.index(room) + 1 if room in wished else 0
        yield Seat(
            number,
            room,
            mates,
            new=tuple(other for other in mates if other not in met | today),
            again=tuple(other for other in mates if other in today),
            same_group=tuple(other for other in mates if known.people[other].group == group != ""),
            rank=rank if wished else None,
        )
        today.update(mates)


def _everybody(rounds: Rounds) -> set[str]:
    return {who for places in rounds.values() for who in places}


def _pairs(places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other in combinations(sorted(places), 2) if places[one] == places[other])
