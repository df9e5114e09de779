"""Texts as Slack takes them: rich text, plain text, and mrkdwn, in which no value can become markup, link or mention.

Rich text needs no escaping, since its pieces say themselves what they are; mrkdwn cannot be escaped completely, so it
is used only for words in which nothing looks like markup.
"""

import re
from collections.abc import Sequence
from typing import Any

from bot.chat.markup import Span
from bot.chat.text import Reader, Text

Piece = dict[str, Any]

LINKS = ("http://", "https://", "mailto:")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
MARKS = re.compile(r"[*_~`\n]|:[\w+'-]+:|^>")  # what mrkdwn would take for bold, italic, an emoji, a quotation
DATE = "{date_long}, {time}"  # Slack's own words, in the zone and the language of whoever looks
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def pieces(text: Text, reader: Reader, *, bold: bool = False) -> list[Piece]:
    """The elements of a section of rich text."""
    return [_piece(span, bold) for span in text.spans(reader) if span.text]


def section(elements: Sequence[Piece]) -> Piece:
    return {"type": "rich_text_section", "elements": list(elements)}


def rich(*elements: Piece) -> Piece:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def plain(text: Text, reader: Reader) -> Piece:
    """Words without any style; no `:emoji:` is made of them."""
    return {"type": "plain_text", "text": words(text, reader), "emoji": False}


def small(text: Text, reader: Reader) -> Piece:
    """An element of a context block, which takes no rich text: mrkdwn where that is safe, else plain."""
    spans = text.spans(reader)
    if any(MARKS.search(span.text) for span in spans):
        return plain(text, reader)
    return {"type": "mrkdwn", "text": "".join(map(_marked, spans)), "verbatim": True}


def words(text: Text, reader: Reader) -> str:
    return TURNS.sub("", text.plain(reader))


def escaped(given: str) -> str:
    """For the top-level text of a message, where `<!here>` would ping everybody."""
    return given.translate(ENTITIES)


def _piece(span: Span, bold: bool) -> Piece:
    said = TURNS.sub("", span.text)
    styles = {name: True for name, given in (("bold", bold or span.bold), ("code", span.code)) if given}
    style = {"style": styles} if styles else {}
    if span.moment is not None:
        return {"type": "date", "timestamp": int(span.moment.timestamp()), "format": DATE, "fallback": said} | style
    if span.url.startswith(LINKS):
        return {"type": "link", "url": span.url, "text": said} | style
    return {"type": "text", "text": said} | style


def _marked(span: Span) -> str:
    said = escaped(TURNS.sub("", span.text))
    if span.moment is not None:
        said = f"<!date^{int(span.moment.timestamp())}^{DATE}|{said}>"
    elif span.url.startswith(LINKS) and not re.search(r"[|<>\s]", span.url):
        said = f"<{escaped(span.url)}|{said}>"
    said = f"`{said}`" if span.code and span.text else said
    return f"*{said}*" if span.bold and span.text else said
