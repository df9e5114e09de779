"""Where the server is, and what the bot may believe of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Server:
    """What the settings say; `teams` are names, `tokens` are those of slash commands that were made by hand."""

    url: str
    token: str = field(repr=False)
    teams: Sequence[str]
    callback_url: str
    tokens: Sequence[str] = field(default=(), repr=False)
    trusts_addresses: bool = False
