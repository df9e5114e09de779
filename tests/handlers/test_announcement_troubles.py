"""Who hears of what went wrong with an announcement: a channel that refuses it, one that is gone, a missed moment."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.ui import Message, action
from bot.domain.announcements import NobodyAddressed
from bot.domain.people import Person, Role
from bot.platforms.port import Refused
from handlers.announcements.control import POST
from handlers.announcements.texts import REFUSALS
from storage import Database
from tests.announcing import announce, draft
from tests.conversation import CLARA, DIRECTORY, ENGLISH, NEWS, NOW, PEOPLE, Chat, said, words

ANNA = Person("p7", "Anna", "Zweite", role=Role.COORDINATOR)
BOTH = ("announcements/paper", "news/paper")


def titles(messages: list[Message]) -> list[str]:
    return [words(message).splitlines()[0] for message in messages]


def test_the_author_hears_once_of_a_channel_that_refuses_it(chat_on_both: Chat) -> None:
    chat = chat_on_both
    chat.paper.troubles = [("before", Refused("channel_not_found"))]
    announce(chat, channels=BOTH)
    for _ in range(3):
        chat.pass_time(timedelta(minutes=1))

    assert titles(chat.direct(CLARA)) == ["Not everywhere: Spring school"]
    assert "for the channel announcements" in words(chat.direct(CLARA)[0])
    assert [titles(chat.public()), titles(chat.public(NEWS))] == [[], ["Spring school"]]

    chat.press(action("outbox.again"), CLARA)
    chat.deliver()
    assert titles(chat.public()) == ["Spring school"]


def test_the_author_hears_of_a_channel_that_left_the_settings(chat: Chat) -> None:
    announce(chat, channels=BOTH, when="2026-11-05T09:30:00")
    del chat.places["news"]
    chat.pass_time(datetime.fromisoformat("2026-11-05T08:31:00+00:00"))

    assert titles(chat.public()) == ["Spring school"]
    assert titles(chat.direct(CLARA)) == ["Not everywhere: Spring school"]


def test_a_moment_that_was_missed_by_long_is_decided_anew(chat_on_both: Chat) -> None:
    chat = chat_on_both
    announce(chat, "Missed", when="2026-11-05T09:30:00")
    announce(chat, "Just in time", when="2026-11-05T23:00:00")
    chat.pass_time(datetime.fromisoformat("2026-11-05T22:00:00+00:00"))

    assert titles(chat.public()) == ["Just in time"]
    assert titles(chat.direct(CLARA)) == ["Not posted: Missed"]
    with chat.database.reading() as store:
        assert [one.title for one in store.announcements.drafts()] == ["Missed"]


def test_when_its_author_is_no_longer_responsible_the_others_hear_of_trouble(sqlite: Database) -> None:
    chat = Chat(sqlite, (*PEOPLE, ANNA))
    announce(chat, by=ANNA, when="2026-11-05T09:30:00")
    with chat.database.transaction() as store:
        people = (*PEOPLE, replace(ANNA, role=Role.RESEARCHER))
        store.directory.save(replace(DIRECTORY, people=people), NOW.date())
    chat.pass_time(datetime.fromisoformat("2026-11-08T22:00:00+00:00"))

    assert [titles(chat.direct(person)) for person in (ANNA, CLARA)] == [[], ["Not posted: Spring school"]]


def test_what_would_stand_nowhere_is_not_posted(chat: Chat) -> None:
    _, control = draft(chat, channels=("news/paper",))
    del chat.places["news"]

    assert said(chat.click(control, POST, CLARA)) == REFUSALS[NobodyAddressed].text.plain(ENGLISH)
    chat.pass_time(timedelta(minutes=1))
    assert chat.direct(CLARA) == []
