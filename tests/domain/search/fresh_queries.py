"""Makes fresh judged queries over a directory, by the rules of relevance that the shared data states."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType

from bot.domain.people import Directory, Group, Person, Role, Topic
from rapidfuzz import process
from rapidfuzz.distance import OSA

NEIGHBOURS = dict(zip("qwertzuiopasdfghjklyxcvbnm", "wertzuiopqsdfghjklkxcvbnmn", strict=True))
SENTENCES = (
    "who works on {} in {}",
    "wer macht {} in {}",
    "suche jemanden für {} in {}",
    "who knows about {} at {}?",
    "looking for someone working on {} at {}",
    "wer kennt sich mit {} aus in {}",
    "gibt es jemanden für {} in {}",
    "is there an expert for {} in {}?",
    "wer forscht an {} am Standort {}",
    "I need help with {}, ideally in {}",
)
ROLE_WORDS = {
    Role.LEADER: "leader lead head PI Leitung Leiter Leiterin".split(),
    Role.DEPUTY: "deputy vice Stellvertretung Stellvertreter Stellvertreterin".split(),
    Role.COORDINATOR: "coordinator coordination Koordination Koordinator Koordinatorin".split(),
    Role.ALUMNI: "alumni former ehemalige".split(),
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A query, what is relevant for it, and how it is judged."""

    query: str
    kind: str
    relevant: frozenset[str] = frozenset()
    must_be_first: str | None = None
    senses: tuple[frozenset[str], ...] = ()


@dataclass
class Maker:
    """Draws queries from a directory; `rules` is the shared module that says which spellings are the same."""

    directory: Directory
    rules: ModuleType
    dice: random.Random
    full: dict[str, list[Person]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rules, people = self.rules, self.directory.people
        self.active = [person for person in people if person.is_active]
        self.spelt = {person.id: rules.spellings(person.name) for person in people}
        for person in people:
            for spelling in self.spelt[person.id]:
                self.full.setdefault(spelling, []).append(person)
        self.full_spellings = sorted(self.full)
        self.first_parts = {person.id: self._parts(person.first_name) for person in people}
        self.last_parts = {person.id: self._parts(person.last_name) for person in people}
        self.topic_words = {
            w for t in self.directory.topics for term in t.terms for s in rules.spellings(term) for w in s.split()
        }
        self.first_words = {s for parts in self.first_parts.values() for part in parts for s in rules.spellings(part)}
        self.last_words = {s for parts in self.last_parts.values() for part in parts for s in rules.spellings(part)}
        sites = [name for site in self.directory.sites for name in (site.name, *site.aliases)]
        groups = [text for group in self.directory.groups for text in (group.acronym, group.name_en, group.name_de)]
        self.city_words = {word for name in sites for s in rules.spellings(name) for word in s.split()}
        self.group_words = {word for name in groups for s in rules.spellings(name) for word in s.split()}
        self.name_words = sorted({w for name in self.first_words | self.last_words for w in (name, *name.split())})
        self.words = sorted({*self.name_words, *self.topic_words, *self.city_words, *self.group_words})
        self.by_term: dict[str, Topic] = {rules.fold(term): t for t in self.directory.topics for term in t.terms}
        entries = (*self.active, *self.directory.groups)
        self.concepts = {e.id: {self.by_term[rules.fold(t)].id for t in e.topics} for e in entries}

    def _parts(self, name: str) -> list[str]:
        bare = re.sub(rf"^(?:(?:{'|'.join(self.rules.PARTICLES)})\s+)+", "", name, flags=re.IGNORECASE)
        return list(dict.fromkeys([name, bare, *self.rules.parts(name)]))

    # What is relevant

    def named(self, typed: str) -> list[Person]:
        found = {p.id: p for spelling in self.rules.spellings(typed) for p in self.full.get(spelling, ())}
        return list(found.values())

    def last_named(self, typed: str) -> list[Person]:
        return [p for p in self.directory.people if any(self.rules.same(typed, part) for part in self.last_parts[p.id])]

    def on_topic(self, typed: str) -> list[Person | Group]:
        wanted = re.compile(rf"\b{re.escape(self.rules.fold(typed))}\b")
        topics = {t.id for t in self.directory.topics if any(wanted.search(self.rules.fold(term)) for term in t.terms)}
        return [e for e in (*self.active, *self.directory.groups) if topics & self.concepts[e.id]]

    def at(self, typed: str) -> list[Person | Group]:
        same = self.rules.same
        sites = {s.name for s in self.directory.sites if any(same(typed, name) for name in (s.name, *s.aliases))}
        return [e for e in (*self.directory.people, *self.directory.groups) if e.site in sites]

    def judged(self, query: str, kind: str, relevant: list) -> Judged | None:
        if not relevant:
            return None
        ids = frozenset(entry.id for entry in relevant)
        return Judged(query, kind, ids, next(iter(ids)) if len(ids) == 1 else None)

    # Ways to write

    def cased(self, text: str) -> str:
        return text.lower() if self.dice.random() < 0.3 else text

    def slip(self, text: str) -> str:
        at = self.dice.choice([n for n, letter in enumerate(text) if letter.isalpha()])
        letter, kind = text[at], self.dice.randrange(4)
        if kind == 0:
            return text[:at] + text[at + 1 :]
        if kind == 1:
            return text[:at] + letter + text[at:]
        if kind == 2 and at + 1 < len(text) and text[at + 1].isalpha():
            return text[:at] + text[at + 1] + letter + text[at + 2 :]
        return text[:at] + NEIGHBOURS.get(letter.lower(), "x") + text[at + 1 :]

    def distance(self, typed: str, words: list[str]) -> list[tuple[str, int]]:
        """The nearest known spellings with their distances."""
        found: dict[str, int] = {}
        for spelling in self.rules.spellings(typed):
            for word, apart, _ in process.extract(spelling, words, scorer=OSA.distance, score_cutoff=5, limit=8):
                found[word] = min(apart, found.get(word, 9))
        return sorted(found.items(), key=lambda pair: pair[1])

    # Kinds of queries

    def exact_name(self) -> Judged | None:
        person = self.dice.choice(self.directory.people)
        title = f"{person.title} " if person.title and self.dice.random() < 0.2 else ""
        relevant = self.named(person.name)
        return self.judged(title + self.cased(person.name), "exact_name" if len(relevant) == 1 else "homonym", relevant)

    def last_name(self) -> Judged | None:
        typed = self.dice.choice(self.last_parts[self.dice.choice(self.directory.people).id])
        if self.rules.spellings(typed) & (self.first_words | self.city_words | self.topic_words | self.group_words):
            return None
        return self.judged(self.cased(typed), "last_name", self.last_named(typed))

    def first_initial(self) -> Judged | None:
        person = self.dice.choice(self.directory.people)
        first, last = self.dice.choice(self.first_parts[person.id]), person.last_name
        same, fold = self.rules.same, self.rules.fold
        form = self.dice.randrange(4)
        if form < 2:
            letter = fold(last)[0]
            relevant = [
                p
                for p in self.directory.people
                if any(same(first, part) for part in self.first_parts[p.id])
                and any(fold(part)[0] == letter for part in self.last_parts[p.id])
            ]
            return self.judged(self.cased(f"{first} {last[0]}" + "." * form), "first_initial", relevant)
        letter = fold(first)[0]
        relevant = [p for p in self.last_named(last) if any(fold(part)[0] == letter for part in self.first_parts[p.id])]
        query = f"{first[0]}. {last}" if form == 2 else f"{last}, {first[0]}."
        return self.judged(self.cased(query), "first_initial", relevant)

    def umlaut(self) -> Judged | None:
        person = self.dice.choice(self.directory.people)
        german = self.dice.random() < 0.5
        meant = person.name if self.dice.random() < 0.6 else person.last_name
        typed = " ".join(word.capitalize() for word in self.rules.fold(meant, german).split())
        if typed.casefold() == meant.casefold() or len(self.rules.spellings(meant)) == 1:
            return None
        lookup = self.named if meant == person.name else self.last_named
        relevant = {p.id: p for text in (meant, typed) for p in lookup(text)}
        if lookup is self.last_named and self.rules.spellings(typed) & (
            self.first_words | self.city_words | self.topic_words
        ):
            return None
        return self.judged(typed, "umlaut_ascii" if german else "umlaut_dropped", list(relevant.values()))

    def typo(self, slips: int = 1) -> Judged | None:
        person = self.dice.choice(self.directory.people)
        alone = self.dice.random() < 0.4
        meant = person.last_name if alone else person.name
        typed = meant
        for _ in range(slips):
            typed = self.slip(typed)
        least = 9 if slips > 1 else 5
        if sum(map(str.isalpha, meant)) < least or self.rules.distance(typed, meant) != slips:
            return None
        if alone:
            near = self.distance(typed, self.words)
            mine = {spelling for part in self.last_parts[person.id] for spelling in self.rules.spellings(part)}
            family = [word for word, apart in near if apart <= slips and word not in mine]
            if family or any(self.rules.same(typed, name) for f in self.rules.SOUNDS_ALIKE for name in f):
                return None
            whole = [p for p in self.directory.people if p.last_name != person.last_name]
            if any(
                self.rules.distance(typed, p.last_name) <= slips
                for p in whole
                if not self.rules.same(p.last_name, meant)
            ):
                return None
            return self.judged(self.cased(typed), f"typo{slips}", self.last_named(meant))
        near = self.distance(typed, self.full_spellings)
        others = [apart for word, apart in near if word not in self.spelt[person.id]]
        if any(apart < slips + 2 for apart in others) or len(self.named(meant)) > 1:
            return None
        return self.judged(self.cased(typed), f"typo{slips}", [person])

    def typo2(self) -> Judged | None:
        return self.typo(2)

    def swapped(self) -> Judged | None:
        person = self.dice.choice(self.directory.people)
        if self.named(f"{person.last_name} {person.first_name}") or len(self.named(person.name)) > 1:
            return None
        comma = self.dice.choice([" ", ", ", ","])
        return self.judged(self.cased(f"{person.last_name}{comma}{person.first_name}"), "swapped", [person])

    def phonetic(self) -> Judged | None:
        person, rules = self.dice.choice(self.directory.people), self.rules
        alone = self.dice.random() < 0.3
        swap_last = alone or self.dice.random() < 0.7
        meant = person.last_name if swap_last else person.first_name
        family = rules.family_of(meant)
        typed = self.dice.choice(family)
        if len(family) == 1 or rules.same(typed, meant):
            return None
        if alone:
            if rules.spellings(typed) & set(self.words):
                return None
            relevant = [
                p
                for p in self.directory.people
                if any(rules.sounds_same(part, meant) for part in self.last_parts[p.id])
            ]
            mine = {s for p in relevant for part in self.last_parts[p.id] for s in rules.spellings(part)}
            near = self.distance(typed, self.words)
            if near[0][0] not in mine or any(apart <= near[0][1] and word not in mine for word, apart in near):
                return None
            return self.judged(self.cased(typed), "phonetic", relevant)
        query = f"{person.first_name} {typed}" if swap_last else f"{typed} {person.last_name}"
        if self.named(query):
            return None
        relevant = [
            p
            for p in self.directory.people
            if rules.sounds_same(p.last_name, person.last_name) and rules.sounds_same(p.first_name, person.first_name)
        ]
        mine = {s for p in relevant for s in self.spelt[p.id]}
        near = self.distance(query, self.full_spellings)
        if not near or any(apart <= max(1, near[0][1]) and word not in mine for word, apart in near):
            return None
        return self.judged(self.cased(query), "phonetic", relevant)
