"""An announcement in two channels on two platforms: looked at on both, posted, changed and withdrawn on both."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.chat.events import Account, Click, Command, Submission, Submitted
from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.text import Text
from bot.chat.ui import Form, Message, action
from bot.domain.people import Role
from handlers.announcements.control import POST, SEND_ME
from tests.conversation import ADA, PEOPLE, button
from tests.outbox.office import wait_until
from tests.platforms.contract import Seen
from tests.test_two_platforms import NEWS, World

COORDINATOR = replace(ADA, role=Role.COORDINATOR)
CHANNELS = ("announcements/web", "announcements/slack")
WORDS = {"title": "Spring school <!channel>", "text": "The *deadline* is `Friday`, see https://school.example.org/call"}


class Desk:
    """Ada, who coordinates and has an account on both platforms, at her desk."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._account = Account("web", "ada", ADA.name, ADA.email)
        self._forms = 0

    def type(self, words: str) -> list[Whisper | Ask | Reject]:
        return self._hear(Command(words, self._account, NEWS, self._now()))

    def press(self, packed: str) -> list[Whisper | Ask | Reject]:
        return self._hear(Click(packed, self._account, NEWS, self._now()))

    def fill(self, form: Form, **values: Submitted) -> list[Whisper | Ask | Reject]:
        self._forms += 1
        key = f"form-{self._forms}"
        return self._hear(Submission(form.carry, values, self._account, NEWS, self._now(), key=key))

    def private_on_slack(self) -> list[Seen]:
        """What Ada finds in her conversation with the bot."""
        return self._world.slack.read(self._world.slack.platform.direct("ada"), "ada")

    def _now(self) -> datetime:
        return self._world.bot.context.clock.now()

    def _hear(self, event: Command | Click | Submission) -> list[Whisper | Ask | Reject]:
        return list(self._world.bot.dispatcher.hear(event).replies)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with ExitStack() as open_ones:
        yield World(tmp_path, open_ones, (COORDINATOR, *(person for person in PEOPLE if person.id != ADA.id)))


def form_of(replies: list[Whisper | Ask | Reject]) -> Form:
    [reply] = replies
    assert isinstance(reply, Ask)
    return reply.form


def message_of(reply: Whisper | Ask | Reject) -> Message:
    assert isinstance(reply, Whisper)
    return reply.message


def test_it_looks_as_it_did_before_and_changes_on_both(world: World) -> None:
    ada = Desk(world)
    wait_until(lambda: linked(world, "slack") and linked(world, "web"))
    _, control = map(message_of, ada.fill(form_of(ada.type("announce")), **WORDS, channels=CHANNELS))
    ada.press(pressed(control, SEND_ME.format(platform="Slack")))
    wait_until(ada.private_on_slack)
    assert (world.on_slack(), world.on_web()) == (None, None)

    ada.press(pressed(control, POST))
    wait_until(lambda: world.on_slack() and world.on_web())
    assert world.on_slack() == ada.private_on_slack()[-1]
    assert world.on_slack().pings == ()
    for seen in (world.on_slack(), world.on_web()):
        assert "The deadline is Friday" in seen.text
        assert "https://school.example.org/call" in seen.links

    correction = form_of(ada.press(action("announcement.correct", announcement=1)))
    ada.fill(correction, **(WORDS | {"text": "The deadline is *Monday*."}), channels=CHANNELS)
    wait_until(lambda: all("is Monday." in seen.text for seen in (world.on_slack(), world.on_web())))

    ada.fill(form_of(ada.press(action("announcement.withdraw", announcement=1))), reason="The date was wrong.")
    wait_until(lambda: all("The date was wrong." in seen.text for seen in (world.on_slack(), world.on_web())))
    assert all("Monday" not in seen.text for seen in (world.on_slack(), world.on_web()))
    assert len(world.slack.read(NEWS, "ada")) == 1


def linked(world: World, platform: str) -> bool:
    with world.bot.context.database.reading() as store:
        return store.accounts.user_on(platform, ADA.id) is not None


def pressed(message: Message, label: Text) -> str:
    return button(message, label).action
