"""Seats in the database: kept as they are, and given away once however many people click at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.meetings import Answer, NoSuchMeeting
from bot.domain.meetings import Meeting as Planned
from bot.domain.people import Directory, Person
from bot.domain.seats import (
    MODES,
    Called,
    Event,
    Offered,
    Promoted,
    Queued,
    Seated,
    Seating,
    State,
)
from storage import Database
from storage.seats import Count, Seats
from tests.seating import DAY, Audience, fits, head, taken
from tests.storage.clicking import (
    NOW,
    STARTS,
    Deed,
    begin,
    click,
    click_in_threads,
    journal_tables,
    read_journal,
    some_deeds,
)

ONLINE, ONSITE, MAYBE, NO = Answer
BERLIN = ZoneInfo("Europe/Berlin")
PEOPLE = tuple(f"p{number:02}" for number in range(24))
SIZES = {ONLINE: 7, ONSITE: 4}


@pytest.fixture
def meeting(database: Database) -> int:
    """The number of a meeting for which nobody has answered yet."""
    journal_tables.create_all(database.engine)
    with database.transaction() as store:
        store.directory.save(Directory(tuple(Person(person, "", person) for person in PEOPLE)), date(2026, 11, 2))
        wall = STARTS.astimezone(BERLIN).replace(tzinfo=None)
        return store.meetings.add(Planned(0, "Meeting", wall, BERLIN.key)).id


@pytest.fixture
def kept(database: Database, meeting: int) -> Iterator[Seats]:
    """The seats, in one transaction for the whole test."""
    with database.transaction() as store:
        yield Seats(store.connection)


def test_a_meeting_is_open_in_every_mode_until_somebody_says_otherwise(kept: Seats, meeting: int) -> None:
    assert kept.whole(meeting) == Seating({ONLINE: None, ONSITE: None}, STARTS)
    kept.set_capacity(meeting, {ONSITE: 30}, now=NOW)
    assert kept.capacity(meeting) == {ONSITE: 30}
    with pytest.raises(NoSuchMeeting):
        kept.expire(meeting + 1, NOW)


def test_a_seating_is_kept_as_it_is(kept: Seats, meeting: int) -> None:
    kept.set_capacity(meeting, SIZES, now=NOW)
    seating = kept.whole(meeting)
    for deed in some_deeds(PEOPLE[:9], 150, seed=1):
        if deed.guests < 2:
            seating, events = deed.on(seating)
            assert deed.at(kept, meeting)[1] == events
            assert kept.whole(meeting) == seating
            taken_by_mode = kept.taken(meeting)
            assert [taken_by_mode.get(mode, 0) for mode in MODES] == [seating.taken(mode) for mode in MODES]


def test_a_change_reads_only_those_whom_it_may_concern(kept: Seats, meeting: int) -> None:
    kept.set_capacity(meeting, SIZES, now=NOW)
    for person in PEOPLE[:6]:
        kept.answer(meeting, person, ONSITE, now=NOW)

    seen = kept.around(meeting, PEOPLE[0])

    assert [(place.person, place.state.value) for place in seen.places] == [
        ("p00", "seated"),
        ("p04", "waiting"),
        ("p05", "waiting"),
    ]
    assert seen.taken(ONSITE) == 4
    assert seen.position("p05") == 2


def test_late_answers_and_those_given_for_others_are_kept(kept: Seats, meeting: int) -> None:
    kept.answer(meeting, "p01", ONLINE, 2, now=NOW, deadline=NOW - DAY, by="p00")

    assert [(p.guests, p.late, p.by) for p in kept.whole(meeting).places] == [(2, True, "p00")]


def test_people_and_seats_are_counted(kept: Seats, meeting: int) -> None:
    kept.set_capacity(meeting, {ONSITE: 3}, now=NOW)
    for person, said, guests in (("p00", ONSITE, 1), ("p01", ONSITE, 0), ("p02", ONSITE, 1), ("p03", NO, 0)):
        kept.answer(meeting, person, said, guests, now=NOW)

    assert kept.counts(meeting) == {
        (ONSITE, State.SEATED): Count(2, 3),
        (ONSITE, State.WAITING): Count(1, 2),
        (NO, State.NONE): Count(1, 1),
    }


def test_what_is_due_is_found(kept: Seats, meeting: int) -> None:
    kept.set_capacity(meeting, {ONSITE: 1}, now=NOW)
    for person in PEOPLE[:3]:
        kept.answer(meeting, person, ONSITE, now=NOW)
    assert (kept.due(NOW + 10 * DAY), kept.next_expiry()) == ([], None)
    kept.answer(meeting, PEOPLE[0], NO, now=NOW)

    assert kept.next_expiry() == NOW + DAY
    assert (kept.due(NOW + DAY / 2), kept.due(NOW + DAY)) == ([], [meeting])
    kept.accept(meeting, PEOPLE[1], now=NOW)
    assert (kept.due(STARTS - 2 * DAY), kept.due(STARTS - DAY), kept.due(STARTS)) == ([], [meeting], [])


def test_one_seat_goes_to_one_of_many_who_click_at_once(database: Database, meeting: int) -> None:
    with database.transaction() as store:
        Seats(store.connection).set_capacity(meeting, {ONSITE: 1}, now=NOW)

    at_once(database, meeting, [Deed("answer", person, ONSITE, 0, NOW) for person in PEOPLE[:8]])

    told = [event for _, events in read_journal(database) for event in events]
    assert [type(event) for event in told] == [Seated, *[Queued] * 7]
    assert [event.position for event in told if isinstance(event, Queued)] == [1, 2, 3, 4, 5, 6, 7]


def test_on_the_last_day_the_first_click_wins(database: Database, meeting: int) -> None:
    late = STARTS - DAY / 2
    with database.transaction() as store:
        kept = Seats(store.connection)
        kept.set_capacity(meeting, {ONSITE: 1}, now=NOW)
        for person in PEOPLE[:9]:
            kept.answer(meeting, person, ONSITE, now=NOW)
        _, told = kept.answer(meeting, PEOPLE[0], NO, now=late)
    assert [event.person for event in told if isinstance(event, Called)] == list(PEOPLE[1:9])

    at_once(database, meeting, [Deed("accept", person, ONSITE, 0, late) for person in PEOPLE[1:9]])

    won = [event for _, events in read_journal(database) for event in events]
    with database.reading() as store:
        seating = Seats(store.connection).whole(meeting)
    assert [type(event) for event in won] == [Promoted]
    assert [place.person for place in seating.line(ONSITE)] == [p for p in PEOPLE[1:9] if p != won[0].person]


@pytest.mark.parametrize("number_of_processes", [1, 2])
def test_whoever_clicks_at_once_it_is_as_if_they_had_come_one_after_the_other(
    database: Database, database_url: str, meeting: int, number_of_processes: int
) -> None:
    with database.transaction() as store:
        kept = Seats(store.connection)
        kept.set_capacity(meeting, SIZES, now=NOW)
        beginning = kept.whole(meeting)
    shares = [some_deeds(PEOPLE, 60, seed=seed) for seed in range(4)]

    if number_of_processes == 1:
        click_in_threads(database_url, meeting, shares)
    else:
        workers = [begin(database_url, meeting, share) for share in (shares[:2], shares[2:])]
        for worker in workers:
            worker.join()
        assert [worker.exitcode for worker in workers] == [0, 0]

    seating = played_again(beginning, read_journal(database))
    with database.reading() as store:
        assert Seats(store.connection).whole(meeting) == seating


def at_once(database: Database, meeting: int, deeds: list[Deed]) -> None:
    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(lambda deed: click(database, meeting, [deed]), deeds))


def played_again(seating: Seating, journal: list[tuple[Deed, tuple[Event, ...]]]) -> Seating:
    """One deed after the other, as the journal has them; each must have told what it tells now."""
    audience = Audience()
    offers: set[tuple[str, datetime]] = set()
    for deed, told in journal:
        before = seating
        seating, events = deed.on(before)
        assert told == events
        audience.hear(told)
        audience.expect_to_know(seating)
        expect_fair(before, seating, deed.now)
        made = [(event.person, event.until) for event in told if isinstance(event, Offered)]
        assert len(offers | set(made)) == len(offers) + len(made)
        offers |= set(made)
    happened = {type(event) for _, told in journal for event in told}
    assert happened >= {Seated, Queued, Offered, Promoted}
    return seating


def expect_fair(before: Seating, after: Seating, now: datetime) -> None:
    """Never above capacity, no idle seat while the next in line fits, order kept."""
    for mode in MODES:
        assert taken(after, mode) <= SIZES[mode]
        waiting = head(after, mode)
        if STARTS - now > DAY:
            assert waiting is None or not fits(after, waiting)
        old, new = (
            [replace(place, state=State.WAITING) for place in line] for line in (before.line(mode), after.line(mode))
        )
        assert [place for place in new if place in old] == [place for place in old if place in new]
