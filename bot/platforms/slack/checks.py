"""What `netbot doctor` looks at in Slack: tokens, scopes, channels, and whether anybody else is connected."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from bot.platforms.port import Finding, Refused, TooFast, Unsure
from bot.platforms.slack.api import Api, Json, client, in_words_of_the_port
from bot.platforms.slack.manifest import SCOPES

TROUBLES = (Unsure, TooFast, Refused)
ADVICE = {
    "missing_scope": "Create the manifest anew with `netbot manifest`, paste it, and install the app again.",
    "not_in_channel": "Invite the bot there: type /invite and its name in the channel.",
    "channel_not_found": "Is it the channel's ID (it begins with C)? A private channel also needs an invitation, and a "
    "manifest made with --private-channel.",
}


def findings(
    *, bot_token: str, app_token: str = "", signing_secret: str = "", api_url: str, channels: Sequence[str] = ()
) -> Iterator[Finding]:
    """A finding for each thing that must be right; nothing is posted or changed."""
    api = Api(bot_token, api_url)
    try:
        who = api.call(api.client.auth_test)
    except TROUBLES as error:
        yield Finding(
            "Slack: the bot token", ok=False, advice=f"{_why(error)}. Paste the Bot User OAuth Token (xoxb-…)."
        )
        return
    yield Finding(f"Slack: the bot token is good for {who.get('team', 'the workspace')}", ok=True)
    yield _scopes(who)
    if app_token:
        yield _socket(app_token, api_url)
    elif signing_secret:
        yield Finding("Slack: HTTP mode, requests are verified with the signing secret", ok=True)
    else:
        yield Finding("Slack: a way in", ok=False, advice="Set app_token (Socket Mode) or signing_secret (HTTP).")
    yield _tried("Slack: users can be read", lambda: api.call(api.client.users_list, limit=1))
    read = api.client.conversations_history
    for channel in channels:
        yield _tried(f"Slack: the channel {channel}", partial(api.call, read, channel=channel, limit=1))


def _scopes(who: Json) -> Finding:
    """Slack names the scopes of a token in a header of every answer."""
    headers = {name.casefold(): value for name, value in dict(getattr(who, "headers", {})).items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",") if scope.strip()}
    missing = sorted(set(SCOPES) - granted) if granted else []
    advice = f"Missing: {', '.join(missing)}. {ADVICE['missing_scope']}" if missing else ""
    return Finding("Slack: the app has the scopes that it needs", ok=not missing, advice=advice)


def _socket(app_token: str, api_url: str) -> Finding:
    def ask() -> None:
        asking: Any = client(app_token, api_url)
        with in_words_of_the_port():
            asking.apps_connections_open(app_token=app_token)

    found = _tried("Slack: Socket Mode", ask)
    advice = f"{found.advice} The app-level token (xapp-…) needs the scope connections:write, and Socket Mode be on."
    return found if found.ok else Finding(found.title, ok=False, advice=advice.strip())


def _tried(title: str, work: Callable[[], object]) -> Finding:
    try:
        work()
    except TROUBLES as error:
        advice = next((text for name, text in ADVICE.items() if name in str(error)), "")
        return Finding(title, ok=False, advice=f"{_why(error)}. {advice}".strip())
    return Finding(title, ok=True)


def _why(error: Exception) -> str:
    return f"Slack asks us to {error}" if isinstance(error, TooFast) else str(error)
