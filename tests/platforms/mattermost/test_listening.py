"""What the web socket tells, and what is caught up after it was away."""

import json
import time
from collections.abc import Sequence
from typing import Any

import pytest

from bot.chat.events import Account, Command, Joined
from bot.chat.replies import Ask, Whisper, whisper
from bot.chat.text import literal
from bot.chat.ui import Button, Message, action
from bot.platforms.mattermost.listening import Listening
from tests.outbox.office import wait_until
from tests.platforms.contract import Ear
from tests.platforms.mattermost.fake import BOT, TEAM
from tests.platforms.mattermost.stage import MattermostStage
from tests.platforms.test_contract import FORM

HELLO = literal("Hello")


class Memory:
    """Remembers as the bot's database does."""

    def __init__(self, met: Sequence[str] = ()) -> None:
        self.met = set(met)
        self.heard: set[str] = set()
        self.accounts: list[Account] = []

    def meet(self, accounts: Sequence[Account]) -> None:
        self.accounts += accounts

    def unmet(self, community: str, users: Sequence[str]) -> Sequence[str]:
        assert community == f"mattermost/{TEAM}"
        return [user for user in users if user not in self.met]

    def once(self, key: str) -> bool:
        new = key not in self.heard
        self.heard.add(key)
        return new


@pytest.fixture
def ear(stage: MattermostStage) -> Ear:
    return Ear(stage)


@pytest.fixture
def memory(stage: MattermostStage) -> Memory:
    memory = Memory(["ada"])
    stage.platform._listening._acquaintances = memory
    return memory


@pytest.fixture
def listening(stage: MattermostStage) -> Listening:
    return stage.platform._listening


def posted(stage: MattermostStage, words: str, user: str = "ada", **post: Any) -> dict[str, Any]:
    channel = stage.platform.direct("ada").channel
    whole = {"id": "m1", "channel_id": channel, "user_id": user, "message": words, "type": "", "props": {}}
    return {"channel_type": "D", "post": json.dumps(whole | post)}


def test_a_message_is_a_command_and_is_answered_once(
    stage: MattermostStage, ear: Ear, memory: Memory, listening: Listening
) -> None:
    ear.replies = (whisper(HELLO),)
    listening.event("posted", posted(stage, "jrg find x"))
    listening.event("posted", posted(stage, "jrg find x"))

    [heard] = ear.heard
    assert isinstance(heard, Command)
    assert (heard.words, heard.account.user, heard.place) == ("find x", "ada", stage.platform.direct("ada"))
    assert [each.text for each in stage.read(stage.platform.direct("ada"), "ada")] == ["Hello"]


@pytest.mark.parametrize("post", [{"user_id": BOT}, {"channel_id": "town"}, {"user_id": "grace"}])
def test_what_is_no_message_of_a_person_to_the_bot_is_left_alone(
    stage: MattermostStage, ear: Ear, memory: Memory, listening: Listening, post: dict[str, Any]
) -> None:
    listening.event("posted", posted(stage, "find x", **post))
    listening.event("reaction_added", {})

    assert ear.heard == []


def test_a_form_waits_behind_a_button_that_gives_the_command_again(
    stage: MattermostStage, ear: Ear, memory: Memory, listening: Listening
) -> None:
    ear.replies = (Ask(FORM), Whisper(Message(HELLO, (Button(HELLO, action("x")),))))
    listening.event("posted", posted(stage, "meeting new"))
    offered, told = stage.read(stage.platform.direct("ada"), "ada")

    opened = stage.click("ada", offered.buttons["Open the form"], stage.platform.direct("ada")).form

    assert offered.text == "New meeting: this is a form. A button opens it."
    assert list(told.buttons) == ["Hello"]
    assert opened.title == "New meeting"
    assert [event.words for event in ear.heard] == ["meeting new"] * 2


def test_a_newcomer_is_heard_of_once_known(
    stage: MattermostStage, ear: Ear, memory: Memory, listening: Listening
) -> None:
    stage.platform.listen(ear)
    for user, team in (("grace", TEAM), ("ada", TEAM), ("grace", "another"), (BOT, TEAM)):
        listening.event("user_added", {"user_id": user, "team_id": team})

    assert [(type(event), event.account.user) for event in ear.heard] == [(Joined, "grace")]


def test_whoever_came_meanwhile_is_heard_of_after_the_connection(
    stage: MattermostStage, ear: Ear, memory: Memory, listening: Listening
) -> None:
    listening.arrived()

    assert [(type(event), event.account.user) for event in ear.heard] == [(Joined, "grace")]


def test_everybody_is_known_before_they_speak_and_looked_at_again(
    stage: MattermostStage, memory: Memory, listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.mattermost.listening.FRESH", 0.01)
    stage.fake.users["ada"]["email_verified"] = True
    listening.arrived()
    wait_until(lambda: len(memory.accounts) >= 4)
    listening.stop()

    assert {(each.user, each.email) for each in memory.accounts} == {
        ("ada", "ada@example.org"),
        ("grace", ""),  # for whose address nobody vouches
    }


def test_messages_that_came_meanwhile_are_answered(
    stage: MattermostStage, ear: Ear, memory: Memory, listening: Listening
) -> None:
    memory.met |= {"grace"}
    channel, now = stage.platform.direct("ada").channel, int(time.time() * 1000)
    for number, age in enumerate((3_600_000, 60_000, 1_000)):
        post = json.loads(posted(stage, f"find {number}", id=f"m{number}")["post"])
        stage.fake.posts[post["id"]] = post | {"create_at": now - age}
    stage.fake.channels[channel]["last_post_at"] = now - 1_000

    listening.arrived()
    listening.arrived()

    assert [event.words for event in ear.heard] == ["find 1", "find 2"]


def test_a_changed_profile_is_asked_for_again(stage: MattermostStage, ear: Ear, listening: Listening) -> None:
    stage.type("ada", "", stage.public)
    stage.fake.users["ada"]["locale"] = "de"
    listening.event("user_updated", {"user": {"id": "ada"}})
    stage.type("ada", "", stage.public)

    assert [event.account.language for event in ear.heard] == ["en", "de"]


def test_the_command_is_registered_once_and_put_right(stage: MattermostStage, listening: Listening) -> None:
    [command] = stage.fake.commands
    made = dict(command)
    command |= {"url": "http://elsewhere", "method": "G"}

    listening.arrived()

    assert stage.fake.commands == [made]


def test_what_cannot_be_caught_up_is_tried_again(
    stage: MattermostStage, ear: Ear, memory: Memory, listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.mattermost.listening.RETRY", 0.01)
    stage.fake.troubles.append((500, {}, {}))

    listening.arrived()
    wait_until(lambda: ear.heard)

    assert [event.account.user for event in ear.heard] == ["grace"]
    assert stage.fake.troubles == []
