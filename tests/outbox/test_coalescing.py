"""Five hundred people answer within one second: the card is edited a handful of times and counts them all."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.chat.events import Click
from bot.clock import Clock
from bot.dispatch import Dispatcher
from bot.domain.meetings import Answer
from bot.domain.people import Person
from bot.outbox import Delivery
from bot.worker import Workers
from handlers.meetings.counting import tally
from handlers.meetings.texts import BUTTONS
from storage import Database
from tests.conversation import ANNOUNCEMENTS, CLARA, NOW, Chat, account_of, button
from tests.outbox.office import wait_until
from tests.planning import plan

CLICKS = 500
PACE = 0.2
CROWD = tuple(Person(f"c{number}", "Kim", f"Klick{number}") for number in range(CLICKS))


class CountedClock(Clock):
    """Goes on by a share of a second at each click, however slow the machine is."""

    def __init__(self) -> None:
        super().__init__()
        self._moment = datetime.now(UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return NOW

    def real(self) -> datetime:
        return self._moment

    def wait(self, seconds: float) -> None:
        with self._lock:
            self._moment += timedelta(seconds=seconds)


def test_five_hundred_clicks_in_a_second_cause_a_few_edits(database: Database) -> None:
    chat = Chat(database, (CLARA, *CROWD))
    card = plan(chat)
    clock, paper = CountedClock(), replace(chat.paper, pace=PACE)
    dispatcher = Dispatcher(replace(chat.context, clock=clock))
    workers = Workers(Delivery(database, {"paper": paper}, chat.views, clock), database)
    workers.start()

    def click(number: int) -> None:
        answer = list(Answer)[number % len(Answer)]
        action = button(card, BUTTONS[answer]).action
        dispatcher.hear(Click(action, account_of(CROWD[number]), ANNOUNCEMENTS, NOW))
        clock.wait(1 / CLICKS)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(click, range(CLICKS)))
    wait_until(lambda: is_quiet(database), meanwhile=lambda: clock.wait(PACE / 10) or workers.wake())
    workers.stop()

    [sheet] = paper.posts.values()
    assert len(sheet.shown) - 1 in range(1, 11)
    assert sheet.shown[-1] == chat.views.show("card", "meeting.card?meeting=1")[0]
    assert counts(database) == dict.fromkeys(Answer, CLICKS // len(Answer))


def is_quiet(database: Database) -> bool:
    with database.reading() as store:
        return store.outbox.is_quiet(NOW)


def counts(database: Database) -> dict[Answer, int]:
    with database.reading() as store:
        counted = tally(store, store.meetings.get(1))
        return {answer: counted.coming(answer).people for answer in Answer}
