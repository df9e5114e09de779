"""The little markup of our own texts: `*bold*` and `` `code` ``, read into spans that every platform can draw.

A value that somebody wrote is put in afterwards and stays what it is: text. Where people may use the markup themselves,
in announcements, `spans` reads it: there are no gaps then, the marks have to stand next to words, and addresses lead
where they say.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

MARKS = re.compile(r"\*(?P<bold>[^*]+)\*|`(?P<code>[^`]+)`")
WRITTEN = re.compile(
    r"`(?P<code>[^`\n]+)`|(?<![\w*])\*(?P<bold>(?![\s*])[^*\n]+(?<!\s))\*(?![\w*])|(?P<url>https?://\w[^\s<>\"*`]*)"
)
AFTER_ADDRESS = ".,;:!?'"  # ends the sentence, not the address
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `url` makes it a link, `moment` says which instant the text names."""

    text: str
    bold: bool = False
    code: bool = False
    url: str = ""
    moment: datetime | None = None

    def styled_like(self, other: "Span") -> "Span":
        return replace(self, bold=self.bold or other.bold, code=self.code or other.code)


@dataclass(frozen=True, slots=True)
class Gap:
    """The place in a template where the value `name` goes, in the style around it."""

    name: str
    style: Span


@lru_cache(maxsize=4096)
def parse(template: str) -> tuple[Span | Gap, ...]:
    """Spans and gaps of a template, in order."""
    parts: list[Span | Gap] = []
    end = 0
    for mark in MARKS.finditer(template):
        parts += _gaps(template[end : mark.start()], Span(""))
        if mark["bold"] is not None:
            parts += _gaps(mark["bold"], Span("", bold=True))
        else:
            parts += _gaps(mark["code"], Span("", code=True))
        end = mark.end()
    return (*parts, *_gaps(template[end:], Span("")))


def spans(words: str) -> tuple[Span, ...]:
    """What somebody wrote in this markup, in order."""
    found: list[Span] = []
    end = 0
    for mark in WRITTEN.finditer(words):
        if mark.start() > end:
            found.append(Span(words[end : mark.start()]))
        end = mark.end()
        if mark["code"]:
            found.append(Span(mark["code"], code=True))
        elif mark["bold"]:
            found += [replace(span, bold=True) for span in spans(mark["bold"])]
        else:
            address = _address(mark["url"])
            found.append(Span(address, url=address))
            end = mark.start() + len(address)
    return (*found, Span(words[end:])) if end < len(words) else tuple(found)


def names(template: str) -> frozenset[str]:
    """The values that a template wants."""
    return frozenset(PLACEHOLDER.findall(template))


def _address(found: str) -> str:
    """The address without what follows it in the sentence; a closing bracket belongs to it if an opening one does."""
    while found[-1] in AFTER_ADDRESS or (found[-1] == ")" and found.count("(") < found.count(")")):
        found = found[:-1]
    return found


def _gaps(text: str, style: Span) -> list[Span | Gap]:
    pieces = PLACEHOLDER.split(text)
    parts: list[Span | Gap] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            parts.append(Gap(piece, style))
        elif piece:
            parts.append(replace(style, text=piece))
    return parts
