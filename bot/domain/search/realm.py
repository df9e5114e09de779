"""One kind of thing to ask for (topics, sites, groups, roles): its terms, and the entries they lead to."""

from array import array
from collections.abc import Callable, Iterable

from bot.domain.people import Topic
from bot.domain.search.hits import Reason, Why
from bot.domain.search.phrases import Phrases
from bot.domain.search.sight import OPEN, Eyes, Levels


class Realm:
    """Meanings are numbered; each has a label, terms, and the entries that it leads to."""

    def __init__(self, kind: Why, phrases: Phrases, *, levels: Levels | None = None) -> None:
        self.kind: Why = kind
        self.phrases = phrases
        self._labels: list[tuple[str, Topic | None]] = []
        self._entries: list[array[int]] = []
        self._of: list[tuple[int, ...]] = []  # the meanings of each entry, equal ones shared
        self._shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._levels = levels
        self._openness = bytearray()

    def new(self, label: str, terms: Iterable[str], *, topic: Topic | None = None, known: bool = True) -> int:
        """A new meaning; an unknown one exists only for those who see somebody that it leads to."""
        meaning = len(self._labels)
        self._labels.append((label, topic))
        self._entries.append(array("I"))
        self._openness.append(OPEN if known else 0)
        for term in terms:
            self.phrases.add(term, meaning)
        return meaning

    def lead(self, meaning: int, number: int) -> None:
        """Let a meaning lead to an entry."""
        self._entries[meaning].append(number)
        self._of.extend([()] * (number + 1 - len(self._of)))
        meanings = (*self._of[number], meaning)
        self._of[number] = self._shared.setdefault(meanings, meanings)
        if self._levels:
            self._openness[meaning] = max(self._openness[meaning], self._levels[number])

    def admission(self, eyes: Eyes) -> Callable[[int], bool]:
        """Which meanings exist for this viewer."""
        return lambda meaning: self._openness[meaning] >= eyes.circle or eyes.own in self._entries[meaning]

    def entries(self, meaning: int, eyes: Eyes) -> Iterable[int]:
        found = self._entries[meaning]
        levels = self._levels
        return found if levels is None else [number for number in found if eyes.see(levels, number)]

    def count(self, meanings: Iterable[int]) -> int:
        """At most so many entries."""
        return sum(len(self._entries[meaning]) for meaning in meanings)

    def of(self, number: int, eyes: Eyes) -> tuple[int, ...]:
        """The meanings that lead to this entry, as far as the viewer may know."""
        if number >= len(self._of) or not (self._levels is None or eyes.see(self._levels, number)):
            return ()
        return self._of[number]

    def reason(self, meaning: int) -> Reason:
        label, topic = self._labels[meaning]
        return Reason(self.kind, label, topic)
