"""What the doctor finds in Slack: all is well, or what to do."""

import pytest

from bot.platforms.port import Finding
from bot.platforms.slack.checks import findings
from tests.platforms.slack.people import SECRET
from tests.platforms.slack.stage import SlackStage
from tests.platforms.slack.workspace import APP, BOT


def found(stage: SlackStage, **given: object) -> list[Finding]:
    return list(findings(**{"bot_token": BOT, "app_token": APP, "api_url": stage.url, "channels": ["CNEWS"]} | given))


def bad(stage: SlackStage, **given: object) -> list[str]:
    """The advice of everything that is not well."""
    return [finding.advice for finding in found(stage, **given) if not finding.ok]


def test_all_is_well(stage: SlackStage) -> None:
    assert found(stage) == [
        Finding("Slack: the bot token is good for Test team", ok=True),
        Finding("Slack: the app has the scopes that it needs", ok=True),
        Finding("Slack: Socket Mode", ok=True),
        Finding("Slack: users can be read", ok=True),
        Finding("Slack: the channel CNEWS", ok=True),
    ]
    assert bad(stage, app_token="", signing_secret=SECRET) == []
    assert stage.workspace.channels["CNEWS"].messages == []


def test_a_wrong_bot_token_ends_it(stage: SlackStage) -> None:
    [only] = found(stage, bot_token="xoxb-wrong")

    assert (only.ok, only.advice) == (False, "invalid_auth. Paste the Bot User OAuth Token (xoxb-…).")


def test_a_missing_scope_is_named(stage: SlackStage) -> None:
    stage.workspace.granted.discard("im:write")

    [advice] = bad(stage)

    assert advice.startswith("Missing: im:write.")
    assert "netbot manifest" in advice


def test_a_wrong_app_token_and_no_way_in_are_found(stage: SlackStage) -> None:
    assert "connections:write" in bad(stage, app_token=BOT)[0]
    assert bad(stage, app_token="") == ["Set app_token (Socket Mode) or signing_secret (HTTP)."]


@pytest.mark.parametrize(("channel", "word"), [("CNONE", "begins with C"), ("CSECRET", "Invite the bot")])
def test_a_channel_that_cannot_be_read_is_explained(stage: SlackStage, channel: str, word: str) -> None:
    stage.workspace.add_channel("CSECRET").members.clear()

    [advice] = bad(stage, channels=[channel])

    assert word in advice


def test_no_server_is_no_crash(stage: SlackStage) -> None:
    stage.close()

    assert [finding.ok for finding in found(stage)] == [False]


def test_no_finding_shows_a_token(stage: SlackStage) -> None:
    given = found(stage, bot_token="xoxb-wrong-secret") + found(stage, app_token="xapp-wrong-secret")

    assert [finding for finding in given if "wrong-secret" in str(finding) or APP in str(finding)] == []
