"""Rooms proposed from who comes, and rooms and pairs as coordinators write them: one a line."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.breakouts.session import MOST_ROOMS, PlannedRoom

USUAL_SIZE = 6
SMALLEST = 2
LARGEST = 99
LONGEST_TOPIC, LONGEST_LINK = 100, 300
SIZE = re.compile(r"(\d{1,3})(?:\s*(?:-|\u2013|bis|to)\s*(\d{1,3}))?")
ONLINE = frozenset(("online",))
ONSITE = frozenset(("on site", "onsite", "vor ort", "vor-ort"))
BETWEEN = re.compile(r"\s*[;|]\s*")
PAIR = re.compile(r"\s*(?:\+|;|\||&)\s*")


class BadLine(Exception):
    """A line that cannot be understood: its number from 1, and what of it."""

    def __init__(self, number: int, part: str, why: str) -> None:
        super().__init__(number)
        self.number = number
        self.part = part
        self.why = why


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many come, and how many of them are online."""

    people: int
    online: int


def proposed(crowd: Crowd, topics: Sequence[str], name: Callable[[int], str]) -> list[PlannedRoom]:
    """Rooms of about six for so many people, enough of them online, with these topics, else called by number."""
    count = min(MOST_ROOMS, max(SMALLEST, round(crowd.people / USUAL_SIZE)))
    size = max(SMALLEST, -(-crowd.people // count))
    online = count if crowd.online == crowd.people else -(-crowd.online // size)
    low = max(1, min(size, crowd.people // count) - 1)
    named = [topics[index] if index < len(topics) else name(index + 1) for index in range(count)]
    return [PlannedRoom(0, topic, low, size + 1, index < online) for index, topic in enumerate(named)]


def common(topics: Iterable[Sequence[str]]) -> list[str]:
    """The topics of most people first."""
    counted = Counter(topic for each in topics for topic in set(each))
    return sorted((topic for topic, count in counted.items() if count > 1), key=lambda topic: (-counted[topic], topic))


def rooms_in(written: str, who: Callable[[str], str | None], known: Sequence[PlannedRoom]) -> tuple[PlannedRoom, ...]:
    """The rooms of these lines; one that is called as before keeps its number, and with it its wishes.

    Raises BadLine. `who` gives the id of the one person whom words name.
    """
    before = {room.topic.casefold(): room.id for room in known}
    found: list[PlannedRoom] = []
    for number, line in _lines(written):
        room = _room(number, line, who)
        if room.topic.casefold() in (other.topic.casefold() for other in found):
            raise BadLine(number, room.topic, "twice")
        if room.facilitator and room.facilitator in (other.facilitator for other in found):
            raise BadLine(number, line, "facilitator")
        number_before = before.get(room.topic.casefold(), 0)
        found.append(PlannedRoom(number_before, *_parts(room)))
    if not 1 <= len(found) <= MOST_ROOMS:
        raise BadLine(len(found), "", "count")
    return tuple(found)


def pairs_in(written: str, who: Callable[[str], str | None]) -> tuple[tuple[str, str], ...]:
    """Pairs of people, "Ada Müller + Ben Mayr" a line; three or more in a line are all their pairs. Raises BadLine."""
    found: dict[tuple[str, str], None] = {}
    for number, line in _lines(written):
        people: list[str] = []
        for words in filter(None, PAIR.split(line)):
            person = who(words)
            if person is None:
                raise BadLine(number, words, "person")
            people.append(person)
        if len(set(people)) < 2:
            raise BadLine(number, line, "pair")
        ordered = sorted(set(people))
        found |= {(one, other): None for index, one in enumerate(ordered) for other in ordered[index + 1 :]}
    return tuple(found)


def written_room(room: PlannedRoom, online: str, facilitator: str) -> str:
    """The room as a line."""
    size = f"{room.low}-{room.high}"
    return "; ".join(filter(None, (room.topic, size, online if room.online else "", facilitator, room.link)))


def _lines(written: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(written.splitlines(), 1):
        if line.strip():
            yield number, " ".join(line.split())


def _room(number: int, line: str, who: Callable[[str], str | None]) -> PlannedRoom:
    topic, *rest = BETWEEN.split(line)
    if not topic or len(topic) > LONGEST_TOPIC:
        raise BadLine(number, topic, "topic")
    low, high, online, facilitator, link = 1, USUAL_SIZE + 2, False, None, ""
    for part in filter(None, rest):
        if size := SIZE.fullmatch(part.casefold()):
            low, high = _size(number, part, size)
        elif part.casefold() in ONLINE | ONSITE:
            online = part.casefold() in ONLINE
        elif part.startswith(("https://", "http://")) and len(part) <= LONGEST_LINK:
            link = part
        else:
            facilitator = who(part)
            if facilitator is None:
                raise BadLine(number, part, "person")
    return PlannedRoom(0, topic, low, high, online, facilitator, link)


def _size(number: int, part: str, size: re.Match[str]) -> tuple[int, int]:
    low, high = (int(size[1]), int(size[2])) if size[2] else (1, int(size[1]))  # a single number is the most
    if not 1 <= low <= high <= LARGEST:
        raise BadLine(number, part, "size")
    return low, high


def _parts(room: PlannedRoom) -> tuple[str, int, int, bool, str | None, str]:
    return room.topic, room.low, room.high, room.online, room.facilitator, room.link
