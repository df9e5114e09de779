"""Turns what was typed, clicked or submitted into the types that a handler's signature asks for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from inspect import Parameter, signature
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from rapidfuzz import process

from bot.chat.events import Submitted
from bot.chat.text import Text, literal, shortened, zones

DATE = Text(en="A date, such as 2026-12-03, please.", de="Bitte ein Datum, zum Beispiel 03.12.2026.")
TIME = Text(en="A time, such as 14:00, please.", de="Bitte eine Uhrzeit, zum Beispiel 14:00.")
MOMENT = Text(en="Date and time, such as 2026-12-03 14:00, please.", de="Bitte Datum und Uhrzeit: 03.12.2026 14:00.")
LENGTH = Text(en="How long, such as 2h, 90min or 1d 6h, please.", de="Bitte eine Dauer: 2h, 90min oder 1d 6h.")
NUMBER = Text(en="A whole number, please.", de="Bitte eine ganze Zahl.")
ZONE = Text(en="No such time zone. Try {nearest}.", de="Diese Zeitzone gibt es nicht. Versuche {nearest}.")
ONE_OF = Text(
    en="“{given}” does not fit. You can say: {options}.", de="„{given}“ passt nicht. Möglich sind: {options}."
)
NEEDED = Text(en="Please fill this in.", de="Bitte ausfüllen.")
TOO_LONG = Text(
    en="At most {longest} characters, please; these are {given}.",
    de="Bitte höchstens {longest} Zeichen; das sind {given}.",
)
TOO_MUCH = Text(en="I do not know what to do with “{words}”.", de="Mit „{words}“ kann ich nichts anfangen.")

YEARS = range(1900, 2101)  # a year outside is a slip of the finger
LENGTHS = re.compile(
    r"(?:(\d{1,3})\s*(?:d|days?|tage?))?\s*(?:(\d{1,3})\s*(?:h|hours?|std|stunden?))?\s*(?:(\d{1,4})\s*m\w*)?"
)
GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")


class Words(str):
    """A parameter that takes all remaining words, as they were typed."""

    __slots__ = ()


class Prose(str):
    """A parameter that takes several lines of text."""

    __slots__ = ()


class BadValue(Exception):
    """A value that cannot be what the handler needs; `text` says what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Argument:
    """One parameter of a handler: its plain type, whether it may be left out."""

    name: str
    kind: Any
    required: bool
    default: object = None


Vocabulary = Mapping[Enum, Text]  # what one types for a value in each language: {Answer.MAYBE: Text(...)}


def arguments_of(function: Callable[..., Any]) -> tuple[Argument, ...]:
    """The parameters of a handler with their types resolved; `Annotated[str, 100]` is a line of at most so much."""
    hints = get_type_hints(function, include_extras=True)
    return tuple(_argument(parameter, hints[parameter.name]) for parameter in signature(function).parameters.values())


def convert(kind: Any, given: Submitted, vocabulary: Vocabulary) -> object:
    """The value as `kind`. Raises BadValue with a text that says what would be right."""
    if get_origin(kind) is Annotated:
        plain, longest = get_args(kind)
        return _capped(str(convert(plain, given, vocabulary)), longest)
    if kind is bool:
        return given in (True, "true", "1", "on")
    if get_origin(kind) is tuple:
        values = given if isinstance(given, tuple) else (given,) if given else ()
        return tuple(convert(get_args(kind)[0], value, vocabulary) for value in values)
    if not isinstance(given, str):
        raise BadValue(NEEDED)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, given, vocabulary)
    return CONVERTERS[kind](given.strip())


def _argument(parameter: Parameter, hint: Any) -> Argument:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    optional = get_origin(hint) in (Union, UnionType)
    left_out = parameter.default is not Parameter.empty
    return Argument(
        parameter.name,
        kinds[0] if optional else hint,
        required=not (left_out or optional),
        default=parameter.default if left_out else None,
    )


def _member(kind: type[Enum], given: str, vocabulary: Vocabulary) -> Enum:
    word = given.strip().casefold()
    words = {member: vocabulary.get(member, literal(str(member.value))) for member in kind}
    for member, text in words.items():
        if word in (str(member.value).casefold(), text.en.casefold(), text.de.casefold()):
            return member
    raise BadValue(ONE_OF.format(given=shortened(given, 40), options=list(words.values())))


def _date(given: str) -> date:
    german = GERMAN_DATE.match(given)
    try:
        day = date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(given)
    except ValueError:
        raise BadValue(DATE) from None
    if day.year not in YEARS:
        raise BadValue(DATE)
    return day


def _time(given: str) -> time:
    try:
        found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:Uhr|h)?", given)
        return time(int(found[1]), int(found[2] or 0)) if found else time.fromisoformat(given).replace(tzinfo=None)
    except ValueError:
        raise BadValue(TIME) from None


def _moment(given: str) -> datetime:
    day, _, clock = given.replace("T", " ").partition(" ")
    try:
        return datetime.combine(_date(day), _time(clock.strip()))
    except BadValue:
        raise BadValue(MOMENT) from None


def _length(given: str) -> timedelta:
    found = LENGTHS.fullmatch(given.casefold())
    if not given or not found:
        raise BadValue(LENGTH)
    days, hours, minutes = (int(number or 0) for number in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _number(given: str) -> int:
    if not re.fullmatch(r"#?-?\d{1,9}", given):  # as many as fit into an integer of either database
        raise BadValue(NUMBER)
    return int(given.removeprefix("#"))


def _zone(given: str) -> ZoneInfo:
    if given in zones():
        return ZoneInfo(given)
    nearest = process.extractOne(given[:60], sorted(zones()))
    raise BadValue(ZONE.format(nearest=nearest[0] if nearest else "Europe/Berlin"))


def _line(given: str) -> str:
    return _capped(" ".join(given.split()), LONGEST_LINE)


def _prose(given: str) -> Prose:
    return Prose(_capped(given, LONGEST_PROSE))


def _capped(given: str, longest: int) -> str:
    if len(given) > longest:
        raise BadValue(TOO_LONG.format(longest=longest, given=len(given)))
    return given


LONGEST_LINE, LONGEST_PROSE = 300, 3000
CONVERTERS: dict[Any, Callable[[str], object]] = {
    str: _line,
    Prose: _prose,
    Words: Words,
    int: _number,
    date: _date,
    time: _time,
    datetime: _moment,
    timedelta: _length,
    ZoneInfo: _zone,
}
