"""The order and the times of a programme."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda import Kind, State, Talk, accept, is_open, programme, put, slots, tell, too_long
from bot.domain.meetings import Meeting
from tests.conversation import NOW

MEETING = Meeting(7, "Winter meeting", datetime(2026, 12, 3, 14), "Europe/Berlin")  # noqa: DTZ001
MINUTE = timedelta(minutes=1)


def talks(lengths: list[int]) -> list[Talk]:
    return [
        Talk(number, Kind.TALK, f"T{number}", "p", length * MINUTE, state=State.ACCEPTED, meeting=7, place=number)
        for number, length in enumerate(lengths, 1)
    ]


@given(st.lists(st.integers(1, 240), min_size=1, max_size=12), st.data())
def test_a_programme_has_no_gap_and_no_overlap_in_any_order(lengths: list[int], data: st.DataObject) -> None:
    known = {talk.id: talk for talk in talks(lengths)}
    for _ in range(3):
        number, at = data.draw(st.sampled_from(sorted(known))), data.draw(st.integers(-2, 15))
        before = programme(MEETING, known.values())
        known |= {talk.id: talk for talk in put(before, number, at, NOW)}
        entries = programme(MEETING, known.values())

        assert sorted(entry.talk.id for entry in entries) == sorted(known)
        assert [entry.talk.id for entry in entries].index(number) == min(max(at, 0), len(known) - 1)
        ends = [timedelta(), *(entry.ends for entry in entries)]
        assert [entry.begins for entry in entries] == ends[:-1]
        assert too_long(MEETING, entries) == max(sum(lengths) * MINUTE - MEETING.lasts, timedelta())
        assert put(entries, number, at, NOW) == []


def test_what_is_taken_comes_last_and_twice_is_once() -> None:
    first, second = talks([15, 5])
    new = Talk(9, Kind.QUESTION, "Why?", "q", 5 * MINUTE)

    taken = accept(new, MEETING, [first, second], NOW)

    assert [entry.talk.id for entry in programme(MEETING, [first, second, taken])] == [1, 2, 9]
    assert accept(taken, MEETING, [first, second, taken], NOW) is taken


def test_a_slot_is_another_one_after_a_moved_date() -> None:
    entries = programme(MEETING, talks([15, 5]))
    moved = replace(MEETING, asked=2)

    assert slots(MEETING, entries)[2].begins == 15 * MINUTE
    assert slots(MEETING, entries)[2] != slots(moved, entries)[2]


def test_what_still_waits() -> None:
    [talk] = talks([15])
    proposed = replace(talk, state=State.PROPOSED)
    cancelled, over = replace(MEETING, cancelled=""), MEETING.ends
    cannot = replace(tell(talk, None), confirmed=False)

    assert [is_open(each, MEETING, NOW) for each in (proposed, talk, cannot)] == [True, False, False]
    assert [is_open(each, MEETING, over) for each in (proposed, talk, cannot)] == [True, False, True]
    assert (is_open(talk, cancelled, NOW), is_open(talk, None, NOW)) == (True, True)
    gone = [replace(talk, state=each) for each in (State.DECLINED, State.WITHDRAWN)]
    assert [is_open(each, None, NOW) for each in gone] == [False, False]
