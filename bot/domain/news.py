"""News: what feeds and announcements say, what makes two entries one, and which of them are worth telling."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

STALE = timedelta(days=14)  # an entry that says it is older is nothing new, whenever we first see it
AT_ONCE = 5  # new entries of one poll that are told; with more of them the feed was rebuilt, not busy
A_DAY = 20  # new entries of one feed that are told within 24 hours
LONGEST_LINK = 500
SAFE = "!#$&'*+,/:;=?@~%-._[]"  # what a link may hold beside letters and digits; the rest is written %XX
TRACKING = ("utm_", "mtm_", "pk_")
TRACKERS = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "at_medium", "at_campaign", "wt_mc"})


class FeedError(Exception):
    """A wish about a feed or its news that cannot be fulfilled."""


class NoSuchFeed(FeedError):
    """There is no feed with this number."""


class FeedKnown(FeedError):
    """This address is polled already."""


class NoSuchNews(FeedError):
    """This was never news, or it is so old that it was forgotten."""


class Trouble(StrEnum):
    """Why a feed could not be read."""

    HOST = "host"  # not on the list of allowed hosts, or no https
    ADDRESS = "address"  # the name leads into a private network
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    LARGE = "large"
    REDIRECTS = "redirects"
    STATUS = "status"  # the server answered with an error
    BUSY = "busy"  # the server asks for patience
    GONE = "gone"  # the server says that there will never be a feed again
    NO_FEED = "no feed"  # what came is neither Atom nor RSS


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed as plain text; the link is empty or leads to a public page by http or https."""

    title: str
    link: str = ""
    summary: str = ""
    guid: str = ""
    published: datetime | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a look at a feed has brought, at a real moment. `etag` and `modified` are to be sent with the next look.

    `entries` is None if nothing has changed. With `trouble`, `wait` is how long the server wants to be left alone.
    """

    feed: int
    at: datetime
    entries: tuple[Entry, ...] | None = None
    home: str = ""
    etag: str = ""
    modified: str = ""
    trouble: Trouble | None = None
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Feed:
    """An Atom or RSS feed that is polled. Its moments are real time; it cannot be read since `failing`."""

    id: int
    url: str
    name: str
    committee: int | None = None
    topic: str = ""
    etag: str = ""
    modified: str = ""
    is_new: bool = True  # nothing was read yet, so that its first entries are known, but not news
    is_on: bool = True
    configured: bool = False  # by the settings, so that it cannot be removed in a chat
    polled: datetime | None = None
    failing: datetime | None = None
    failures: int = 0
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class News:
    """Something that subscribers hear of. `key` names it for ever: "announcement:7", or the mark of an entry.

    `at` is when it was published, `arrived` when the bot learned of it. `notice` and `card` are the views that show it
    at once; without, it looks like the entry of a feed.
    """

    key: str
    title: str
    text: str = ""
    link: str = ""
    committees: frozenset[int] = frozenset()
    topics: frozenset[str] = frozenset()
    at: datetime | None = None
    arrived: datetime | None = None
    feed: int | None = None
    notice: str = ""
    card: str = ""
    is_quiet: bool = False  # known, but told to nobody
    withdrawn: bool = False
    id: int = field(default=0, compare=False)


def tidy_link(given: str) -> str:
    """The link as it may be shown, "" for one that nobody should follow."""
    try:
        parts = urlsplit(given.strip())
        port = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or parts.username is not None or "." not in host:
        return ""
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    place = host if port is None else f"{host}:{port}"
    tidy = quote(urlunsplit((parts.scheme, place, parts.path, parts.query, parts.fragment)), safe=SAFE)
    return tidy if len(tidy) <= LONGEST_LINK else ""


def canonical(link: str) -> str:
    """What the addresses of one page have in common: neither scheme nor trackers, fragment, www or last slash."""
    parts = urlsplit(link)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])]
    host = (parts.hostname or "").removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), urlencode(sorted(kept)), "")).removeprefix("//")


def marks(entry: Entry, feed: int, pages: Collection[str] = ()) -> tuple[str, ...]:
    """What an entry is known by again: first in its feed, by its guid, else its link, else title and day; then by its
    link in any feed.

    `pages` are canonical links that several entries share, so that they name none.
    """
    page = canonical(entry.link) if entry.link else ""
    link = page if "/" in page and page not in pages else ""
    day = f"{entry.published:%Y-%m-%d}" if entry.published else ""
    here = f"{feed} {entry.guid or link or f'{day} {entry.title.casefold()}'}"
    found = [here, f"link {link}"] if link else [here]
    return tuple(hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest() for mark in found)


def shared_pages(entries: Iterable[Entry], home: str) -> frozenset[str]:
    """Links that do not name an entry: the feed's own page, and those that entries with different titles share."""
    named = {(canonical(entry.link), entry.title.casefold()) for entry in entries if entry.link}
    count = Counter(page for page, _ in named)
    return frozenset({canonical(home)} | {page for page, number in count.items() if number > 1})


def distinct(entries: Sequence[Entry], feed: int, pages: Collection[str]) -> list[Entry]:
    """The entries that say something, each once, the oldest first."""
    seen: set[str] = set()
    kept: list[Entry] = []
    for entry in entries:
        named = marks(entry, feed, pages)
        if entry.title and seen.isdisjoint(named):
            kept.append(entry)
        seen.update(named)
    return kept[::-1]  # feeds begin with the newest


def appeared(entry: Entry, now: datetime) -> datetime:
    """When it was published, as far as one can believe it: not in the future."""
    return min(entry.published or now, now)


def worth_telling(entries: Sequence[Entry], now: datetime, told_today: int) -> list[bool]:
    """Which of the new entries of one poll, the oldest first, are told; the others are only known from now on."""
    fresh = [now - appeared(entry, now) <= STALE for entry in entries]
    room = min(AT_ONCE, max(A_DAY - told_today, 0))
    told: list[bool] = []
    for is_fresh in reversed(fresh):
        told.append(is_fresh and room > 0)
        room -= is_fresh
    return told[::-1]


def _tracks(name: str) -> bool:
    return name.lower().startswith(TRACKING) or name.lower() in TRACKERS
