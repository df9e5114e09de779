"""One process has something to say all the time while another delivers: nothing joins a letter that is on its way."""

import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta

from bot.domain.people import Directory
from bot.domain.quiet import ALWAYS, Habits
from storage import Database
from storage.database import DatabaseBusy
from storage.letters import NewItem
from storage.settling import sent
from tests.conversation import PEOPLE
from tests.processes import at_once

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HABITS = Habits("UTC", ALWAYS)
ROUNDS = 60
DAY = timedelta(days=1)


def work(part: str, url: str) -> list[str]:
    """Plans or delivers; returns what was said when a letter was shown, a line for each thing."""
    with closing(Database(url)) as database:
        return plan(database) if part == "plan" else deliver(database)


def plan(database: Database) -> list[str]:
    """Goes on as soon as the first letter has left, so that the two do meet."""
    for number in range(ROUNDS):
        while number == 1 and not has_sent(database):
            time.sleep(0.001)
        items = [NewItem(f"{number}:{person.id}", f"{number}:{person.id}", person.id) for person in PEOPLE]
        while not add(database, items):
            time.sleep(0.001)
    return []


def add(database: Database, items: list[NewItem]) -> bool:
    try:
        with database.transaction() as store:
            store.letters.add(items, lambda _: HABITS, now=NOW, real=NOW)
    except DatabaseBusy:
        return False
    return True


def has_sent(database: Database) -> bool:
    with database.reading() as store:
        return "sent" in store.outbox.tally()


def deliver(database: Database) -> list[str]:
    """A day passes from one letter to the next, so that each may leave."""
    shown: list[str] = []
    turn = 0
    while len(shown) < ROUNDS * len(PEOPLE):
        turn += 1
        now = NOW + turn * DAY
        with database.transaction() as store:
            hand = store.deliveries.claim(now=now, real=now, lease=DAY, paces_of={"paper": timedelta()}, most=2)
        with database.reading() as store:
            for owed in hand:
                shown += [view for view, _ in store.letters.items(owed.person or "", int(owed.key.rpartition(":")[2]))]
        with database.transaction() as store:
            assert not store.deliveries.settle([sent(owed, ("D", owed.key), NOW, now) for owed in hand])
    return shown


def test_what_is_said_while_letters_leave_is_said_once(database: Database, database_url: str) -> None:
    with database.transaction() as store:
        store.directory.save(Directory(PEOPLE), NOW.date())
        for person in PEOPLE:
            store.accounts.link("paper", person.id, person.id, "test", NOW)

    _, shown = at_once(work, [("plan", database_url), ("deliver", database_url)])

    assert Counter(shown) == Counter(f"{number}:{person.id}" for number in range(ROUNDS) for person in PEOPLE)
    with database.reading() as store:
        assert store.outbox.tally().keys() == {"sent"}
        assert store.outbox.tally()["sent"] > len(PEOPLE)  # letters left while more was said
