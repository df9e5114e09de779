"""A process that delivers to our small Slack until it is killed, from outside or by itself at a named step."""

import time
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.context import ForkServerProcess

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.logs import configure, report
from bot.outbox import Delivery
from bot.platforms.port import Ref
from bot.platforms.seal import Seal
from bot.platforms.slack.adapter import Slack
from bot.routing import table
from tests.outbox.office import routes, views
from tests.outbox.worker import Fate, HurriedClock, WatchedDatabase
from tests.platforms.slack.workspace import BOT
from tests.processes import processes

STEPS = (
    "claim: begun", "claim: written", "claim: committed",
    "find: begun", "find: ended", "post: begun", "post: ended", "edit: begun", "edit: ended",
    "settle: begun", "settle: written", "settle: committed",
)  # fmt: skip


class Hurried(Slack):
    """Says at which step it is. Its patience is in seconds of the hurried clock, the timeout in real ones."""

    patience = 15.0
    pace = 0.0

    def __init__(self, url: str, clock: HurriedClock, fate: Fate) -> None:
        seal = Seal("a seal", clock.now)
        super().__init__(bot_token=BOT, api_url=url, seal=seal, now=clock.now, met=lambda _: None, timeout=0.5)
        self._fate = fate

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        self._fate("post: begun")
        ref = super().post(place, message, reader, key)
        self._fate("post: ended")
        return ref

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        self._fate("edit: begun")
        super().edit(ref, message, reader)
        self._fate("edit: ended")

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        self._fate("find: begun")
        ref = super().find(place, key, since)
        self._fate("find: ended")
        return ref


@dataclass(frozen=True)
class Job:
    """What a worker needs to know."""

    database: str
    url: str
    start: datetime


def begin(job: Job, fate: Fate | None = None) -> ForkServerProcess:
    """Starts a worker."""
    process = processes.Process(target=work, args=(job, fate or Fate()), daemon=True)
    process.start()
    return process


def work(job: Job, fate: Fate) -> None:
    """Delivers for ever."""
    configure("CRITICAL")
    database, clock = WatchedDatabase(job.database, fate), HurriedClock(job.start)
    platform = Hurried(job.url, clock, fate)
    delivery = Delivery(database, {platform.name: platform}, views(database, clock, table([routes()])), clock)
    while True:
        database.stage.name = "claim"
        try:
            busy = delivery.deliver()
        except Exception as error:
            report(error, part="worker")
            busy = False
        if not busy:
            time.sleep(0.01)
