"""What `netbot doctor` says of a Mattermost server, well and badly."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.platforms.mattermost.checks import findings
from bot.platforms.mattermost.server import Server
from bot.platforms.port import Finding
from bot.serving import listen
from tests.platforms.mattermost.fake import TOKEN, Fake, open_fake

GOOD = {"RequireEmailVerification": "true", "PostEditTimeLimit": "-1", "EnableCommands": "true"}


@pytest.fixture
def fake() -> Iterator[Fake]:
    with open_fake(lambda: datetime.now(UTC), settings=dict(GOOD)) as fake:
        yield fake


def look(fake: Fake, token: str = TOKEN, url: str = "", **given: object) -> list[Finding]:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    server = Server(url or fake.url, token, ["team"], f"http://127.0.0.1:{port}", **given)
    channels = ["team/announcements"]
    return list(findings(server, "secret", command="/jrg", channels=channels, listen=("127.0.0.1", port)))


def wrong(found: list[Finding]) -> list[str]:
    return [each.title.removeprefix("Mattermost: ") for each in found if not each.ok]


def test_a_server_that_is_right_passes(fake: Fake) -> None:
    found = look(fake)

    assert wrong(found) == []
    assert [each.advice for each in found] == [""] * len(found)
    assert len(found) == 12


def test_nothing_is_posted_or_changed(fake: Fake) -> None:
    look(fake)

    assert (fake.posts, fake.commands) == ({}, [])


def test_a_wrong_token_and_a_wrong_address_end_the_look(fake: Fake) -> None:
    assert wrong(look(fake, token="wrong")) == ["the token"]
    assert wrong(look(fake, url="http://127.0.0.1:1")) == ["the server"]


@pytest.mark.parametrize(
    ("setting", "value", "title"),
    [
        ("RequireEmailVerification", "false", "addresses of e-mail are proven"),
        ("ShowEmailAddress", "false", "the bot sees addresses of e-mail"),
        ("PostEditTimeLimit", "300", "posts can be edited at any time"),
        ("EnableCommands", "false", "slash commands are enabled"),
        ("SiteURL", "", "its site URL is set"),
    ],
)
def test_a_setting_that_stands_in_the_way_is_named(fake: Fake, setting: str, value: str, title: str) -> None:
    fake.settings[setting] = value

    assert wrong(look(fake)) == [title]


def test_addresses_that_nobody_can_choose_need_no_proof(fake: Fake) -> None:
    del fake.settings["RequireEmailVerification"]

    assert wrong(look(fake, trusts_addresses=True)) == []


def test_a_team_or_channel_without_the_bot_is_named(fake: Fake) -> None:
    fake.away = {"/members/netbot"}

    assert wrong(look(fake)) == ["the team team", "the channel team/announcements"]


def test_a_command_that_may_not_be_made_can_be_made_by_hand(fake: Fake) -> None:
    fake.away = {"/commands"}

    [problem] = [each for each in look(fake) if not each.ok]
    assert problem.title == "Mattermost: /jrg in team"
    assert "/mattermost/command/" in problem.advice
    assert wrong(look(fake, tokens=["by hand"])) == []


def test_somebody_elses_command_is_named(fake: Fake) -> None:
    fake.commands.append({"trigger": "jrg", "url": "http://elsewhere"})

    assert wrong(look(fake)) == ["/jrg is free or ours in team"]


def test_a_server_that_cannot_call_the_bot_is_told_of(fake: Fake) -> None:
    fake.is_fenced = True

    [problem] = [each for each in look(fake) if not each.ok]
    assert problem.title == "Mattermost: the server reaches the bot"
    assert "Allow untrusted internal connections" in problem.advice


def test_something_else_at_the_address_is_told_of(fake: Fake) -> None:
    fake.is_misled = True

    assert wrong(look(fake)) == ["the server reaches the bot"]


def test_a_clock_that_is_wrong_is_told_of(fake: Fake) -> None:
    fake.date = "Mon, 02 Nov 2026 09:00:00 GMT"

    assert wrong(look(fake)) == ["its clock agrees with ours"]
