"""One process serves Slack, Mattermost and the embedded chat: who answers on one changes the cards on the others."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.assemble import Bot, assemble, open_database
from bot.chat.events import Account, Place, Submission
from bot.chat.replies import Post, card
from bot.chat.ui import action
from bot.config import Settings
from bot.domain.meetings import Meeting
from bot.owing import owe
from bot.sections import (
    ChannelSection,
    ChannelsSection,
    DatabaseSection,
    MattermostSection,
    SlackSection,
    WebSection,
)
from tests.conversation import ADA, DIRECTORY, PEOPLE
from tests.outbox.office import wait_until
from tests.platforms.contract import Seen
from tests.platforms.mattermost.fake import TOKEN, Fake, open_fake
from tests.platforms.mattermost.reading import seen
from tests.platforms.serving import served
from tests.platforms.slack.stage import SlackStage
from tests.platforms.slack.workspace import APP, BOT
from tests.platforms.web import page_reader

NEWS = Place("slack", "CNEWS")
TOWN, ADAS = "town", "d-ada__netbot"  # channels of Mattermost


class World:
    """A bot on three platforms; Ada has an account on each, by the address that all know."""

    def __init__(self, home: Path, open_ones: ExitStack) -> None:
        self.slack = SlackStage(home, start=False)
        open_ones.callback(self.slack.close)
        self.mattermost: Fake = open_ones.enter_context(open_fake(lambda: datetime.now(UTC)))
        settings = Settings(
            database=DatabaseSection(url=f"sqlite:///{home / 'netbot.db'}"),
            web=WebSection(enabled=True, home=home / "chat"),
            slack=SlackSection(bot_token=BOT, app_token=APP, api_url=self.slack.url),
            mattermost=MattermostSection(
                url=self.mattermost.url,
                token=SecretStr(TOKEN),
                team=("team",),
                callback_url="http://bot.example.org",
                trust_emails=True,
            ),
            channels=ChannelsSection(
                announcements=ChannelSection(web="announcements", slack=NEWS.channel, mattermost="team/announcements")
            ),
        )
        database = open_database(settings)
        with database.transaction() as store:
            store.directory.save(replace(DIRECTORY, people=PEOPLE), date(2026, 1, 1))
        database.close()
        self.bot: Bot = assemble(settings)
        self.bot.start()
        open_ones.callback(self.bot.stop)
        self.address = open_ones.enter_context(served(self.bot.app.routes))
        self.http = open_ones.enter_context(httpx.Client(base_url=self.address, trust_env=False))

    def announce(self) -> int:
        """A meeting is planned, and its card owed on all platforms."""
        context = self.bot.context
        now = context.clock.now()
        begins = (now + timedelta(days=20)).replace(tzinfo=None, microsecond=0)
        with context.database.transaction() as store:
            meeting = store.meetings.add(Meeting(0, "Assembly", begins, "Europe/Berlin"))
            post = Post(card("meeting.card", meeting=meeting.id), "announcements")
            owe(store, [post], context.places, context.habits_of, now=now, real=context.clock.real())
        return meeting.id

    def cancel(self, meeting: int) -> None:
        """As the coordinator does it, in the embedded chat."""
        clara, now = Account("web", "clara"), self.bot.context.clock.now()
        form = action("meeting.cancel", meeting=meeting)
        self.bot.dispatcher.hear(Submission(form, {"reason": ""}, clara, Place("web", "announcements"), now, "once"))

    def on_slack(self) -> Seen | None:
        shown = self.slack.read(NEWS, "ada")
        return shown[-1] if shown else None

    def in_channel(self, channel: str) -> list[Seen]:
        """What stands in a channel of Mattermost."""
        mine = [each for each in self.mattermost.posts.values() if each["channel_id"] == channel]
        return [seen(each["message"], each["props"].get("attachments", [])) for each in mine]

    def on_mattermost(self) -> Seen | None:
        shown = self.in_channel(TOWN)
        return shown[-1] if shown else None

    def on_web(self, channel: str = "announcements") -> Seen | None:
        messages = self.http.get("/api/messages", params={"as": "ada", "channel": channel}).json()["messages"]
        return page_reader.seen(messages[-1]["html"]) if messages else None

    def cards(self) -> list[Seen | None]:
        return [self.on_slack(), self.on_mattermost(), self.on_web()]

    def say(self, words: str) -> bool:
        """Whether the cards on all platforms say so."""
        return all(shown and words in shown.text for shown in self.cards())

    def click_on_web(self, label: str) -> None:
        token = self.on_web().buttons[label]
        data = {"as": "ada", "channel": "announcements", "token": token, "choice": None}
        assert self.http.post("/api/click", json=data).status_code == 200

    def click_on_slack(self, label: str) -> None:
        self.slack.click("ada", self.on_slack().buttons[label], NEWS)

    def click_on_mattermost(self, label: str) -> None:
        """As the server calls the bot: at the address and with the context that the button has."""
        [post] = [each for each in self.mattermost.posts.values() if each["channel_id"] == TOWN]
        actions = [each for part in post["props"]["attachments"] for each in part.get("actions", [])]
        [pressed] = [each["integration"] for each in actions if each["name"] == label]
        body = {"user_id": "ada", "channel_id": TOWN, "trigger_id": "now", "type": "button"}
        where = pressed["url"].removeprefix("http://bot.example.org")
        answer = self.http.post(where, json=body | {"context": pressed["context"]})
        assert answer.json()["ephemeral_text"]

    def told(self) -> list[str]:
        """The platforms on which Ada was told that a meeting is cancelled, once for each message."""
        direct = self.bot.connected[0].direct("ada")
        web = self.http.get("/api/messages", params={"as": "ada", "channel": "direct:ada"}).json()["messages"]
        heard: dict[str, list[str]] = {
            "slack": [each.text for each in self.slack.read(direct, "ada")],
            "mattermost": [each.text for each in self.in_channel(ADAS)],
            "web": [page_reader.seen(each["html"]).text for each in web],
        }
        return [name for name, texts in heard.items() for text in texts if "cancelled" in text.casefold()]

    def owed(self) -> dict[str, int]:
        with self.bot.context.database.reading() as store:
            return store.outbox.tally()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with ExitStack() as open_ones:
        yield World(tmp_path, open_ones)


def test_who_answers_on_one_platform_changes_the_cards_on_the_others(world: World) -> None:
    meeting = world.announce()
    wait_until(lambda: world.say("0 online · 0 on site"))

    world.click_on_web("Online")
    wait_until(lambda: world.say("1 online · 0 on site"))

    world.click_on_slack("On site")
    wait_until(lambda: world.say("0 online · 1 on site"))

    world.click_on_mattermost("Online")
    wait_until(lambda: world.say("1 online · 0 on site"))
    assert len(world.slack.read(NEWS, "ada")) == len(world.in_channel(TOWN)) == 1

    world.cancel(meeting)
    wait_until(lambda: world.owed().keys() == {"sent"})
    assert world.told() == ["mattermost"]  # where she was met last, and nowhere else


def test_a_platform_that_is_down_does_not_stop_the_others(world: World) -> None:
    world.mattermost.troubles += [(503, {"id": "down"}, {})] * 1000
    world.announce()
    wait_until(lambda: world.on_slack() and world.on_web())

    world.click_on_web("Online")
    wait_until(lambda: "1 online" in world.on_slack().text)
    world.click_on_slack("On site")
    wait_until(lambda: "1 on site" in world.on_web().text and "1 on site" in world.on_slack().text)

    wait_until(lambda: world.owed() == {"sent": 2, "unsure": 1})
    assert world.on_mattermost() is None
    assert world.http.get("/healthz").json()["status"] == "ok"


def test_people_can_be_written_to_on_slack_before_they_have_ever_spoken(world: World) -> None:
    def linked() -> dict[str, str]:
        with world.bot.context.database.reading() as store:
            return store.accounts.on("slack")

    wait_until(linked)

    assert linked() == {"ada": ADA.id}  # Grace is in the workspace and not in the directory
