"""What is true of the seats of a meeting whatever happens, in whatever order."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain import seats
from bot.domain.meetings import Answer
from bot.domain.seats import (
    LAST_DAY,
    MODES,
    Change,
    Event,
    ModeNotOffered,
    Offered,
    PartyTooLarge,
    Place,
    Seating,
    State,
)
from tests.seating import Audience, fits, head, taken

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NAMES = "abcde"
PEOPLE = st.sampled_from(NAMES)
WISHES = st.tuples(PEOPLE, st.sampled_from(MODES), st.sampled_from([0, 0, 1, 2]))
SIZES = st.sampled_from([1, 2, 3, 3, 4, 0, None])
CAPACITY = st.one_of(
    st.fixed_dictionaries(dict.fromkeys(MODES, SIZES)), st.dictionaries(st.sampled_from(MODES), SIZES, min_size=1)
)
ASKED = (State.OFFERED, State.CALLED)


class Crowd(RuleBasedStateMachine):
    """Five people, two modes, and time that goes on."""

    @initialize(
        capacity=CAPACITY, hours=st.sampled_from([20, 30, 60, 400]), wishes=st.lists(WISHES, min_size=4, max_size=14)
    )
    def begin(self, capacity: dict[Answer, int | None], hours: int, wishes: list[tuple[str, Answer, int]]) -> None:
        self.now = START
        self.seating = Seating(capacity, START + timedelta(hours=hours))
        self.audience = Audience()
        for wish in wishes:
            self.wish(wish)

    @precondition(lambda self: self.now < self.seating.starts)
    @rule(wish=WISHES)
    def wish(self, wish: tuple[str, Answer, int]) -> None:
        person, mode, guests = wish
        known = any(place.answer is mode for place in self.seating.of(person))
        try:
            self.do(lambda seating: seats.answer(seating, person, mode, guests, now=self.now))
        except (ModeNotOffered, PartyTooLarge):
            assert (self.seating.capacity.get(mode, 0) or 0) <= guests
        else:
            last = self.seating.of(person)[-1]
            assert (last.answer, last.guests) == (mode, guests)
            if self.is_early and not known:
                self.expect_newcomer_served_last(last)

    @precondition(lambda self: self.now < self.seating.starts and self.waiting)
    @rule(number=st.integers(0, 5), more=st.sampled_from([1, 1, -1]))
    def change_guests_while_waiting(self, number: int, more: int) -> None:
        last = self.seating.of(self.waiting[number % len(self.waiting)])[-1]
        self.wish((last.person, last.answer, max(0, last.guests + more)))

    @precondition(lambda self: self.now < self.seating.starts)
    @rule(person=PEOPLE, said=st.sampled_from([Answer.MAYBE, Answer.NO]))
    def stay_away(self, person: str, said: Answer) -> None:
        self.do(lambda seating: seats.answer(seating, person, said, now=self.now))
        assert [(place.answer, place.state) for place in self.seating.of(person)] == [(said, State.NONE)]

    @precondition(lambda self: self.now < self.seating.starts)
    @rule(person=PEOPLE)
    def accept(self, person: str) -> None:
        self.do(lambda seating: seats.accept(seating, person, now=self.now))
        assert not any(place.state in ASKED for place in self.seating.of(person))

    @precondition(lambda self: self.now < self.seating.starts and self.asked)
    @rule(number=st.integers(0, 5))
    def accept_what_is_offered(self, number: int) -> None:
        self.accept(self.asked[number % len(self.asked)])

    @rule(person=PEOPLE)
    def decline(self, person: str) -> None:
        had = self.seating.seat_of(person)
        self.do(lambda seating: seats.decline(seating, person, now=self.now))
        assert had == self.seating.seat_of(person)
        assert not any(place.state in ASKED for place in self.seating.of(person))

    @rule(person=PEOPLE)
    def withdraw(self, person: str) -> None:
        self.do(lambda seating: seats.withdraw(seating, person, now=self.now))
        assert self.seating.of(person) == ()

    @rule(capacity=CAPACITY)
    def set_capacity(self, capacity: dict[Answer, int | None]) -> None:
        kept = {
            p.person
            for p in self.seating.places
            if p.state in seats.RESERVED and (p.state is State.SEATED or p.answer in capacity)
        }
        self.do(lambda seating: seats.set_capacity(seating, capacity, now=self.now))
        assert kept <= {place.person for place in self.seating.places if place.state in seats.RESERVED}
        wished = {place.answer for place in self.seating.places if place.state in seats.WISHED}
        assert wished <= capacity.keys()  # nobody waits for what is gone, or is offered it

    @rule(mode=st.sampled_from(MODES))
    def take_a_seat_away(self, mode: Answer) -> None:
        if self.seating.capacity.get(mode):
            self.set_capacity({**self.seating.capacity, mode: (self.seating.capacity[mode] or 1) - 1})

    @rule(hours=st.sampled_from([1, 7, 25]))
    def let_time_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.do(lambda seating: seats.expire(seating, self.now))
        assert all(place.offered_until > self.now for place in self.seating.places if place.offered_until)

    @rule(hours=st.sampled_from([20, 60, 400]))
    def move_meeting(self, hours: int) -> None:
        self.seating = replace(self.seating, starts=self.now + timedelta(hours=hours))
        self.do(lambda seating: seats.expire(seating, self.now))

    def do(self, change: Callable[[Seating], Change]) -> None:
        """Changes something; the same again changes nothing and tells nothing."""
        before = self.seating
        self.seating, events = change(before)
        assert max(Counter((type(event), event.person) for event in events).values(), default=1) == 1
        self.audience.hear(events)
        for mode in MODES:
            self.expect_no_more_than_there_is(before, mode)
            self.expect_order_kept(before, mode, events)
        assert change(self.seating) == (self.seating, ())
        assert seats.expire(self.seating, self.now) == (self.seating, ())

    def expect_no_more_than_there_is(self, before: Seating, mode: Answer) -> None:
        """Too many may only have become too many by a lower capacity, and never grow."""
        limit = self.seating.capacity.get(mode, 0)
        assert limit is None or taken(self.seating, mode) <= max(limit, taken(before, mode))

    def expect_order_kept(self, before: Seating, mode: Answer, events: tuple[Event, ...]) -> None:
        """Those who still wait do so in the same order, newcomers behind them; offers go out from the head."""
        old, new = moments(before.line(mode)), moments(self.seating.line(mode))
        stayed = [moment for moment in old if moment in new]
        assert new[: len(stayed)] == stayed
        offered = {event.person for event in events if isinstance(event, Offered) and event.answer is mode}
        chosen = [place.since for place in self.seating.places if place.person in offered and place.offered_until]
        waiting = head(self.seating, mode)
        assert waiting is None or all(since < waiting.since for since in chosen)

    def expect_newcomer_served_last(self, place: Place) -> None:
        """They sit if there is room for them beyond that for which others wait already."""
        waiting = [other for other in self.seating.line(place.answer) if other.person != place.person]
        limit = self.seating.capacity[place.answer]
        blocked = any(limit is None or other.party <= limit for other in waiting)
        assert not blocked if place.state is State.SEATED else blocked or not fits(self.seating, place)

    @property
    def asked(self) -> list[str]:
        """Who may click."""
        return [place.person for place in self.seating.places if place.state in ASKED]

    @property
    def waiting(self) -> list[str]:
        return [place.person for place in self.seating.places if place.state in (State.WAITING, State.CALLED)]

    @property
    def is_early(self) -> bool:
        return self.seating.starts - self.now > LAST_DAY

    @invariant()
    def everybody_knows_what_is(self) -> None:
        self.audience.expect_to_know(self.seating)

    @invariant()
    def each_has_one_answer(self) -> None:
        for person in NAMES:
            mine = [place.state for place in self.seating.of(person)]
            assert max(mine.count(State.SEATED), mine.count(State.OFFERED), mine.count(State.CALLED)) <= 1
            assert State.NONE not in mine or len(mine) == 1
            assert len({place.answer for place in self.seating.wishes_of(person)}) <= 1

    @invariant()
    def no_seat_is_idle_while_the_next_in_line_fits(self) -> None:
        for mode in MODES if self.now < self.seating.starts else ():
            if self.is_early:
                waiting = head(self.seating, mode)
                assert waiting is None or not fits(self.seating, waiting)
                assert {place.state for place in self.seating.line(mode)} <= {State.WAITING}
            else:
                first = [p for p in self.seating.line(mode) if self.seating.wishes_of(p.person)[0] == p]
                assert [place.state is State.CALLED for place in first] == [fits(self.seating, p) for p in first]


def moments(line: tuple[Place, ...]) -> list[tuple[str, datetime]]:
    return [(place.person, place.since) for place in line]


Crowd.TestCase.settings = settings(deadline=None, max_examples=150, stateful_step_count=40)
TestCrowd = Crowd.TestCase
