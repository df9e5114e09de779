"""The only place that knows every part of the bot and joins them."""

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute

import handlers
from bot import mouths
from bot.acquaint import Acquaint
from bot.cast import Cast
from bot.channelpeople import ChannelReading
from bot.chat.events import Account
from bot.chat.links import ANSWERS, ANSWERS_LAST, Links
from bot.clock import Clock
from bot.config import Settings
from bot.context import Context
from bot.dispatch import Dispatcher
from bot.domain.elections.election import NoSuchElection
from bot.domain.people import Person
from bot.downloads import Downloads
from bot.feeds.addresses import Reach
from bot.feeds.configured import adopt
from bot.feeds.polling import Poller
from bot.outbox import Delivery
from bot.platforms.port import Connected, Platform
from bot.platforms.seal import Broken, Expired, Seal
from bot.platforms.web.adapter import Web
from bot.platforms.web.scene import Hint
from bot.rights import may
from bot.routing import Offer, Table
from bot.scheduler import Ticks
from bot.shredding import Shredder
from bot.timekeeper import DemoTime, RealTime
from bot.views import Views
from bot.web import application
from bot.worker import Workers
from handlers.elections import papers
from handlers.help import usage
from storage import Database
from storage.migrate import upgrade
from storage.roster import Roster
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot with all its parts; `start` and `stop` move its threads, `app` is what HTTP serves."""

    context: Context
    dispatcher: Dispatcher
    delivery: Delivery
    workers: Workers
    ticks: Ticks
    poller: Poller
    channels: ChannelReading
    app: Starlette
    web: Web | None
    connected: tuple[Connected, ...]

    def start(self) -> None:
        self.channels.tidy()  # whatever was read long ago is not believed from the first moment on
        for platform in self.connected:
            platform.start()
        self.workers.start()
        self.ticks.start()
        self.dispatcher.tick("plan")

    def stop(self) -> None:
        self.poller.stop()
        self.channels.stop()
        self.ticks.stop()
        self.workers.stop()
        for platform in self.connected:
            platform.stop()
        self.context.database.close()


def open_database(settings: Settings) -> Database:
    """The database of the settings, with the newest schema."""
    database = Database(settings.database.url)
    upgrade(database)
    return database


def assemble(
    settings: Settings,
    *,
    clock: Clock | None = None,
    demo: Path | None = None,
    table: Table | None = None,
    reach: Reach | None = None,
) -> Bot:
    """Joins the parts. `demo` is the folder of a demo, whose clock may be moved from its page.

    `reach` says where feeds may be fetched, if not where the settings allow it.
    """
    clock = clock or Clock()
    database = open_database(settings)
    database.ahead = lambda: clock.ahead
    adopt(database, settings.feeds, clock.real())
    roster = Roster(database)
    table = table or handlers.discover()
    seal = _seal(database, clock)
    links = Links(settings.http.public_url, lambda content: seal.close(content, ANSWERS, lasts=ANSWERS_LAST))
    vault = _vault(settings, database)
    context = Context(table, database, roster, settings.for_handlers, clock, mouths.places(settings), links, vault)
    Shredder(database, vault).listen()
    dispatcher = Dispatcher(context)
    time = DemoTime(clock, database, demo, settings.network.timezone) if demo else RealTime(clock)
    cast = Cast(roster, database, clock, settings.for_handlers)
    web = mouths.web(settings, cast, time, seal, lambda account: _hints(account, context))
    acquaint = Acquaint(context)
    connected = mouths.connected(settings, context, seal, acquaint)
    platforms: dict[str, Platform] = {each.name: each for each in (*connected, web) if each}
    delivery = Delivery(database, platforms, Views(context), clock)
    workers = Workers(delivery, database)
    channels = ChannelReading(database, platforms, chain.from_iterable(context.places.values()), clock)
    if isinstance(time, DemoTime):
        time.drive(channels.read, dispatcher.tick, workers.wake)
    downloads = Downloads(context, lambda key: _opened(seal, key), partial(_election_file, context))
    routes: list[BaseRoute] = [*downloads.routes()]
    for each in filter(None, (*connected, web)):  # the page of `web` is mounted at the root, so that it comes last
        each.listen(dispatcher.hear)
        routes += each.routes()
    app = application(database, routes, lambda: {each.name: each.state() for each in connected})
    reach = reach or Reach(frozenset(settings.for_handlers.feed_hosts))
    poller = Poller(database, dispatcher.tick, clock, reach)
    ticks = Ticks(dispatcher.tick, poller.poll, channels.read, acquaint.again)
    return Bot(context, dispatcher, delivery, workers, ticks, poller, channels, app, web, connected)


def _seal(database: Database, clock: Clock) -> Seal:
    """The same for all replicas."""
    with database.transaction() as store:
        return Seal(store.secrets.get("seal"), clock.now)


def _vault(settings: Settings, database: Database) -> Vault:
    """A folder of this database's own, or two bots with one folder would take each other's keys for left over."""
    with database.transaction() as store:
        name = sha256(store.secrets.get("vault").encode()).hexdigest()[:16]
    return Vault(settings.elections.secrets_dir / name)


def _opened(seal: Seal, key: str) -> str | None:
    """What the key of an address holds, None if it is not ours or has run out."""
    try:
        return seal.open(key, ANSWERS)
    except (Broken, Expired):
        return None


def _election_file(context: Context, number: int, name: str, me: Person) -> tuple[str, str, str] | None:
    """A file of an election for somebody: text, kind, and what a page may load."""
    with context.database.reading() as store:
        try:
            election = store.elections.get(number)
        except NoSuchElection:
            return None
        asked = papers.Asked(store, context.roster.now(), election, me, context.reader(me))
        made = papers.file(asked, name)
    return (made.content, made.media_type, made.policy) if made else None


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
