"""The directory's tables: read back as written, history of memberships, own edits, versions."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.people import Directory, NoSuchPerson, Role, Visibility
from storage import Database
from storage.schema import memberships
from tests.conversation import ADA, BEN, EVA, GROUPS, PEOPLE, SITES, TOPICS

TODAY = date(2026, 11, 2)
WHOLE = Directory(PEOPLE, GROUPS, TOPICS, SITES)


def saved(database: Database, directory: Directory = WHOLE, today: date = TODAY) -> Directory:
    with database.transaction() as store:
        store.directory.save(directory, today)
    with database.reading() as store:
        return store.directory.read()


def test_what_is_saved_is_read_back(database: Database) -> None:
    assert saved(database) == WHOLE


def test_saving_again_changes_nothing_and_removes_what_is_gone(database: Database) -> None:
    saved(database)

    assert saved(database, WHOLE) == WHOLE
    assert saved(database, replace(WHOLE, sites=SITES[1:])).sites == SITES[1:]


def test_a_change_of_group_ends_one_membership_and_begins_another(database: Database) -> None:
    saved(database)
    moved = replace(BEN, group="FEDORIS", role=Role.DEPUTY)

    read = saved(database, replace(WHOLE, people=(*PEOPLE[:2], moved, EVA)), date(2027, 1, 15))

    assert read.people[2] == moved
    with database.engine.connect() as connection:
        columns = memberships.c
        query = select(columns.group_id, columns.role, columns.since, columns.until)
        rows = connection.execute(query.where(columns.person_id == BEN.id).order_by(columns.id)).all()
    assert rows == [("g1", "researcher", None, date(2027, 1, 15)), ("g2", "deputy", date(2027, 1, 15), None)]


def test_own_edits_are_remembered_and_settings_are_not_counted_as_such(database: Database) -> None:
    saved(database)
    edited = replace(ADA, topics=("sepsis",), visibility={"email": Visibility.NOBODY}, language="de")

    with database.transaction() as store:
        store.directory.edit(edited)

    with database.reading() as store:
        assert store.directory.person(ADA.id) == edited
        assert store.directory.own_fields() == {ADA.id: frozenset({"topics"})}


def test_versions_count_what_can_be_searched_apart_from_settings(database: Database) -> None:
    saved(database)
    with database.transaction() as store:
        store.directory.edit(replace(ADA, language="de"))
        store.directory.edit(replace(ADA, language="de", topics=("sepsis",)))

    with database.reading() as store:
        assert store.directory.versions() == {"directory": 2, "people": 1}


def test_an_unknown_person_is_refused(database: Database) -> None:
    with database.reading() as store, pytest.raises(NoSuchPerson):
        store.directory.person("nobody")
