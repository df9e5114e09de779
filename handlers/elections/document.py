"""A document to keep: headings, sentences, facts and tables, as Markdown and as a page of HTML that stands alone."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from bot.chat.text import Reader, Text

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
BEGINNING = re.compile(r"^(?:([-+=])|(\d+)([.)]))")  # what would make a list or a heading of a line
STYLE = (
    "body{font:1rem/1.5 sans-serif;color:#111;background:#fff;margin:2rem auto;max-width:50rem;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0;width:100%}caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #767676;padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}"
    "th{font-weight:normal}thead th{font-weight:bold}td.number{text-align:right;font-variant-numeric:tabular-nums}"
    "dt{font-weight:bold}dd{margin:0 0 .5rem;overflow-wrap:anywhere}.bar{font-family:monospace;white-space:pre}"
    "@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}"
)
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text


@dataclass(frozen=True, slots=True)
class Sentence:
    text: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what is to be said of them."""

    pairs: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A cell that draws what its neighbour says in numbers; a screen reader passes over it."""

    drawn: str


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row is its heading; the columns named in `numbers` stand flush right."""

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text | Bar, ...], ...]
    numbers: frozenset[int] = frozenset()


Block = Heading | Sentence | Facts | Bullets | Table


@dataclass(frozen=True, slots=True)
class Document:
    title: Text
    blocks: tuple[Block, ...]


def as_markdown(document: Document, reader: Reader) -> str:
    """CommonMark with tables; nothing that somebody wrote becomes markup."""
    parts = [f"# {_safe(document.title, reader)}"]
    parts += ["\n".join(_markdown(block, reader)) for block in document.blocks]
    return "\n\n".join(parts) + "\n"


def as_html(document: Document, reader: Reader) -> str:
    """One page without scripts, pictures or addresses; it may be shown under `POLICY`."""
    title = _plain(document.title, reader)
    body = "\n".join(line for block in document.blocks for line in _html(block, reader))
    return (
        f'<!doctype html>\n<html lang="{reader.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _markdown(block: Block, reader: Reader) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"## {_safe(text, reader)}"
        case Sentence(text):
            yield _safe(text, reader)
        case Bullets(texts):
            yield from (f"- {_safe(text, reader)}" for text in texts)
        case Facts(pairs):
            yield from (f"- **{_safe(label, reader)}:** {_safe(said, reader)}" for label, said in pairs)
        case Table(caption, head, rows, numbers):
            yield f"**{_safe(caption, reader)}**"
            yield ""
            yield _row([_safe(cell, reader) for cell in head])
            yield _row(["---:" if column in numbers else "---" for column in range(len(head))])
            yield from (
                _row([cell.drawn if isinstance(cell, Bar) else _safe(cell, reader) for cell in r]) for r in rows
            )


def _html(block: Block, reader: Reader) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"<h2>{_plain(text, reader)}</h2>"
        case Sentence(text):
            yield f"<p>{_plain(text, reader)}</p>"
        case Bullets(texts):
            yield f"<ul>{''.join(f'<li>{_plain(text, reader)}</li>' for text in texts)}</ul>"
        case Facts(pairs):
            said = (f"<dt>{_plain(label, reader)}</dt><dd>{_plain(text, reader)}</dd>" for label, text in pairs)
            yield f"<dl>{''.join(said)}</dl>"
        case Table(caption, head, rows, numbers):
            yield f"<table>\n<caption>{_plain(caption, reader)}</caption>"
            yield f"<thead><tr>{''.join(_head(cell, reader) for cell in head)}</tr></thead>\n<tbody>"
            yield from (f"<tr>{''.join(_cells(row, numbers, reader))}</tr>" for row in rows)
            yield "</tbody>\n</table>"


def _head(text: Text, reader: Reader) -> str:
    said = _plain(text, reader)
    return f'<th scope="col">{said}</th>' if said else '<td aria-hidden="true"></td>'


def _cells(row: Sequence[Text | Bar], numbers: frozenset[int], reader: Reader) -> Iterator[str]:
    for column, cell in enumerate(row):
        if isinstance(cell, Bar):
            yield f'<td class="bar" aria-hidden="true">{escape(cell.drawn)}</td>'
        elif column == 0:
            yield f'<th scope="row">{_plain(cell, reader)}</th>'
        else:
            kind = ' class="number"' if column in numbers else ""
            yield f"<td{kind}>{_plain(cell, reader)}</td>"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: Text, reader: Reader) -> str:
    return escape(text.plain(reader)).replace("\n", "<br>")


def _safe(text: Text, reader: Reader) -> str:
    """One line in which every sign stands for itself."""
    line = SPECIAL.sub(r"\\\1", " ".join(text.plain(reader).split()))
    return BEGINNING.sub(lambda found: f"{found[2] or ''}\\{found[1] or found[3]}", line)
