"""Feeds as committees write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class Written:
    """One entry, as plain text; `html` is put into the summary as markup."""

    title: str
    guid: str = ""
    link: str = ""
    published: str = ""
    summary: str = ""
    category: str = ""


def atom(*entries: Written, home: str = "https://news.example.org/") -> bytes:
    """An Atom feed."""
    pieces = [f"<entry>{''.join(_pieces(entry))}</entry>" for entry in entries]
    head = f"<title>News</title><id>{home}</id><link href={quoteattr(home)}/>"
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{"".join(pieces)}</feed>'.encode()


def rss(*entries: Written, home: str = "https://news.example.org/", encoding: str = "utf-8") -> bytes:
    """An RSS feed."""
    items = []
    for entry in entries:
        guid = f'<guid isPermaLink="false">{escape(entry.guid)}</guid>' if entry.guid else ""
        link = f"<link>{escape(entry.link)}</link>" if entry.link else ""
        words = f"<title>{escape(entry.title)}</title><description>{escape(entry.summary)}</description>"
        items.append(f"<item>{words}{guid}{link}</item>")
    channel = f"<title>News</title><link>{escape(home)}</link>{''.join(items)}"
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>{channel}</channel></rss>'
    return text.encode(encoding)


def _pieces(entry: Written) -> Sequence[str]:
    return [
        f'<title type="html">{escape(entry.title)}</title>',
        f"<id>{escape(entry.guid)}</id>" if entry.guid else "",
        f"<link href={quoteattr(entry.link)}/>" if entry.link else "",
        f"<published>{entry.published}</published>" if entry.published else "",
        f'<summary type="html">{escape(entry.summary)}</summary>' if entry.summary else "",
        f"<category term={quoteattr(entry.category)}/>" if entry.category else "",
    ]
