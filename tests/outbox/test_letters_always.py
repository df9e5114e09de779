"""Whatever happens: each letter leaves at an allowed minute, one a day at most, and nothing is lost or said twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.chat.events import Place
from bot.chat.replies import notice
from bot.chat.text import Reader, literal
from bot.chat.ui import Message, Paragraph
from bot.context import Context
from bot.domain.people import Person
from bot.domain.quiet import allows, local_day
from bot.outbox import Delivery
from bot.platforms.port import Ref, TooFast, Unsure
from bot.routing import Router, table
from bot.views import Views
from storage import Database
from storage.letters import NewItem
from storage.roster import Roster
from storage.schema import outbox, paces
from storage.schema_letters import letter_items, letters
from tests.conversation import ADA, BEN, EVA, NETWORK, words
from tests.outbox.office import LabClock, Office
from tests.paper import Paper

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SLACK = timedelta(seconds=1)
# Days before clocks change, before Christmas and Easter, in an ordinary week, and in the south.
STARTS = [datetime.fromisoformat(f"{day}T00:00+00:00") for day in (
    "2027-03-26", "2027-10-29", "2026-10-23", "2026-12-23", "2027-03-24", "2026-11-02", "2027-03-12", "2027-04-02",
)]  # fmt: skip
ZONES = ("", "Europe/Berlin", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
SPANS = ("", "", "00:00-00:00", "22:00-06:00", "01:30-03:00", "02:15-02:45", "12:00-12:30")
TROUBLES = (("before", Unsure("reset")), ("after", Unsure("no answer")), ("before", TooFast(90.0)))

lives = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "say", "down", "crash", "trouble", "wait"]),
        st.integers(0, 2),  # whom it concerns
        st.integers(1, 40 * 60),  # minutes until the next event
        st.none() | st.integers(1, 5 * 24 * 60),  # minutes until what is said expires
        st.booleans(),  # whether its reason will have gone
    ),
    min_size=1,
    max_size=14,
)
habits = st.tuples(st.sampled_from(ZONES), st.sampled_from(SPANS), st.booleans())
unhurried = settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


class TimedPaper(Paper):
    """Paper on which each post is dated by the clock of the test."""

    def __init__(self, clock: LabClock) -> None:
        super().__init__()
        self.clock = clock

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        before = len(self.posts)
        try:
            return super().post(place, message, reader, key)
        finally:
            if len(self.posts) > before:
                self.posts[str(len(self.posts))].at = self.clock.real()


@dataclass(frozen=True)
class Said:
    """Something that was to be said."""

    what: str
    person: str
    expires: datetime | None
    in_vain: bool  # its reason has gone before it could be sent


@dataclass
class World:
    """A bot that lives through troubles, and all that it was to say."""

    database: Database
    people: Sequence[Person]
    clock: LabClock
    said: list[Said] = field(default_factory=list[Said])
    is_down: bool = False

    def __post_init__(self) -> None:
        with self.database.transaction() as store:
            for emptied in (letter_items, outbox, letters, paces):
                store.connection.execute(delete(emptied))
        self.paper = TimedPaper(self.clock)
        self.office = Office(self.database, [self.paper], self.clock, self.people, self.people)
        self.start_anew()

    def start_anew(self) -> None:
        """Another process takes over."""
        made = Router()
        made.notice("say")(self._say)
        context = Context(table([made]), self.database, Roster(self.database), NETWORK, self.clock, {})
        self.habits_of = context.habits_of
        self.office.delivery = Delivery(self.database, self.office.platforms, Views(context), self.clock)

    def _say(self, what: str) -> Message | None:
        [one] = [said for said in self.said if said.what == what]
        return None if one.in_vain else Message(parts=(Paragraph(literal(what)),))

    def say(self, person: Person, expires: datetime | None, *, in_vain: bool) -> None:
        one = Said(f"thing-{len(self.said)}", person.id, expires, in_vain)
        self.said.append(one)
        item = NewItem(one.what, notice("say", what=one.what).packed, person.id, expires)
        with self.database.transaction() as store:
            for _ in range(2):  # planned twice, kept once
                store.letters.add([item], self.habits_of, now=self.clock.now(), real=self.clock.real())

    def crash(self) -> None:
        """A worker dies with a row in its hand, and a new process starts."""
        with self.database.transaction() as store:
            store.deliveries.claim(
                now=self.clock.now(), real=self.clock.real(), lease=4 * SLACK, paces_of={"paper": timedelta()}
            )
        self.start_anew()

    def wait(self, span: timedelta) -> None:
        """Time passes, in steps as a bot that looks around notices them, or all at once if it is down."""
        until = self.clock.moment + span
        while not self.is_down and (due := self.next_due()) is not None and due < until:
            self.clock.moment = due
            self.office.deliver()
        self.clock.moment = until
        if not self.is_down:
            self.office.deliver()

    def next_due(self) -> datetime | None:
        with self.database.reading() as store:
            return store.outbox.next_due(self.clock.now())

    def finish(self) -> None:
        """Lets everything come to its end."""
        self.is_down = False
        for _ in range(400):
            self.office.deliver()
            if not self.office.states().keys() & {"owed", "unsure", "sending"}:
                return
            self.wait(HOUR)
        raise AssertionError("it never ends")


@unhurried
@given(st.sampled_from(STARTS), st.tuples(habits, habits, habits), lives)
def test_letters_leave_when_they_may_and_say_all_that_is_worth_saying_once(
    database: Database, start: datetime, chosen: Sequence[tuple[str, str, bool]], life: list[tuple]
) -> None:
    people = [
        replace(person, zone=zone, hours=hours, weekends=weekends)
        for person, (zone, hours, weekends) in zip((ADA, BEN, EVA), chosen, strict=True)
    ]
    clock = LabClock()
    clock.moment = start.astimezone(UTC)
    world = World(database, people, clock)

    for turn, (happens, whom, minutes, expires, in_vain) in enumerate(life):
        match happens:
            case "say":
                until = None if expires is None else clock.moment + expires * MINUTE
                world.say(people[whom], until, in_vain=in_vain)
            case "down":
                world.is_down = not world.is_down
            case "crash":
                world.crash()
            case "trouble":
                world.paper.troubles.append(TROUBLES[turn % len(TROUBLES)])
            case _:
                pass
        world.wait(minutes * MINUTE)
    world.finish()

    for person in people:
        expect_good_manners(world, person)
    expect_all_said_once(world)


def expect_good_manners(world: World, person: Person) -> None:
    """Every letter left at an allowed minute of its reader, and no two on one day of their calendar."""
    lives_by = world.habits_of(person.id)
    moments = [sheet.at for sheet in world.paper.posts.values() if sheet.place.channel == f"@{person.id}"]
    days = [local_day(moment, lives_by.zone) for moment in moments]

    assert [moment for moment in moments if not allows(moment, lives_by.zone, lives_by.hours)] == []
    assert len(days) == len(set(days))


def expect_all_said_once(world: World) -> None:
    heard = [
        (line, sheet.place.channel, sheet.at)
        for sheet in world.paper.posts.values()
        for line in words(sheet.shown[-1]).splitlines()
        if line.startswith("thing-")
    ]
    moment_of = {line: at for line, _, at in heard}

    assert Counter(line for line, _, _ in heard) == Counter(moment_of.keys())
    for one in world.said:
        if one.in_vain:
            assert one.what not in moment_of
        elif one.what in moment_of:
            assert (one.what, f"@{one.person}", moment_of[one.what]) in heard
            assert one.expires is None or moment_of[one.what] < one.expires
        else:
            assert one.expires is not None
            assert one.expires <= world.clock.now()
