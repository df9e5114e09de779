"""The only place that knows every part of the bot and joins them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute

import handlers
from bot.cast import Cast
from bot.chat.events import Account, Place
from bot.chat.text import Text
from bot.clock import Clock
from bot.config import Settings
from bot.context import Context
from bot.dispatch import Dispatcher
from bot.newcomers import Acquaintances
from bot.outbox import Delivery
from bot.platforms.mattermost.server import Server
from bot.platforms.port import Connected, Finding, Platform
from bot.platforms.seal import Seal
from bot.platforms.web.adapter import Web
from bot.platforms.web.scene import Channel, Hint
from bot.rights import may
from bot.routing import Offer, Table
from bot.scheduler import Ticks
from bot.timekeeper import DemoTime, RealTime
from bot.views import Views
from bot.web import application
from bot.worker import Workers
from handlers.help import usage
from storage import Database
from storage.migrate import upgrade
from storage.roster import Roster

CHANNEL_PURPOSES = {
    "announcements": Text(
        en="What concerns everybody. The bot posts meetings here.",
        de="Was alle angeht. Hier stehen die Treffen.",
    ),
    "general": Text(en="Talk about anything.", de="Hier ist Platz für alles."),
}


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot with all its parts; `start` and `stop` move its threads, `app` is what HTTP serves."""

    context: Context
    dispatcher: Dispatcher
    delivery: Delivery
    workers: Workers
    ticks: Ticks
    app: Starlette
    web: Web | None
    mattermost: Connected | None

    def start(self) -> None:
        self.workers.start()
        if self.mattermost:
            self.mattermost.start()
        self.ticks.start()
        self.dispatcher.tick("plan")

    def stop(self) -> None:
        self.ticks.stop()
        self.workers.stop()
        if self.mattermost:
            self.mattermost.stop()
        self.context.database.close()


def open_database(settings: Settings) -> Database:
    """The database of the settings, with the newest schema."""
    database = Database(settings.database.url)
    upgrade(database)
    return database


def assemble(
    settings: Settings, *, clock: Clock | None = None, demo: Path | None = None, table: Table | None = None
) -> Bot:
    """Joins the parts. `demo` is the folder of a demo, whose clock may be moved from its page."""
    clock = clock or Clock()
    database = open_database(settings)
    roster = Roster(database)
    table = table or handlers.discover()
    places = _places(settings)
    context = Context(table, database, roster, settings.for_handlers, clock, places)
    dispatcher = Dispatcher(context)
    time = DemoTime(clock, database, demo, settings.network.timezone) if demo else RealTime(clock)
    cast = Cast(roster, database, clock, settings.for_handlers)
    web = _web(settings, context, cast, time) if settings.web.enabled else None
    mattermost = _mattermost(settings, context) if settings.mattermost.url else None
    platforms: dict[str, Platform] = {each.name: each for each in (web, mattermost) if each}
    delivery = Delivery(database, platforms, Views(context), clock)
    workers = Workers(delivery, database)
    if isinstance(time, DemoTime):
        time.drive(dispatcher.tick, workers.wake)
    routes: list[BaseRoute] = []
    for each in filter(None, (mattermost, web)):  # the page of `web` is mounted at the root, so that it comes last
        each.listen(dispatcher.hear)
        routes += each.routes()
    app = application(database, routes, lambda: {"mattermost": mattermost.state()} if mattermost else {})
    return Bot(context, dispatcher, delivery, workers, Ticks(dispatcher.tick), app, web, mattermost)


def mattermost_findings(settings: Settings) -> Iterator[Finding]:
    """What `netbot doctor` says of Mattermost; nothing where it is not in use."""
    from bot.platforms.mattermost.checks import findings  # noqa: PLC0415 (its driver takes long to load)

    channel = settings.channels.announcements.mattermost
    if settings.mattermost.url:
        yield from findings(
            _server(settings),
            _secret(open_database(settings)),
            command=settings.network.command,
            channels=[channel] if channel else [],
            listen=settings.http.address,
        )


def _places(settings: Settings) -> dict[str, Sequence[Place]]:
    """Where each channel of the settings is, on every platform that is in use."""
    channels = settings.channels.announcements
    web = [Place("web", channels.web)] if settings.web.enabled and channels.web else []
    mattermost = [Place("mattermost", channels.mattermost)] if settings.mattermost.url and channels.mattermost else []
    return {"announcements": [*web, *mattermost]}


def _web(settings: Settings, context: Context, cast: Cast, time: DemoTime | RealTime) -> Web:
    secret = _secret(context.database)
    cast.faces()  # gives everybody an account, so that the bot can write to them before they have ever spoken
    names = dict.fromkeys([settings.channels.announcements.web, "general"])
    return Web(
        home=settings.web.home,
        seal=Seal(secret, context.clock.now),
        channels=[Channel(name, name, CHANNEL_PURPOSES.get(name, CHANNEL_PURPOSES["general"])) for name in names],
        faces=cast.faces,
        commands=lambda account: _hints(account, context),
        timekeeper=time,
        command=settings.network.command,
        title=settings.network.name,
        hosts=_hosts(settings),
    )


def _mattermost(settings: Settings, context: Context) -> Connected:
    from bot.platforms.mattermost.adapter import Mattermost  # noqa: PLC0415 (its driver takes long to load)

    secret, network = _secret(context.database), settings.network
    return Mattermost(
        _server(settings),
        seal=Seal(secret, context.clock.now),
        secret=secret,
        now=context.clock.now,
        acquaintances=Acquaintances(context.database, context.clock),
        command=network.command,
        language=network.language,
    )


def _secret(database: Database) -> str:
    with database.transaction() as store:
        return store.secrets.get("seal")


def _server(settings: Settings) -> Server:
    given = settings.mattermost
    tokens = [each.get_secret_value() for each in given.command_token]
    return Server(given.url, given.token.get_secret_value(), given.team, given.callback_url, tokens, given.trust_emails)


def _hosts(settings: Settings) -> list[str]:
    host, _ = settings.http.address
    return ["localhost", "127.0.0.1", "[::1]", host]


def _hints(account: Account, context: Context) -> list[Hint]:
    """The commands that somebody may use, in their language."""
    me = context.roster.owner(account.platform, account.user, account.email, context.clock.real())
    reader = context.reader(me, account)
    offer = Offer(context.table, lambda route: may(me, route))
    return [
        Hint(usage(route, context.network).plain(reader), route.help.text.plain(reader))
        for route in offer.commands()
        if route.help
    ]
