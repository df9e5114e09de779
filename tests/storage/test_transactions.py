"""One event, one transaction: all or nothing, and writers that never fail for being at the same time."""

import threading

import pytest
from sqlalchemy.exc import DBAPIError

from storage import Database
from tests.conversation import NOW


def test_an_exception_undoes_everything(database: Database) -> None:
    def fail_half_way() -> None:
        with database.transaction() as store:
            store.heard.first_time("lost", NOW)
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()

    with database.transaction() as store:
        assert store.heard.first_time("lost", NOW)


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as store:
        store.heard.first_time("by a reader", NOW)


def test_a_reader_sees_one_state_and_holds_up_no_writer(database: Database) -> None:
    with database.reading() as reader:
        before = reader.directory.versions()
        with database.transaction() as writer:
            writer.heard.first_time("meanwhile", NOW)

        assert reader.directory.versions() == before


@pytest.mark.parametrize("apart", [False, True], ids=["one database object", "one for each thread"])
def test_many_that_read_and_then_write_all_succeed(database: Database, database_url: str, apart: bool) -> None:
    databases = [Database(database_url) if apart else database for _ in range(4)]
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(25):
                with databases[number].transaction() as store:
                    store.directory.versions()
                    store.heard.first_time(f"{number}-{turn}", NOW)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with database.transaction() as store:
        assert not any(store.heard.first_time(f"{number}-{turn}", NOW) for number in range(4) for turn in range(25))
    if apart:
        for each in databases:
            each.close()


def test_a_key_of_our_own_is_made_once(database: Database) -> None:
    with database.transaction() as store:
        first = store.secrets.get("seal")
    with database.transaction() as store:
        assert store.secrets.get("seal") == first
        assert store.secrets.get("other") != first
