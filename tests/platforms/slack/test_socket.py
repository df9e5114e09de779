"""Socket Mode: one socket an envelope, redelivery, changes of the connection, and a second instance."""

import logging
from pathlib import Path
from threading import Event as Moment
from threading import Thread
from typing import Any

import pytest

from bot.chat.events import Command, Event, Joined
from bot.chat.replies import Answer, whisper
from bot.chat.text import Reader, literal
from bot.platforms.slack.api import client
from tests.outbox.office import wait_until
from tests.platforms.slack.stage import SlackStage
from tests.platforms.slack.workspace import APP


class Ear:
    """Hears, and says how often."""

    def __init__(self, stage: SlackStage) -> None:
        self.heard: list[Event] = []
        stage.listen(self)

    def __call__(self, event: Event) -> Answer:
        self.heard.append(event)
        return Answer((whisper(literal("heard")),), Reader())


def test_the_answer_comes_with_the_acknowledgement(stage: SlackStage) -> None:
    ear = Ear(stage)

    shown = stage.people.type("ada", "help", "CNEWS")

    assert [message["text"] for message in shown.private] == ["heard"]
    assert len(ear.heard) == 1
    assert "chat.postEphemeral" not in [method for method, _ in stage.workspace.calls]


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_it_comes_back_when_slack_asks_for_a_new_connection(
    stage: SlackStage, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    ear = Ear(stage)
    stage.sockets.wait_for(lambda: stage.sockets.open)
    before = stage.sockets.said_hello

    stage.sockets.disconnect(reason)
    stage.sockets.wait_for(lambda: stage.sockets.said_hello > before and len(stage.sockets.open) == 1)
    stage.people.type("ada", "help", "CNEWS")

    assert len(ear.heard) == 1
    assert [record for record in caplog.records if "another process" in record.message] == []


def test_it_comes_back_when_the_connection_breaks(stage: SlackStage) -> None:
    ear = Ear(stage)
    stage.sockets.wait_for(lambda: stage.sockets.open)
    before = stage.sockets.said_hello

    for connection in list(stage.sockets.open):
        connection.close()
    stage.sockets.wait_for(lambda: stage.sockets.said_hello > before and stage.sockets.open)
    stage.people.type("ada", "help", "CNEWS")

    assert len(ear.heard) == 1
    assert stage.platform.state() == "connected"


def test_a_connection_that_comes_up_while_the_bot_stops_is_closed(stage: SlackStage) -> None:
    # Connected by its own account too: who stops while the first connection comes up waits for that one.
    wait_until(lambda: stage.platform.state() == "connected")
    given, asked, closing = stage.workspace.socket_url, Moment(), Moment()

    def late() -> str:
        asked.set()
        assert closing.wait(60)
        return given()

    stage.workspace.socket_url = late
    for connection in list(stage.sockets.open):
        connection.close()
    assert asked.wait(60)
    stopping = Thread(target=stage.platform.stop)
    stopping.start()
    sdk: Any = stage.platform._socket
    wait_until(lambda: sdk._client.closed)
    closing.set()
    stopping.join(60)

    stage.sockets.wait_for(lambda: not stage.sockets.open)
    assert (stopping.is_alive(), sdk.is_connected()) == (False, False)


def test_an_event_that_comes_again_does_its_work_once(stage: SlackStage) -> None:
    ear = Ear(stage)
    stage.workspace.add_user("new")
    event = {"type": "team_join", "user": stage.workspace.users["new"]}

    for _ in range(3):
        stage.people.event(event, "Ev1")
    stage.people.event(event, "Ev2")

    assert [type(heard) for heard in ear.heard] == [Joined, Joined]


def test_a_request_that_comes_again_has_the_key_of_the_first(tmp_path: Path) -> None:
    stage = SlackStage(tmp_path, patience=0.2)
    ear = Ear(stage)
    payload = {
        "command": "/jrg", "text": "x", "user_id": "ada", "channel_id": "CNEWS", "trigger_id": "7.1",
        "response_url": "http://127.0.0.1:9/respond/none",
    }  # fmt: skip

    for _ in range(2):
        stage.sockets.deliver("slash_commands", payload, stage.workspace.number())
    stage.sockets.deliver("slash_commands", payload | {"trigger_id": "7.2"}, stage.workspace.number())
    stage.close()

    keys = [event.key for event in ear.heard if isinstance(event, Command)]
    assert (len(keys), len(set(keys)), keys[0] == keys[1]) == (3, 2, True)


def test_another_instance_is_noticed(stage: SlackStage, caplog: pytest.LogCaptureFixture) -> None:
    stage.sockets.wait_for(lambda: stage.sockets.open)
    other = stage.adapter()
    with caplog.at_level(logging.WARNING):
        other.start()
        wait_until(lambda: [record for record in caplog.records if "another process" in record.message])
        other.stop()

    assert len(stage.sockets.open) == 1


def test_each_envelope_goes_to_one_of_two_connections(stage: SlackStage) -> None:
    """What our small Slack does as the real one: two instances share what people type."""
    stage.sockets.wait_for(lambda: stage.sockets.open)
    ear = Ear(stage)
    other = stage.adapter()
    heard_there: list[Event] = []
    other.listen(lambda event: heard_there.append(event) or Answer((whisper(literal("there")),), Reader()))
    other.start()
    stage.sockets.wait_for(lambda: len(stage.sockets.open) == 2)

    for _ in range(4):
        stage.people.type("ada", "help", "CNEWS")
    other.stop()

    assert (len(ear.heard), len(heard_there)) == (2, 2)


def test_the_app_token_goes_only_where_it_belongs(stage: SlackStage) -> None:
    stage.sockets.wait_for(lambda: stage.sockets.open)

    assert client(APP, stage.url).apps_connections_open(app_token=APP)["ok"]
    assert stage.workspace.refused == []
