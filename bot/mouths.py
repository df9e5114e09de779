"""Makes the platforms that the settings switch on, and asks them what `netbot doctor` wants to know.

Slack's and Mattermost's libraries load slowly, so that they are imported only where they are used.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.acquaint import Acquaint
from bot.cast import Cast
from bot.chat.events import Account, Place
from bot.chat.text import Text
from bot.config import Settings
from bot.context import Context
from bot.newcomers import Acquaintances
from bot.platforms.mattermost.server import Server
from bot.platforms.port import Connected, Finding
from bot.platforms.seal import Seal
from bot.platforms.web.adapter import Web
from bot.platforms.web.scene import Channel, Hint, Timekeeper
from storage import Database

Hints = Callable[[Account], list[Hint]]

CHANNEL_PURPOSES = {
    "announcements": Text(
        en="What concerns everybody. The bot posts meetings here.",
        de="Was alle angeht. Hier stehen die Treffen.",
    ),
    "elections": Text(
        en="Elections, and every step of them.",
        de="Wahlen und jeder ihrer Schritte.",
    ),
    "news": Text(
        en="What committees and groups have to say.",
        de="Was Gremien und Gruppen zu sagen haben.",
    ),
    "general": Text(en="Talk about anything.", de="Hier ist Platz für alles."),
}


def places(settings: Settings) -> dict[str, Sequence[Place]]:
    """Where each channel of the settings is, on every platform that is in use."""
    slack, mattermost = settings.slack.enabled, bool(settings.mattermost.url)
    switches = (("web", settings.web.enabled), ("slack", slack), ("mattermost", mattermost))
    used = [platform for platform, is_used in switches if is_used]
    return {
        name: [Place(platform, channel) for platform in used if (channel := getattr(given, platform))]
        for name, given in settings.channels.named.items()
    }


def _channels(settings: Settings, platform: str) -> list[str]:
    """The channels of the settings on one platform, each once."""
    given = [str(getattr(each, platform)) for each in settings.channels.named.values()]
    return list(dict.fromkeys(filter(None, given)))


def web(settings: Settings, cast: Cast, time: Timekeeper, seal: Seal, hints: Hints) -> Web | None:
    """The embedded chat."""
    if not settings.web.enabled:
        return None
    cast.faces()  # gives everybody an account, so that the bot can write to them before they have ever spoken
    names = dict.fromkeys([*_channels(settings, "web"), "general"])
    return Web(
        home=settings.web.home,
        seal=seal,
        channels=[Channel(name, name, CHANNEL_PURPOSES.get(name, CHANNEL_PURPOSES["general"])) for name in names],
        faces=cast.faces,
        commands=hints,
        timekeeper=time,
        command=settings.network.command,
        title=settings.network.name,
        hosts=_hosts(settings),
    )


def connected(settings: Settings, context: Context, seal: Seal, acquaint: Acquaint) -> tuple[Connected, ...]:
    """The platforms on servers of their own, which tell `acquaint` who is there."""
    slack = [_slack(settings, context, seal, acquaint)] if settings.slack.enabled else []
    mattermost = [_mattermost(settings, context, seal, acquaint)] if settings.mattermost.url else []
    return (*slack, *mattermost)


def _slack(settings: Settings, context: Context, seal: Seal, acquaint: Acquaint) -> Connected:
    from bot.platforms.slack.adapter import Slack  # noqa: PLC0415 (see above)

    return Slack(
        bot_token=settings.slack.bot_token,
        app_token=settings.slack.app_token,
        signing_secret=settings.slack.signing_secret,
        api_url=settings.slack.api_url,
        seal=seal,
        now=context.clock.now,
        met=acquaint,
        command=settings.network.command,
        title=settings.network.name,
    )


def _mattermost(settings: Settings, context: Context, seal: Seal, acquaint: Acquaint) -> Connected:
    from bot.platforms.mattermost.adapter import Mattermost  # noqa: PLC0415 (see above)

    return Mattermost(
        _server(settings),
        seal=seal,
        secret=_secret(context.database),
        now=context.clock.now,
        acquaintances=Acquaintances(context.database, context.clock, acquaint),
        command=settings.network.command,
        language=settings.network.language,
    )


def slack_manifest(settings: Settings, *, url: str = "", private: bool = False) -> dict[str, Any]:
    """The manifest of the Slack app, for Socket Mode or, with a public `url`, for HTTP."""
    from bot.platforms.slack.manifest import manifest  # noqa: PLC0415 (see above)

    return manifest(name=settings.network.name, command=settings.network.command, url=url, private=private)


def slack_findings(settings: Settings) -> Iterator[Finding]:
    """What `netbot doctor` says of Slack; nothing where it is not in use."""
    if settings.slack.enabled:
        from bot.platforms.slack.checks import findings  # noqa: PLC0415 (see above)

        yield from findings(
            bot_token=settings.slack.bot_token,
            app_token=settings.slack.app_token,
            signing_secret=settings.slack.signing_secret,
            api_url=settings.slack.api_url,
            channels=_channels(settings, "slack"),
        )


def mattermost_findings(settings: Settings, database: Database) -> Iterator[Finding]:
    """What `netbot doctor` says of Mattermost; nothing where it is not in use."""
    if settings.mattermost.url:
        from bot.platforms.mattermost.checks import findings  # noqa: PLC0415 (see above)

        yield from findings(
            _server(settings),
            _secret(database),
            command=settings.network.command,
            channels=_channels(settings, "mattermost"),
            listen=settings.http.address,
        )


def _secret(database: Database) -> str:
    with database.transaction() as store:
        return store.secrets.get("seal")


def _server(settings: Settings) -> Server:
    given = settings.mattermost
    tokens = [each.get_secret_value() for each in given.command_token]
    return Server(given.url, given.token.get_secret_value(), given.team, given.callback_url, tokens, given.trust_emails)


def _hosts(settings: Settings) -> list[str]:
    host, _ = settings.http.address
    return ["localhost", "127.0.0.1", "[::1]", host]
