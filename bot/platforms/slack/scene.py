"""What the parts of the Slack side know in common."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.platforms.seal import Seal
from bot.platforms.slack.parse import ASKED, CLICK, FORM, PRIVATE, PUBLIC, SAY
from bot.platforms.slack.render import Sealer


@dataclass(frozen=True, slots=True)
class Scene:
    """The slash command, the title of modals, the bot's clock, the seal of what we hand out."""

    command: str
    title: str
    now: Callable[[], datetime]
    seal: Seal
    repeats: bool  # whether a slash command may arrive twice

    def public(self) -> Sealer:
        """For buttons that anybody may press."""
        return partial(self.seal.close, purpose=CLICK, lasts=PUBLIC)

    def private(self, user: str) -> Sealer:
        """For buttons that only one person may press."""
        return partial(self.seal.close, purpose=CLICK, person=user, lasts=PRIVATE)

    def state(self, carry: str, number: str, channel: str, user: str) -> str:
        """What a form carries: its own number, where it was opened, and what it is about."""
        return self.seal.close(f"{number} {channel} {carry}", FORM, user, lasts=ASKED)

    def said(self, words: str, user: str) -> str:
        """A command in a button, for where no form can open."""
        return self.seal.close(words, SAY, user, lasts=PRIVATE)
