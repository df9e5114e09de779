"""Messages as HTML: total functions, in which every value is escaped and can become neither markup nor a link."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from bot.chat.markup import Span
from bot.chat.text import Reader, Text
from bot.chat.ui import Bars, Button, Divider, Fields, Image, Items, Menu, Message, Paragraph, Part
from bot.platforms.web import phrases

Sealer = Callable[[str], str]

LINKS = ("http://", "https://", "mailto:")
PICTURES = ("/", "data:image/png;base64,", "data:image/svg+xml;base64,")  # the page may load no others
WHOLE = 28  # characters of code that stay on one line, also on a phone
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def message(shown: Message, reader: Reader, sealer: Sealer) -> str:
    """A card. `sealer` turns the action of a button into what the button may carry."""
    title = f'<h3 class="card-title" dir="auto">{inline(shown.title, reader)}</h3>' if shown.title else ""
    footer = f'<footer class="card-footer" dir="auto">{inline(shown.footer, reader)}</footer>' if shown.footer else ""
    parts = "".join(_rows(shown.parts, reader, sealer))
    return f'<div class="card" lang="{escape(reader.language)}">{title}{parts}{footer}</div>'


def said(words: str) -> str:
    """What a person wrote, as it was written."""
    return f'<div class="said"><p dir="auto">{escape(words)}</p></div>'


def inline(text: Text, reader: Reader) -> str:
    """A text as this reader sees it, inside a line."""
    return "".join(_span(span) for span in text.spans(reader))


def attribute(text: Text, reader: Reader) -> str:
    """A text for an attribute: without any style, escaped."""
    return escape(text.plain(reader))


def unchosen(reader: Reader) -> str:
    """The entry of a list that stands for nothing."""
    return f'<option value="">{attribute(phrases.PICK, reader)}</option>'


def _rows(parts: Sequence[Part], reader: Reader, sealer: Sealer) -> Iterable[str]:
    for together, row in groupby(parts, lambda part: isinstance(part, Button)):
        drawn = "".join(_part(part, reader, sealer) for part in row)
        yield f'<div class="actions">{drawn}</div>' if together else drawn


def _part(part: Part, reader: Reader, sealer: Sealer) -> str:
    match part:
        case Paragraph(text):
            return f'<p dir="auto">{inline(text, reader)}</p>'
        case Fields(pairs):
            return f'<dl class="fields">{"".join(_field(pair, reader) for pair in pairs)}</dl>'
        case Items():
            return _items(part, reader)
        case Bars(bars):
            return _bars(bars, reader)
        case Divider():
            return "<hr>"
        case Button(label, action, style):
            kind, token = escape(style), escape(sealer(action))
            return f'<button type="button" class="button {kind}" data-token="{token}">{inline(label, reader)}</button>'
        case Menu():
            return _menu(part, reader, sealer)
        case Image(url, alt):
            return _image(url, alt, reader)


def _field(pair: tuple[Text, Text], reader: Reader) -> str:
    label, value = pair
    return f'<div><dt dir="auto">{inline(label, reader)}</dt><dd dir="auto">{inline(value, reader)}</dd></div>'


def _items(items: Items, reader: Reader) -> str:
    lines = "".join(f'<li dir="auto">{inline(text, reader)}</li>' for text in items.texts)
    shown = f'<ul class="items">{lines}</ul>' if lines else ""
    more = phrases.MORE.format(n=items.more) if items.more > 0 else None
    return shown + (f'<p class="more">{inline(more, reader)}</p>' if more else "")


def _bars(bars: Sequence[tuple[Text, int]], reader: Reader) -> str:
    """A table with its chart drawn beside the numbers, as an SVG because the page allows no inline style."""
    longest = max((number for _, number in bars), default=0)
    rows = "".join(_bar(label, number, longest, reader) for label, number in bars)
    return f'<table class="bars"><tbody>{rows}</tbody></table>'


def _bar(label: Text, number: int, longest: int, reader: Reader) -> str:
    width = round(100 * max(number, 0) / longest, 1) if longest > 0 else 0
    drawn = (
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rail" width="100" height="8"/><rect class="bar" width="{width}" height="8"/></svg>'
    )
    shown = inline(phrases.COUNT.format(n=number), reader)
    return f'<tr><th scope="row" dir="auto">{inline(label, reader)}</th><td>{drawn}</td><td>{shown}</td></tr>'


def _menu(menu: Menu, reader: Reader, sealer: Sealer) -> str:
    options = "".join(
        f'<option value="{escape(option.value)}">{attribute(option.label, reader)}</option>' for option in menu.options
    )
    # A select that acts on every change cannot be used with the arrow keys, hence the button beside it.
    return (
        f'<div class="menu" data-token="{escape(sealer(menu.action))}">'
        f"<label><span>{inline(menu.label, reader)}</span><select>{unchosen(reader)}{options}</select></label>"
        f'<button type="button" class="button plain">{inline(phrases.CHOOSE, reader)}</button></div>'
    )


def _image(url: str, alt: Text, reader: Reader) -> str:
    described = attribute(alt, reader)
    if url.startswith(PICTURES) and not url.startswith("//"):
        return f'<figure><img src="{escape(url)}" alt="{described}" loading="lazy"></figure>'
    if url.startswith(LINKS):
        return f"<p>{_span(Span(alt.plain(reader), url=url))}</p>"
    return f"<p>{described}</p>"


def _span(span: Span) -> str:
    drawn = _escaped(span.text)
    if span.moment is not None:
        drawn = f'<time datetime="{escape(span.moment.isoformat())}">{drawn}</time>'
    if span.url.startswith(LINKS):
        drawn = f'<a href="{escape(span.url)}" target="_blank" rel="noopener noreferrer">{drawn}</a>'
    if span.code:
        kind = "" if len(span.text) <= WHOLE else ' class="long"'
        drawn = f"<code{kind}>{drawn}</code>"
    return f"<strong>{drawn}</strong>" if span.bold else drawn


def _escaped(words: str) -> str:
    """Escaped, and without the marks that turn all words after them; right-to-left letters need none of these."""
    return escape(TURNS.sub("", words))
