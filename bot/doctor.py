"""`netbot doctor`: looks at everything that must be right before the bot runs, and says what to do where it is not."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console

from bot import feedcheck, mouths
from bot.assemble import open_database
from bot.config import BadSettings, Settings, read
from bot.feeds.addresses import Reach
from bot.platforms.port import Finding
from storage.checkup import NoDatabase, checkup, name_of
from storage.vault import Vault, VaultOpen

SKEW = 5.0  # seconds
BUILT = datetime(2026, 1, 1, tzinfo=UTC)  # no clock that is right shows less


def findings(path: Path | None) -> Iterator[Finding]:
    """The common part, then each platform's; without settings there is nothing more to look at."""
    try:
        settings = read(path)
    except BadSettings as bad:
        yield from (Finding("settings", ok=False, advice=problem) for problem in bad.problems)
        return
    yield Finding(f"settings of {settings.network.name}", ok=True)
    yield from _database(settings)
    yield from _public_url(settings)
    yield _vault(settings)
    yield from _feeds(settings)
    platforms = list(_platforms(settings))
    yield from platforms
    if not platforms and not settings.web.enabled:
        advice = "None is switched on: give [slack] a bot_token or [mattermost] a url, or enable [web]."
        yield Finding("platforms", ok=False, advice=advice)


def _feeds(settings: Settings) -> Iterator[Finding]:
    if settings.feeds:
        reach = Reach(frozenset(settings.for_handlers.feed_hosts))
        yield from feedcheck.findings(settings.feeds, reach, datetime.now(UTC))


def _platforms(settings: Settings) -> Iterator[Finding]:
    yield from mouths.slack_findings(settings)
    if settings.mattermost.url:
        database = open_database(settings)
        yield from mouths.mattermost_findings(settings, database)
        database.close()


def show(found: Iterable[Finding], screen: Console) -> bool:
    """Prints each finding as it is found; says whether all is well."""
    well = True
    for each in found:
        well = well and each.ok
        screen.print(f"{'pass' if each.ok else 'FIX '}  {each.title}", markup=False, soft_wrap=True)
        if not each.ok:
            screen.print(f"      {each.advice}", markup=False, soft_wrap=True)
    return well


def _database(settings: Settings) -> Iterator[Finding]:
    name = name_of(settings.database.url)
    try:
        seen = checkup(settings.database.url)
    except NoDatabase as error:
        advice = f"It cannot be opened ({error}). Is [database] url right, is the server running?"
        yield Finding(f"database {name}", ok=False, advice=advice)
        return
    state = f"at revision {seen.revision}" if seen.revision else "still empty"
    known = seen.revision is None or seen.revision <= seen.newest
    advice = f"This version knows revisions up to {seen.newest}: run one at least as new as the one that wrote it."
    yield Finding(f"database {name}, {state}", ok=known, advice="" if known else advice)
    right = abs(seen.ahead) < SKEW and datetime.now(UTC) > BUILT
    yield Finding(
        "the clock", ok=right, advice="" if right else "It is wrong here or at the database: set it with NTP."
    )


def _vault(settings: Settings) -> Finding:
    folder = settings.elections.secrets_dir
    try:
        keys = Vault(folder).check()
    except VaultOpen as error:
        return Finding(f"keys of ballot boxes in {folder}", ok=False, advice=f"{error}")
    except OSError as error:
        return Finding(f"keys of ballot boxes in {folder}", ok=False, advice=f"It cannot be read ({error.strerror}).")
    return Finding(f"keys of ballot boxes in {folder}: {keys}; no backup may hold them", ok=True)


def _public_url(settings: Settings) -> Iterator[Finding]:
    url = settings.http.public_url
    if not url:
        yield Finding("no public_url: people's calendars and browsers are given no links to the bot", ok=True)
        return
    private = urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")
    advice = "It leads everybody to their own machine. Set it to the address under which people reach this one."
    yield Finding(f"public_url {url}", ok=not private, advice=advice if private else "")
