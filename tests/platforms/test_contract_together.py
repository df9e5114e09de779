"""The port's contract for conversations of several people with the bot."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.replies import whisper
from bot.chat.ui import Message
from bot.platforms.port import Refused
from tests.platforms.contract import Ear, Stage
from tests.platforms.stages import STAGES
from tests.platforms.test_contract import CARD, ENGLISH, HELLO, YES


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    opened = STAGES[request.param](tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def ear(stage: Stage) -> Ear:
    return Ear(stage)


def test_people_talk_together_with_the_bot_in_one_conversation(stage: Stage, ear: Ear):
    place = stage.platform.together(["grace", "ada"])
    ref = stage.platform.post(place, CARD, ENGLISH, "key 1")

    assert stage.platform.together(["ada", "grace"]) == place
    assert place not in (stage.public, stage.platform.direct("ada"), stage.platform.direct("grace"))
    assert [seen.text.startswith(HELLO.en) for seen in stage.read(place, "ada")] == [True]
    assert stage.read(place, "ada") == stage.read(place, "grace")
    assert stage.platform.find(place, "key 1", stage.now() - timedelta(hours=1)) == ref
    stage.platform.edit(ref, Message(YES), ENGLISH)
    assert len(stage.read(place, "grace")) == 1
    for user in ("ada", "grace"):  # a card for all of them may be used by each
        ear.replies = (whisper(HELLO),)
        stage.platform.edit(ref, CARD, ENGLISH)
        [seen] = stage.read(place, user)
        assert stage.click(user, seen.buttons["I am coming"], place).refused is False


def test_nobody_talks_with_those_who_are_not_there(stage: Stage):
    with pytest.raises(Refused):
        stage.platform.together(["ada", "nobody"])
