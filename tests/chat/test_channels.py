"""The channels of the settings, on each platform, by a name that survives a move."""

from bot.chat.channels import Channel, Channels, platform_name
from bot.chat.events import Place

SLACK, MATTERMOST, OTHER = Place("slack", "C1"), Place("mattermost", "jrg/news"), Place("slack", "C2")
CHANNELS = Channels({"announcements": [SLACK, MATTERMOST], "leaders": [OTHER], "unused": []})


def test_every_channel_has_a_name_on_each_platform() -> None:
    assert [channel.key for channel in CHANNELS.every()] == [
        "announcements/slack",
        "announcements/mattermost",
        "leaders/slack",
    ]
    assert CHANNELS.get("leaders/slack") == Channel("leaders", OTHER)
    assert CHANNELS.get("leaders/mattermost") is None
    assert Channels().every() == []


def test_platforms_are_called_what_people_call_them() -> None:
    assert [platform_name(name) for name in ("slack", "mattermost", "web", "paper")] == [
        "Slack",
        "Mattermost",
        "Web",
        "paper",
    ]
