"""Forms as interactive dialogs, with the elements of 2021, and the newer ones where the server knows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.chat.text import Reader
from bot.chat.ui import Area, Check, Choice, Choices, Day, Form, Input, Line, Moment, Option
from bot.platforms.mattermost import phrases
from bot.platforms.mattermost.markdown import markdown, plain

Json = dict[str, Any]

SHORT_LINE = 150  # a server of 2021 shows more than that in several lines only
FEW = 5  # so many options are shown at once, more in a list that opens
HELP = 150


@dataclass(frozen=True, slots=True)
class Features:
    """Which elements the server knows: several options in one menu since 11.0, dates since 11.1."""

    several: bool = False
    dates: bool = False

    @classmethod
    def of(cls, version: str) -> "Features":
        """Of a version such as "5.37.0"; an unreadable one is taken for an old one."""
        numbers = [int(piece) for piece in version.split(".")[:2] if piece.isdigit()]
        return cls(numbers >= [11, 0], numbers >= [11, 1])


def dialog(asked: Form, reader: Reader, state: str, features: Features) -> Json:
    """A dialog whose state is sealed."""
    return {
        "callback_id": "form",
        "title": plain(asked.title, reader),
        **({"introduction_text": markdown(asked.intro, reader)} if asked.intro else {}),
        "elements": [element for wanted in asked.inputs for element in _elements(wanted, reader, features)],
        "submit_label": plain(asked.submit, reader),
        "notify_on_cancel": False,
        "state": state,
    }


def box_name(name: str, value: str) -> str:
    """What the box of one option is called where several options need a box each."""
    return f"{name}[{value}]"


def base_name(element: str) -> tuple[str, str | None]:
    """The input to which an element belongs, and the option that it stands for, if it stands for one."""
    name, bracket, rest = element.partition("[")
    return (name, rest[:-1]) if bracket and rest.endswith("]") else (element, None)


def _elements(wanted: Input, reader: Reader, features: Features) -> Iterator[Json]:
    common: Json = {"display_name": plain(wanted.label, reader), "name": wanted.name, "optional": not wanted.required}
    hint = plain(wanted.hint, reader) if wanted.hint else ""
    match wanted:
        case Line() | Area():
            yield common | _written(wanted) | _help(hint)
        case Choice(options=options, value=value):
            kind = "radio" if len(options) <= FEW else "select"
            yield common | {"type": kind, "options": _options(options, reader), "default": value} | _help(hint)
        case Choices() if features.several:
            chosen = {"type": "select", "multiselect": True, "default": ",".join(wanted.values)}
            yield common | chosen | {"options": _options(wanted.options, reader)} | _help(hint)
        case Choices():
            yield from _boxes(wanted, reader, hint)
        case Check():
            yield common | {"type": "bool", "optional": True, "default": _true(wanted.value)} | _help(hint)
        case Day(value=value):
            written = value.isoformat() if value else ""
            yield common | _dated("date", written, phrases.DAY_HINT.plain(reader), hint, features)
        case Moment(value=value):
            written = value.strftime("%Y-%m-%d %H:%M") if value else ""
            # A calendar's date and time would come back in the zone of the browser: what is asked for has no zone.
            yield common | _dated("datetime", written, phrases.MOMENT_HINT.plain(reader), hint, Features())


def _written(wanted: Line | Area) -> Json:
    several = isinstance(wanted, Area) or wanted.longest > SHORT_LINE
    return {"type": "textarea" if several else "text", "max_length": wanted.longest, "default": wanted.value}


def _dated(kind: str, written: str, format_hint: str, hint: str, features: Features) -> Json:
    if features.dates:
        return {"type": kind, "default": written} | _help(hint)
    together = f"{hint} ({format_hint})" if hint else format_hint
    return {"type": "text", "default": written, "max_length": 30} | _help(together)


def _boxes(wanted: Choices, reader: Reader, hint: str) -> Iterator[Json]:
    """A box for each option; the first says to what they belong."""
    label = plain(wanted.label, reader)
    for number, option in enumerate(wanted.options):
        yield {
            "display_name": label if number == 0 else "\u2800",  # a blank letter: servers want a name
            "name": box_name(wanted.name, option.value),
            "type": "bool",
            "optional": True,
            "placeholder": plain(option.label, reader),
            "default": _true(option.value in wanted.values),
        } | (_help(hint) if number == 0 else {})


def _options(options: tuple[Option, ...], reader: Reader) -> list[Json]:
    return [{"text": plain(option.label, reader), "value": option.value} for option in options]


def _true(value: bool) -> str:
    return "true" if value else "false"


def _help(hint: str) -> Json:
    return {"help_text": hint[:HELP]} if hint else {}
