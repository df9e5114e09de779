"""The manifest: Slack's own schema where it is at hand, the rules that matter where it is not."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.platforms.slack.manifest import EVENTS, PATH, PRIVATE, SCOPES, manifest
from tests.sources import ROOT

SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.2.0.0.json"
MANIFESTS = [
    manifest(name="JRG", command="/jrg"),
    manifest(name="Junior research groups of a very long network", command="/net", url="https://bot.example.org/"),
    manifest(name="JRG", command="/jrg", private=True),
]
NEEDED_FOR = {"app_home_opened": None, "message.im": "im:history", "team_join": "users:read"}


@pytest.mark.parametrize("made", MANIFESTS)
def test_slacks_own_schema_accepts_it(made: dict[str, Any]) -> None:
    if not SCHEMA.exists():
        pytest.skip(f"Slack's manifest schema is not at {SCHEMA}")
    checked = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))

    assert [error.message for error in checked.iter_errors(made)] == []


@pytest.mark.parametrize("made", MANIFESTS)
def test_the_rules_that_matter_hold(made: dict[str, Any]) -> None:
    features, settings = made["features"], made["settings"]
    [slash] = features["slash_commands"]

    assert set(made) == {"display_information", "features", "oauth_config", "settings"}
    assert 1 <= len(made["display_information"]["name"]) <= 35
    assert 1 <= len(made["display_information"]["description"]) <= 140
    assert 1 <= len(features["bot_user"]["display_name"]) <= 80
    assert slash["command"].startswith("/")
    assert len(slash["command"]) <= 32
    assert slash["should_escape"] is True
    assert features["app_home"]["messages_tab_read_only_enabled"] is False
    assert settings["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert settings["interactivity"]["is_enabled"] is True
    assert settings["token_rotation_enabled"] is False


def test_socket_mode_needs_no_address_and_http_mode_has_one_for_everything() -> None:
    socket, http, _ = MANIFESTS
    address = f"https://bot.example.org{PATH}"

    assert socket["settings"]["socket_mode_enabled"] is True
    assert "http" not in json.dumps(socket)
    assert http["settings"]["socket_mode_enabled"] is False
    assert http["features"]["slash_commands"][0]["url"] == address
    assert http["settings"]["event_subscriptions"]["request_url"] == address
    assert http["settings"]["interactivity"]["request_url"] == address


def test_each_scope_is_needed_and_explained() -> None:
    asked = set(MANIFESTS[0]["oauth_config"]["scopes"]["bot"])
    page = (ROOT / "docs" / "slack.md").read_text("utf-8")

    assert asked == set(SCOPES)
    assert set(MANIFESTS[2]["oauth_config"]["scopes"]["bot"]) == asked | set(PRIVATE)
    assert [scope for scope in (*SCOPES, *PRIVATE) if f"`{scope}`" not in page] == []
    assert {scope for scope in NEEDED_FOR.values() if scope} <= asked
    assert set(NEEDED_FOR) == set(EVENTS)


def test_the_command_prints_it(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[network]\nname = "Ours"\ncommand = "/net"\n', "utf-8")

    plain = CliRunner().invoke(app, ["manifest", "--config", str(config)])
    full = CliRunner().invoke(
        app, ["manifest", "--config", str(config), "--url", "https://bot.example.org", "--private-channel"]
    )

    assert json.loads(plain.stdout) == manifest(name="Ours", command="/net")
    assert json.loads(full.stdout) == manifest(name="Ours", command="/net", url="https://bot.example.org", private=True)
