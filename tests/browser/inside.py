"""The demo in the process of the test, so that the test can say which feeds it reaches and when it looks at them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from bot.assemble import Bot, assemble, open_database
from bot.demo import network
from bot.feeds.addresses import Reach
from bot.feedsections import NewsSection
from bot.serving import listen
from bot.timekeeper import remembered


@dataclass
class Inside:
    """A running demo of ours."""

    bot: Bot
    url: str

    def look(self) -> None:
        """Lets the bot look at its feeds now, and at who is in the channels, whenever it would have."""
        self.bot.channels.read()
        with self.bot.context.database.transaction() as store:
            for feed in store.news_feeds.every():
                store.news_feeds.look_soon(feed.id)
        self.bot.poller.poll()


@contextmanager
def inside(home: Path, reach: Reach) -> Iterator[Inside]:
    """The demo with the invented network, whose administrator has allowed the hosts of `reach`."""
    home.mkdir()
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        allowed = {"news": NewsSection(hosts=tuple(sorted(reach.hosts)))}
        settings = network.settings(home, port).model_copy(update=allowed)
        database = open_database(settings)
        network.populate(database)
        database.close()
        bot = assemble(settings, clock=remembered(home), demo=home, reach=reach)
        network.set_the_scene(bot)
        config = uvicorn.Config(bot.app, log_config=None, log_level="error", access_log=False)
        config.timeout_graceful_shutdown = 3
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        bot.start()
        thread.start()
        try:
            yield Inside(bot, f"http://localhost:{port}")
        finally:
            server.should_exit = True
            thread.join()
            bot.stop()
