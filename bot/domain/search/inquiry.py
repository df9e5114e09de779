"""One question put to the directory: what its words can be, at each level of forgiveness."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.domain.search.catalogue import Catalogue
from bot.domain.search.lexicon import Lexicon, Near
from bot.domain.search.names import Names
from bot.domain.search.question import Question, Word
from bot.domain.search.sight import Eyes
from bot.domain.search.spelling import together
from bot.domain.search.vocabulary import ROLES
from bot.domain.search.wishes import Options

_SHORT = 3
_LONG = 6  # letters from which on a word that nobody knows may be a slip even in a sentence
_UMLAUT, _WRITTEN_APART, _GENITIVE = 0.99, 0.97, 0.94


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is known about the directory."""

    catalogue: Catalogue
    names: Names
    lexicon: Lexicon


class Inquiry:
    """A question, its viewer's eyes, and what has been found out about its words so far."""

    def __init__(self, question: Question, eyes: Eyes, known: Knowledge) -> None:
        self.question, self.eyes, self.known = question, eyes, known
        self._near: dict[tuple[int, int], Near] = {}
        self._short = len(question.words) <= _SHORT
        self._typed = [self._as_typed(word) for word in question.words]
        self.exact = self._options(self._typed)

    def forgiving(self, slips: int, *, everywhere: bool, lonely: bool = False) -> Options:
        """Options with near words too: only for words that mean nothing exactly, or for all.

        `lonely`: a name may be as far off alone as it may be beside another name.
        """
        near: list[Near] = []
        for position, word in enumerate(self.question.words):
            known = self.exact.explain(position) and not everywhere
            if word.noise or known or (self.question.is_sentence and word.letters < _LONG):
                near.append(self._typed[position])
            else:
                near.append(self._near_word(position, 1 if self.question.is_sentence else slips))
        options = self._options(near)
        return Options(options.company, options.company, options.joined, options.terms) if lonely else options

    def by_ear(self) -> Options:
        """Options for names only that sound like the typed ones, or begin like them."""
        lexicon = self.known.lexicon
        names: list[Mapping[str, float]] = []
        for word, known in zip(self.question.words, self.exact.company, strict=True):
            alike = dict(known)
            for spelling in () if word.noise or word.is_initial else word.spellings:
                alike = lexicon.completions(spelling) | lexicon.alike(spelling) | alike
            names.append(alike)
        return Options(names, names, {}, self.exact.terms)

    def of_known(self) -> "Inquiry | None":
        """The same without the words that nothing reminds of, if there are any, and others."""
        options = self.forgiving(2, everywhere=True)
        return self._of(position for position in range(len(self.question.words)) if options.explain(position))

    def of_exact(self) -> "Inquiry | None":
        """The same without the words that mean nothing exactly."""
        return self._of(position for position in range(len(self.question.words)) if self.exact.explain(position))

    def of_long(self) -> "Inquiry | None":
        """The same without scraps of words."""
        return self._of(position for position, word in enumerate(self.question.words) if not word.is_scrap)

    def _of(self, positions: Iterable[int]) -> "Inquiry | None":
        kept = set(positions)
        words = tuple(word for at, word in enumerate(self.question.words) if at in kept or word.noise)
        question = replace(self.question, words=words)
        if question.telling in (0, self.question.telling):
            return None
        return Inquiry(question, self.eyes, self.known)

    def _near_word(self, position: int, slips: int) -> Near:
        key = position, slips
        if key not in self._near:
            spellings = self.question.words[position].spellings
            near = self.known.lexicon.near(spellings, slips)
            near.names |= self._typed[position].names
            near.terms |= self._typed[position].terms
            self._near[key] = near
        return self._near[key]

    def _as_typed(self, word: Word) -> Near:
        """A word as it stands; a topic may also stand in another form, a name in the genitive."""
        known = dict.fromkeys(word.spellings, 1.0)
        if word.noise:
            return Near(names=known, terms=known)
        lexicon, topics = self.known.lexicon, self.known.catalogue.topics.phrases
        names, terms = dict(known), dict[str, float]()
        for spelling in word.spellings:
            names = dict.fromkeys(lexicon.umlauts(spelling), _UMLAUT) | {lexicon.owner(spelling): _GENITIVE} | names
            if spelling not in ROLES:
                terms |= {form: quality for form, quality in lexicon.forms(spelling).items() if form in topics}
        return Near(names=names, terms=terms | known)

    def _options(self, near: list[Near]) -> Options:
        options = Options([], [], {}, [])
        for word, readings in zip(self.question.words, near, strict=True):
            alone, company = self._as_names(word, readings)
            options.names.append(alone)
            options.company.append(company)
        noise = [word.noise for word in self.question.words]
        typed = [readings.terms for readings in near]
        for realm in self.known.catalogue.realms:
            options.terms.append(realm.phrases.spans(typed, noise, realm.admission(self.eyes)))
        self._join(options)
        return options

    def _as_names(self, word: Word, readings: Near) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """What a word can be alone and beside other names; a small word can be a name in a short question only."""
        names = self.known.names
        if word.noise and not self._short:
            return {}, {}
        alone = {known: quality for known, quality in readings.names.items() if known in names}
        company = {known: quality for known, quality in readings.company.items() if known in names}
        if word.noise and self.question.telling and len(word.spellings[0]) >= _SHORT and not word.is_address:
            company |= self.known.lexicon.completions(word.spellings[0])
        return alone, company | alone

    def _join(self, options: Options) -> None:
        """Words written apart that are known as one: Anna Lena, text mining."""
        words = self.question.words
        for at, end in ((at, at + count) for count in (2, 3) for at in range(len(words) + 1 - count)):
            if any(word.is_initial for word in words[at:end]):
                continue
            span = at, end
            one = dict.fromkeys(together([word.spellings for word in words[at:end]]), _WRITTEN_APART)
            if known := {each: quality for each, quality in one.items() if each in self.known.names}:
                options.joined[span] = known
            for realm, spans in zip(self.known.catalogue.realms, options.terms, strict=True):
                if span not in spans and any(each in realm.phrases for each in one):
                    for found in realm.phrases.spans([one], [False], realm.admission(self.eyes)).values():
                        spans[span] = found
