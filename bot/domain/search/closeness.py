"""Whole names that are near a whole typed one, where no single word of it is near enough."""

from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest

from rapidfuzz.distance import OSA

from bot.domain.people import Person
from bot.domain.search.inquiry import Inquiry
from bot.domain.search.spelling import significant, words

_MOST_CANDIDATES = 1000
_FOR_TWO_SLIPS, _FOR_ONE_SLIP = 8, 5
_RESEMBLES, _RESEMBLES_BESIDES = 0.72, 0.5
_MOST_LETTERS_MORE = 5


def close(inquiry: Inquiry) -> tuple[dict[int, float], dict[int, float]]:
    """Who is at most two slips of the whole name away, and who merely resembles it."""
    if len(inquiry.question.words) < 2:
        return {}, {}
    typed = _written([word.spellings for word in inquiry.question.words])
    letters = len(typed[0].replace(" ", ""))
    allowed = 2 if letters >= _FOR_TWO_SLIPS else 1 if letters >= _FOR_ONE_SLIP else 0
    slipped: dict[int, float] = {}
    alike: dict[int, float] = {}
    people = inquiry.known.catalogue.people
    for number, exact in _candidates(inquiry):
        if not exact and not _as_long(people[number], len(typed[-1])):
            continue
        stored = _ways_to_write(people[number])
        apart = min(OSA.distance(one, other, score_cutoff=allowed) for one in typed for other in stored)
        if apart <= allowed:
            slipped[number] = 1 - 0.14 * apart
        elif not slipped:
            likeness = max(OSA.normalized_similarity(one, other) for one in typed for other in stored)
            if likeness >= (_RESEMBLES_BESIDES if exact else _RESEMBLES):
                alike[number] = 0.6 * likeness
    return slipped, alike


def _candidates(inquiry: Inquiry) -> Iterable[tuple[int, bool]]:
    """Those of whose names most typed words remind, and whether some word is exactly a part of the name."""
    found: dict[int, float] = {}
    exact: set[int] = set()
    for near in inquiry.forgiving(2, everywhere=True).company:
        for number, (_, quality) in inquiry.known.names.bearing(near).items():
            found[number] = found.get(number, 0.0) + quality
            if quality == 1.0:
                exact.add(number)
    best = nlargest(_MOST_CANDIDATES, found, key=lambda number: found[number])
    return ((number, number in exact) for number in best)


def _written(parts: list[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(" ".join(part[side] for part in parts) for side in (0, -1)))


def _as_long(person: Person, letters: int) -> bool:
    """A cheap test before the dear one."""
    last = len(person.last_name)
    return min(abs(last - letters), abs(last + len(person.first_name) + 1 - letters)) <= _MOST_LETTERS_MORE


@lru_cache(maxsize=1024)
def _words(name: str) -> list[tuple[str, ...]]:
    return words(name)


def _ways_to_write(person: Person) -> list[str]:
    first, last = _words(person.first_name), _words(person.last_name)
    orders = [first + last, last + first]
    if len(last) > 1:
        orders += [last, first + significant(last)]
    return [text for order in orders for text in _written(order)]
