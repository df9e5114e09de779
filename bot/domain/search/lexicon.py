"""Every known word, and which are near a typed one: by beginning, ear, stem, compound, or a slip of the finger."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.search.sound import skeleton, sound, syllables
from bot.domain.search.stems import stem
from bot.domain.search.vocabulary import COMPOUND_TAILS

# How well a near word answers, where an equal one is worth 1.
_FORM, _BEGINNING, _COMPOUND = 0.94, 0.82, 0.72
_ALIKE, _PER_SOUND, _PER_LETTER = 0.91, 0.08, 0.03
_PER_SLIP = 0.14
_MOST_BEGINNINGS = 400
_AFTER_EVERYTHING = "\U0010ffff"


@dataclass(slots=True)
class Near:
    """How well known words answer a typed one, each 0..1: as a name, as a name in company of others, as a term."""

    names: dict[str, float] = field(default_factory=dict[str, float])
    company: dict[str, float] = field(default_factory=dict[str, float])
    terms: dict[str, float] = field(default_factory=dict[str, float])


def _raise(found: dict[str, float], word: str, quality: float) -> None:
    if quality > found.get(word, 0.0):
        found[word] = quality


def _without_umlauts(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _beginning_with(beginning: str, words: list[str]) -> list[str]:
    first = bisect_left(words, beginning)
    behind = bisect_left(words, beginning + _AFTER_EVERYTHING, lo=first)
    return words[first : min(behind, first + _MOST_BEGINNINGS)]


class Lexicon:
    """The words of names and of terms (topics, sites, groups, roles), each once."""

    def __init__(self, names: Iterable[str], terms: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._terms = frozenset(terms)
        self._sorted = sorted(self._names.union(self._terms))
        self._backwards = sorted(word[::-1] for word in self._terms)
        self._by_length: dict[int, list[str]] = {}
        for word in self._sorted:
            self._by_length.setdefault(len(word), []).append(word)
        self._by_skeleton: dict[str, list[tuple[str, str]]] = {}
        for word in self._names:
            heard = sound(word)
            self._by_skeleton.setdefault(skeleton(heard), []).append((word, heard))
        self._by_loose: dict[str, list[str]] = {}
        for word in self._names:
            if (loose := _without_umlauts(word)) != word:
                self._by_loose.setdefault(loose, []).append(word)
        self._by_stem: dict[str, list[str]] = {}
        for word in self._terms:
            self._by_stem.setdefault(stem(word), []).append(word)

    def near(self, spellings: tuple[str, ...], slips: int) -> Near:
        """What these spellings of one typed word may mean, allowing so many slips."""
        near = Near()
        letters = min(map(len, spellings))
        slips = min(slips, 3 if letters >= 9 else 2 if letters >= 5 else 1 if letters >= 2 else 0)
        for spelling in spellings:
            self._add_beginnings(near, spelling)
            self._add_alike(near, spelling)
            near.terms |= self.forms(spelling)
            self._add_compounds(near, spelling)
            self._add_slips(near, spelling, slips, letters)
        return near

    def beginning_with(self, beginning: str) -> list[str]:
        """Known words that begin so, the word itself included."""
        return _beginning_with(beginning, self._sorted)

    def completions(self, spelling: str) -> dict[str, float]:
        """Names that begin so; the fewer letters are missing, the better."""
        return {
            word: _BEGINNING + 0.05 * len(spelling) / len(word)
            for word in self.beginning_with(spelling)
            if word in self._names and word != spelling
        }

    def alike(self, spelling: str) -> dict[str, float]:
        """Names that sound like this one, or nearly."""
        heard = sound(spelling)
        allowed = 1 if len(heard) < 6 else 2
        found: dict[str, float] = {}
        for word, other in self._by_skeleton.get(skeleton(heard), ()):
            apart = OSA.distance(heard, other, score_cutoff=allowed)
            if word == spelling or apart > allowed or syllables(heard) != syllables(other):
                continue
            letters, length = OSA.distance(spelling, word), max(len(spelling), len(word))
            if letters < 0.61 * length if not apart else letters < 0.5 * length and (letters == 1 or length > 5):
                found[word] = _ALIKE - _PER_SOUND * apart - _PER_LETTER * letters
        return found

    def umlauts(self, spelling: str) -> list[str]:
        """Names that differ only in how an umlaut is written: a Mueller for Muller."""
        loose = _without_umlauts(spelling)
        found = self._by_loose.get(loose, [])
        return [*found, loose] if loose != spelling and loose in self._names else found

    def owner(self, spelling: str) -> str:
        """The name that this may be the genitive of, in German without an apostrophe: Müllers."""
        one = spelling.removesuffix("s")
        return one if spelling not in self._names and len(one) >= 4 and one in self._names else spelling

    def forms(self, spelling: str) -> dict[str, float]:
        """Other forms of a word among the terms: plural, adjective, profession."""
        found = {word: _FORM for word in self._by_stem.get(stem(spelling), ()) if word != spelling}
        if (one := spelling.removesuffix("s")) != spelling and len(one) > 1 and one in self._terms:
            found[one] = _FORM
        return found

    def _add_beginnings(self, near: Near, spelling: str) -> None:
        names = self.completions(spelling) if len(spelling) >= 2 else {}
        near.company |= names
        if len(spelling) >= 3:
            near.names |= names
        if len(spelling) >= 4:
            near.terms |= dict.fromkeys(self.beginning_with(spelling), _BEGINNING)

    def _add_alike(self, near: Near, spelling: str) -> None:
        for word, quality in self.alike(spelling).items() if len(spelling) >= 3 else ():
            _raise(near.names, word, quality)
            _raise(near.company, word, quality)

    def _add_compounds(self, near: Near, spelling: str) -> None:
        """Sprachanalyse for analyse, Sepsis for Sepsisforschung."""
        if len(spelling) < 5:
            return
        for word in _beginning_with(spelling[::-1], self._backwards):
            _raise(near.terms, word[::-1], _COMPOUND)
        for tail in COMPOUND_TAILS:
            head = spelling.removesuffix(tail)
            if len(head) >= 4 and len(head) < len(spelling):
                for form in (head, head.removesuffix("s"), head.removesuffix("en") + "ie"):
                    if form in self._terms:
                        _raise(near.terms, form, _COMPOUND)

    def _add_slips(self, near: Near, spelling: str, slips: int, letters: int) -> None:
        for length in range(len(spelling) - slips, len(spelling) + slips + 1):
            words = self._by_length.get(length, ())
            for word, apart, _ in process.extract(spelling, words, scorer=OSA.distance, score_cutoff=slips, limit=None):
                if not apart:
                    continue
                quality = 1 - _PER_SLIP * apart
                _raise(near.company, word, quality)
                if letters >= (4 if apart == 1 else 7):  # a shorter word is rather another one
                    _raise(near.names, word, quality)
                    if letters >= 5:
                        _raise(near.terms, word, quality)
