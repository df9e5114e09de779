"""What `netbot doctor` says of the feeds of the settings: each is looked at as the bot does it, with the same reach."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from bot.domain.news import Feed, Trouble
from bot.feeds.addresses import Reach
from bot.feeds.configured import Configured
from bot.feeds.fetching import look
from bot.platforms.port import Finding

ADVICE: Mapping[Trouble, str] = {
    Trouble.HOST: "It leads to a host that is not allowed, or not by https: give the address to which it has moved, or "
    "name that host in [news] hosts.",
    Trouble.ADDRESS: "Its name leads into a private network. Only feeds of the public internet can be read.",
    Trouble.UNREACHABLE: "Its server cannot be reached. Is the address right, does this machine reach the internet "
    "directly? Proxies are not used.",
    Trouble.CERTIFICATE: "The certificate of its server is not valid: tell whoever runs it.",
    Trouble.SLOW: "Its server is too slow: tell whoever runs it, or try again.",
    Trouble.LARGE: "It is larger than 2 MiB: ask for a shorter feed.",
    Trouble.REDIRECTS: "It leads on and on: give the address to which it has moved.",
    Trouble.STATUS: "Its server answers with an error. Is the address right?",
    Trouble.BUSY: "Its server asks for patience: try again later; the bot does so by itself.",
    Trouble.GONE: "Its server says that it is gone for good: take it out of the settings.",
    Trouble.NO_FEED: "It is neither Atom nor RSS. Is this the address of a page instead of its feed?",
}


def findings(feeds: Iterable[Configured], reach: Reach, at: datetime) -> Iterator[Finding]:
    """A finding for each feed; nothing is kept and nobody told."""
    for given in feeds:
        fetched = look(Feed(0, given.url, given.name), reach, at)
        title = f"feed {_shown(given.url)}"
        if fetched.trouble:
            yield Finding(title, ok=False, advice=ADVICE[fetched.trouble])
        else:
            yield Finding(f"{title}, {len(fetched.entries or ())} entries", ok=True)


def _shown(url: str) -> str:
    """The address without what may be a key in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
