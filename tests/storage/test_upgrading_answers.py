"""Answers from before there were seats become seats, and meetings get what they lacked."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, inspect

from bot.domain.meetings import Answer, Meeting, Stage
from bot.domain.seats import Place, State
from storage import Database
from storage.migrate import SCRIPTS, current, newest, upgrade
from storage.schema import EPOCH, MICROSECOND
from tests.conversation import NOW

SAID = {"ada": Answer.ONLINE, "ben": Answer.ONSITE, "eva": Answer.MAYBE, "zoe": Answer.NO}
WINTER = Meeting(7, "Winter", datetime(2027, 1, 14, 14), "Europe/Berlin", "Leipzig", "Posters", revision=3)  # noqa: DTZ001


def at_revision_2(folder: Path) -> Path:
    """The migrations as they were before."""
    scripts = folder / "migrations"
    shutil.copytree(SCRIPTS, scripts)
    for path in (scripts / "versions").glob("[0-9]*.py"):
        if path.name >= "0003":
            path.unlink()
    return scripts


def fill(connection: Connection) -> None:
    """One meeting, one person for each answer, in the tables as they were."""
    tables = MetaData()
    tables.reflect(connection)

    def add(name: str, **values: object) -> None:
        table: Table = tables.tables[name]
        empty = {column.name: "" for column in table.columns if not column.nullable and column.name not in values}
        connection.execute(table.insert().values(empty | values))

    add("meetings", id=7, title="Winter", wall=WINTER.wall, zone=WINTER.zone, starts=micros(WINTER.starts),
        place="Leipzig", description="Posters", revision=3)  # fmt: skip
    nothing = {"position": 0, "topics": [], "languages": [], "visibility": {}, "own_fields": [], "reminders": True}
    for number, (person, said) in enumerate(SAID.items()):
        add("people", id=person, **nothing)
        moment = micros(NOW) + number
        add("meeting_answers", meeting_id=7, person_id=person, answer=said.value, at=moment)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def test_every_answer_becomes_a_seat(database_url: str, tmp_path: Path) -> None:
    database = Database(database_url)
    upgrade(database, at_revision_2(tmp_path))
    with database.engine.begin() as connection:
        assert current(connection) == "0002"
        fill(connection)

    assert upgrade(database)

    with database.reading() as store:
        assert current(store.connection) == newest()
        assert not inspect(store.connection).has_table("meeting_answers")
        assert store.seats.whole(7).places == tuple(
            Place(person, said, 0, state_of(said), NOW + number * timedelta(microseconds=1))
            for number, (person, said) in enumerate(SAID.items())
        )
        assert store.meetings.get(7) == WINTER
        assert (WINTER.stage, WINTER.lasts, WINTER.asked) == (Stage.ANNOUNCED, timedelta(hours=2), 1)
        assert store.seats.capacity(7) == {Answer.ONLINE: None, Answer.ONSITE: None}
    database.close()


def state_of(said: Answer) -> State:
    return State.SEATED if said in (Answer.ONLINE, Answer.ONSITE) else State.NONE
