"""Fetches a feed: with conditions, within limits of size, time and redirects, and with every address checked."""

import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import httpcore
import httpx

from bot.domain.feedaddress import checked
from bot.domain.news import Feed, FeedError, Fetched, Trouble
from bot.feeds.addresses import AddressRefused, Reach, Unresolved
from bot.feeds.apart import NoFeed, read_apart
from bot.feeds.connection import Deadline, Transport

AGENT = "JRG-Netbot (reads feeds)"
ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8"
REDIRECTS = (301, 302, 303, 307, 308)
UNCHANGED, GONE, PATIENCE = 304, 410, (429, 503)
LONGEST_WAIT = timedelta(days=1)
LONGEST_ETAG, LONGEST_DATE = 300, 100
CHUNK: Final = 65536


@dataclass(frozen=True, slots=True)
class Limits:
    """What one look at a feed may cost: seconds until everything has arrived, bytes before and after unpacking."""

    seconds: float = 10.0
    size: int = 2 * 1024 * 1024
    redirects: int = 3


class Stopped(Exception):
    """There is nothing to read there."""

    def __init__(self, trouble: Trouble, wait: timedelta = timedelta()) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server has said in the end, and at which address; no body if nothing has changed."""

    url: str
    headers: httpx.Headers
    body: bytes | None


def look(feed: Feed, reach: Reach, at: datetime, limits: Limits = Limits()) -> Fetched:
    """What there is at the feed's address, looked at `at` (real time).

    Never raises: whatever goes wrong is the feed's trouble.
    """
    try:
        answer = _follow(feed, reach, limits)
        if answer.body is None:
            return Fetched(feed.id, at, None, etag=feed.etag, modified=feed.modified)
        entries, home = read_apart(answer.body, answer.url, answer.headers.get("content-type", ""))
    except Stopped as stopped:
        return Fetched(feed.id, at, trouble=stopped.trouble, wait=stopped.wait)
    except NoFeed:
        return Fetched(feed.id, at, trouble=Trouble.NO_FEED)
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    return Fetched(feed.id, at, entries, home, _short(etag, LONGEST_ETAG), _short(modified, LONGEST_DATE))


def _follow(feed: Feed, reach: Reach, limits: Limits) -> Answer:
    """Goes where redirects lead, as far as it is allowed; conditions hold for the feed's own address only."""
    deadline = Deadline(limits.seconds)
    url, conditions = feed.url, {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    for _ in range(limits.redirects + 1):
        try:
            url = checked(url, reach.hosts)
        except FeedError:
            raise Stopped(Trouble.HOST) from None
        found = _get(url, {name: value for name, value in conditions.items() if value}, reach, limits, deadline)
        if isinstance(found, Answer):
            return found
        url = found
    raise Stopped(Trouble.REDIRECTS)


def _get(url: str, conditions: dict[str, str], reach: Reach, limits: Limits, deadline: Deadline) -> Answer | str:
    """The answer, or the address to which it sends us."""
    headers = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"} | conditions
    try:
        with (
            httpx.Client(transport=Transport(reach, deadline), headers=headers, trust_env=False) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code in REDIRECTS:
                return str(httpx.URL(url).join(response.headers.get("location", "")))
            _expect_feed(response, limits)
            body = None if response.status_code == UNCHANGED else b"".join(_unpacked(response, limits))
            return Answer(url, response.headers, body)
    except AddressRefused:
        raise Stopped(Trouble.ADDRESS) from None
    except (httpcore.TimeoutException, TimeoutError):
        raise Stopped(Trouble.SLOW) from None
    except (Unresolved, httpcore.NetworkError, httpcore.ProtocolError, httpx.InvalidURL, UnicodeError) as error:
        raise Stopped(_why(error)) from None


def _expect_feed(response: httpx.Response, limits: Limits) -> None:
    """Raises Stopped unless this may be a feed, or says that nothing has changed."""
    status, kind = response.status_code, response.headers.get("content-type", "").lower()
    if status == GONE:
        raise Stopped(Trouble.GONE)
    if status in PATIENCE:
        raise Stopped(Trouble.BUSY, _wait(response.headers.get("retry-after", "")))
    if status not in (200, UNCHANGED):
        raise Stopped(Trouble.STATUS)
    if status == 200 and (response.headers.get("content-encoding", "identity") not in ("identity", "gzip")):
        raise Stopped(Trouble.NO_FEED)
    if status == 200 and ("html" in kind or not (kind == "" or _may_be_feed(kind))):
        raise Stopped(Trouble.NO_FEED)
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limits.size:
        raise Stopped(Trouble.LARGE)


def _unpacked(response: httpx.Response, limits: Limits) -> Iterator[bytes]:
    """The body in pieces, never more than the limit; what is packed is unpacked little by little."""
    packed = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in response.headers.get("content-encoding", "") else None
    arrived = unpacked = 0
    for piece in response.iter_raw(CHUNK):
        arrived += len(piece)
        if arrived > limits.size:
            raise Stopped(Trouble.LARGE)
        try:
            plain = packed.decompress(piece, limits.size - unpacked + 1) if packed else piece
        except zlib.error:
            raise Stopped(Trouble.NO_FEED) from None
        unpacked += len(plain)
        if unpacked > limits.size:
            raise Stopped(Trouble.LARGE)
        yield plain


def _may_be_feed(kind: str) -> bool:
    return any(word in kind for word in ("xml", "rss", "atom", "text/plain", "octet-stream"))


def _wait(header: str) -> timedelta:
    """How long the server wants to be left alone: seconds, or until a moment."""
    try:
        if header.strip().isdecimal():
            return min(timedelta(seconds=int(header.strip()[:9])), LONGEST_WAIT)
        wait = parsedate_to_datetime(header) - datetime.now(UTC)
    except (ValueError, TypeError, OverflowError):
        return timedelta()
    return max(min(wait, LONGEST_WAIT), timedelta())


def _why(error: Exception) -> Trouble:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Trouble.CERTIFICATE
        cause = cause.__cause__ or cause.__context__
    return Trouble.UNREACHABLE


def _short(header: str, longest: int) -> str:
    """What will be sent back as it is, unless it is too long to keep."""
    return header if len(header) <= longest and header.isascii() and header.isprintable() else ""
