"""Committees as they are kept, who speaks for the network there, and who is interested in what they call for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.committees import (
    Call,
    Committee,
    Kind,
    Mandate,
    NameTaken,
    NoSuchCall,
    NoSuchCommittee,
    NoSuchMandate,
)
from bot.domain.people import Directory
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, NOW

CONSENT = Committee(
    0, "AG Überprüfung", Kind.WORKING_GROUP, "Forms of *consent*", "https://consent.example", changed=NOW
)
STEERING = Committee(0, "National Steering Committee", Kind.STEERING)
DAY = date(2026, 12, 1)
CALL = Call(0, 1, "A speaker for the symposium", "Ten minutes", DAY, "p1", changed=NOW)


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory((CLARA, ADA, BEN, EVA)), NOW.date())


def test_committees_are_kept_as_they_were_made_and_changed(database: Database) -> None:
    with database.transaction() as store:
        steering, consent = store.committees.add(STEERING), store.committees.add(CONSENT)
        changed = replace(steering, name="Steering", kind=Kind.OTHER, closed=True, changed=NOW)
        store.committees.save(changed)

    with database.transaction() as store:
        assert store.committees.every() == [replace(CONSENT, id=consent.id)]
        assert store.committees.every(closed=True) == [replace(CONSENT, id=consent.id), changed]
        assert store.committees.get(steering.id) == store.committees.lock(steering.id) == changed


def test_a_name_is_found_whatever_its_capitals_and_belongs_to_one(database: Database) -> None:
    with database.transaction() as store:
        consent = store.committees.add(CONSENT)
        other = store.committees.add(STEERING)

    with database.transaction() as store:
        assert store.committees.named("ag  überprüfung") == store.committees.named("AG ÜBERPRÜFUNG") == consent
        assert store.committees.named("AG") is None
        with pytest.raises(NameTaken):
            store.committees.add(replace(STEERING, name="AG überprüfung"))
        with pytest.raises(NameTaken):
            store.committees.save(replace(other, name="ag überprüfung"))
        store.committees.save(replace(consent, name="AG ÜBERPRÜFUNG"))


def test_what_is_not_there_is_refused(database: Database) -> None:
    with database.transaction() as store:
        for look, refusal in (
            (store.committees.get, NoSuchCommittee),
            (store.committees.lock, NoSuchCommittee),
            (store.committees.mandate, NoSuchMandate),
            (store.calls.get, NoSuchCall),
            (store.calls.lock, NoSuchCall),
        ):
            with pytest.raises(refusal):
                look(1)


def test_a_person_has_one_mandate_in_a_committee(database: Database) -> None:
    with database.transaction() as store:
        first, second = store.committees.add(CONSENT), store.committees.add(STEERING)
        store.committees.give(Mandate(0, first.id, ADA.id, "speaker", DAY, reminded=60))
        store.committees.give(Mandate(0, first.id, BEN.id))
        store.committees.give(Mandate(0, second.id, ADA.id))
        store.committees.give(Mandate(0, first.id, ADA.id, "deputy", DAY + timedelta(days=1)))

    with database.transaction() as store:
        mine = Mandate(1, first.id, ADA.id, "deputy", DAY + timedelta(days=1))
        assert store.committees.mandates(first.id) == [mine, Mandate(2, first.id, BEN.id)]
        assert len(store.committees.mandates()) == 3
        assert store.committees.mandate(1) == mine
        store.committees.end(1)
        assert store.committees.mandates(first.id) == [Mandate(2, first.id, BEN.id)]


def test_mandates_that_end_are_found_and_marked_once(database: Database) -> None:
    with database.transaction() as store:
        committee = store.committees.add(CONSENT).id
        for person, until in ((ADA, DAY), (BEN, None), (EVA, DAY - timedelta(days=3))):
            store.committees.give(Mandate(0, committee, person.id, until=until))

    with database.transaction() as store:
        assert [one.person for one in store.committees.ending(DAY)] == [EVA.id]
        [_, ada] = store.committees.ending(DAY + timedelta(days=1))
        assert [store.committees.mark_reminded(ada, 60) for _ in range(2)] == [True, False]
        again = replace(ada, reminded=60)
        assert [store.committees.mark_reminded(again, 14) for _ in range(2)] == [True, False]


def test_calls_are_open_until_their_deadline_or_until_they_are_closed(database: Database) -> None:
    with database.transaction() as store:
        committee = store.committees.add(CONSENT).id
        late, soon, closed = (
            store.calls.add(replace(CALL, committee=committee, deadline=DAY + timedelta(days=days)))
            for days in (7, 0, 3)
        )
        store.calls.save(replace(closed, closed=True))

    with database.transaction() as store:
        assert store.calls.open(DAY) == [soon, late]
        assert store.calls.open(DAY + timedelta(days=1)) == [late]
        assert store.calls.unsettled() == [soon, late]
        assert store.calls.get(late.id) == store.calls.lock(late.id) == late
        assert [store.calls.mark_reminded(late, 7) for _ in range(2)] == [True, False]


def test_interest_is_noted_once(database: Database) -> None:
    with database.transaction() as store:
        committee = store.committees.add(CONSENT).id
        call = store.calls.add(replace(CALL, committee=committee)).id
        said = [store.calls.take_interest(call, person.id, NOW) for person in (EVA, EVA, ADA)]

    with database.transaction() as store:
        assert said == [True, False, True]
        assert store.calls.interested(call) == [ADA.id, EVA.id]
        assert [store.calls.lose_interest(call, EVA.id) for _ in range(2)] == [True, False]
        assert store.calls.interested(call) == [ADA.id]
