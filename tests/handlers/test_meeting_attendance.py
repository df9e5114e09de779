"""Who was there, marked afterwards, as conversations."""

from datetime import timedelta

import pytest

from bot.chat.events import Click
from bot.chat.replies import Reject
from bot.chat.text import literal
from bot.chat.ui import Button, Menu, action
from bot.domain.meetings import Answer
from bot.domain.people import Person
from handlers.meetings.attendance import FURTHER, OTHERS_ABSENT, OTHERS_THERE, PASTE, UNDO
from storage import Database
from tests.conversation import ADA, ANNOUNCEMENTS, BEN, CLARA, ENGLISH, EVA, NOW, PEOPLE, Chat, account_of, asked, said
from tests.planning import answer, draft, plan

AFTER = NOW + timedelta(days=31, hours=5)
MANY = tuple(Person(f"m{number:02}", "Mia", f"Muster{number:02}") for number in range(30))


def held(chat: Chat, people: tuple[Person, ...] = (ADA, BEN)) -> None:
    """A meeting that has begun, to which these people wanted to come."""
    plan(chat)
    for person in people:
        answer(chat, person, Answer.ONLINE)
    chat.clock.move_to(AFTER)


def marks(chat: Chat) -> dict[str, bool]:
    with chat.database.reading() as store:
        return store.attendance.of(1)


def lists(chat: Chat) -> list[str]:
    return said(chat.type("/jrg meeting attendance", CLARA)).splitlines()[2:-1]


def test_one_click_marks_one_person_and_a_second_changes_nothing(chat_on_both: Chat) -> None:
    chat = chat_on_both
    held(chat)
    [shown] = chat.type("/jrg treffen anwesenheit", CLARA)

    first, again = (chat.click(shown.message, literal(ADA.name), CLARA) for _ in range(2))

    assert first == again
    assert marks(chat) == {ADA.id: True}
    assert lists(chat) == ["There (1): Ada Müller", "Not there (0): nobody", "Not marked yet (1): Ben Mayr"]


@pytest.mark.parametrize(("label", "attended"), [(OTHERS_THERE, True), (OTHERS_ABSENT, False)])
def test_all_others_are_marked_at_once_and_nobody_who_is_marked(chat_on_both: Chat, label, attended: bool) -> None:
    chat = chat_on_both
    held(chat, (ADA, BEN, EVA))
    [shown] = chat.type("/jrg meeting attendance", CLARA)
    chat.click(shown.message, literal(ADA.name), CLARA)

    for _ in range(2):
        chat.click(shown.message, label, CLARA)

    assert marks(chat) == {ADA.id: True, BEN.id: attended, EVA.id: attended}


def test_one_mark_is_taken_back_from_a_menu(chat: Chat) -> None:
    held(chat)
    [shown] = chat.type("/jrg meeting attendance", CLARA)
    [done] = chat.click(shown.message, OTHERS_ABSENT, CLARA)
    [offer] = chat.click(done.message, UNDO, CLARA)
    [menu] = [part for part in offer.message.parts if isinstance(part, Menu)]

    assert [option.value for option in menu.options] == [BEN.id, ADA.id]
    chat.hear(Click(menu.action, account_of(CLARA), ANNOUNCEMENTS, chat.clock.now(), BEN.id))

    assert marks(chat) == {ADA.id: False}


def test_many_people_come_page_by_page_and_everybody_has_a_button(sqlite: Database) -> None:
    chat = Chat(sqlite, (*PEOPLE, *MANY))
    held(chat, MANY)
    [shown] = chat.type("/jrg meeting attendance", CLARA)
    seen: list[str] = []

    for _ in range(3):
        buttons = [part for part in shown.message.parts if isinstance(part, Button)]
        assert len(buttons) <= 20
        seen += [button.label.plain(ENGLISH) for button in buttons if button.action.startswith("attendance.there")]
        [shown] = chat.click(shown.message, FURTHER, CLARA)

    assert seen == [person.name for person in MANY]


def test_a_pasted_list_marks_all_whom_it_names_also_those_without_a_seat(chat_on_both: Chat) -> None:
    chat = chat_on_both
    held(chat)
    [shown] = chat.type("/jrg meeting attendance 1", CLARA)
    form = asked(chat.click(shown.message, PASTE, CLARA))

    replies = chat.fill(form, CLARA, people="Name,E-Mail\nAda M.,ada@example.org\nEva Gross")

    assert said(replies).splitlines()[2:-1] == [
        "There (1): Ada Müller",
        "There, without a seat (1): Eva Groß",
        "Not there (0): nobody",
        "Not marked yet (1): Ben Mayr",
    ]
    assert marks(chat) == {ADA.id: True, EVA.id: True}


def test_a_list_with_a_name_that_nobody_has_saves_nothing_and_says_which(chat_on_both: Chat) -> None:
    chat = chat_on_both
    held(chat)
    form = asked(chat.press(action("attendance.list", meeting=1), CLARA))

    [rejected] = chat.fill(form, CLARA, people="Ada Müller\nXanthippe\nzoe@example.com\nBen Mayr")

    assert isinstance(rejected, Reject)
    assert rejected.errors["people"].plain(ENGLISH) == (
        "Nothing is saved yet. I cannot tell who is meant: Xanthippe and zoe@example.com. Correct or remove these."
    )
    assert marks(chat) == {}


@pytest.mark.parametrize("words", ["NLP", "Leipzig", "CDX", "coordinator"])
def test_what_is_no_name_marks_nobody(chat: Chat, words: str) -> None:
    held(chat)
    form = asked(chat.press(action("attendance.list", meeting=1), CLARA))

    [rejected] = chat.fill(form, CLARA, people=words)

    assert isinstance(rejected, Reject)


def test_a_button_for_somebody_who_is_not_in_the_network_marks_nobody(chat: Chat) -> None:
    held(chat)

    chat.press(action("attendance.there", meeting=1, person="nobody"), CLARA)

    assert marks(chat) == {}


def test_before_a_meeting_begins_nobody_was_there(chat: Chat) -> None:
    plan(chat)
    answer(chat, ADA, Answer.ONLINE)
    too_early = "This meeting has not begun yet. Who was there can be marked from its beginning."
    pressed = [
        action("meeting.attendance", meeting=1),
        action("attendance.there", meeting=1, person=ADA.id),
        action("attendance.others", meeting=1, attended="true"),
        action("attendance.list", meeting=1),
        action("attendance.marked", meeting=1),
        action("attendance.undo", meeting=1, choice=ADA.id),
    ]

    assert [said(chat.press(each, CLARA)) for each in pressed] == [too_early] * len(pressed)
    assert said(chat.type("/jrg meeting attendance 1", CLARA)) == too_early
    assert said(chat.type("/jrg meeting attendance", CLARA)) == (
        "No meeting has begun yet. Who was there can be marked from its beginning."
    )
    assert marks(chat) == {}


def test_nobody_was_at_a_draft(chat: Chat) -> None:
    draft(chat)
    chat.clock.move_to(AFTER)

    assert said(chat.type("/jrg meeting attendance 1", CLARA)).startswith("There is no such meeting.")


def test_the_answers_of_a_past_meeting_say_who_was_there(chat: Chat) -> None:
    held(chat)
    for person, attended in ((ADA, "true"), (EVA, "true")):
        chat.press(action("attendance.there", meeting=1, person=person.id, attended=attended), CLARA)
    chat.press(action("attendance.others", meeting=1, attended="false"), CLARA)

    lines = said(chat.type("/jrg meeting answers 1", CLARA)).splitlines()

    assert lines[2] == "online (2): Ben Mayr (was not there) and Ada Müller (was there)"
    assert "there, but without an answer (1): Eva Groß" in lines
