"""How much of each word there may be: the least that Slack, Mattermost (servers of 2021 too) and HTML have in common.

Texts that we write obey these limits in every language; a text with values that people wrote is cut where it is made,
so that the cut can be seen ("…", "n more"). Renderers may rely on it and cut nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.chat.room import WEIGHT, weight
from bot.chat.text import Reader, Text
from bot.chat.ui import (
    ACTION_LIMIT,
    Area,
    Bars,
    Button,
    Choice,
    Choices,
    Divider,
    Fields,
    Form,
    Image,
    Input,
    Items,
    Line,
    Menu,
    Message,
    Option,
    Paragraph,
    Part,
)

# In characters, unless the name says otherwise.
TITLE = 150  # Slack's header
PARAGRAPH = 3000  # Slack's section
FIELDS, FIELD = 10, 2000  # Slack's section with fields: label and value together
FOOTER = 2000
ENTRIES = 50
BLOCKS = 50  # Slack: pieces of one message; a row of buttons is one, 3000 characters of a list are one
BUTTONS, LABEL = 20, 75
OPTIONS, OPTION, VALUE = 100, 75, 150
ALT, URL = 2000, 3000

FORM_BYTES = 24  # of titles, labels and the button of a form: Slack counts characters, Mattermost bytes of UTF-8
INPUTS = 8  # what a telephone shows without losing one's place
HINT = 150
LINE, AREA = 300, 3000  # a Mattermost of 2021 gives more than 150 characters several lines


def problems(shown: Message | Form, reader: Reader) -> list[str]:
    """What is too long, too many or empty for this reader, a sentence each."""
    return list(_of_form(shown, reader) if isinstance(shown, Form) else _of_message(shown, reader))


def _of_message(shown: Message, reader: Reader) -> Iterator[str]:
    if not shown.parts and shown.title is None:
        yield "the message is empty"
    if shown.title is not None:
        yield from _text("title", shown.title, TITLE, reader)
    if shown.footer is not None:
        yield from _text("footer", shown.footer, FOOTER, reader)
    for part in shown.parts:
        yield from _of_part(part, reader)
    yield from _count("buttons", [part for part in shown.parts if isinstance(part, Button)], BUTTONS)
    yield from _most("blocks", _blocks(shown, reader), BLOCKS)
    yield from _most("weight", weight(shown, reader), WEIGHT)


def _of_part(part: Part, reader: Reader) -> Iterator[str]:
    match part:
        case Paragraph(text):
            yield from _text("paragraph", text, PARAGRAPH, reader)
        case Fields(pairs):
            yield from _count("fields", pairs, FIELDS, least=1)
            for label, value in pairs:
                yield from _field(label, value, reader)
        case Items() | Bars():
            yield from _of_list(part, reader)
        case Button() | Menu():
            yield from _of_control(part, reader)
        case Image(url, alt):
            yield from _text("image", alt, ALT, reader)
            yield from _most("address of the image", len(url), URL)
        case Divider():
            pass


def _of_list(part: Items | Bars, reader: Reader) -> Iterator[str]:
    if isinstance(part, Items):
        texts, longest, least = part.texts, PARAGRAPH, 0 if part.more else 1
    else:
        texts, longest, least = tuple(label for label, _ in part.bars), LABEL, 1
    yield from _count("list", texts, ENTRIES, least=least)
    for text in texts:
        yield from _text("entry", text, longest, reader)


def _of_control(part: Button | Menu, reader: Reader) -> Iterator[str]:
    yield from _text("button", part.label, LABEL, reader)
    yield from _most(f"action {part.action[:20]!r}", len(part.action), ACTION_LIMIT)
    if isinstance(part, Menu):
        yield from _options("menu", part.options, reader)


def _field(label: Text, value: Text, reader: Reader) -> Iterator[str]:
    name = f"field {label.plain(reader)[:30]!r}"
    yield from _text("field", label, LABEL, reader)
    yield from _text(name, value, FIELD - LABEL, reader)


def _of_form(asked: Form, reader: Reader) -> Iterator[str]:
    for name, text in (("title", asked.title), ("button", asked.submit)):
        yield from _bytes(name, text, reader)
    if asked.intro is not None:
        yield from _text("intro", asked.intro, PARAGRAPH, reader)
    yield from _most("carry", len(asked.carry), ACTION_LIMIT)
    yield from _count("inputs", asked.inputs, INPUTS, least=1)
    names = [wanted.name for wanted in asked.inputs]
    if len(set(names)) < len(names):
        yield f"two inputs have one name: {', '.join(names)}"
    for wanted in asked.inputs:
        yield from _of_input(wanted, reader)


def _of_input(wanted: Input, reader: Reader) -> Iterator[str]:
    yield from _bytes(f"label of {wanted.name}", wanted.label, reader)
    if wanted.hint is not None:
        yield from _text(f"hint of {wanted.name}", wanted.hint, HINT, reader)
    match wanted:
        case Line(value=value, longest=longest):
            yield from _most(f"length of {wanted.name}", longest, LINE)
            yield from _most(f"value of {wanted.name}", len(value), longest)
        case Area(value=value, longest=longest):
            yield from _most(f"length of {wanted.name}", longest, AREA)
            yield from _most(f"value of {wanted.name}", len(value), longest)
        case Choice(options=options, value=value):
            yield from _options(wanted.name, options, reader, (value,) if value else ())
        case Choices(options=options, values=values):
            yield from _options(wanted.name, options, reader, values)
        case _:
            pass


def _options(name: str, options: Sequence[Option], reader: Reader, chosen: Sequence[str] = ()) -> Iterator[str]:
    yield from _count(f"options of {name}", options, OPTIONS, least=1)
    values = [option.value for option in options]
    if len(set(values)) < len(values):
        yield f"two options of {name} have one value"
    if not set(chosen) <= set(values):
        yield f"what is chosen of {name} is no option"
    for option in options:
        yield from _text(f"option of {name}", option.label, OPTION, reader)
        yield from _most(f"value of an option of {name}", len(option.value), VALUE)


def _text(name: str, text: Text, longest: int, reader: Reader) -> Iterator[str]:
    words = text.plain(reader)
    if not words.strip():
        yield f"{name}: is empty"
    yield from _most(f"{name} {words[:30]!r}", len(words), longest)


def _bytes(name: str, text: Text, reader: Reader) -> Iterator[str]:
    words = text.plain(reader)
    if not words.strip():
        yield f"{name}: is empty"
    yield from _most(f"{name} {words!r} in bytes", len(words.encode()), FORM_BYTES)


def _count(name: str, things: Sequence[object], most: int, *, least: int = 0) -> Iterator[str]:
    if len(things) < least:
        yield f"{name}: there is none"
    yield from _most(name, len(things), most)


def _most(name: str, number: int, most: int) -> Iterator[str]:
    if number > most:
        yield f"{name}: {number}, at most {most}"


def _blocks(shown: Message, reader: Reader) -> int:
    """Into how many pieces the message falls; neighbouring buttons are one."""
    rows = groupby(shown.parts, lambda part: isinstance(part, Button))
    pieces = sum(1 if together else sum(_pieces(part, reader) for part in row) for together, row in rows)
    return pieces + (shown.title is not None) + (shown.footer is not None)


def _pieces(part: Part, reader: Reader) -> int:
    lengths = [len(text.plain(reader)) + 4 for text in part.texts] if isinstance(part, Items) else []
    return 1 + sum(lengths) // PARAGRAPH
