"""Which addresses of feeds may be polled: https, on a host that the administrator has allowed, and nothing clever."""

import re
from collections.abc import Collection
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from bot.domain.news import FeedError

HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
SAFE = "!$&'()*+,/:;=?@~%-._"
HTTPS = 443
LONGEST = 500


class NoFeedAddress(FeedError):
    """This is no address of a feed: it begins with https:// and names a host, and neither user nor port."""


class HostNotAllowed(FeedError):
    """The administrator has not allowed this host."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


def checked(url: str, hosts: Collection[str]) -> str:
    """The address in its plain form. Raises NoFeedAddress or HostNotAllowed.

    `hosts` are names, or "*.example.org" for whatever lies below example.org. An IP address is never allowed.
    """
    tidy = _tidy(url)
    host = host_of(tidy)
    if not is_allowed(host, hosts):
        raise HostNotAllowed(host)
    return tidy


def host_of(url: str) -> str:
    """The host of an address. Raises NoFeedAddress."""
    return urlsplit(_tidy(url)).hostname or ""


def is_host(pattern: str) -> bool:
    """Whether this can stand in the list of allowed hosts."""
    return HOST.fullmatch(pattern.removeprefix("*.")) is not None


def is_allowed(host: str, hosts: Collection[str]) -> bool:
    _, _, above = host.partition(".")
    parents = [".".join(above.split(".")[number:]) for number in range(above.count(".") + 1)]
    return host in hosts or any(f"*.{parent}" in hosts for parent in parents)


def _tidy(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
        good = _is_plain(parts) and HOST.fullmatch(host)
    except (ValueError, UnicodeError):
        raise NoFeedAddress from None
    tidy = urlunsplit(("https", host, quote(parts.path or "/", safe=SAFE), quote(parts.query, safe=SAFE), ""))
    if not good or len(tidy) > LONGEST:
        raise NoFeedAddress
    return tidy


def _is_plain(parts: SplitResult) -> bool:
    return parts.scheme == "https" and parts.port in (None, HTTPS) and "@" not in parts.netloc
