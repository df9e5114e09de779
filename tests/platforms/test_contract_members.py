"""The port's contract for who is in a channel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.events import Place
from bot.platforms.port import Refused
from tests.platforms.contract import Stage
from tests.platforms.stages import STAGES

PEOPLE = {"ada", "grace"}


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    opened = STAGES[request.param](tmp_path)
    yield opened
    opened.close()


def test_a_channel_has_its_people_each_once_beside_what_is_no_person(stage: Stage):
    members = stage.platform.members(stage.public)

    assert set(members) >= PEOPLE
    assert len(members) == len(set(members))


def test_a_conversation_has_only_those_who_talk_in_it(stage: Stage):
    alone, together = stage.platform.direct("ada"), stage.platform.together(["grace", "ada"])

    assert set(stage.platform.members(alone)) & PEOPLE == {"ada"}
    assert set(stage.platform.members(together)) & PEOPLE == PEOPLE


def test_who_is_in_a_channel_that_is_not_there_is_refused(stage: Stage):
    with pytest.raises(Refused):
        stage.platform.members(Place(stage.platform.name, "nowhere"))


def test_a_channel_is_named_as_events_name_it(stage: Stage):
    assert stage.platform.named(stage.public) == stage.public
