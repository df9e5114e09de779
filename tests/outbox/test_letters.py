"""Letters on their way: decided at the last moment, put back at a bad one, and never two on one day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.replies import notice
from bot.chat.text import literal
from bot.chat.ui import Message, Paragraph
from bot.domain.people import Person
from bot.domain.quiet import Habits, Hours
from bot.platforms.port import TooFast, Unsure
from bot.routing import Router, table
from storage import Database
from storage.letters import NewItem
from tests.conversation import ADA, BEN, EVA, NETWORK, NOW, PEOPLE, Chat, words

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TUESDAY = datetime(2026, 11, 3, 7, 0, tzinfo=UTC)  # 08:00 in Berlin
SATURDAY = datetime(2026, 11, 7, 3, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)


class Post:
    """A bot whose notices say what they are called, unless that is no longer worth saying."""

    def __init__(self, database: Database, people: Sequence[Person] = PEOPLE) -> None:
        made = Router()
        self.over: set[str] = set()

        @made.notice("say")
        def say(what: str) -> Message | None:
            return None if what in self.over else Message(parts=(Paragraph(literal(what)),))

        self.chat = Chat(database, people, table=table([made]))

    def owe(self, *said: str, person: Person = ADA, expires: datetime | None = None) -> None:
        items = [NewItem(f"{what}:{person.id}", notice("say", what=what).packed, person.id, expires) for what in said]
        now = self.chat.clock.now()
        with self.chat.database.transaction() as store:
            store.letters.add(items, self.chat.context.habits_of, now=now, real=self.chat.clock.real())

    def at(self, moment: datetime) -> list[str]:
        """What everybody has heard when this moment has come and everything that could be sent was sent."""
        self.chat.clock.move_to(moment)
        self.chat.deliver()
        return self.heard()

    def heard(self, person: Person = ADA) -> list[str]:
        return [words(message) for message in self.chat.direct(person)]

    def states(self) -> dict[str, int]:
        with self.chat.database.reading() as store:
            return store.outbox.tally()


@pytest.fixture
def post(database: Database) -> Post:
    return Post(database)


def test_one_thing_is_said_by_itself_and_several_together(post: Post) -> None:
    post.owe("a")
    assert post.at(NOW) == ["a"]

    post.owe("b", "c")
    assert post.at(NOW + HOUR) == ["a"]
    assert post.at(TUESDAY) == ["a", "2 messages for you\nb\nc"]


def test_what_is_over_or_expired_by_then_is_left_out(post: Post) -> None:
    post.owe("today")
    post.at(NOW)
    post.owe("a", "b")
    post.owe("c", expires=TUESDAY)
    post.over.add("a")

    assert post.at(TUESDAY) == ["today", "b"]


def test_a_letter_without_anything_left_to_say_is_dropped_and_takes_no_day(post: Post) -> None:
    post.owe("a")
    post.over.add("a")
    post.at(NOW)
    assert post.states() == {"dropped": 1}

    post.owe("b")
    assert post.at(NOW + HOUR) == ["b"]


def test_the_same_view_for_two_reasons_is_shown_once(post: Post) -> None:
    view = notice("say", what="a").packed
    with post.chat.database.transaction() as store:
        items = [NewItem(key, view, ADA.id) for key in ("one", "two")]
        store.letters.add(items, post.chat.context.habits_of, now=NOW, real=NOW)

    assert post.at(NOW) == ["a"]


def test_after_a_downtime_over_the_weekend_one_letter_waits_until_monday(post: Post) -> None:
    post.owe("a")
    post.chat.clock.move_to(SATURDAY)
    post.owe("b")

    assert post.at(SATURDAY) == []
    post.owe("c")
    assert post.at(MONDAY - timedelta(seconds=1)) == []
    assert post.at(MONDAY) == ["3 messages for you\na\nb\nc"]
    assert post.states() == {"sent": 1}


def test_waiting_for_a_better_moment_is_no_attempt(post: Post) -> None:
    for day in range(20):
        moment = NOW + day * DAY + 11 * HOUR
        post.chat.clock.move_to(moment)
        post.owe(f"{day}")
        post.at(moment)

    assert post.at(NOW + 21 * DAY)[0].startswith("20 messages for you")


def test_who_has_changed_their_hours_is_written_to_in_the_new_ones(post: Post) -> None:
    post.owe("a")
    with post.chat.database.transaction() as store:
        store.directory.edit(replace(ADA, hours="20:00-22:00", zone="America/Sao_Paulo"))

    evening = datetime(2026, 11, 3, 23, 0, tzinfo=UTC)  # a Tuesday; Monday was All Souls' Day there
    assert post.at(evening - timedelta(seconds=1)) == []
    assert post.at(evening) == ["a"]


def test_a_second_letter_waits_while_nobody_knows_whether_the_first_one_arrived(post: Post) -> None:
    post.chat.paper.troubles = [("after", Unsure("no answer"))]
    post.owe("a")
    post.at(NOW)
    assert post.states() == {"unsure": 1}

    post.owe("b")
    post.at(NOW + HOUR)

    assert post.heard() == ["a"]
    assert post.states() == {"unsure": 1, "owed": 1}


def test_a_letter_that_the_platform_has_put_off_can_still_be_added_to(post: Post) -> None:
    post.chat.paper.troubles = [("before", TooFast(3600))]
    post.owe("a")
    post.at(NOW)
    post.owe("b")

    with post.chat.database.reading() as store:
        assert [view for view, _ in store.letters.items(ADA.id, 1)] == ["say?what=a", "say?what=b"]
    assert post.states() == {"owed": 1}


def test_everybody_lives_by_their_own_hours_and_holidays(database: Database) -> None:
    people = (
        replace(ADA, zone="Europe/Vienna", weekends=True),
        replace(BEN, hours="00:00-00:00"),
        replace(EVA, zone="Antarctica/Troll"),
    )
    habits = Post(database, people).chat.context.habits_of

    assert habits(ADA.id) == Habits("Europe/Vienna", Hours(weekends=True, region="AT"))
    assert (habits(BEN.id).hours.begins, habits(BEN.id).hours.ends) == (habits(BEN.id).hours.begins,) * 2
    assert habits(EVA.id) == Habits("Antarctica/Troll", Hours(region=""))
    assert habits("nobody") == Habits(NETWORK.timezone, Hours(region="DE"))
