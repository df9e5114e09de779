"""From senses to hits: the best first, every sense of an ambiguous word heard, the rest counted."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from heapq import nsmallest
from itertools import chain, zip_longest

from bot.domain.people import Person
from bot.domain.search.catalogue import Catalogue
from bot.domain.search.hits import Found, Hit, Reason
from bot.domain.search.senses import Sense, best

_TIER = 0.1  # what is worse by more than this is not counted
_EXACT, _AS_GOOD = 0.85, 0.02


def found(
    senses: Sequence[Sense], catalogue: Catalogue, limit: int, *, suggestion: bool = False, but: Container[str] = ()
) -> Found:
    """The best entries of all senses, but for those already known."""
    if but:
        senses = [
            replace(sense, entries={n: q for n, q in sense.entries.items() if catalogue.entry(n).id not in but})
            for sense in senses
        ]
    floor = best(senses) - _TIER
    good = {number for sense in senses for number, quality in sense.entries.items() if quality > floor}
    tops = [(number, sense) for number, sense in _ranked(senses, catalogue.place, limit) if number in good]
    hits = tuple(
        hit(catalogue, number, sense.entries[number], sense.reasons(number), suggestion=suggestion)
        for number, sense in tops[:limit]
    )
    return Found(hits, 0 if suggestion else len(good) - len(hits))


def hit(
    catalogue: Catalogue, number: int, score: float, reasons: tuple[Reason, ...] = (), *, suggestion: bool = False
) -> Hit:
    """One entry as it is shown."""
    entry = catalogue.entry(number)
    kind = "person" if isinstance(entry, Person) else "group"
    return Hit(entry.id, kind, catalogue.name(number), round(min(score, 1.0), 3), suggestion, reasons)


def _ranked(senses: Sequence[Sense], place: Sequence[int], limit: int) -> Iterator[tuple[int, Sense]]:
    """Senses that fit exactly, or equally well, take turns; others come after, by how near they are."""
    floor = min(_EXACT, best(senses) - _AS_GOOD)
    turns: list[list[tuple[int, Sense]]] = []
    others: list[tuple[int, Sense]] = []
    for sense in senses:
        tops = [(number, sense) for number in _top(sense, place, limit)]
        if best([sense]) >= floor:
            turns.append(tops)
        else:
            others += tops
    others.sort(key=lambda top: _order(top[1], place, top[0]))
    return _once(chain((top for turn in zip_longest(*turns) for top in turn if top), others))


def _top(sense: Sense, place: Sequence[int], limit: int) -> list[int]:
    return nsmallest(limit, sense.entries, key=partial(_order, sense, place))


def _order(sense: Sense, place: Sequence[int], number: int) -> tuple[float, int]:
    return -round(sense.entries[number], 3), place[number]


def _once(tops: Iterable[tuple[int, Sense]]) -> Iterator[tuple[int, Sense]]:
    seen: set[int] = set()
    for number, sense in tops:
        if number not in seen:
            seen.add(number)
            yield number, sense
