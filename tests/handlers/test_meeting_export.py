"""The link to the table of answers: for coordinators, and words where there can be none."""

from dataclasses import replace

from bot.chat.links import Links
from bot.chat.replies import whisper
from bot.chat.text import join, link
from bot.domain.meetings import NoSuchMeeting, Stage
from handlers.meetings.export import FILE, NOT_PUBLIC, SHORT_LIVED
from handlers.meetings.texts import REFUSALS
from storage import Database
from tests.conversation import CLARA, Chat
from tests.fetching import WINTER


def plan(chat: Chat, **changes: object) -> int:
    with chat.database.transaction() as store:
        return store.meetings.add(replace(WINTER, **changes)).id


def test_a_coordinator_gets_a_link_to_the_table(chat: Chat) -> None:
    number = plan(chat)
    key = f"answers.csv%3Fmeeting%3D{number}%26by%3D{CLARA.id}"
    file = link("answers-1.csv", f"https://netbot.example/meetings/{number}/answers.csv?key={key}")
    expected = [whisper(join((FILE.format(title="Winter meeting", link=file), SHORT_LIVED)))]

    for words in ("meeting export", f"meeting export {number}", f"treffen exportieren {number}"):
        assert chat.type(words, CLARA) == expected
    assert chat.press(f"meeting.export?meeting={number}", CLARA) == expected


def test_coordinators_get_the_table_of_what_is_not_announced_too(chat: Chat) -> None:
    number = plan(chat, stage=Stage.DRAFT)

    assert chat.type("meeting export", CLARA) == [whisper(REFUSALS[NoSuchMeeting].format(command="/jrg"))]
    assert "answers-1.csv" in str(chat.type(f"meeting export {number}", CLARA))


def test_without_a_public_address_it_says_who_can_help(sqlite: Database) -> None:
    chat = Chat(sqlite, links=Links())
    number = plan(chat)

    assert chat.type("meeting export", CLARA) == [whisper(NOT_PUBLIC.format(number=str(number)))]
