"""The channels of the settings, each on every platform that is in use, for those who choose among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.chat.events import Place

NAMES = {"slack": "Slack", "mattermost": "Mattermost", "web": "Web"}


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the settings on one platform."""

    name: str
    place: Place

    @property
    def key(self) -> str:
        """What names it wherever it may move: "announcements/slack"."""
        return f"{self.name}/{self.place.platform}"


@dataclass(frozen=True, slots=True)
class Channels:
    """`places` maps the names of the settings to channels of the platforms."""

    places: Mapping[str, Sequence[Place]] = field(default_factory=dict[str, Sequence[Place]])

    def every(self) -> list[Channel]:
        """All of them, in the order of the settings."""
        return [Channel(name, place) for name, places in self.places.items() for place in places]

    def get(self, key: str) -> Channel | None:
        """None for one that is no longer in the settings."""
        return next((channel for channel in self.every() if channel.key == key), None)


def platform_name(platform: str) -> str:
    """What people call it."""
    return NAMES.get(platform, platform)
