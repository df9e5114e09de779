"""Texts in every language of the bot: written beside the code, put into words for one reader at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Union
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.chat import markup
from bot.chat.markup import Span

LANGUAGES = ("en", "de")
COUNTRY = 2  # letters; the "001" of some zones is the whole world
LOCALES = {"en": "en_GB", "de": "de"}  # a European network: the 24-hour clock, the day before the month
DAYS = {"en": "EEE, d MMM y", "de": "EEE, d. MMM y"}

Value = Union[str, int, Decimal, date, datetime, time, "Text", "Plural", Span, Sequence["Value"]]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a text is put into words: a language of LANGUAGES and the name of a time zone."""

    language: str = "en"
    zone: str = "Europe/Berlin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in all languages, with the values that go into its `{gaps}`.

    Fails where it is written if a language is missing or if the languages want different values.
    """

    en: str
    de: str
    values: tuple[tuple[str, Value], ...] = ()

    def __post_init__(self) -> None:
        if markup.names(self.en) != markup.names(self.de):
            raise ValueError(f"the languages want different values: {self.en!r}, {self.de!r}")

    def format(self, **values: Value) -> "Text":
        """The same text with values filled in. Strings are taken literally: no markup, no mention, no link."""
        unknown = values.keys() - markup.names(self.en)
        if unknown:
            raise ValueError(f"{self.en!r} has no gap for {sorted(unknown)}")
        return replace(self, values=tuple(sorted((dict(self.values) | values).items(), key=itemgetter(0))))

    def spans(self, reader: Reader) -> tuple[Span, ...]:
        """The text as this reader sees it, in styled runs."""
        values = dict(self.values)
        spans: list[Span] = []
        for part in markup.parse(self.de if reader.language == "de" else self.en):
            if isinstance(part, Span):
                spans.append(part)
            else:
                spans += [span.styled_like(part.style) for span in _spans_of(values[part.name], reader)]
        return _merged(spans)

    def plain(self, reader: Reader) -> str:
        """The text without any style, for titles, logs of the tests and screen readers."""
        return "".join(span.text for span in self.spans(reader))


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that depends on a number; both may use `{n}`."""

    number: int
    one: Text
    other: Text

    def text(self, reader: Reader) -> Text:
        rule = _locale(reader.language).plural_form(self.number)
        chosen = self.one if rule == "one" else self.other
        return chosen.format(n=self.number) if "n" in markup.names(chosen.en) else chosen


def literal(words: str) -> Text:
    """What somebody wrote, the same in every language."""
    return Text(en="{words}", de="{words}", values=(("words", words),))


def marked(words: str) -> Text:
    """What somebody wrote with the markup that they may use, the same in every language."""
    return _of_spans(markup.spans(words))


def frozen(text: Text, reader: Reader) -> Text:
    """The text as this reader sees it, whoever looks at it."""
    return _of_spans(text.spans(reader))


def shortened(words: str, longest: int) -> str:
    """The words, cut to so many characters if there are more; the cut shows as "…"."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def link(label: str, url: str) -> Span:
    """A value that shows `label` and leads to `url`."""
    return Span(label, url=url)


def join(texts: Sequence[Text]) -> Text:
    """Several texts as paragraphs of one."""
    gaps = "\n".join(f"{{t{number}}}" for number in range(len(texts)))
    return Text(en=gaps, de=gaps, values=tuple((f"t{number}", text) for number, text in enumerate(texts)))


@lru_cache
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(available_timezones())


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether there is such a time zone; looks for one file, where `zones` looks into hundreds."""
    try:
        return bool(name) and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return False


def country(zone: str) -> str:
    """The country in which people live by this zone, such as "DE"; "" if there is none or no single one."""
    found: Mapping[str, str] = get_global("zone_territories")
    return found.get(zone, "") if len(found.get(zone, "")) == COUNTRY else ""


def _of_spans(spans: Sequence[Span]) -> Text:
    gaps = "".join(f"{{s{number}}}" for number in range(len(spans)))
    return Text(en=gaps, de=gaps, values=tuple((f"s{number}", span) for number, span in enumerate(spans)))


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, "en_GB"))


def _spans_of(value: Value, reader: Reader) -> tuple[Span, ...]:
    match value:
        case Span():
            return (value,)
        case Text():
            return value.spans(reader)
        case Plural():
            return value.text(reader).spans(reader)
        case datetime():
            return (Span(_moment(value, reader), moment=value) if value.tzinfo else Span(_wall(value, reader)),)
        case str():
            return (Span(value),)
        case int() | Decimal():
            return (Span(format_decimal(value, locale=_locale(reader.language))),)
        case date():
            return (Span(format_date(value, _days(reader), locale=_locale(reader.language))),)
        case time():
            return (Span(format_time(value, "HH:mm", locale=_locale(reader.language))),)
        case _:
            return _list(value, reader)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbours of one style as one run."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and not (last.moment or span.moment) and replace(last, text="") == replace(span, text=""):
            merged[-1] = replace(last, text=last.text + span.text)
        else:
            merged.append(span)
    return tuple(merged)


def _moment(moment: datetime, reader: Reader) -> str:
    """A moment in the reader's zone, which it always names: shortly where the language has a short name."""
    zone = ZoneInfo(reader.zone)
    locale = _locale(reader.language)
    name = format_datetime(moment, "z", tzinfo=zone, locale=locale)
    short = name if name[0].isalpha() else reader.zone.replace("_", " ")
    return f"{format_datetime(moment, f'{_days(reader)}, HH:mm', tzinfo=zone, locale=locale)} {short}"


def _wall(moment: datetime, reader: Reader) -> str:
    """What a clock on the wall shows; nobody says where the wall is, so it is neither moved nor named."""
    return format_datetime(moment, f"{_days(reader)}, HH:mm", locale=_locale(reader.language))


def _days(reader: Reader) -> str:
    return DAYS.get(reader.language, DAYS["en"])


def _list(values: Sequence[Value], reader: Reader) -> tuple[Span, ...]:
    """Joins as the language does ("a, b and c"), keeping the style of each piece."""
    marks = [chr(0xE000 + number) for number in range(len(values))]
    spans: list[Span] = []
    for letter in format_list(marks, locale=_locale(reader.language)) if marks else "":
        if "\ue000" <= letter <= "\uf8ff":
            spans += _spans_of(values[ord(letter) - 0xE000], reader)
        else:
            spans.append(Span(letter))
    return tuple(spans)
