"""A bot in Slack's HTTP mode, or a bare Bolt app that makes the same write; both with the same signing secret."""

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from slack_bolt import App, BoltResponse
from slack_bolt.adapter.starlette.handler import SlackRequestHandler, to_bolt_request, to_starlette_response
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import create_engine, event
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import serving
from bot.assemble import assemble, open_database
from bot.demo import network
from bot.logs import configure
from bot.sections import SlackSection
from storage import Database
from tests.bench.measured import COUNT, beside_all_others, make_tallies
from tests.bench.server import ready
from tests.outbox.office import wait_until
from tests.platforms.slack.people import SECRET
from tests.platforms.slack.server import open_workspace
from tests.platforms.slack.workspace import BOT, Workspace


def bare(folder: Path, way: str) -> None:
    """Bolt with one listener that writes and acknowledges, served in one of three ways.

    "pool": in the thread pool, as a listener that writes should be. "loop": as Bolt's own adapter for Starlette does
    it, which lets everybody wait while one writes. "plain": that adapter and Bolt's own settings, as in its guide.
    """
    with closing(Database(f"sqlite:///{folder / 'netbot.db'}")) as database:
        make_tallies(database)
    engine = create_engine(f"sqlite:///{folder / 'netbot.db'}", pool_size=20, max_overflow=20)

    @event.listens_for(engine, "connect")
    def configure_connection(connection: Any, record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    who = AuthorizeResult(enterprise_id=None, team_id=None, bot_token=BOT)
    app = App(signing_secret=SECRET, authorize=lambda: who, process_before_response=way != "plain")

    @app.command("/jrg")
    def write(ack: Callable[..., BoltResponse]) -> None:
        with engine.begin() as connection:
            connection.execute(COUNT, {"who": "commands"})
        ack({"response_type": "ephemeral", "text": "Noted."})

    handler = SlackRequestHandler(app)

    async def events(request: Request) -> Response:
        if way != "pool":
            return await handler.handle(request)
        given = to_bolt_request(request, await request.body())
        return to_starlette_response(await run_in_threadpool(app.dispatch, given))

    served = Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
    with serving.listen("127.0.0.1", 0) as listener:
        ready(listener, folder, ["anybody"])
        uvicorn.Server(uvicorn.Config(served, log_level="warning", access_log=False)).run(sockets=[listener])


def robot(folder: Path, _way: str) -> None:
    """A whole bot at work, served as `netbot run` does, whose people are in a small Slack of our own."""
    configure("INFO", as_json=True)
    workspace = Workspace()
    with open_workspace(workspace) as (url, _):
        settings = network.settings(folder, 0)
        slack = SlackSection(bot_token=BOT, signing_secret=SECRET, api_url=url)
        with closing(open_database(settings)) as database:
            network.populate(database)
            make_tallies(database)
        bot = assemble(settings.model_copy(update={"slack": slack}), table=beside_all_others())
        people = [person for person in bot.context.roster.now().directory.people if person.is_active][:100]
        for person in people:
            workspace.add_user(person.id, profile={"email": person.email, "real_name": person.name})
        bot.start()
        wait_until(lambda: _linked(bot.context.database) >= len(people))
        bot.stop()
        bot = assemble(settings.model_copy(update={"slack": slack}), table=beside_all_others())
        with serving.listen("127.0.0.1", 0) as listener:
            ready(listener, folder, [person.id for person in people])
            serving.run(bot, listener)


def _linked(database: Database) -> int:
    with database.reading() as store:
        return len(store.accounts.on("slack"))


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        {"bare": bare, "robot": robot}[sys.argv[1]](Path(name), "".join(sys.argv[2:]))
