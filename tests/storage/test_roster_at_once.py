"""The directory in memory while others write at that very moment: what was written before is seen after."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.people import Directory, Person
from storage import Database, Store
from storage.roster import Roster
from tests.conversation import ADA, BEN, GROUPS

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Interrupted(Database):
    """Something happens once, right after somebody has read."""

    happens: Callable[[], object] | None = None

    @contextmanager
    def reading(self) -> Generator[Store]:
        with super().reading() as store:
            yield store
        happens, self.happens = self.happens, None
        if happens:
            happens()


@pytest.fixture
def interrupted(database: Database, database_url: str) -> Iterator[Interrupted]:
    with closing(Interrupted(database_url)) as opened:
        with opened.transaction() as store:
            store.directory.save(Directory((ADA, BEN), GROUPS), NOW.date())
            store.accounts.link("slack", "U1", ADA.id, "email", NOW)
        yield opened


def edit(database: Database, person: Person) -> None:
    with database.transaction() as store:
        store.directory.edit(person)


def test_a_change_while_the_roster_reads_is_seen_by_the_next_look(interrupted: Interrupted) -> None:
    roster = Roster(interrupted)
    interrupted.happens = lambda: edit(interrupted, replace(ADA, language="de"))
    roster.now()

    assert roster.now().people[ADA.id].language == "de"


def test_an_account_that_changes_hands_while_it_is_looked_up_is_not_remembered(interrupted: Interrupted) -> None:
    roster = Roster(interrupted)
    roster.now()

    def give_to_ben() -> None:
        with interrupted.transaction() as store:
            store.accounts.link("slack", "U1", BEN.id, "coordinator", NOW)
        assert roster.now()

    interrupted.happens = give_to_ben
    roster.owner("slack", "U1", "", NOW)

    assert roster.owner("slack", "U1", "", NOW) == BEN
