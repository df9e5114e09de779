"""The whole bot, as `netbot run` serves it, on a free port of this machine; its clock can be moved."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn

from bot.assemble import Bot, assemble, open_database
from bot.clock import Clock
from bot.config import Settings
from bot.domain.people import Directory, Person
from bot.feeds.addresses import Reach
from bot.feedsections import NewsSection
from bot.routing import Table
from bot.sections import (
    ChannelSection,
    ChannelsSection,
    DatabaseSection,
    ElectionsSection,
    HttpSection,
    MattermostSection,
)
from bot.serving import listen
from tests.conversation import GROUPS
from tests.live.provision import Ground
from tests.live.user import eventually


@contextmanager
def running(
    ground: Ground,
    home: Path,
    people: list[Person],
    url: str = "",
    table: Table | None = None,
    reach: Reach | None = None,
) -> Iterator[Bot]:
    """A bot of these people that is connected. `url` is where it finds the server, if another way than the users.

    `reach` says from where it may read feeds.
    """
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        settings = settings_of(ground, home, port, url)
        if reach:
            settings = settings.model_copy(update={"news": NewsSection(hosts=tuple(sorted(reach.hosts)))})
        enter(settings, people)
        bot = assemble(settings, clock=Clock(), table=table, reach=reach)
        server = uvicorn.Server(uvicorn.Config(bot.app, log_config=None, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        bot.connected[0]._socket._silence = 1.0  # so that the watchdog need not be waited for
        bot.start()
        thread.start()
        try:
            eventually(lambda: bot.connected[0].state() == "connected" and is_ready(bot))
            yield bot
        finally:
            server.should_exit = True
            thread.join()
            bot.stop()


def settings_of(ground: Ground, home: Path, port: int, url: str = "") -> Settings:
    values = {
        "url": url or ground.url,
        "token": ground.token,
        "team": ground.team,
        "callback_url": f"http://127.0.0.1:{port}",
        "trust_emails": True,
    }
    return Settings(
        database=DatabaseSection(url=f"sqlite:///{home / 'netbot.db'}"),
        http=HttpSection(listen=f"127.0.0.1:{port}"),
        mattermost=MattermostSection.model_validate(values),
        elections=ElectionsSection(secrets_dir=home / "secrets"),
        channels=ChannelsSection(
            announcements=ChannelSection(mattermost=f"{ground.team}/announcements"),
            more={"news": ChannelSection(mattermost=f"{ground.team}/news")},
        ),
    )


def enter(settings: Settings, people: list[Person]) -> None:
    """Puts people into the directory."""
    database = open_database(settings)
    with database.transaction() as store:
        if not store.directory.read().people:
            store.directory.save(Directory(groups=GROUPS, people=tuple(people)), datetime.now(UTC).date())
    database.close()


def is_ready(bot: Bot) -> bool:
    """Whether the bot has looked around, so that it knows its command's token."""
    return bool(bot.connected[0]._registration._tokens)


def pass_time(bot: Bot, by: timedelta) -> None:
    """Moves the bot's clock and lets happen what falls due."""
    bot.context.clock.move_to(bot.context.clock.now() + by)
    bot.dispatcher.tick("plan")
    bot.workers.wake()
