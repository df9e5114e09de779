"""What fresh judged queries are made of: a directory, the shared rules of relevance, dice, slips of the finger."""

import random
import re
from collections.abc import Iterable, Sequence
from types import ModuleType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.people import Directory, Group, Person
from tests.domain.search.scoring import Judged

NEIGHBOURS = dict(zip("qwertzuiopasdfghjklyxcvbnm", "wertzuiopqsdfghjklkxcvbnmn", strict=True))

Entry = Person | Group


class Maker:
    """Draws from a directory; `rules` is the shared module that says which spellings are the same."""

    def __init__(self, directory: Directory, rules: ModuleType, seed: int) -> None:
        self.directory, self.rules, self.dice = directory, rules, random.Random(seed)
        self.people, self.groups = directory.people, directory.groups
        self.active = [person for person in self.people if person.is_active]
        self.first_parts = {person.id: self._parts(person.first_name) for person in self.people}
        self.last_parts = {person.id: self._parts(person.last_name) for person in self.people}
        self.by_term = {rules.fold(term): topic for topic in directory.topics for term in topic.terms}
        self.concepts = {entry.id: self._concepts(entry) for entry in (*self.people, *self.groups)}
        self._note_names()
        self._note_words()

    def _note_names(self) -> None:
        self.full: dict[str, list[Person]] = {}
        self.spelt = {person.id: self.rules.spellings(person.name) for person in self.people}
        for person in self.people:
            for spelling in self.spelt[person.id]:
                self.full.setdefault(spelling, []).append(person)
        self.full_spellings = sorted(self.full)

    def _note_words(self) -> None:
        self.first_words = self.spellings(part for parts in self.first_parts.values() for part in parts)
        last_words = self.spellings(part for parts in self.last_parts.values() for part in parts)
        self.name_words = self.first_words | last_words | {w for name in last_words for w in name.split()}
        self.topic_words = self.single(term for topic in self.directory.topics for term in topic.terms)
        self.city_words = self.single(name for site in self.directory.sites for name in (site.name, *site.aliases))
        self.group_words = self.single(text for g in self.groups for text in (g.acronym, g.name_en, g.name_de))
        self.words = sorted(self.name_words | self.topic_words | self.city_words | self.group_words)

    def _parts(self, name: str) -> list[str]:
        bare = re.sub(rf"^(?:(?:{'|'.join(self.rules.PARTICLES)})\s+)+", "", name, flags=re.IGNORECASE)
        return list(dict.fromkeys([name, bare, *self.rules.parts(name)]))

    def _concepts(self, entry: Entry) -> set[str]:
        return {self.by_term[self.rules.fold(text)].id for text in entry.topics}

    def spellings(self, names: Iterable[str]) -> set[str]:
        return {spelling for name in names for spelling in self.rules.spellings(name)}

    def single(self, names: Iterable[str]) -> set[str]:
        return {word for spelling in self.spellings(names) for word in spelling.split()}

    # Who is relevant

    def named(self, typed: str) -> list[Person]:
        found = {p.id: p for spelling in self.rules.spellings(typed) for p in self.full.get(spelling, ())}
        return list(found.values())

    def last_named(self, typed: str) -> list[Person]:
        return [p for p in self.people if any(self.rules.same(typed, part) for part in self.last_parts[p.id])]

    def begins(self, parts: Sequence[str], typed: str) -> bool:
        return any(s.startswith(w) for s in self.spellings(parts) for w in self.rules.spellings(typed))

    def topics_of(self, typed: str) -> set[str]:
        """Topics with a term that is these words, or contains them."""
        wanted = re.compile(rf"\b{re.escape(self.rules.fold(typed))}\b")
        return {t.id for t in self.directory.topics if any(wanted.search(self.rules.fold(term)) for term in t.terms)}

    def on_topic(self, typed: str) -> list[Entry]:
        topics = self.topics_of(typed)
        return [entry for entry in (*self.active, *self.groups) if topics & self.concepts[entry.id]]

    def at(self, typed: str) -> list[Entry]:
        """Everybody at a site, or in a group of this acronym."""
        sites = {s.name for s in self.directory.sites if any(self.rules.same(typed, n) for n in (s.name, *s.aliases))}
        members = [person for person in self.people if person.group and person.group == typed]
        return members + [entry for entry in (*self.people, *self.groups) if entry.site in sites]

    # How it is written

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

    def plain(self, text: str, *, german: bool) -> str:
        return re.sub(r"[^\W_]+", lambda word: self.rules.fold(word[0], german).capitalize(), text)

    def near(self, typed: str, words: Sequence[str]) -> list[tuple[str, int]]:
        """The nearest known spellings with their distances."""
        found: dict[str, int] = {}
        for spelling in self.rules.spellings(typed):
            for word, apart, _ in process.extract(spelling, words, scorer=OSA.distance, score_cutoff=5, limit=8):
                found[word] = min(apart, found.get(word, 9))
        return sorted(found.items(), key=lambda pair: pair[1])

    def is_ambiguous(self, typed: str, meant: set[str], *, apart: int = 1) -> bool:
        """Whether a known word that is not meant is as near."""
        return any(distance <= apart and word not in meant for word, distance in self.near(typed, self.words))

    def judged(self, query: str, kind: str, relevant: Iterable[Entry]) -> Judged | None:
        ids = frozenset(entry.id for entry in relevant)
        if not ids:
            return None
        return Judged(self.cased(query), kind, ids, next(iter(ids)) if len(ids) == 1 else None)
