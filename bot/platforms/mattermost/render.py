"""Messages as posts: total functions; what comes before the first control is the text, the rest are attachments."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.chat.text import Reader
from bot.chat.ui import Bars, Button, Divider, Fields, Image, Items, Menu, Message, Paragraph, Part
from bot.platforms.mattermost import phrases
from bot.platforms.mattermost.markdown import markdown, one_line, plain

Json = dict[str, Any]
Sealer = Callable[[str], str]

STYLES = {"plain": "default", "primary": "primary", "danger": "danger"}
LONGEST_BAR = 12  # blocks; more would wrap on a telephone
BLOCK = "█"
PICTURES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A post: its text in Markdown and the attachments that carry its buttons."""

    text: str
    attachments: list[Json] = field(default_factory=list[Json])

    @property
    def has_controls(self) -> bool:
        return any("actions" in attachment for attachment in self.attachments)


def message(shown: Message, reader: Reader, sealer: Sealer, url: str) -> Drawn:
    """A card. `sealer` turns the action of a button into what the button may carry, `url` is where clicks go."""
    head = [f"#### {one_line(shown.title, reader)}"] if shown.title else []
    parts = list(shown.parts)
    first = next((number for number, part in enumerate(parts) if isinstance(part, Button | Menu | Image)), len(parts))
    text = _text([*head, *(_words(part, reader) for part in parts[:first])])
    foot = [one_line(shown.footer, reader)] if shown.footer else []
    if first == len(parts):
        return Drawn(_text([text, *foot]))
    attachments = list(_attachments(parts[first:], reader, sealer, url))
    if shown.footer:
        attachments[-1]["footer"] = plain(shown.footer, reader)
    return Drawn(text, attachments)


def inline(shown: Message, reader: Reader) -> str:
    """A message without its controls, where there is room for text only."""
    head = [f"#### {one_line(shown.title, reader)}"] if shown.title else []
    foot = [one_line(shown.footer, reader)] if shown.footer else []
    return _text([*head, *(_words(part, reader) for part in shown.parts), *foot])


def _attachments(parts: Sequence[Part], reader: Reader, sealer: Sealer, url: str) -> Iterator[Json]:
    """Each begins where words follow upon controls."""
    numbers = count(1)
    words: list[str] = []
    actions: list[Json] = []
    image: Json = {}
    for part in parts:
        control = isinstance(part, Button | Menu)
        if not control and actions:
            yield _attachment(words, actions, image)
            words, actions, image = [], [], {}
        if isinstance(part, Button | Menu):
            actions.append(_control(part, next(numbers), reader, sealer, url))
        elif isinstance(part, Image) and part.url.startswith(PICTURES) and not image:
            image = {"image_url": part.url}
            words.append(markdown(part.alt, reader))
        else:
            words.append(_words(part, reader))
    if words or actions or image:
        yield _attachment(words, actions, image)


def _attachment(words: Iterable[str], actions: list[Json], image: Json) -> Json:
    text = _text(words)
    return {
        "fallback": "",
        **({"text": text} if text else {}),
        **image,
        **({"actions": actions} if actions else {}),
    }


def _control(part: Button | Menu, number: int, reader: Reader, sealer: Sealer, url: str) -> Json:
    """Letters and digits are all that an id may hold; what is meant stands in the context."""
    control: Json = {
        "id": f"a{number}",
        "type": "button" if isinstance(part, Button) else "select",
        "name": plain(part.label, reader),
        "integration": {"url": url, "context": {"a": sealer(part.action)}},
    }
    if isinstance(part, Button):
        return control if part.style == "plain" else control | {"style": STYLES[part.style]}
    options = [{"text": plain(option.label, reader), "value": option.value} for option in part.options]
    return control | {"options": options}


def _words(part: Part, reader: Reader) -> str:
    match part:
        case Paragraph(text):
            return markdown(text, reader)
        case Fields(pairs):
            # As lines, because a table of fields shows the labels without Markdown and wraps badly on telephones.
            return "\n".join(f"**{one_line(label, reader)}:** {markdown(value, reader)}" for label, value in pairs)
        case Items(texts, more):
            lines = [f"- {_indented(markdown(text, reader))}" for text in texts]
            return "\n".join([*lines, *([f"- {markdown(phrases.MORE.format(n=more), reader)}"] if more > 0 else [])])
        case Bars(bars):
            return _chart(bars, reader)
        case Divider():
            return "---"
        case Image(url, alt):
            label = one_line(alt, reader)
            return f"[{label}]({url})" if url.startswith(PICTURES) else label
        case Button() | Menu():
            return ""


def _chart(bars: Sequence[tuple[Any, int]], reader: Reader) -> str:
    longest = max((number for _, number in bars), default=0)
    lines = [
        f"`{BLOCK * (_length(number, longest)) or ' '}` {markdown(phrases.COUNT.format(n=number), reader)} "
        f"{one_line(label, reader)}"
        for label, number in bars
    ]
    return "\n".join(lines)


def _length(number: int, longest: int) -> int:
    """At least one block for whatever is there."""
    return 0 if number <= 0 else max(1, round(LONGEST_BAR * number / longest))


def _indented(text: str) -> str:
    """The lines of one entry of a list belong to it."""
    return text.replace("\n", "\n  ")


def _text(pieces: Iterable[str]) -> str:
    return "\n\n".join(piece for piece in pieces if piece)
