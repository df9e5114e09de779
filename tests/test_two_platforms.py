"""One process serves Slack and the embedded chat: who answers on one sees the card on the other change."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.assemble import Bot, assemble, open_database
from bot.chat.events import Place
from bot.chat.replies import Post, card
from bot.config import Settings
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.feeds.addresses import Reach
from bot.owing import owe
from bot.sections import ChannelSection, ChannelsSection, DatabaseSection, SlackSection, WebSection
from tests.conversation import ADA, DIRECTORY, PEOPLE
from tests.outbox.office import wait_until
from tests.platforms.contract import Seen
from tests.platforms.serving import served
from tests.platforms.slack.stage import SlackStage
from tests.platforms.slack.workspace import APP, BOT
from tests.platforms.web import page_reader

NEWS = Place("slack", "CNEWS")


class World:
    """A bot on both platforms; Ada has an account on each, by the address that both know."""

    def __init__(
        self, home: Path, open_ones: ExitStack, people: Sequence[Person] = PEOPLE, reach: Reach | None = None
    ) -> None:
        self.slack = SlackStage(home, start=False)
        open_ones.callback(self.slack.close)
        settings = Settings(
            database=DatabaseSection(url=f"sqlite:///{home / 'netbot.db'}"),
            web=WebSection(enabled=True, home=home / "chat"),
            slack=SlackSection(bot_token=BOT, app_token=APP, api_url=self.slack.url),
            channels=ChannelsSection(announcements=ChannelSection(web="announcements", slack=NEWS.channel)),
        )
        database = open_database(settings)
        with database.transaction() as store:
            store.directory.save(replace(DIRECTORY, people=tuple(people)), date(2026, 1, 1))
        database.close()
        self.bot: Bot = assemble(settings, reach=reach)
        self.bot.start()
        open_ones.callback(self.bot.stop)
        address = open_ones.enter_context(served(self.bot.app.routes))
        self.web = open_ones.enter_context(httpx.Client(base_url=address, trust_env=False))

    def announce(self) -> None:
        """A meeting is planned, and its card owed on both platforms."""
        context = self.bot.context
        now = context.clock.now()
        begins = (now + timedelta(days=20)).replace(tzinfo=None, microsecond=0)
        with context.database.transaction() as store:
            meeting = store.meetings.add(Meeting(0, "Assembly", begins, "Europe/Berlin"))
            post = Post(card("meeting.card", meeting=meeting.id), "announcements")
            owe(store, [post], context.places, context.habits_of, now=now, real=context.clock.real())

    def on_slack(self) -> Seen | None:
        shown = self.slack.read(NEWS, "ada")
        return shown[-1] if shown else None

    def on_web(self) -> Seen | None:
        messages = self.web.get("/api/messages", params={"as": "ada", "channel": "announcements"}).json()["messages"]
        return page_reader.seen(messages[-1]["html"]) if messages else None

    def click_on_web(self, label: str) -> dict[str, Any]:
        token = self.on_web().buttons[label]
        data = {"as": "ada", "channel": "announcements", "token": token, "choice": None}
        answer = self.web.post("/api/click", json=data)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with ExitStack() as open_ones:
        yield World(tmp_path, open_ones)


def test_who_answers_on_one_platform_changes_the_card_on_the_other(world: World) -> None:
    world.announce()
    wait_until(lambda: world.on_slack() and world.on_web())
    assert "0 online · 0 on site" in world.on_slack().text

    world.click_on_web("Online")
    wait_until(lambda: "1 online · 0 on site" in world.on_slack().text)

    world.slack.click("ada", world.on_slack().buttons["On site"], NEWS)
    wait_until(
        lambda: "0 online · 1 on site" in world.on_web().text and "0 online · 1 on site" in world.on_slack().text
    )

    assert len(world.slack.read(NEWS, "ada")) == 1


def test_people_can_be_written_to_on_slack_before_they_have_ever_spoken(world: World) -> None:
    def linked() -> dict[str, str]:
        with world.bot.context.database.reading() as store:
            return store.accounts.on("slack")

    wait_until(linked)

    assert linked() == {"ada": ADA.id}  # Grace is in the workspace and not in the directory
