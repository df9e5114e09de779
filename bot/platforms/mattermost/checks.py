"""What `netbot doctor` looks at on a Mattermost server: each thing that must be right, and what to do if it is not."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from bot.platforms.mattermost.addresses import COMMAND, Addresses
from bot.platforms.mattermost.client import Denied, TokenRefused
from bot.platforms.mattermost.forms import Features
from bot.platforms.mattermost.gateway import Gateway, Json
from bot.platforms.mattermost.probe import is_reached
from bot.platforms.mattermost.server import Server
from bot.platforms.port import Finding, Refused, TooFast, Unsure

TROUBLES = (Refused, TooFast, Unsure)
SKEW = 60.0  # seconds between two clocks that do no harm
BY_HAND = (
    "Make the bot a team admin (System Console > Teams > {team} > Members), or make the command by hand: Integrations "
    "> Slash Commands > Add; trigger word {trigger}, method POST, URL {url}; then set command_token to its token."
)


def findings(
    server: Server, secret: str, *, command: str, channels: Sequence[str], listen: tuple[str, int]
) -> Iterator[Finding]:
    """A finding for each thing that must be right; nothing is posted or changed."""
    gateway = Gateway(server.url, server.token)
    try:
        me, settings = gateway.me(), gateway.settings()
    except TokenRefused:
        yield _bad("the token", "The server does not take it. Create one for the bot account and set token to it.")
        return
    except TROUBLES as error:
        yield _bad("the server", f"{server.url} does not answer as it should ({error}). Is url right, is it running?")
        return
    yield _good(f"the token is good for @{me.get('username', '')}")
    yield from _server(server, settings, gateway.clock_ahead)
    teams: dict[str, str] = {}
    for name in server.teams:
        yield from _team(gateway, server, secret, name, str(me["id"]), command, teams)
    for channel in channels:
        yield _channel(gateway, channel, str(me["id"]))
    yield from _callback(gateway, server, teams, listen)
    gateway.close()


def _server(server: Server, settings: Json, ahead: float) -> Iterator[Finding]:
    version = str(settings.get("Version", "unknown"))
    features = Features.of(version)
    forms = "with" if features.several and features.dates else "without"
    yield _good(f"version {version}, dialogs {forms} dates and multiple choice of their own")
    yield _judged(
        "its clock agrees with ours",
        abs(ahead) < SKEW,
        f"They differ by {abs(ahead):.0f} s: set both with NTP, or lost posts are looked for at the wrong time.",
    )
    site = str(settings.get("SiteURL", ""))
    yield _judged(
        "its site URL is set", bool(site), "System Console > Web Server > Site URL: answers to commands need it."
    )
    if site and urlsplit(site).netloc != urlsplit(server.url).netloc:
        yield _good(f"its site URL is {site}, and the bot reaches it as {server.url}")
    yield _judged(
        "slash commands are enabled",
        settings.get("EnableCommands", "true") == "true",
        "System Console > Integration Management > Enable Custom Slash Commands.",
    )
    yield _judged(
        "the bot sees addresses of e-mail",
        settings.get("ShowEmailAddress", "true") == "true",
        "System Console > Users and Teams > Show Email Address; else link accounts by hand.",
    )
    yield _judged(
        "addresses of e-mail are proven",
        server.trusts_addresses or settings.get("RequireEmailVerification") == "true",
        "System Console > Email > Require Email Verification. Only if nobody can choose their own address there "
        "(single sign-on), set trust_emails = true.",
    )
    yield _judged(
        "posts can be edited at any time",
        settings.get("PostEditTimeLimit", "-1") == "-1",
        "System Console > Posts > Edit time limit: set it to unlimited, else cards get stale.",
    )


def _team(
    gateway: Gateway, server: Server, secret: str, name: str, me: str, command: str, teams: dict[str, str]
) -> Iterator[Finding]:
    try:
        team = str(gateway.team(name)["id"])
        gateway.membership(team, me)
    except TROUBLES as error:
        yield _bad(f"the team {name}", f"The bot is no member ({error}). Invite it there; use the name of the address.")
        return
    teams[name] = team
    yield _good(f"the bot is in the team {name}")
    trigger = command.removeprefix("/")
    try:
        found = [each for each in gateway.commands(team) if each.get("trigger") == trigger]
        ours = [each for each in found if COMMAND in str(each.get("url", ""))]
        yield _judged(
            f"{command} is free or ours in {name}",
            ours == found,
            f"Somebody else has made {command} there: delete it, or set command in [network] to another word.",
        )
    except Denied:
        url = Addresses.of(server.callback_url, secret).command
        advice = BY_HAND.format(team=name, trigger=trigger, url=url)
        yield _judged(f"{command} in {name}", bool(server.tokens), advice)


def _channel(gateway: Gateway, channel: str, me: str) -> Finding:
    team, _, name = channel.partition("/")
    try:
        gateway.channel_member(str(gateway.channel_by_name(gateway.team(team)["id"], name)["id"]), me)
    except TROUBLES as error:
        return _bad(f"the channel {channel}", f"The bot is no member ({error}). Create it, and add the bot to it.")
    return _good(f"the bot is in the channel {channel}")


def _callback(gateway: Gateway, server: Server, teams: dict[str, str], listen: tuple[str, int]) -> Iterator[Finding]:
    """The server is asked to call us, just as it will when somebody sends a form."""
    if not teams:
        return
    team = next(iter(teams.values()))
    host = urlsplit(server.callback_url).hostname or ""
    try:
        channel = str(gateway.channel_by_name(team, "town-square")["id"])
        reached = is_reached(gateway, server.callback_url, listen, channel, team)
    except TROUBLES as error:
        yield _bad("the server reaches the bot", _unreachable(host, server.callback_url, str(error)))
        return
    yield _judged(
        "the server reaches the bot",
        reached,
        f"Something else answers at {server.callback_url}. Does it lead to the address in [http] listen?",
    )


def _unreachable(host: str, url: str, why: str) -> str:
    return (
        f"It could not call {url} ({why}). If {host} is on the same machine or in a private network, add it in System "
        "Console > Developer > Allow untrusted internal connections to. Else look at firewalls and at callback_url."
    )


def _good(what: str) -> Finding:
    return Finding(f"Mattermost: {what}", ok=True)


def _bad(what: str, advice: str) -> Finding:
    return Finding(f"Mattermost: {what}", ok=False, advice=advice)


def _judged(what: str, ok: bool, advice: str) -> Finding:
    return _good(what) if ok else _bad(what, advice)
