"""The app's manifest: what an administrator pastes into Slack, and why each scope is in it."""

from collections.abc import Mapping
from typing import Any

PATH = "/slack/events"  # the one address of HTTP mode

SCOPES: Mapping[str, str] = {
    "commands": "the slash command",
    "chat:write": "posting cards and direct messages, and keeping them up to date",
    "channels:history": "looking up after a broken connection whether a card was posted, in channels it was invited to",
    "channels:read": "who is in a channel, so that nobody gets there and directly what is one piece of news",
    "im:history": "reading what people write to the bot, and the same look-up in direct messages",
    "im:write": "opening the conversation in which somebody is reminded",
    "mpim:write": "opening the conversation in which people are introduced to each other",
    "mpim:history": "the same look-up there",
    "users:read": "names, languages and time zones, and who is new",
    "users:read.email": "knowing which person of the network somebody is",
}
PRIVATE = {
    "groups:history": "the same look-up where the announcement channel is private",
    "groups:read": "who is in a private channel",
}
EVENTS = ("app_home_opened", "message.im", "team_join")


def manifest(*, name: str, command: str, url: str = "", private: bool = False) -> dict[str, Any]:
    """For Socket Mode, or for HTTP where `url` says under which address Slack reaches the bot."""
    address = {"request_url": url.rstrip("/") + PATH} if url else {}
    slash: dict[str, Any] = {
        "command": command,
        "description": "What is coming, who is who, and everything else",
        "usage_hint": "help",
        "should_escape": True,
    }
    return {
        "display_information": {
            "name": name[:35],
            "description": "Keeps a research network together: who is who, meetings, reminders.",
            "background_color": "#1f4e79",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name[:80], "always_online": True},
            "slash_commands": [slash | ({"url": address["request_url"]} if address else {})],
        },
        "oauth_config": {"scopes": {"bot": sorted([*SCOPES, *(PRIVATE if private else ())])}},
        "settings": {
            "event_subscriptions": address | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | address,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }
