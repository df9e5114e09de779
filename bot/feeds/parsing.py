"""Reads the bytes of a feed: entries as plain text, without markup, trackers or anything else that acts.

Run as a program it reads bytes from its standard input, within limits of its own; see `apart.py`.
"""

import html
import io
import json
import resource
import sys
from calendar import timegm
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import feedparser  # pyright: ignore[reportMissingTypeStubs]
import nh3

from bot.cleaning import clean
from bot.domain.news import Entry, tidy_link

ENTRIES = 100  # the first ones; a feed begins with the newest
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_GUID, LONGEST_CATEGORY, CATEGORIES = 300, 1000, 500, 100, 20
LOOKED_AT = 20_000  # characters of one field
MEMORY = 1 << 30
BREAKS = ("<br", "</p>", "</div>", "</li>")


def read(body: bytes, url: str, kind: str) -> tuple[list[Entry], str] | None:
    """The entries of a feed and its own page, None if this is no feed; never reads anything but these bytes."""
    headers = {"content-location": url, "content-type": kind}
    # As a stream: bytes that happen to be the name of a file would be opened.
    feedparse: Any = vars(feedparser)["parse"]  # the library has no types
    found: Any = feedparse(io.BytesIO(body), response_headers=headers)
    if not found.version and not found.entries:
        return None
    return list(_entries(found.entries[:ENTRIES])), tidy_link(str(found.feed.get("link", "")))


def plain(given: object, longest: int, *, lines: bool = False) -> str:
    """The text of a piece of HTML or of what only looks like it, without marks that nobody sees."""
    text = str(given or "")[:LOOKED_AT]
    for _ in range(2):  # titles are often escaped once more than they should be
        if lines:
            for mark in BREAKS:
                text = text.replace(mark, f"\n{mark}")
        text = html.unescape(nh3.clean(text, tags=set(), clean_content_tags={"script", "style"}))
    text = clean(text)
    words = "\n".join(" ".join(row.split()) for row in text.splitlines()) if lines else " ".join(text.split())
    while "\n\n\n" in words:
        words = words.replace("\n\n\n", "\n\n")
    words = words.strip()
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _entries(found: Sequence[Any]) -> Iterator[Entry]:
    for each in found:
        content: Any = each.get("content") or [{}]
        summary: Any = each.get("summary") or content[0].get("value", "")
        tags: Any = each.get("tags", [])[:CATEGORIES]
        yield Entry(
            plain(each.get("title"), LONGEST_TITLE),
            tidy_link(str(each.get("link", ""))),
            plain(summary, LONGEST_SUMMARY, lines=True),
            str(each.get("id", ""))[:LONGEST_GUID],
            _published(each),
            tuple(plain(tag.get("term"), LONGEST_CATEGORY) for tag in tags if tag.get("term")),
        )


def _published(entry: Any) -> datetime | None:
    """When it says that it was published; nothing that cannot be a date."""
    said: dict[str, Any] = dict(entry)  # a plain one: the library's own takes one date for the other, and warns of it
    parsed = said.get("published_parsed") or said.get("updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def main() -> None:
    """Reads a line of JSON (url, kind, seconds), then the bytes of the feed; writes entries and page as JSON."""
    about = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_CPU, (about["seconds"], about["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    found = read(sys.stdin.buffer.read(), about["url"], about["kind"])
    if found is None:
        raise SystemExit(1)
    entries, home = found
    json.dump({"home": home, "entries": [_packed(entry) for entry in entries]}, sys.stdout)


def _packed(entry: Entry) -> dict[str, Any]:
    names = ("title", "link", "summary", "guid", "categories")
    published = entry.published.isoformat() if entry.published else None
    return {name: getattr(entry, name) for name in names} | {"published": published}


if __name__ == "__main__":
    main()
