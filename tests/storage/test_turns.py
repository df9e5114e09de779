"""Writers of one process on SQLite: one at a time, with one commit for all who have waited, and each undone alone."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import Database, Store
from storage.schema import heard
from tests.outbox.office import wait_until

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
Work = Callable[[Store], object]


def keep(key: str) -> Work:
    return lambda store: store.heard.first_time(key, NOW)


def stumble(store: Store) -> None:
    keep("in vain")(store)
    raise ZeroDivisionError


def lose_the_disk(store: Store) -> None:
    """What SQLite does when the disk is full: it has undone everything."""
    store.connection.connection.driver_connection.execute("ROLLBACK")
    raise OperationalError("INSERT", {}, Exception("database or disk is full"))


def break_a_promise(store: Store) -> None:
    """What is found out only when it is committed."""
    store.connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    store.connection.execute(text("INSERT INTO memberships (person_id, role) VALUES ('nobody', 'member')"))


@dataclass
class Crowd:
    """Many who want to write while somebody else writes."""

    database: Database
    commits: list[int] = field(default_factory=list[int])
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(16))

    def __post_init__(self) -> None:
        event.listen(self.database.engine, "commit", lambda _: self.commits.append(1))

    def write(self, work: Work, *, alone: bool = False) -> None:
        with self.database.transaction(alone=alone) as store:
            work(store)

    def meet(self, *works: Work, alone: tuple[int, ...] = ()) -> list[BaseException | None]:
        """All of them wait before the first may write, and come in any order; what each of them raised."""
        turns = self.database._turns
        given: list[Future[None]] = []
        with self._writing():
            for number, work in enumerate(works):
                given.append(self.pool.submit(self.write, work, alone=number in alone))
                wait_until(lambda number=number: turns._waiting == number + 1)
            self.commits.clear()
        return [each.exception(60) for each in given]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self.database.transaction(alone=True):
            yield

    def kept(self) -> list[str]:
        with self.database.reading() as store:
            return list(store.connection.execute(heard.select().order_by(heard.c.key)).scalars())


@pytest.fixture
def crowd(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crowd]:
    monkeypatch.setattr("storage.turns.LONGEST", 60.0)
    made = Crowd(sqlite)
    with made.pool:
        yield made


def test_who_has_waited_shares_one_commit(crowd: Crowd) -> None:
    raised = crowd.meet(*(keep(f"{number}") for number in range(5)))

    assert raised == [None] * 5
    assert crowd.kept() == ["0", "1", "2", "3", "4"]
    assert len(crowd.commits) == 2  # of whoever wrote before, and of all five


def test_nobody_goes_on_before_it_is_committed(crowd: Crowd) -> None:
    seen: list[list[str]] = []
    crowd.database.after_commit(lambda _: seen.append(crowd.kept()))

    crowd.meet(keep("a"), keep("b"))

    assert seen[1:] == [["a", "b"], ["a", "b"]]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_who_raises_is_undone_alone(crowd: Crowd, place: int) -> None:
    works: list[Work] = [keep("a"), keep("b")]
    works.insert(place, stumble)

    raised = crowd.meet(*works)

    assert [type(each) for each in raised].count(ZeroDivisionError) == 1
    assert crowd.kept() == ["a", "b"]


def test_a_commit_that_fails_fails_all_who_share_it(crowd: Crowd) -> None:
    raised = crowd.meet(keep("a"), break_a_promise, keep("b"))

    assert [type(each) for each in raised] == [IntegrityError] * 3
    crowd.write(keep("c"))
    assert crowd.kept() == ["c"]


def test_a_transaction_that_the_database_gave_up_is_kept_for_nobody_before(crowd: Crowd) -> None:
    order: list[str] = []

    def come(name: str, work: Work) -> Work:
        return lambda store: (order.append(name), work(store))

    raised = crowd.meet(come("a", keep("a")), come("full", lose_the_disk), come("b", keep("b")))

    after = order[order.index("full") + 1 :]
    failed = {name: type(each) for name, each in zip(("a", "full", "b"), raised, strict=True)}
    assert failed == {name: type(None) if name in after else OperationalError for name in order}
    assert crowd.kept() == sorted(after)


def test_nobody_waits_for_what_takes_long(crowd: Crowd) -> None:
    order: list[str] = []
    kept: list[list[str]] = []

    def come(name: str) -> Work:
        return lambda store: (order.append(name), keep(name)(store))

    def take_long(_: Store) -> None:
        kept.extend([sorted(order), crowd.kept()])

    raised = crowd.meet(come("a"), take_long, come("b"), alone=(1,))

    assert raised == [None] * 3
    assert kept[0] == kept[1]  # whoever came before has been told already


def test_a_commit_is_not_put_off_for_ever(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.turns.MOST", 2)

    crowd.meet(*(keep(f"{number}") for number in range(5)))

    assert len(crowd.commits) == 1 + 3


def test_a_commit_that_everybody_waits_for_is_seen_to(crowd: Crowd) -> None:
    crowd.database._turns._waiting += 1  # somebody who never comes

    crowd.write(keep("a"))

    assert crowd.kept() == ["a"]


def test_many_threads_keep_all_they_write(sqlite: Database) -> None:
    def write(thread: int) -> None:
        for number in range(20):
            with sqlite.transaction() as store:
                keep(f"{thread}-{number}")(store)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with sqlite.reading() as store:
        assert len(store.connection.execute(heard.select()).all()) == 160
