"""The same story against independent servers that speak Slack's API, where somebody has started them.

NETBOT_LIVE_LOCAL_SLACK names local-slack with its own examples/config.yaml ("http://127.0.0.1:3000"), which plays the
people; NETBOT_LIVE_EMULATE the Web API of `emulate --service slack` ("http://127.0.0.1:4310/api/").
"""

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from bot.assemble import Bot, assemble, open_database
from bot.chat.events import Place
from bot.chat.text import Reader, literal
from bot.chat.ui import Button, Items, Message, Paragraph, action
from bot.config import Settings
from bot.domain.people import Directory, Person, Role
from bot.platforms.port import Refused
from bot.platforms.seal import Seal
from bot.platforms.slack.adapter import Slack
from bot.sections import ChannelSection, ChannelsSection, DatabaseSection, SlackSection
from tests.outbox.office import wait_until
from tests.platforms.slack import screen

LOCAL, EMULATE = (os.environ.get(f"NETBOT_LIVE_{name}", "") for name in ("LOCAL_SLACK", "EMULATE"))
ALICE = Person("p1", "Alice", "Anderson", email="alice@example.com", role=Role.COORDINATOR)
BOB = Person("p2", "Bob", "Brown", email="bob@example.com")
GENERAL = "C01GEN"
FILLED = {"title": "Assembly", "time": "14:00", "day": (date.today() + timedelta(days=20)).isoformat()}  # noqa: DTZ011


class Workspace:
    """local-slack and what people do there."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = httpx.Client(base_url=f"{url}/_control", trust_env=False)

    def close(self) -> None:
        self._http.close()

    def do(self, what: str, **given: Any) -> None:
        assert self._http.post(f"/{what}", json=given).json()["ok"]

    def messages(self, channel: str) -> list[dict[str, Any]]:
        return self._http.get(f"/messages/{channel}").json()["messages"]

    def sees(self, channel: str, words: str) -> bool:
        return any(words in screen.seen(message).text for message in self.messages(channel))

    def look(self) -> dict[str, Any]:
        """Everything that its page shows."""
        with connect(f"{self._url.replace('http', 'ws', 1)}/ui", proxy=None, max_size=None) as page:
            return next(said for said in map(json.loads, page) if "modalStack" in json.dumps(said))

    def press(self, user: str, channel: str, ts: str, blocks: list[dict[str, Any]], label: str) -> None:
        """Presses a button of a message, or of a modal as if it stood in a message: it knows no presses there."""
        rows = [block for block in blocks if block["type"] == "actions"]
        [(row, pressed)] = [
            (row, each) for row in rows for each in row["elements"] if each.get("text", {}).get("text") == label
        ]
        action = pressed | {"block_id": row.get("block_id", "")}
        self.do("interact", channel=channel, messageTs=ts, user=user, action=action)

    def submit(self, user: str, values: dict[str, Any]) -> None:
        with connect(f"{self._url.replace('http', 'ws', 1)}/ui", proxy=None, max_size=None) as page:
            page.send(json.dumps({"t": "view_submit", "user": user, "values": values}))
            wait_until(lambda: "view_submission" in json.dumps(json.loads(page.recv())))


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    if not LOCAL:
        pytest.skip("NETBOT_LIVE_LOCAL_SLACK names no local-slack")
    with closing(Workspace(LOCAL)) as found:
        found.do("reset")
        yield found


@pytest.fixture
def bot(workspace: Workspace, tmp_path: Path) -> Iterator[Bot]:
    settings = Settings(
        database=DatabaseSection(url=f"sqlite:///{tmp_path / 'netbot.db'}"),
        slack=SlackSection(bot_token="xoxb-test-token", app_token="xapp-test-token", api_url=f"{LOCAL}/api/"),
        channels=ChannelsSection(announcements=ChannelSection(slack=GENERAL)),
    )
    with closing(open_database(settings)) as database, database.transaction() as store:
        store.directory.save(Directory((ALICE, BOB)), date(2026, 1, 1))
    made = assemble(settings)
    made.start()
    [slack] = made.connected
    wait_until(lambda: slack.state() == "connected")
    yield made
    made.stop()


def filled(view: dict[str, Any]) -> dict[str, Any]:
    """What a form shows, with a title, a day and a time."""
    return {block["block_id"]: _entry(block) for block in view["blocks"] if block["type"] == "input"}


def _entry(block: dict[str, Any]) -> dict[str, Any]:
    element, given = block["element"], FILLED.get(block["block_id"])
    kind = element["type"]
    values = {
        "plain_text_input": ("value", given or element.get("initial_value")),
        "datepicker": ("selected_date", given or element.get("initial_date")),
        "timepicker": ("selected_time", given or element.get("initial_time")),
        "checkboxes": ("selected_options", element.get("initial_options", [])),
        "multi_static_select": ("selected_options", element.get("initial_options", [])),
    }
    name, value = values.get(kind, ("selected_option", element.get("initial_option")))
    return {element["action_id"]: {"type": kind, name: value}}


def test_the_story_in_local_slack(workspace: Workspace, bot: Bot) -> None:
    workspace.do("command", channel=GENERAL, user="U01ALICE", command="/jrg", text="help")
    wait_until(lambda: workspace.sees(GENERAL, "/jrg find"))

    workspace.do("command", channel=GENERAL, user="U01ALICE", command="/jrg", text="meeting new")
    wait_until(lambda: form_of(workspace.look()))
    view = form_of(workspace.look())
    workspace.submit("U01ALICE", filled(view))
    wait_until(lambda: "Announce it" in json.dumps(message_of(workspace.look())))
    assert not workspace.sees(GENERAL, "0 online")
    workspace.press("U01ALICE", GENERAL, "0.1", message_of(workspace.look())["blocks"], "Announce it")
    wait_until(lambda: workspace.sees(GENERAL, "0 online"))

    [card] = [message for message in workspace.messages(GENERAL) if "0 online" in screen.seen(message).text]
    workspace.press("U02BOB", GENERAL, card["ts"], card["blocks"], "Online")
    wait_until(lambda: workspace.sees(GENERAL, "1 online"))

    workspace.do("open-home", user="U02BOB")
    wait_until(lambda: "Hello Bob" in json.dumps(workspace.look()))

    place = bot.connected[0].direct("U02BOB")
    workspace.do("message", channel=place.channel, user="U02BOB", text="find Alice")
    wait_until(lambda: workspace.sees(place.channel, "Alice Anderson"))


def form_of(shown: dict[str, Any]) -> dict[str, Any]:
    """The form that is open; empty if there is none."""
    return next((view for view in views(shown) if view.get("callback_id") == "form"), {})


def message_of(shown: dict[str, Any]) -> dict[str, Any]:
    """What a modal says; empty if there is none."""
    return next((view for view in views(shown) if view.get("callback_id") == "message"), {})


def views(shown: Any) -> list[dict[str, Any]]:
    """All modals in what the page shows, wherever they stand."""
    if isinstance(shown, list):
        return [view for each in shown for view in views(each)]
    if not isinstance(shown, dict):
        return []
    own = [shown] if shown.get("type") == "modal" and "id" in shown else []
    return own + [view for name, each in shown.items() if name != "log" for view in views(each)]


def test_the_web_api_of_emulate() -> None:
    if not EMULATE:
        pytest.skip("NETBOT_LIVE_EMULATE names no emulate")
    met: list[Any] = []
    seal = Seal("a seal", lambda: datetime.now(UTC))
    slack = Slack(bot_token="xoxb-any", api_url=EMULATE, seal=seal, now=lambda: datetime.now(UTC), met=met.extend)
    place, key, since = Place("slack", "C000000001"), uuid.uuid4().hex, datetime.now(UTC) - timedelta(minutes=1)
    yes = Button(literal("Yes"), action("x"))
    card = Message(literal("Card"), (Paragraph(literal("a *b* <!here>")), Items((literal("one"),)), yes))

    slack.start()
    wait_until(lambda: met)
    ref = slack.post(place, card, Reader(), key)
    slack.edit(ref, replace(card, title=literal("Edited")), Reader())
    people = {account.email: account.user for account in met}
    direct = slack.direct(people["bob@example.com"])
    told = slack.post(direct, card, Reader(), key)

    assert slack.find(place, key, since) == ref
    assert slack.find(direct, key, since) == told != ref
    assert slack.find(place, "another", since) is None
    with pytest.raises(Refused):
        slack.post(Place("slack", "C99"), card, Reader(), key)
    slack.stop()
