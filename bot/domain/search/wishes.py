"""The ways to understand a question: which of its words are a name, and which a topic, a site, a group or a role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.domain.search.phrases import Meanings, Span
from bot.domain.search.question import Question

_MOST_WAYS, _MOST_STEPS = 64, 1000


@dataclass(slots=True)
class Options:
    """What each typed word, or row of words, can be at one level of forgiveness."""

    names: list[Mapping[str, float]]
    company: list[Mapping[str, float]]
    joined: dict[Span, Mapping[str, float]]
    terms: list[dict[Span, Meanings]]

    def explain(self, position: int) -> bool:
        """Whether the word at this position can be anything at all."""
        return bool(
            self.names[position]
            or self.company[position]
            or any(start <= position < end for start, end in self.joined)
            or any(start <= position < end for spans in self.terms for start, end in spans)
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One way to understand a question; `names` are spans of one word, or of two written apart."""

    names: tuple[Span, ...] = ()
    particles: tuple[int, ...] = ()
    terms: tuple[tuple[int, Span], ...] = ()
    explained: int = 0

    @property
    def wishes(self) -> int:
        return len(self.terms) + bool(self.names)


def ways(question: Question, options: Options) -> list[Way]:
    """The ways that give every telling word a sense: first those that explain most words by fewest wishes."""
    found: list[Way] = []
    open_ends = [(0, Way())]
    for _ in range(_MOST_STEPS):
        if not open_ends or len(found) == _MOST_WAYS:
            break
        at, so_far = open_ends.pop()
        if at < len(question.words):
            open_ends += reversed(list(_steps(question, options, at, so_far)))
        elif so_far.names or (so_far.terms and not so_far.particles):
            found.append(so_far)
    return sorted(found, key=lambda way: (-way.explained, way.wishes, not way.names))


def _steps(question: Question, options: Options, at: int, so_far: Way) -> Iterator[tuple[int, Way]]:
    word = question.words[at]
    for end in range(len(question.words), at, -1):
        for realm, spans in enumerate(options.terms):
            if meanings := spans.get((at, end)):
                explained = so_far.explained + _explained(question, at, end, max(meanings.values()))
                yield end, replace(so_far, terms=(*so_far.terms, (realm, (at, end))), explained=explained)
    explained = so_far.explained + 1
    if word.is_initial or options.names[at] or options.company[at]:
        yield at + 1, replace(so_far, names=(*so_far.names, (at, at + 1)), explained=explained)
    if word.particle and _a_name_follows(question, options, at):
        yield at + 1, replace(so_far, particles=(*so_far.particles, at), explained=explained)
    for start, end in options.joined:
        if start == at:
            names = (*so_far.names, (start, end))
            yield end, replace(so_far, names=names, explained=so_far.explained + end - start)
    if word.noise:
        yield at + 1, so_far


def _explained(question: Question, at: int, end: int, quality: float) -> int:
    """How many words a term explains; small ones only where it is that very term: quality of life."""
    return end - at if quality == 1.0 else sum(not word.noise for word in question.words[at:end])


def _a_name_follows(question: Question, options: Options, at: int) -> bool:
    """Whether the next word that is no particle can be a name."""
    behind = next((after for after in range(at, len(question.words)) if not question.words[after].particle), None)
    return behind is not None and bool(options.names[behind] or options.company[behind])
