"""Settings of the platforms: what each needs, that no token is shown, and where channels are."""

import os
from pathlib import Path

import pytest

from bot.chat.events import Place
from bot.config import BadSettings, read
from bot.mouths import places
from bot.sections import ChannelSection
from tests.test_config import SECRET, problems, written


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("NETBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            'bot_token = "xapp-1"\napp_token = "xoxb-2"',
            ["bot_token: begins with xoxb-", "app_token: begins with xapp-"],
        ),
        ('bot_token = "xoxb-1"', [": a bot_token needs either an app_token (Socket Mode) or a signing_secret (HTTP)"]),
        (
            f'bot_token = "xoxb-1"\napp_token = "xapp-1"\nsigning_secret = "{SECRET}"',
            [": a bot_token needs either an app_token (Socket Mode) or a signing_secret (HTTP)"],
        ),
        ('api_url = "slack.com"', ["api_url: begins with https://"]),
    ],
)
def test_slack_needs_one_way_in(text: str, found: list[str]) -> None:
    assert problems(written(f"[slack]\n{text}\n")) == [f"slack.{each}".replace(".:", ":") for each in found]


def test_tokens_of_slack_are_not_shown() -> None:
    secrets = f'bot_token = "xoxb-{SECRET}"\napp_token = "xapp-{SECRET}"\n'

    settings = read(written(f'[slack]\n{secrets}api_url = "http://127.0.0.1:4310/api"\n'))

    assert (settings.slack.enabled, settings.slack.api_url) == (True, "http://127.0.0.1:4310/api/")
    assert SECRET not in repr(settings) + str(settings) + repr(settings.slack)


def test_channels_are_named_for_each_platform() -> None:
    settings = read(written('[channels]\nannouncements = { web = "news" }\n'))

    assert settings.channels.announcements == ChannelSection(web="news")


def test_there_may_be_more_channels_and_only_platforms_in_use_count() -> None:
    more = '[channels]\nmore = { leaders = { slack = "C2", mattermost = "jrg/leaders" }, news = { web = "news" } }\n'
    settings = read(written(f"{MATTERMOST}\n[web]\nenabled = true\n{more}"))

    assert places(settings) == {
        "announcements": [Place("web", "announcements")],
        "leaders": [Place("mattermost", "jrg/leaders")],
        "news": [Place("web", "news")],
    }


@pytest.mark.parametrize("name", ["announcements", "two words", ""])
def test_a_channel_has_a_name_that_can_be_told_from_the_others(name: str) -> None:
    with pytest.raises(BadSettings, match="names are letters, digits and hyphens"):
        read(written(f'[channels.more."{name}"]\nweb = "x"\n'))


MATTERMOST = f'''
[mattermost]
url = "https://chat.example.org/mm"
token = "{SECRET}"
team = "jrg"
callback_url = "http://127.0.0.1:8080"
command_token = ["{SECRET}"]
'''


def test_a_team_may_be_one_or_several(monkeypatch: pytest.MonkeyPatch) -> None:
    one = read(written(MATTERMOST)).mattermost
    monkeypatch.setenv("NETBOT_MATTERMOST__TEAM", "jrg, leads")

    assert (one.team, one.token.get_secret_value()) == (("jrg",), SECRET)
    assert read(written(MATTERMOST)).mattermost.team == ("jrg", "leads")


def test_the_token_of_mattermost_is_never_shown() -> None:
    settings = read(written(MATTERMOST))

    assert SECRET not in repr(settings) + str(settings) + str(settings.model_dump()) + settings.model_dump_json()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[mattermost]\nurl = "https://x.example"\nteam = "a"',
            "mattermost: with a url it needs token, callback_url too",
        ),
        ('[mattermost]\nurl = "chat.example.org"', "mattermost.url: String should match pattern"),
        (
            '[channels]\nannouncements = { mattermost = "news" }',
            "channels.announcements.mattermost: String should match",
        ),
    ],
)
def test_what_is_missing_or_wrong_for_mattermost_is_named(text: str, problem: str) -> None:
    [found] = problems(written(text))

    assert found.startswith(problem)
