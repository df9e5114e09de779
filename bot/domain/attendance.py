"""A pasted list of those who were at a meeting: lines of names and e-mail addresses, or what a conference exports."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.domain.people import Person

EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
ASIDE = re.compile(r"\([^()]*\)")  # Zoom: "Ada Müller (Ada at home)"
BETWEEN = re.compile(r"[;,\t<>]")
LETTER = re.compile(r"[^\W\d_]")
# Columns beside name and address in the exports of Zoom and BigBlueButton: yes or no, roles, times of day.
BESIDE = frozenset(("yes", "no", "ja", "nein", "true", "false", "guest", "gast", "host", "moderator", "viewer"))
BULLET = re.compile(r"^\s*(?:\d{1,4}[.)]|[-*•])\s+")
HEADER = re.compile(r"name\b|e-?mail\b|teilnehmer|participant|attendee|full name|vorname|nachname", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matched:
    """The people whom a list names, and the words of it that name nobody, or more than one."""

    people: frozenset[str]
    unclear: tuple[str, ...]


class Exactly:
    """People by their whole names, in either order, and by the addresses that this viewer may know."""

    def __init__(self, people: Iterable[Person], viewer: Person) -> None:
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        for person in people:
            for words in (person.name, f"{person.last_name} {person.first_name}", f"{person.title} {person.name}"):
                self._known[_folded(words)].add(person.id)
            if person.email and person.shows("email", viewer):
                self._known[_folded(person.email)].add(person.id)

    def find(self, words: str) -> set[str]:
        """Everybody who is called exactly so; "Müller, Ada" too."""
        return set(self._known.get(_folded(words), ()))


def match(pasted: str, exactly: Exactly, guess: Callable[[str], str | None]) -> Matched:
    """Reads the list. `guess` may know one person whom words mean that fit nobody exactly.

    An address belongs with the name before it, as exports have them: one of the two is enough then, and if they
    name two people, both are meant.
    """
    people: set[str] = set()
    unclear: list[str] = []
    for entry in _entries(pasted, exactly):
        known = _known(entry, exactly, guess)
        people |= known
        if not known:
            unclear += entry
    return Matched(frozenset(people), tuple(dict.fromkeys(unclear)))


def _known(entry: tuple[str, ...], exactly: Exactly, guess: Callable[[str], str | None]) -> set[str]:
    named = [exactly.find(words) for words in entry]
    known = {person for found in named if len(found) == 1 for person in found}
    if known or any(named):  # where several have one name, no guess is better than another
        return known
    guesses = (guess(words) for words in entry if not EMAIL.fullmatch(words))
    return {person for person in guesses if person is not None}


def _entries(pasted: str, exactly: Exactly) -> Iterator[tuple[str, ...]]:
    """What names one person each: a name, an address, or a name with its address."""
    for number, written in enumerate(pasted.splitlines()):
        line = BULLET.sub("", written)
        if exactly.find(line):
            yield (line.strip(),)
            continue
        cells = [" ".join(cell.strip(" \"'").split()) for cell in BETWEEN.split(ASIDE.sub(" ", line))]
        told = [cell for cell in cells if _tells(cell)]
        if number or not _is_header(told):
            yield from _paired(told)


def _paired(cells: list[str]) -> Iterator[tuple[str, ...]]:
    waiting: str | None = None
    for cell in cells:
        if EMAIL.fullmatch(cell):
            yield (waiting, cell) if waiting else (cell,)
            waiting = None
        else:
            if waiting:
                yield (waiting,)
            waiting = cell
    if waiting:
        yield (waiting,)


def _tells(cell: str) -> bool:
    """Whether this may be a name or an address: not a number, a time, or how long somebody stayed."""
    counts = cell[:1].isdigit() and "@" not in cell
    return bool(LETTER.search(cell)) and cell.casefold() not in BESIDE and not counts


def _is_header(cells: list[str]) -> bool:
    return bool(cells) and not any("@" in cell for cell in cells) and bool(HEADER.search(cells[0]))


def _folded(words: str) -> str:
    return " ".join(words.replace(",", " ").casefold().split())
