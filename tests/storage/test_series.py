"""Series as they are kept, and what became of their dates."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.meetings import Answer, Meeting, Mode, NoSuchMeeting, Stage
from bot.domain.people import Directory
from bot.domain.recurrence import LAST, Rule
from bot.domain.series import NoSuchSeries, Series
from storage import Database
from tests.conversation import CLARA, NOW

RULE = Rule(LAST, 3, time(14, 30), "Europe/Berlin", date(2027, 3, 1), every=3, modes={12: "onsite"})
SERIES = Series(
    0,
    "Working meeting",
    RULE,
    Mode.ONLINE,
    timedelta(minutes=90),
    "Leipzig",
    "https://meet.example.org/w",
    "Highlights",
    {Answer.ONSITE: 40, Answer.ONLINE: None},
    deadline_days=7,
    announce_days=30,
    planned_by="p1",
)
SLOT = datetime(2027, 3, 25, 14, 30)  # noqa: DTZ001
DATE = Meeting(0, "Working meeting", SLOT, "Europe/Berlin", stage=Stage.PROPOSED, series=1, slot=SLOT)


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((CLARA,)), NOW.date())


def test_a_series_is_kept_as_it_was_planned_and_changed(database: Database) -> None:
    by_months = replace(SERIES, rule=replace(RULE, every=1, months=(3, 9)), deadline_days=None)
    with database.transaction() as store:
        first, second = store.series.add(SERIES), store.series.add(SERIES)
        store.series.save(replace(by_months, id=second.id))

    with database.transaction() as store:
        assert store.series.open() == [replace(SERIES, id=first.id), replace(by_months, id=second.id)]
        assert store.series.get(first.id) == store.series.lock(first.id) == first


def test_one_that_has_ended_or_never_was_is_refused(database: Database) -> None:
    with database.transaction() as store:
        kept = store.series.add(SERIES)
        store.series.save(replace(kept, ended=True))

    with database.transaction() as store:
        assert store.series.open() == []
        for number in (kept.id, 99):
            for look in (store.series.get, store.series.lock):
                with pytest.raises(NoSuchSeries):
                    look(number)


def test_a_date_is_found_by_what_the_rule_gave_it_wherever_it_was_moved(database: Database) -> None:
    with database.transaction() as store:
        store.series.add(SERIES)
        later = store.meetings.add(replace(DATE, slot=SLOT + timedelta(days=91)))
        first = store.meetings.add(replace(DATE, wall=SLOT + timedelta(days=300), cancelled=""))
        store.meetings.add(replace(DATE, series=None, slot=None))

    with database.reading() as store:
        assert store.meetings.of_series(1) == [first, later]
        assert store.meetings.at_slot(1, SLOT) == first
        for series, slot in ((2, SLOT), (1, SLOT + timedelta(days=1))):
            with pytest.raises(NoSuchMeeting):
                store.meetings.at_slot(series, slot)
