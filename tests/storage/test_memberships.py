"""The history of who was what in which group, and the order in which everything was imported."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.people import Directory, Role
from storage import Database
from storage.schema import memberships
from tests.conversation import ADA, BEN, EVA, GROUPS

FIRST, SECOND, THIRD = date(2026, 11, 2), date(2027, 1, 15), date(2027, 3, 1)
CDX, FEDORIS = GROUPS
WHOLE = Directory((ADA, BEN, EVA), GROUPS)


def save(database: Database, directory: Directory, today: date) -> Directory:
    with database.transaction() as store:
        store.directory.save(directory, today)
    with database.reading() as store:
        return store.directory.read()


def history(database: Database, person: str = BEN.id) -> Sequence[Any]:
    columns = memberships.c
    query = select(columns.group_id, columns.role, columns.since, columns.until).order_by(columns.id)
    with database.reading() as store:
        return store.connection.execute(query.where(columns.person_id == person)).all()


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    save(database, WHOLE, FIRST)


def test_saving_the_same_again_adds_nothing(database: Database) -> None:
    save(database, WHOLE, SECOND)

    assert history(database) == [("g1", "researcher", None, None)]


def test_who_leaves_ends_their_membership_and_who_comes_back_resumes_it(database: Database) -> None:
    gone = replace(BEN, left=SECOND)
    assert save(database, replace(WHOLE, people=(ADA, gone, EVA)), SECOND).people == (ADA, gone, EVA)
    assert history(database) == [("g1", "researcher", None, SECOND)]

    save(database, WHOLE, THIRD)
    assert history(database) == [("g1", "researcher", None, None)]


def test_a_new_role_is_a_new_membership(database: Database) -> None:
    save(database, replace(WHOLE, people=(ADA, replace(BEN, role=Role.DEPUTY), EVA)), SECOND)
    save(database, WHOLE, THIRD)

    assert history(database) == [
        ("g1", "researcher", None, SECOND),
        ("g1", "deputy", SECOND, THIRD),
        ("g1", "researcher", THIRD, None),
    ]


def test_a_group_that_is_renamed_stays_the_same_group(database: Database) -> None:
    renamed, heir = replace(CDX, acronym="CDX2"), replace(FEDORIS, acronym="CDX")
    people = (replace(ADA, group="CDX2"), replace(BEN, group="CDX2"), replace(EVA, group="CDX"))

    assert save(database, Directory(people, (renamed, heir)), SECOND) == Directory(people, (renamed, heir))
    assert history(database) == [("g1", "researcher", None, None)]
    assert history(database, EVA.id) == [("g2", "researcher", None, None)]


def test_a_group_that_nobody_knows_is_no_group(database: Database) -> None:
    lost = replace(WHOLE, people=(ADA, replace(BEN, group="NOWHERE"), EVA))
    for day in (SECOND, THIRD):
        assert save(database, lost, day).people[1].group == ""

    assert history(database) == [("g1", "researcher", None, SECOND), (None, "researcher", SECOND, None)]


def test_nobody_is_deleted_and_everybody_stands_where_the_latest_import_has_them(database: Database) -> None:
    fay = replace(BEN, id="p5", email="fay@example.org")
    save(database, replace(WHOLE, people=(ADA, BEN, EVA, fay)), FIRST)

    shorter = save(database, replace(WHOLE, people=(ADA, EVA)), SECOND)
    assert {person.id for person in shorter.people} == {"p2", "p3", "p4", "p5"}

    for people in ((ADA, fay, EVA, BEN), (fay, BEN, EVA, ADA)):
        assert save(database, replace(WHOLE, people=people), THIRD).people == people
