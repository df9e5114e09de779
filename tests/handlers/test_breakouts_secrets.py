"""What nobody may see of breakout rooms: what others wish for, and, but for coordinators, who is kept apart."""

import pytest

from bot.chat.replies import Ask, Whisper
from bot.chat.text import Reader
from bot.chat.ui import Form, Message, action
from bot.domain.people import Person
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, PEOPLE, Chat, words
from tests.roomplanning import ask_for_wishes, assign, meeting_with, publish, wish
from tests.words import form as form_in_words
from tests.words import message as message_in_words

FRIEDA = Person("p5", "Frieda", "Ost", group="CDX", site="Leipzig")
GREGOR = Person("p6", "Gregor", "West", group="FEDORIS", site="Heidelberg")
ROOMS = "Data; 1-3; online\nCareers; 1-3; online\nMethods; 1-3; online"
EVERYBODY = (*PEOPLE, FRIEDA, GREGOR)


def seen_by(chat: Chat, person: Person) -> str:
    """Everything that a person can get to see of the rooms, by all that they can type, press and read."""
    replies = [chat.type(words_, person) for words_ in ("breakouts", "breakouts 1", "", "meeting 1", "meetings")]
    for name in ("plan", "wish", "preview", "late", "assign", "pin", "swap", "join", "export", "improve", "change"):
        replies.append(chat.press(action(f"breakouts.{name}", meeting=1), person))
    replies.append(chat.press(action("breakouts.round", meeting=1, number=1), person))
    shown = [*(_content(reply) for each in replies for reply in each), *chat.public(), *chat.direct(person)]
    return "\n".join(_drawn(each) for each in shown)


def _content(reply: object) -> Message | Form:
    assert isinstance(reply, Whisper | Ask), reply
    return reply.message if isinstance(reply, Whisper) else reply.form


def _drawn(shown: Message | Form) -> str:
    draw = form_in_words if isinstance(shown, Form) else message_in_words
    return draw(shown, Reader())


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, EVERYBODY)


def test_who_is_kept_apart_is_shown_to_coordinators_alone(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN, EVA, FRIEDA, GREGOR), onsite=())
    ask_for_wishes(chat, rooms=ROOMS, rounds="1", apart="Eva Groß + Gregor West", together="Ada Müller + Ben Mayr")

    pair = "Eva Groß + Gregor West"
    assert pair in seen_by(chat, CLARA)
    for person in (ADA, BEN, EVA, GREGOR):
        assert pair not in seen_by(chat, person)
        assert "kept apart" not in seen_by(chat, person).casefold()
    publish(chat)
    for person in (ADA, BEN, EVA, GREGOR):
        assert "kept apart" not in seen_by(chat, person).casefold()


def test_what_somebody_wishes_changes_nothing_that_others_see_before_rooms_are_out(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN, EVA, FRIEDA, GREGOR), onsite=())
    ask_for_wishes(chat, rooms=ROOMS, rounds="1")
    wish(chat, EVA, 1, 2)
    chat.deliver()
    before = [seen_by(chat, person) for person in (ADA, BEN, GREGOR)]
    planned = chat.type("breakouts plan 1", CLARA)

    wish(chat, EVA, 3)
    chat.deliver()

    assert [seen_by(chat, person) for person in (ADA, BEN, GREGOR)] == before
    assert chat.type("breakouts plan 1", CLARA) == planned


def test_nobody_reads_the_wishes_of_others_in_the_rooms_either(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN, EVA, FRIEDA, GREGOR), onsite=())
    ask_for_wishes(chat, rooms=ROOMS, rounds="1")
    for person in (EVA, FRIEDA, GREGOR):
        wish(chat, person, 1, 2)
    publish(chat)

    seen = seen_by(chat, BEN)

    assert "You had no wishes" in seen
    assert "choice" not in seen
    assert "wish" not in seen.replace("You had no wishes", "").replace("Wishes for breakout rooms are not taken", "")


def test_a_preview_tells_ranks_and_no_topics_of_wishes(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN, EVA, FRIEDA, GREGOR), onsite=())
    ask_for_wishes(chat, rooms=ROOMS, rounds="1")
    for person in (ADA, BEN, EVA, FRIEDA, GREGOR):
        wish(chat, person, 3)

    preview = words(assign(chat))

    assert "on none of their topics" in preview
    assert not any(topic in preview for topic in ("Data", "Careers", "Methods"))
