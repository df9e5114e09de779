"""The methods of the Web API that our small Slack knows: their arguments and the scopes that they need."""

READS = ("conversations.history", "conversations.members", "users.list", "users.info")  # these take no JSON
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "auth.test": (),
    "apps.connections.open": (),
    "chat.postMessage": ("channel", "text", "blocks", "metadata", "mrkdwn", "unfurl_links", "unfurl_media"),
    "chat.update": ("channel", "ts", "text", "blocks"),
    "conversations.open": ("users",),
    "conversations.history": ("channel", "oldest", "limit", "cursor", "include_all_metadata"),
    "conversations.members": ("channel", "limit", "cursor"),
    "users.list": ("limit", "cursor", "include_locale"),
    "users.info": ("user", "include_locale"),
    "views.open": ("trigger_id", "view"),
    "views.update": ("view_id", "view"),
    "views.publish": ("user_id", "view"),
}
TROUBLED = ("chat.postMessage", "chat.update", "conversations.history", "conversations.members")
SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "conversations.history": "channels:history",
    "conversations.members": "channels:read",
    "users.list": "users:read",
    "users.info": "users:read",
}
ALSO = ("commands", "users:read.email", "im:history", "mpim:write", "mpim:history")
