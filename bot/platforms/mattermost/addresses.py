"""The addresses at which the server calls the bot, and other names that only this bot can make again."""

import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

COMMAND, ACTION, DIALOG = "/mattermost/command", "/mattermost/action", "/mattermost/dialog"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The first two hold a secret that no client ever sees; that of dialogs is shown to all."""

    secret: str
    command: str
    action: str
    dialog: str

    @classmethod
    def of(cls, callback_url: str, secret: str) -> "Addresses":
        base, hidden = callback_url.rstrip("/"), mac(secret, "address")
        return cls(hidden, f"{base}{COMMAND}/{hidden}", f"{base}{ACTION}/{hidden}", f"{base}{DIALOG}")


def mac(secret: str, *what: str) -> str:
    """24 letters that nobody can guess, the same for the same words."""
    digest = hmac.digest(secret.encode(), json.dumps(what).encode(), sha256)
    return urlsafe_b64encode(digest[:18]).decode()
