"""People by the parts of their names: who bears all the typed ones, and how well they fit in their order."""

from array import array
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from bot.domain.people import Person
from bot.domain.search.spelling import PARTICLES, significant, together, words

# A name has slots: 0 to 2 for the parts of the first name, 3 to 5 for those of the last name,
# 6 and 7 for the whole first and last name written as one word.
_LAST, _ONE_FIRST, _ONE_LAST = 3, 6, 7
_FIRST_SLOTS, _LAST_SLOTS = 0b01000111, 0b10111000
_COVERS = (1, 2, 4, 8, 16, 32, 0b000111, 0b111000)

_NOWHERE = 0, 0.0

Bearers: TypeAlias = dict[int, tuple[int, float]]
"""Of each person who bears a typed word: a bit for each slot where it stands, and how well it fits."""

Asked: TypeAlias = Mapping[str, float] | str
"""One typed word of a name: the known words it may stand for, or a single letter, the initial of a part."""


class Names:
    """The parts of everybody's name; a person is known by the number in which they were given."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._bearers: dict[str, array[int]] = {}
        self._particles: dict[str, set[int]] = {}
        self._parts = bytearray()
        self._initials: list[str] = []
        split = lru_cache(maxsize=None)(words)
        initials: dict[str, str] = {}
        for number, person in enumerate(people):
            self._add(number, split(person.first_name), split(person.last_name), initials)

    def _add(
        self, number: int, first: list[tuple[str, ...]], last: list[tuple[str, ...]], initials: dict[str, str]
    ) -> None:
        letters = [" "] * 8
        parts = 0
        for name, start, one in ((first, 0, _ONE_FIRST), (last, _LAST, _ONE_LAST)):
            for at, part in enumerate(significant(name)):
                slot = start + min(at, 2)
                parts |= 1 << slot
                letters[slot] = part[0][0]
                self._post(part, number, slot)
            if len(name) > 1:
                letters[one] = name[0][0][0]
                self._post(together(name), number, one)
                for particle in PARTICLES.intersection(spelling for part in name for spelling in part):
                    self._particles.setdefault(particle, set()).add(number)
        self._parts.append(parts)
        known = "".join(letters)
        self._initials.append(initials.setdefault(known, known))

    def _post(self, spellings: tuple[str, ...], number: int, slot: int) -> None:
        for spelling in spellings:
            self._bearers.setdefault(spelling, array("I")).append(number << 3 | slot)

    def __contains__(self, word: str) -> bool:
        return word in self._bearers

    @property
    def known(self) -> Iterable[str]:
        return self._bearers.keys()

    def bearing(self, known: Mapping[str, float], among: Container[int] | None = None) -> Bearers:
        """Everybody, or everybody among some, with one of these words in their name."""
        found: Bearers = {}
        for word, quality in known.items():
            codes: Iterable[int] = self._bearers.get(word, ())
            if among is not None:
                codes = [code for code in codes if code >> 3 in among]
            for code in codes:
                number, bit = code >> 3, 1 << (code & 7)
                mask, before = found.get(number, _NOWHERE)
                if before < quality:
                    found[number] = bit, quality
                elif before == quality:
                    found[number] = mask | bit, quality
        return found

    def with_particle(self, particle: str) -> set[int]:
        return self._particles.get(particle, set())

    def bearing_all(self, asked: Sequence[Asked], *, last_first: bool = False) -> dict[int, float]:
        """Who bears all these words in different parts of the name, and how well the order fits, 0..1."""
        words = [(at, each) for at, each in enumerate(asked) if not isinstance(each, str)]
        words.sort(key=lambda word: sum(len(self._bearers.get(known, ())) for known in word[1]))
        bearers: list[Bearers | str] = [each if isinstance(each, str) else {} for each in asked]
        among: Bearers | None = None
        for at, known in words:  # the rarest first
            among = bearers[at] = self.bearing(known, among)
        found = {number: self._fit(number, bearers, last_first) for number in among or ()}
        return {number: quality for number, quality in found.items() if quality}

    def _fit(self, number: int, bearers: Sequence[Bearers | str], last_first: bool) -> float:
        slots: list[int] = []
        initials = 0
        quality = 1.0
        for at, each in enumerate(bearers):
            if isinstance(each, str):
                slots.append(sum(1 << slot for slot, letter in enumerate(self._initials[number]) if letter == each))
                initials |= 1 << at
            else:
                mask, how = each[number]
                slots.append(mask)
                quality *= how
        return quality * _order(tuple(slots), self._parts[number], initials, last_first)


@lru_cache(maxsize=4096)
def _order(slots: tuple[int, ...], parts: int, initials: int, last_first: bool) -> float:
    """The best way to give each word a slot of its own, judged; 0 when there is none."""
    return max((_judge(way, parts, initials, last_first) for way in _ways(slots)), default=0.0)


def _ways(slots: tuple[int, ...], taken: int = 0) -> Iterable[tuple[int, ...]]:
    if not slots:
        yield ()
        return
    for slot in range(8):
        if slots[0] >> slot & 1 and not taken & _COVERS[slot]:
            for rest in _ways(slots[1:], taken | _COVERS[slot]):
                yield slot, *rest


def _judge(way: tuple[int, ...], parts: int, initials: int, last_first: bool) -> float:
    if initials and len(way) - initials.bit_count() == 1 and not _across(way, initials):
        return 0.0  # "Anna L." asks for a last name with L, not for Anna-Lena
    covered = sum(_COVERS[slot] for slot in way)
    fields = [bool(1 << slot & _LAST_SLOTS) for slot in way]
    quality = 1.0
    if all(fields) or not any(fields):
        quality -= 0.0 if fields[0] else 0.03
    elif fields != sorted(fields, reverse=last_first):
        quality -= 0.03 if fields == sorted(fields, reverse=not last_first) else 0.05
    if any(
        one > other and mine == yours for one, other, mine, yours in zip(way, way[1:], fields, fields[1:], strict=False)
    ):
        quality -= 0.01
    missing = parts & ~covered
    quality -= 0.02 if missing & _LAST_SLOTS and any(fields) else 0.0
    quality -= 0.02 if missing & _FIRST_SLOTS and not all(fields) else 0.0
    return quality


def _across(way: tuple[int, ...], initials: int) -> bool:
    """Whether the one written-out word stands in the other half of the name than some initial."""
    last = {bool(initials >> at & 1): set[bool]() for at in range(len(way))}
    for at, slot in enumerate(way):
        last[bool(initials >> at & 1)].add(bool(1 << slot & _LAST_SLOTS))
    return last[True] != last[False]
