"""Nothing that people write, and no token, is in a log line of the Slack side and of its libraries."""

import logging

import pytest

from bot.chat.events import Event
from bot.chat.replies import Answer
from bot.logs import Discreet
from tests.platforms.slack.people import SECRET
from tests.platforms.slack.stage import SlackStage
from tests.platforms.slack.workspace import APP, BOT

WORDS = "a-word-that-no-log-repeats"


def test_the_log_repeats_no_word_and_no_token(stage: SlackStage, caplog: pytest.LogCaptureFixture) -> None:
    def hear(event: Event) -> Answer:
        raise ValueError(f"{WORDS} {event}")

    stage.listen(hear)
    stage.workspace.troubled = ("chat.postMessage", "views.publish", "users.list", "users.info", "views.open")
    with caplog.at_level(logging.DEBUG):
        stage.people.write("ada", WORDS)
        stage.people.event({"type": "app_home_opened", "user": "ada", "tab": "home"})
        stage.workspace.troubles.extend(["500"] * 3)
        stage.people.event({"type": "team_join", "user": {"id": WORDS, "name": WORDS}})
        stage.sockets.disconnect("warning")
        stage.sockets.deliver("slash_commands", {"command": "/jrg", "text": WORDS, "user_id": "ada"}, 1, tries=1)

    lines = [Discreet().format(record) for record in caplog.records]
    assert [line for line in lines if "WARNING ValueError at" in line]
    assert [line for line in lines if any(secret in line for secret in (WORDS, BOT, APP, SECRET))] == []
