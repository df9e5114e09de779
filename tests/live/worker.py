"""A process that delivers to a real server until it is killed, from outside or by itself at a named step."""

import threading
import time
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.context import ForkServerProcess

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.logs import configure, report
from bot.outbox import Delivery
from bot.platforms.mattermost.adapter import Mattermost
from bot.platforms.mattermost.server import Server
from bot.platforms.port import Platform, Ref
from bot.platforms.seal import Seal
from bot.routing import table
from tests.outbox.office import views
from tests.outbox.worker import Fate, HurriedClock, WatchedDatabase, _watched
from tests.platforms.mattermost.stage import Strangers
from tests.processes import processes

SECRET = "shared by all replicas"
CALLS = ("find", "post", "edit")
STEPS = (
    "claim: begun", "claim: written", "claim: committed", "rendering",
    *(f"{call}: {when}" for call in CALLS for when in ("begun", "answered")),
    "settle: begun", "settle: written", "settle: committed",
)  # fmt: skip


@dataclass(frozen=True)
class Job:
    """What a worker needs to know."""

    database: str
    url: str
    token: str
    start: datetime


class Watched:
    """Says before and after each call what it does."""

    def __init__(self, platform: Platform, step: Fate) -> None:
        self.name, self.pace, self.patience = platform.name, platform.pace, platform.patience
        self._platform = platform
        self._step = step

    def direct(self, user: str) -> Place:
        return self._platform.direct(user)

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        return self._do("post", place, message, reader, key)

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        self._do("edit", ref, message, reader)

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        return self._do("find", place, key, since)

    def _do(self, call: str, *given: object):
        self._step(f"{call}: begun")
        answer = getattr(self._platform, call)(*given)
        self._step(f"{call}: answered")
        return answer


def platform_of(url: str, token: str, clock: HurriedClock) -> Mattermost:
    """The bot's account, without a web socket."""
    server = Server(url, token, [], "http://127.0.0.1:1")
    seal = Seal(SECRET, clock.now)
    return Mattermost(server, seal=seal, secret=SECRET, now=clock.now, acquaintances=Strangers(), pace=0.0)


def begin(job: Job, fate: Fate | None = None) -> ForkServerProcess:
    """Starts a worker."""
    process = processes.Process(target=work, args=(job, fate or Fate()), daemon=True)
    process.start()
    return process


def work(job: Job, fate: Fate) -> None:
    """Delivers for ever, in two threads."""
    configure("CRITICAL")
    database, clock = WatchedDatabase(job.database, fate), HurriedClock(job.start)
    watched = Watched(platform_of(job.url, job.token, clock), fate)
    delivery = Delivery(database, {watched.name: watched}, views(database, clock, table([_watched(fate)])), clock)
    threading.Thread(target=_deliver, args=(delivery, database), daemon=True).start()
    _deliver(delivery, database)


def _deliver(delivery: Delivery, database: WatchedDatabase) -> None:
    while True:
        database.stage.name = "claim"
        try:
            busy = delivery.deliver()
        except Exception as error:
            report(error, part="worker")
            busy = False
        if not busy:
            time.sleep(0.01)
