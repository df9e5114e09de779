"""A problem from JSON: every mistake named, none passed over."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from math import isfinite
from typing import TypeVar, cast

from bot.domain.breakouts.problem import Person, Problem, Room, Weights

Given = Mapping[str, object]
T = TypeVar("T")


class BadProblem(Exception):
    """What is given is no problem; `mistakes` says where and why."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = tuple(mistakes)


def read(given: object) -> Problem:
    """The problem that parsed JSON describes; raises BadProblem."""
    if not isinstance(given, dict):
        raise BadProblem(["a problem is a JSON object"])
    raw = cast("Given", given)
    mistakes: list[str] = []
    people = tuple(_person(each, index, mistakes) for index, each in enumerate(_list(raw, "people", mistakes)))
    rooms = tuple(_room(each, index, mistakes) for index, each in enumerate(_list(raw, "rooms", mistakes)))
    rounds = raw.get("rounds")
    if not isinstance(rounds, int) or isinstance(rounds, bool) or not 1 <= rounds <= 100:
        mistakes.append("rounds is a whole number from 1 to 100")
        rounds = 1
    mistakes += _twice("person", [person.id for person in people]) + _twice("room", [room.id for room in rooms])
    known, places = {person.id for person in people}, {room.id for room in rooms}
    for person in people:
        mistakes += [f"{person.id} wishes for an unknown room {wish}" for wish in person.wishes if wish not in places]
        mistakes += _twice(f"wish of {person.id}:", list(person.wishes))
    history = tuple(_meeting(each, known, mistakes) for each in _list(raw, "history", mistakes, needed=False))
    together, apart = (
        tuple(_pair(each, name, known, mistakes) for each in _list(raw, name, mistakes, needed=False))
        for name in ("together", "apart")
    )
    for name, pairs in (("history", [each[:2] for each in history]), ("together", together), ("apart", apart)):
        mistakes += _twice(f"pair in {name}:", [" and ".join(sorted(pair)) for pair in pairs])
    pinned = tuple(_pin(each, known, places, rounds, mistakes) for each in _list(raw, "pinned", mistakes, needed=False))
    past = tuple(_round(each, len(rooms), mistakes) for each in _list(raw, "past", mistakes, needed=False))
    weights = _weights(raw.get("weights", {}), mistakes)
    if mistakes:
        raise BadProblem(mistakes)
    return Problem(people, rooms, rounds, weights, history, together, apart, pinned, past)


def _list(raw: Given, name: str, mistakes: list[str], *, needed: bool = True) -> list[object]:
    found = raw.get(name, None if needed else [])
    if isinstance(found, list) and (found or not needed):
        return cast("list[object]", found)
    mistakes.append(f"{name} is a list" + (" with at least one entry" if needed else ""))
    return []


def _fields(each: object, where: str, mistakes: list[str]) -> Given:
    if isinstance(each, dict) and isinstance(cast("Given", each).get("id"), str):
        return cast("Given", each)
    mistakes.append(f"{where} needs an id, which is text")
    return {"id": where}


def _person(each: object, index: int, mistakes: list[str]) -> Person:
    found = _fields(each, f"person {index + 1}", mistakes)
    wishes = found.get("wishes", [])
    if not isinstance(wishes, list) or not all(isinstance(wish, str) for wish in cast("list[object]", wishes)):
        mistakes.append(f"the wishes of {found['id']} are a list of room ids")
        wishes = []
    group, site = (_typed(found, name, str, "", mistakes) for name in ("group", "site"))
    remote, able = (_typed(found, name, bool, False, mistakes) for name in ("remote", "facilitator"))
    return Person(str(found["id"]), group, site, remote, able, tuple(cast("list[str]", wishes)))


def _room(each: object, index: int, mistakes: list[str]) -> Room:
    found = _fields(each, f"room {index + 1}", mistakes)
    low, high = (found.get("size", found.get(name, other)) for name, other in (("min", 0), ("max", None)))
    sizes = [size for size in (low, high) if isinstance(size, int) and not isinstance(size, bool) and size >= 0]
    if len(sizes) < 2 or sizes[0] > sizes[1]:
        mistakes.append(f"room {found['id']} needs a size, or a min up to a max")
        sizes = [0, 0]
    return Room(str(found["id"]), sizes[0], sizes[1], _typed(found, "online", bool, False, mistakes))


def _typed(found: Given, name: str, kind: type[T], default: T, mistakes: list[str]) -> T:
    value = found.get(name, default)
    if isinstance(value, kind):
        return value
    mistakes.append(f"{name} of {found['id']} is no {'text' if kind is str else 'true or false'}")
    return default


def _pair(each: object, name: str, known: set[str], mistakes: list[str]) -> tuple[str, str]:
    pair = cast("list[object]", each) if isinstance(each, list) else []
    if len(pair) != 2 or not all(isinstance(who, str) and who in known for who in pair) or pair[0] == pair[1]:
        mistakes.append(f"{name} holds pairs of two people who come: {each!r}")
        return ("", "")
    return (str(pair[0]), str(pair[1]))


def _meeting(each: object, known: set[str], mistakes: list[str]) -> tuple[str, str, float]:
    entry = cast("list[object]", each) if isinstance(each, list) else []
    strength = entry[2] if len(entry) == 3 else None
    one, other = _pair(entry[:2], "history", known, mistakes)
    if not _is_amount(strength):
        mistakes.append(f"history holds two people and a strength of 0 or more: {each!r}")
        return (one, other, 0.0)
    return (one, other, cast("float", strength))


def _pin(each: object, known: set[str], places: set[str], rounds: int, mistakes: list[str]) -> tuple[str, int, str]:
    match each:
        case [str(who), int(number), str(room)] if who in known and 1 <= number <= rounds and room in places:
            return (who, number - 1, room)
        case _:
            mistakes.append(f"pinned holds a person who comes, a round from 1 and a room: {each!r}")
            return ("", 0, "")


def _round(each: object, rooms: int, mistakes: list[str]) -> tuple[tuple[str, ...], ...]:
    seats = cast("list[object]", each) if isinstance(each, list) else []
    found = [tuple(cast("list[object]", room)) if isinstance(room, list) else (None,) for room in seats]
    members = [who for room in found for who in room]
    if len(found) != rooms or not all(isinstance(who, str) for who in members) or len({*members}) < len(members):
        mistakes.append("past holds rounds: for each room of the problem, in its order, a list of different people")
        return ()
    return cast("tuple[tuple[str, ...], ...]", tuple(found))


def _weights(given: object, mistakes: list[str]) -> Weights:
    raw = dict(cast("Given", given)) if isinstance(given, dict) else {}
    wish = raw.pop("wish", list(Weights.wish))
    costs = cast("list[object]", wish) if isinstance(wish, list) else []
    names = {field.name for field in fields(Weights)}
    mistakes += [f"there is no weight {name}" for name in raw if name not in names]
    mistakes += [f"the weight {name} is a number of 0 or more" for name, value in raw.items() if not _is_amount(value)]
    if not costs or not all(_is_amount(value) for value in costs):
        mistakes.append("the weight wish is a list of costs of 0 or more")
    if mistakes:
        return Weights()
    return Weights(**cast("dict[str, float]", raw), wish=tuple(cast("list[float]", costs)))  # pyright: ignore[reportArgumentType]


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and 0 <= value <= 1e9


def _twice(what: str, names: list[str]) -> list[str]:
    return list(_repeated(what, names))


def _repeated(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"{what} {name} is named twice" for name, count in Counter(names).items() if count > 1 and name)
