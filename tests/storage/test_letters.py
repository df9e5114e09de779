"""Letters: what is not urgent joins the one that is open, else a new one that is due on the next free day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select, update

from bot.domain.people import Directory, Person
from bot.domain.quiet import OFFICE, Habits
from storage import Database
from storage.letters import NewItem, key_of
from storage.outbox import NewNotice
from storage.schema import outbox
from storage.schema_letters import letter_items, letters
from storage.settling import delayed, sent
from tests.conversation import ADA, BEN

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday
NIGHT = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TUESDAY, WEDNESDAY = (datetime(2026, 11, day, 7, 0, tzinfo=UTC) for day in (3, 4))
BERLIN = Habits("Europe/Berlin", OFFICE)
PACES = {"slack": timedelta()}


@dataclass(frozen=True)
class Letter:
    """A row of the outbox with the views of its items."""

    key: str
    state: str
    due: datetime
    views: tuple[str, ...]


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((ADA, BEN)), NOW.date())
        for person in (ADA, BEN):
            store.accounts.link("slack", person.id, person.id, "test", NOW)


def add(database: Database, *names: str, people: Iterable[Person] = (ADA,), now: datetime = NOW) -> set[str]:
    """Says each of the names to each of the people; returns what was touched."""
    items = [NewItem(f"{name}:{person.id}", name, person.id) for name in names for person in people]
    with database.transaction() as store:
        store.letters.add(items, lambda _: BERLIN, now=now, real=now)
    return store.touched


def try_to_send(database: Database, now: datetime = NOW) -> None:
    """Claims the letter that is due, as a worker does before it sends it."""
    with database.transaction() as store:
        [claimed] = store.deliveries.claim(now=now, real=now, lease=HOUR, paces_of=PACES)
        assert claimed.kind == "letter"


def send(database: Database, now: datetime = NOW) -> None:
    with database.transaction() as store:
        [owed] = store.deliveries.claim(now=now, real=now, lease=HOUR, paces_of=PACES)
        assert not store.deliveries.settle([sent(owed, ("D1", owed.key), now, now)])
        store.deliveries.leave({owed.channel: (owed.lease, now)})


def become(database: Database, state: str) -> None:
    with database.transaction() as store:
        store.connection.execute(update(outbox).values(state=state))


def kept(database: Database) -> Sequence[Letter]:
    with database.reading() as store:
        rows = store.connection.execute(select(outbox).order_by(outbox.c.id)).all()
        return [
            Letter(row.key, row.state, row.due, tuple(view for view, _ in store.letters.items(row.person_id, number)))
            for row in rows
            for number in [int(row.key.rpartition(":")[2])]
        ]


def test_what_is_not_urgent_waits_together(database: Database) -> None:
    assert add(database, "a", people=(ADA, BEN)) == {"outbox"}
    add(database, "b", "c")

    assert kept(database) == [
        Letter("letter:p2:1", "owed", NOW, ("a", "b", "c")),
        Letter("letter:p3:1", "owed", NOW, ("a",)),
    ]


def test_an_item_is_said_once_for_ever(database: Database) -> None:
    add(database, "a", "a")
    send(database)

    assert add(database, "a") == set()
    add(database, "a", "b")

    assert [letter.views for letter in kept(database)] == [("a",), ("b",)]


def test_nothing_to_say_opens_nothing(database: Database) -> None:
    assert add(database) == set()
    assert kept(database) == []


def test_a_letter_is_due_in_the_hours_of_its_reader(database: Database) -> None:
    add(database, "a", now=NIGHT)

    assert [letter.due for letter in kept(database)] == [TUESDAY]


def test_the_next_letter_is_due_on_another_day(database: Database) -> None:
    add(database, "a")
    send(database, NOW + HOUR)

    add(database, "b", now=NOW + 2 * HOUR)
    add(database, "c", now=NOW + 3 * HOUR)

    assert kept(database) == [
        Letter("letter:p2:1", "sent", NOW, ("a",)),
        Letter("letter:p2:2", "owed", TUESDAY, ("b", "c")),
    ]


@pytest.mark.parametrize("state", ["sending", "unsure", "dead", "dropped"])
def test_nothing_joins_a_letter_that_somebody_has_tried_to_send(database: Database, state: str) -> None:
    add(database, "a")
    try_to_send(database)
    become(database, state)

    add(database, "b")

    views = {letter.key: letter.views for letter in kept(database)}
    assert views == {"letter:p2:1": ("a",), "letter:p2:2": ("b",)}


def test_a_letter_that_was_put_back_can_be_added_to(database: Database) -> None:
    add(database, "a", now=NOW)
    with database.transaction() as store:
        [owed] = store.deliveries.claim(now=NIGHT, real=NIGHT, lease=HOUR, paces_of=PACES)
        assert not store.deliveries.settle([delayed(owed, TUESDAY)])
        store.deliveries.leave({owed.channel: (owed.lease, NIGHT)})

    add(database, "b", now=NIGHT)

    assert kept(database) == [Letter("letter:p2:1", "owed", TUESDAY, ("a", "b"))]
    with database.reading() as store:
        row = store.connection.execute(select(outbox)).one()
        assert (row.attempts, row.since, row.lease) == (0, None, None)


def test_a_letter_waits_for_one_that_may_have_arrived(database: Database) -> None:
    add(database, "a")
    try_to_send(database)
    become(database, "unsure")
    add(database, "b")
    with database.transaction() as store:
        store.connection.execute(update(outbox).where(outbox.c.key == key_of(ADA.id, 2)).values(since=NOW + HOUR))

    with database.reading() as store:
        assert [store.letters.must_wait(ADA.id, number) for number in (1, 2)] == [False, True]

    become(database, "sent")
    with database.reading() as store:
        assert not store.letters.must_wait(ADA.id, 2)


def test_what_is_urgent_is_no_letter_and_takes_no_day(database: Database) -> None:
    with database.transaction() as store:
        store.outbox.owe_notices([NewNotice("hello", "hello", ADA.id, NOW)], NOW)
    send(database)

    with database.reading() as store:
        assert store.letters.last_sent(ADA.id) is None


def test_old_letters_are_forgotten_with_all_that_stood_in_them(database: Database) -> None:
    add(database, "a", "b")
    send(database)
    add(database, "c", now=NOW + DAY)

    with database.transaction() as store:
        assert store.outbox.forget(NOW + HOUR) == 1

    with database.reading() as store:
        views = store.connection.execute(select(letter_items.c.view)).scalars().all()
        numbers = store.connection.execute(select(letters.c.number)).scalars().all()
        assert (views, numbers) == (["c"], [2])


@pytest.mark.parametrize("crowd", [1, 30, 3000])
def test_the_number_of_statements_does_not_depend_on_the_number_of_people(database: Database, crowd: int) -> None:
    people = [Person(f"q{number}", "Q", str(number)) for number in range(crowd)]
    with database.transaction() as store:
        store.directory.save(Directory((ADA, BEN, *people)), NOW.date())
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda _, __, statement, *___: asked.append(statement))

    add(database, "a", people=people)
    first = len(asked)
    add(database, "b", people=people)

    assert (first, len(asked) - first) == (7, 5)
    with database.reading() as store:
        assert store.connection.execute(select(func.count()).select_from(letter_items)).scalar() == 2 * crowd
        assert store.outbox.tally() == {"owed": crowd}
