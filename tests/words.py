"""Messages and forms as plain words: what they say in whatever platform, easy to read and to compare."""

from collections.abc import Iterator

from bot.chat.markup import Span
from bot.chat.replies import Reject
from bot.chat.text import Reader, Text
from bot.chat.ui import (
    Area,
    Bars,
    Button,
    Check,
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


def message(shown: Message, reader: Reader) -> str:
    """Title, parts from top to bottom, footer; buttons with their actions."""
    lines = [f"# {line(shown.title, reader)}"] if shown.title else []
    lines += [drawn for part in shown.parts for drawn in _part(part, reader)]
    lines += [f"({line(shown.footer, reader)})"] if shown.footer else []
    return "\n".join(lines) + "\n"


def form(asked: Form, reader: Reader) -> str:
    """Title, introduction, inputs with what they hold, the button."""
    lines = [f"# {line(asked.title, reader)}", *([line(asked.intro, reader)] if asked.intro else [])]
    lines += [drawn for wanted in asked.inputs for drawn in _input(wanted, reader)]
    return "\n".join([*lines, f"[ {line(asked.submit, reader)} ] {asked.carry}"]) + "\n"


def reject(rejected: Reject, reader: Reader) -> str:
    """What is wrong, beside the name of each input."""
    return "".join(f"{name}: {line(text, reader)}\n" for name, text in rejected.errors.items())


def line(text: Text, reader: Reader) -> str:
    """A text with its bold, code and links marked."""
    return "".join(_span(span) for span in text.spans(reader))


def _span(span: Span) -> str:
    words = f"`{span.text}`" if span.code else span.text
    words = f"<{words}: {span.url}>" if span.url else words
    return f"*{words}*" if span.bold else words


def _part(part: Part, reader: Reader) -> Iterator[str]:
    match part:
        case Paragraph(text):
            yield line(text, reader)
        case Fields(pairs):
            yield from (f"{line(label, reader)}: {line(value, reader)}" for label, value in pairs)
        case Items(texts, more):
            yield from (f"- {line(text, reader)}" for text in texts)
            yield from [f"- and {more} more"] if more else []
        case Bars(bars):
            yield from (f"{line(label, reader)}: {number}" for label, number in bars)
        case Divider():
            yield "---"
        case Button(label, action, style):
            yield f"[ {line(label, reader)} ] {action}{'' if style == 'plain' else f' ({style})'}"
        case Menu(label, action, options):
            yield f"[ {line(label, reader)} ] {action}"
            yield from _options(options, (), reader)
        case Image(url, alt):
            yield f"<{line(alt, reader)}: {url}>"


def _input(wanted: Input, reader: Reader) -> Iterator[str]:
    longest = f", at most {wanted.longest}" if isinstance(wanted, Line | Area) else ""
    about = f"{type(wanted).__name__.lower()} {wanted.name}{'' if wanted.required else ', optional'}{longest}"
    held = getattr(wanted, "value", "")
    shown = f" {held}" if isinstance(wanted, Line | Area) or held not in (None, "", False) else ""
    shown = "" if isinstance(wanted, Choice) else f" {held}" if isinstance(wanted, Check) else shown
    yield f"{line(wanted.label, reader)}:{shown} ({about})".replace(":  (", ": (")
    if isinstance(wanted, Choice | Choices):
        chosen = (wanted.value,) if isinstance(wanted, Choice) else wanted.values
        yield from _options(wanted.options, chosen, reader)
    if wanted.hint:
        yield f"    {line(wanted.hint, reader)}"


def _options(options: tuple[Option, ...], chosen: tuple[str, ...], reader: Reader) -> Iterator[str]:
    for option in options:
        yield f"  {'*' if option.value in chosen else '-'} {line(option.label, reader)} = {option.value}"
