"""Whole names that are near a whole typed one, where no single word of it is near enough."""

from collections.abc import Iterator
from functools import lru_cache
from heapq import nlargest

from rapidfuzz.distance import OSA

from bot.domain.search.inquiry import Inquiry
from bot.domain.search.spelling import significant, words

_MOST_SLIPPED, _MOST_ALIKE = 1000, 300
_FOR_TWO_SLIPS, _FOR_ONE_SLIP = 8, 5
_RESEMBLES, _RESEMBLES_BESIDES = 0.72, 0.5
_MOST_LETTERS_MORE = 4  # two slips, and an umlaut that is two letters, or two


def slipped(inquiry: Inquiry) -> dict[int, float]:
    """Who is at most two slips of the whole name away."""
    typed = _typed(inquiry)
    letters = len(typed[0].replace(" ", ""))
    allowed = 2 if letters >= _FOR_TWO_SLIPS else 1 if letters >= _FOR_ONE_SLIP else 0
    if len(inquiry.question.words) < 2 or not allowed:
        return {}
    found: dict[int, float] = {}
    people = inquiry.known.catalogue.people
    for number, _ in _candidates(inquiry, _MOST_SLIPPED):
        first, last = people[number].first_name, people[number].last_name
        more = min(abs(len(last) - len(typed[-1])), abs(len(first) + 1 + len(last) - len(typed[-1])))
        if more <= _MOST_LETTERS_MORE:
            stored = _ways_to_write(first, last)
            apart = min(OSA.distance(one, other, score_cutoff=allowed) for one in typed for other in stored)
            if apart <= allowed:
                found[number] = 1 - 0.14 * apart
    return found


def resembling(inquiry: Inquiry) -> dict[int, float]:
    """Whose name merely resembles the typed one; a word in common helps."""
    typed = _typed(inquiry)
    found: dict[int, float] = {}
    people = inquiry.known.catalogue.people
    for number, exact in _candidates(inquiry, _MOST_ALIKE) if len(inquiry.question.words) > 1 else ():
        stored = _ways_to_write(people[number].first_name, people[number].last_name)
        likeness = max(OSA.normalized_similarity(one, other) for one in typed for other in stored)
        if likeness >= (_RESEMBLES_BESIDES if exact else _RESEMBLES):
            found[number] = 0.6 * likeness
    return found


def _candidates(inquiry: Inquiry, most: int) -> Iterator[tuple[int, bool]]:
    """Those of whose names most typed words remind, and whether some word is exactly a part of the name."""
    found: dict[int, float] = {}
    exact: set[int] = set()
    for near in inquiry.forgiving(2, everywhere=True).company:
        for number, (_, quality) in inquiry.known.names.bearing(near).items():
            found[number] = found.get(number, 0.0) + quality
            if quality == 1.0:
                exact.add(number)
    best = nlargest(most, found, key=lambda number: found[number])
    return ((number, number in exact) for number in best)


def _typed(inquiry: Inquiry) -> tuple[str, ...]:
    return _written([word.spellings for word in inquiry.question.words])


def _written(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    plain = " ".join([part[-1] for part in parts])
    if all(len(part) == 1 for part in parts):
        return (plain,)
    return " ".join([part[0] for part in parts]), plain


@lru_cache(maxsize=2048)
def _ways_to_write(first_name: str, last_name: str) -> tuple[str, ...]:
    first, last = words(first_name), words(last_name)
    orders = [first + last, last + first]
    if len(last) > 1:
        orders += [last, first + significant(last)]
    return tuple(text for order in orders for text in _written(order))
