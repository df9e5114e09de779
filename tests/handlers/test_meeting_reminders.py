"""Reminders of a meeting: at which moments, to whom, and when they are no longer wanted."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.meetings import Answer
from bot.domain.people import Role
from handlers.meetings.texts import BUTTONS
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, GERMAN, PEOPLE, Chat, asked, words
from tests.planning import cancel, plan

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: str, clock: str = "14:00") -> datetime:
    """A moment on the wall clock in Berlin."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN)


def messages(chat: Chat) -> list[int]:
    """How many direct messages everybody has got: Clara, Ada, Ben, Eva."""
    return [len(chat.direct(person)) for person in (CLARA, ADA, BEN, EVA)]


def outbox(chat: Chat) -> dict[str, int]:
    with chat.database.reading() as store:
        return store.outbox.tally()


def test_reminders_reach_only_those_who_have_not_answered(chat_on_both: Chat) -> None:
    chat = chat_on_both
    card = plan(chat)
    chat.click(card, BUTTONS[Answer.NO], by=BEN)

    chat.pass_time(timedelta(days=18))

    assert messages(chat) == [1, 1, 0, 1]


def test_the_ladder_is_climbed_rung_by_rung(chat: Chat) -> None:
    plan(chat)
    heard: list[tuple[int, int]] = []

    for moment in (
        at("2026-11-19", "13:59"),
        at("2026-11-19"),  # 14 days before
        at("2026-11-26", "13:59"),
        at("2026-11-26"),  # 7 days before, in the channel
        at("2026-11-30"),  # 3 days before
        at("2026-12-02"),  # the day before
        at("2026-12-03", "08:00"),  # in the morning, in the channel
        at("2026-12-03", "13:00"),  # an hour before
        at("2026-12-04"),
    ):
        chat.pass_time(moment)
        heard.append((len(chat.direct(ADA)), len(chat.public())))

    assert heard == [(0, 1), (1, 1), (1, 1), (1, 2), (2, 2), (3, 2), (3, 3), (4, 3), (4, 3)]


def test_a_reminder_speaks_the_language_of_its_reader_and_can_be_answered(chat: Chat) -> None:
    plan(chat)
    chat.pass_time(at("2026-11-19"))
    [reminder] = chat.direct(EVA)

    chat.click(reminder, BUTTONS[Answer.ONSITE], by=EVA)
    chat.pass_time(at("2026-11-30"))

    assert words(reminder, GERMAN) == (
        "Kommst du zu „Winter meeting“?\nWann: Do., 3. Dez. 2026, 14:00 MEZ\n"
        "Dauer: 2 Std\nWo: Leipzig\nWie: online und vor Ort\n"
        "Du hast noch nicht geantwortet. Ein Klick genügt, dann frage ich nicht noch einmal."
    )
    assert messages(chat) == [2, 2, 2, 1]


def test_the_reminder_in_the_channel_shows_the_counts_of_the_moment(chat: Chat) -> None:
    card = plan(chat)
    chat.click(card, BUTTONS[Answer.ONLINE], by=ADA)

    chat.pass_time(at("2026-11-26"))

    assert words(chat.public()[1]) == (
        "Coming up: Winter meeting\nWhen: Thu, 3 Dec 2026, 14:00 CET\n"
        "Lasts: 2 h\nWhere: Leipzig\nHow: online and on site\n"
        "Answers so far: 1 online · 0 on site · 0 maybe · 0 no. Yours is one click away."
    )


def test_who_answers_between_plan_and_delivery_is_not_reminded(chat_on_both: Chat) -> None:
    chat = chat_on_both
    card = plan(chat)
    chat.clock.move_to(at("2026-11-19"))
    chat.dispatcher.tick("plan")

    chat.click(card, BUTTONS[Answer.MAYBE], by=ADA)
    chat.deliver()

    assert messages(chat) == [1, 0, 1, 1]
    assert outbox(chat) == {"sent": 4, "dropped": 1}


def test_after_a_long_pause_only_the_latest_reminder_is_sent(chat: Chat) -> None:
    plan(chat)

    chat.pass_time(at("2026-12-02", "17:00"))

    assert messages(chat) == [1, 1, 1, 1]
    assert len(chat.public()) == 2
    assert outbox(chat) == {"sent": 6}


def test_a_reminder_that_waited_until_the_next_one_is_due_is_dropped(chat: Chat) -> None:
    plan(chat)
    chat.clock.move_to(at("2026-11-19"))
    chat.dispatcher.tick("plan")

    chat.clock.move_to(at("2026-11-30", "13:59"))
    chat.deliver()
    assert messages(chat) == [1, 1, 1, 1]

    chat.clock.move_to(at("2026-11-30"))
    chat.dispatcher.tick("plan")
    chat.clock.move_to(at("2026-12-02"))
    chat.deliver()
    assert messages(chat) == [1, 1, 1, 1]
    assert outbox(chat)["dropped"] == 4


def test_nobody_is_reminded_once_the_meeting_has_begun(chat: Chat) -> None:
    plan(chat)

    chat.pass_time(at("2026-12-03"))

    assert messages(chat) == [0, 0, 0, 0]
    assert len(chat.public()) == 1


def test_a_tick_that_comes_twice_reminds_once(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat)

    for _ in range(3):
        chat.pass_time(at("2026-11-19"))

    assert messages(chat) == [1, 1, 1, 1]


def test_a_cancelled_meeting_is_not_brought_to_mind(chat: Chat) -> None:
    plan(chat)
    chat.clock.move_to(at("2026-11-19"))
    chat.dispatcher.tick("plan")
    cancel(chat)

    chat.pass_time(at("2026-12-03", "13:00"))

    assert messages(chat) == [0, 0, 0, 0]
    assert [words(shown).splitlines()[0] for shown in chat.public()] == ["Cancelled: Winter meeting"]


def test_a_reminder_in_the_channel_says_so_when_the_meeting_is_cancelled(chat: Chat) -> None:
    plan(chat)
    chat.pass_time(at("2026-11-26"))

    cancel(chat)

    assert [words(shown).splitlines()[0] for shown in chat.public()] == ["Cancelled: Winter meeting"] * 2


def test_who_switched_reminders_off_gets_none(chat: Chat) -> None:
    plan(chat)
    form = asked(chat.type("/jrg settings", ADA))
    chat.fill(form, ADA, reminders=False)

    chat.pass_time(at("2026-11-19"))

    assert messages(chat) == [1, 0, 1, 1]


@pytest.mark.parametrize("gone", [{"role": Role.ALUMNI}, {"left": at("2026-10-01").date()}])
def test_who_has_left_is_not_reminded(sqlite: Database, gone: dict[str, object]) -> None:
    chat = Chat(sqlite, [replace(person, **gone) if person is BEN else person for person in PEOPLE])
    plan(chat)

    chat.pass_time(at("2026-11-19"))

    assert messages(chat) == [1, 1, 0, 1]


def test_a_meeting_at_short_notice_has_only_the_reminders_that_are_still_to_come(chat: Chat) -> None:
    plan(chat, day="2026-11-04", time="10:00")

    chat.pass_time(at("2026-11-02", "10:30"))
    assert messages(chat) == [0, 0, 0, 0]

    chat.pass_time(at("2026-11-03", "10:00"))
    assert messages(chat) == [1, 1, 1, 1]


def test_a_day_before_is_counted_on_the_wall_clock_over_the_change_of_clocks(sqlite: Database) -> None:
    chat = Chat(sqlite, [replace(person, weekends=True) for person in PEOPLE])
    plan(chat, day="2027-03-28", time="14:00")  # the clocks go forward that night

    chat.pass_time(at("2027-03-25"))  # or the reminder of three days before would take the last day
    chat.pass_time(at("2027-03-27", "13:59"))
    before = len(chat.direct(ADA))
    chat.pass_time(at("2027-03-27", "14:00"))

    assert len(chat.direct(ADA)) == before + 1
