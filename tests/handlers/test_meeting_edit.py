"""A meeting that changes: who is asked again, who is told what, and which reminders follow."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.chat.replies import Reject
from bot.domain.meetings import Answer
from tests.conversation import ADA, BEN, CLARA, ENGLISH, EVA, Chat, asked, said, words
from tests.planning import answer, draft, edit, plan

BERLIN = ZoneInfo("Europe/Berlin")
LINK = "https://meet.example.org/winter"


def at(day: str, clock: str = "14:00") -> datetime:
    """A moment on the wall clock in Berlin."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN)


def planned(chat: Chat) -> None:
    """Ada comes online, Ben on site, Eva may come, Clara does not."""
    plan(chat, link=LINK, onsite_seats="5")
    for person, said_ in ((ADA, Answer.ONLINE), (BEN, Answer.ONSITE), (EVA, Answer.MAYBE), (CLARA, Answer.NO)):
        answer(chat, person, said_)
    chat.deliver()


def messages(chat: Chat) -> dict[str, int]:
    """How many direct messages everybody has got."""
    return {person.first_name: len(chat.direct(person)) for person in (ADA, BEN, EVA, CLARA)}


def test_a_moved_date_asks_everybody_again_and_keeps_answers_and_seats_in_sight(chat_on_both: Chat) -> None:
    chat = chat_on_both
    planned(chat)

    edit(chat, day="2026-12-10")

    assert messages(chat) == {"Ada": 1, "Ben": 1, "Eva": 1, "Clara": 1}
    assert words(chat.direct(BEN)[0]) == (
        "A new date: Winter meeting\n"
        "When: Thu, 10 Dec 2026, 14:00 CET (before: Thu, 3 Dec 2026, 14:00 CET)\n"
        "For the earlier date you said: on site. Does that still hold? Your seat is kept until you answer."
    )
    assert "Answers: 0 online · 0 on site · 0 maybe · 0 no · 4 before the change" in words(chat.public()[0])
    assert "Seats: on site: 4 of 5 free" in words(chat.public()[0])
    answers = said(chat.type("/jrg meeting answers", CLARA))
    assert "on site, before the change (1): Ben Mayr" in answers
    assert "No answer yet from 4 people, by group:" in answers


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"place": "Jena"}, {"Ada": 0, "Ben": 1, "Eva": 1, "Clara": 0}),
        ({"link": "https://meet.example.org/other"}, {"Ada": 1, "Ben": 1, "Eva": 0, "Clara": 0}),
        ({"lasts": "3h"}, {"Ada": 1, "Ben": 1, "Eva": 1, "Clara": 0}),
        ({"mode": "online"}, {"Ada": 0, "Ben": 1, "Eva": 1, "Clara": 0}),
        ({"day": "2026-12-04"}, {"Ada": 1, "Ben": 1, "Eva": 1, "Clara": 1}),
        ({"title": "Solstice"}, {"Ada": 0, "Ben": 0, "Eva": 0, "Clara": 0}),
        ({}, {"Ada": 0, "Ben": 0, "Eva": 0, "Clara": 0}),
    ],
)
def test_exactly_those_concerned_are_told_once(chat: Chat, values: dict[str, str], told: dict[str, int]) -> None:
    planned(chat)
    form = asked(chat.type("/jrg meeting edit", CLARA))

    for _ in range(2):  # a form that is sent twice
        chat.fill(form, CLARA, key="once", **values)
        chat.deliver()
    edit(chat, **values)

    assert messages(chat) == told


def test_reminders_follow_the_new_date_and_none_of_the_old_one_is_sent(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat)
    edit(chat, day="2026-12-10")
    heard: list[int] = []

    for moment in (at("2026-11-19"), at("2026-11-26", "13:59"), at("2026-11-26")):
        chat.pass_time(moment)
        heard.append(len(chat.direct(ADA)))

    assert heard == [0, 0, 1]
    assert "When: Thu, 10 Dec 2026, 14:00 CET" in words(chat.direct(ADA)[0])


def test_a_reminder_that_was_planned_for_the_old_date_is_dropped(chat: Chat) -> None:
    plan(chat)
    chat.clock.move_to(at("2026-11-19"))
    chat.dispatcher.tick("plan")

    edit(chat, day="2026-12-20")

    assert messages(chat) == {"Ada": 0, "Ben": 0, "Eva": 0, "Clara": 0}


def test_an_edit_of_a_draft_tells_nobody(chat: Chat) -> None:
    draft(chat)

    edit(chat, day="2026-12-10", place="Jena")

    assert messages(chat) == {"Ada": 0, "Ben": 0, "Eva": 0, "Clara": 0}
    assert chat.public() == []


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("2027-03-28", "The clocks skip this time that night. Try Sun, 28 Mar 2027, 03:30."),
        ("2027-10-31", "The clocks go back that night, so this time comes twice. Try Sun, 31 Oct 2027, 03:30."),
    ],
)
def test_a_time_of_the_two_nights_is_refused_with_a_proposal(chat: Chat, day: str, problem: str) -> None:
    planned(chat)

    [rejected] = edit(chat, day=day, time="02:30")

    assert isinstance(rejected, Reject)
    assert {name: text.plain(ENGLISH) for name, text in rejected.errors.items()} == {"time": problem}
    assert messages(chat) == {"Ada": 0, "Ben": 0, "Eva": 0, "Clara": 0}
