"""The senses of a question: who fulfils a way to understand it, and how well."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from bot.domain.people import Role
from bot.domain.search.hits import Reason
from bot.domain.search.inquiry import Inquiry
from bot.domain.search.names import Asked
from bot.domain.search.phrases import Meanings
from bot.domain.search.realm import Realm
from bot.domain.search.wishes import Options, Way, ways

GOOD_ENOUGH, ACCEPTABLE = 0.65, 0.63
_LEAST_TELLING = ("site", "role", "group", "topic")
_WITHOUT_A_WISH = 0.6
_BY_EAR, _DOUBTFUL = 0.78, 0.65
_WITHOUT_A_NAME, _COMPLETE = 0.8, 0.95


@dataclass(frozen=True, slots=True)
class Sense:
    """How well each entry fulfils one way to understand a question, and why."""

    entries: dict[int, float]
    reasons: Callable[[int], tuple[Reason, ...]]


def _worth(sense: Sense, share: float) -> Sense:
    if share == 1.0:
        return sense
    return replace(sense, entries={number: quality * share for number, quality in sense.entries.items()})


def best(senses: Iterable[Sense]) -> float:
    """How well the best entry fulfils its sense; 0 when there is none."""
    return max((quality for sense in senses for quality in sense.entries.values()), default=0.0)


def senses(inquiry: Inquiry, *, slips: int = 2) -> list[Sense]:
    """What the question means at the least forgiveness that finds somebody."""
    found: list[Sense] = []
    for options, trust in _forgiveness(inquiry, slips):
        found = max(found, Reader(inquiry, options).senses(trust), key=best)
        if best(found) >= GOOD_ENOUGH:
            break
    return found


def _forgiveness(inquiry: Inquiry, slips: int) -> Iterator[tuple[Options, float]]:
    """Options ever more forgiving, and how far to trust them to combine wishes."""
    yield inquiry.exact, 1.0
    if inquiry.question.strict:
        return
    for most in range(1, slips + 1):
        yield inquiry.forgiving(most, everywhere=False), 1.0
        if most == 1:
            yield inquiry.by_ear(), _BY_EAR
        yield inquiry.forgiving(most, everywhere=True), _DOUBTFUL


class Reader:
    """Reads a question with certain options for its words."""

    def __init__(self, inquiry: Inquiry, options: Options) -> None:
        self._question, self._eyes, self._options = inquiry.question, inquiry.eyes, options
        self._catalogue, self._names = inquiry.known.catalogue, inquiry.known.names

    def senses(self, trust: float = 1.0) -> list[Sense]:
        """The senses of the best ways that anybody fulfils; equally good ways are different senses.

        `trust`: what several wishes together are worth. Who asks for a Müller in Heidelberg, where there
        is none, does not want a Möller.
        """
        for _, equals in groupby(ways(self._question, self._options), key=lambda way: (way.explained, way.wishes)):
            found = [
                (way, _worth(sense, trust) if way.wishes > 1 else sense)
                for way in equals
                if (sense := self._sense(way)).entries
            ]
            if found:
                return self._of_groups(found) or [sense for _, sense in found]
        return []

    def senses_of_names(self) -> list[Sense]:
        """Senses with a name in them."""
        named = (way for way in ways(self._question, self._options) if way.names)
        return [sense for way in named if (sense := self._sense(way)).entries]

    def without_a_wish(self) -> list[Sense]:
        """Senses that give up one of several wishes, the least telling first."""
        for way in ways(self._question, self._options):
            for left_out in sorted(
                way.terms, key=lambda term: _LEAST_TELLING.index(self._catalogue.realms[term[0]].kind)
            ):
                fewer = replace(way, terms=tuple(term for term in way.terms if term != left_out))
                if fewer.wishes and (sense := self._sense(fewer)).entries:
                    return [_worth(sense, _WITHOUT_A_WISH)]
        return []

    def without_a_name(self) -> list[Sense]:
        """Senses that do without a middle name."""
        for way in ways(self._question, self._options):
            for left_out in way.names[1:-1] if not way.terms else ():
                sense = self._sense(replace(way, names=tuple(name for name in way.names if name != left_out)))
                if best([sense]) > _COMPLETE:
                    return [_worth(sense, _WITHOUT_A_NAME)]
        return []

    def _of_groups(self, found: list[tuple[Way, Sense]]) -> list[Sense]:
        """A word such as "group" or "leader" beside an acronym tells that the acronym is one."""
        kinds = [{self._catalogue.realms[realm].kind for realm, _ in way.terms} for way, _ in found]
        if not self._question.wants_group and not any("role" in each for each in kinds):
            return []
        return [sense for (_, sense), each in zip(found, kinds, strict=True) if "group" in each]

    def _sense(self, way: Way) -> Sense:
        found = self._named(way) if way.names else None
        for realm, meanings in sorted(self._asked(way), key=lambda asked: asked[0].count(asked[1])):
            found = self._led_to(realm, meanings) if found is None else self._led_to_among(realm, meanings, found)
        found = found or {}
        if not way.names and not self._asks_for_alumni(way):
            found = {number: quality for number, quality in found.items() if self._catalogue.active[number]}
        return Sense(found, partial(self._reasons, way))

    def _named(self, way: Way) -> dict[int, float]:
        words = self._question.words
        alone = len(way.names) == 1 and not way.particles
        asked: list[Asked] = []
        for start, end in way.names:
            if words[start].is_initial:
                asked.append(words[start].spellings[-1])
            else:
                known = self._options.names if alone else self._options.company
                asked.append(self._options.joined.get((start, end)) or known[start])
        found = self._names.bearing_all(asked, last_first=self._question.last_first)
        for position in way.particles:
            bearing = self._names.with_particle(words[position].spellings[0])
            found = {number: quality for number, quality in found.items() if number in bearing}
        return found

    def _asked(self, way: Way) -> list[tuple[Realm, Meanings]]:
        return [(self._catalogue.realms[realm], self._options.terms[realm][span]) for realm, span in way.terms]

    def _led_to(self, realm: Realm, meanings: Meanings) -> dict[int, float]:
        found: dict[int, float] = {}
        for meaning in sorted(meanings, key=lambda each: meanings[each]):
            found |= dict.fromkeys(realm.entries(meaning, self._eyes), meanings[meaning])
        return found

    def _led_to_among(self, realm: Realm, meanings: Meanings, some: dict[int, float]) -> dict[int, float]:
        found: dict[int, float] = {}
        for number, quality in some.items():
            for meaning in realm.of(number, self._eyes):
                if meaning in meanings:
                    found[number] = max(found.get(number, 0.0), quality * meanings[meaning])
        return found

    def _asks_for_alumni(self, way: Way) -> bool:
        reasons = (realm.reason(meaning) for realm, meanings in self._asked(way) for meaning in meanings)
        return any(reason.kind == "role" and reason.value == Role.ALUMNI for reason in reasons)

    def _reasons(self, way: Way, number: int) -> tuple[Reason, ...]:
        """Why this entry fulfils a way to understand the question, the most telling first."""
        found: list[Reason] = []
        for realm, meanings in self._asked(way):
            fulfilled = [meaning for meaning in realm.of(number, self._eyes) if meaning in meanings]
            found += [realm.reason(max(fulfilled, key=lambda each: meanings[each]))] if fulfilled else []
        if way.names:
            found.append(Reason("name", self._catalogue.name(number)))
        return tuple(dict.fromkeys(found))
