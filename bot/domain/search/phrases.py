"""Terms of one or several words, each with a meaning, recognised in a typed row of words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from bot.domain.search.spelling import together, words
from bot.domain.search.vocabulary import NOISE

Meanings: TypeAlias = dict[int, float]
"""How well, 0..1, each meaning explains some typed words."""

Span: TypeAlias = tuple[int, int]
"""From one typed word up to, but without, another."""

_LONGEST = 8


class Phrases:
    """Where terms are written; a term's meaning is a number of the caller's choice.

    `part` is what some words of a term are worth at most, `word` a single one, and `near` what is left of
    the worth of a word that is not quite one of the term.
    """

    def __init__(self, *, part: float = 0.92, word: float = 0.92, near: float = 1.0) -> None:
        self._part, self._word, self._near = part, word, near
        self._meaning: list[int] = []
        self._size: list[int] = []
        self._terms_with: dict[str, list[int]] = {}
        self._seen: set[tuple[str, int]] = set()

    def add(self, text: str, meaning: int) -> None:
        """Let a term stand for a meaning, also when it is written as one word."""
        parts = words(text)
        if not parts or ("\n".join(part[0] for part in parts), meaning) in self._seen:
            return
        self._seen.add(("\n".join(part[0] for part in parts), meaning))
        self._add(parts, meaning)
        if len(parts) > 1:
            self._add([together(parts)], meaning)

    def _add(self, parts: list[tuple[str, ...]], meaning: int) -> None:
        telling = [part for part in parts if part[0] not in NOISE]
        term = len(self._meaning)
        self._meaning.append(meaning)
        self._size.append(len(telling) or -len(parts))  # negative: nothing but small words
        for spelling in {spelling for part in parts for spelling in part}:
            self._terms_with.setdefault(spelling, []).append(term)

    def __contains__(self, word: str) -> bool:
        return word in self._terms_with

    @property
    def known(self) -> Iterable[str]:
        return self._terms_with.keys()

    def spans(
        self, typed: Sequence[Mapping[str, float]], noise: Sequence[bool], admits: Callable[[int], bool]
    ) -> dict[Span, Meanings]:
        """What each row of typed words may mean, when each word is given as the known words it may stand for."""
        found: dict[Span, Meanings] = {}
        matches = [self._terms(each, admits) for each in typed]
        for start, first in enumerate(matches):
            running = {term: (quality, 0 if noise[start] else 1, 1) for term, quality in first.items()}
            end = start + 1
            self._note(found, (start, end), running)
            while running and end < min(len(matches), start + _LONGEST):
                going_on: dict[int, tuple[float, int, int]] = {}
                for term, (quality, telling, count) in running.items():
                    more = matches[end].get(term)
                    if more is not None:
                        going_on[term] = (quality * more, telling + (0 if noise[end] else 1), count + 1)
                    elif noise[end]:
                        going_on[term] = (quality, telling, count)
                running = going_on
                end += 1
                self._note(found, (start, end), {term: running[term] for term in running if term in matches[end - 1]})
        return found

    def _terms(self, known: Mapping[str, float], admits: Callable[[int], bool]) -> dict[int, float]:
        found: dict[int, float] = {}
        for word, likeness in known.items():
            quality = likeness if likeness == 1.0 else likeness * self._near
            for term in self._terms_with.get(word, ()):
                if quality > found.get(term, 0.0) and admits(self._meaning[term]):
                    found[term] = quality
        return found

    def _note(self, found: dict[Span, Meanings], span: Span, running: Mapping[int, tuple[float, int, int]]) -> None:
        meanings: Meanings = {}
        for term, (likeness, telling, count) in running.items():
            meaning, size = self._meaning[term], self._size[term]
            whole = count >= -size if size < 0 else telling >= size
            part = (0.0, self._word, self._part)[min(telling, 2)]  # small words alone hint at nothing
            quality = likeness if whole else min(likeness, part)
            if quality > meanings.get(meaning, 0.0):
                meanings[meaning] = quality
        if meanings:
            found[span] = meanings
