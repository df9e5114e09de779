"""One's own calendar: a private address for whoever asks, a new one, none; and the file of one meeting."""

from dataclasses import replace
from typing import Any

import pytest

from bot.chat.limits import problems
from bot.chat.links import Links
from bot.chat.replies import Whisper, whisper
from bot.chat.text import Text, link
from bot.chat.ui import Message, Paragraph
from bot.domain.meetings import Answer, Stage
from bot.routing import table
from handlers import calendar
from handlers.calendar import (
    ADDRESS,
    FILE,
    GET,
    NEW,
    NONE_YET,
    NOT_PUBLIC,
    OFF,
    OPEN_IT,
    RENEWED,
    SECRET,
    SUBSCRIBE,
    SWITCHED_OFF,
    TITLE,
    WHAT,
)
from storage import Database
from tests.conversation import ADA, BEN, ENGLISH, EVA, GERMAN, LINKS, NETWORK, Chat
from tests.fetching import WINTER


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, table=table([calendar.routes]))


def token(chat: Chat, person=ADA) -> str | None:
    with chat.database.reading() as store:
        return store.feeds.token(person.id)


def shown(replies: list[Any]) -> Message:
    [reply] = replies
    assert isinstance(reply, Whisper)
    return reply.message


def texts(message: Message) -> list[Text]:
    return [part.text for part in message.parts if isinstance(part, Paragraph)]


def expected(said: Text, token: str) -> list[Text]:
    feed = f"https://netbot.example/calendar/{token}.ics"
    opening = link("webcal://netbot.example", f"https://netbot.example/calendar/{token}/subscribe")
    return [said, ADDRESS.format(address=feed), OPEN_IT.format(link=opening), SECRET]


def test_looking_makes_no_address(chat: Chat) -> None:
    for words in ("calendar", "kalender"):
        message = shown(chat.type(words))
        assert (message.title, texts(message)) == (TITLE, [NONE_YET])
    assert token(chat) is None


def test_whoever_wants_an_address_gets_one_and_sees_it_again(chat: Chat) -> None:
    offer = shown(chat.type("calendar"))
    given = shown(chat.click(offer, GET))

    mine = token(chat)
    assert mine is not None
    assert given == shown(chat.click(offer, GET)) == shown(chat.type("calendar"))
    assert texts(given) == expected(WHAT, mine)
    assert token(chat, BEN) is None
    assert texts(shown(chat.type("calendar", BEN))) == [NONE_YET]


def test_a_new_address_takes_the_place_of_the_old_one(chat: Chat) -> None:
    first = shown(chat.click(shown(chat.type("calendar")), GET))
    old = token(chat)

    renewed = shown(chat.click(first, NEW))

    new = token(chat)
    assert new is not None
    assert new != old
    assert texts(renewed) == expected(RENEWED, new)
    assert [problem for reader in (ENGLISH, GERMAN) for problem in problems(renewed, reader)] == []


def test_a_calendar_that_is_switched_off_stays_off(chat: Chat) -> None:
    first = shown(chat.click(shown(chat.type("calendar")), GET))

    assert chat.click(first, OFF) == [whisper(SWITCHED_OFF.format(command="/jrg"))]
    assert token(chat) is None
    assert texts(shown(chat.type("calendar"))) == [NONE_YET]


def test_without_a_public_address_it_says_who_can_help(sqlite: Database) -> None:
    chat = Chat(sqlite, table=table([calendar.routes]), links=Links())
    with sqlite.transaction() as store:
        store.feeds.renew(BEN.id, chat.clock.now())

    for person in (ADA, BEN, EVA):
        assert chat.type("calendar", person) == [whisper(NOT_PUBLIC)]
        for button in ("calendar.get", "calendar.new"):
            assert chat.press(button, person) == [whisper(NOT_PUBLIC)]
    assert token(chat) is None
    assert "public_url" in NOT_PUBLIC.plain(GERMAN)


def line(chat: Chat, links: Links = LINKS, said: Answer | None = None, **changes: object) -> Text | None:
    """The line about a meeting for Ada."""
    with chat.database.transaction() as store:
        meeting = store.meetings.add(replace(WINTER, **changes))
        if said:
            store.seats.answer(meeting.id, ADA.id, said, now=chat.clock.now())
        places = store.seats.of_person(ADA.id, [meeting.id]).get(meeting.id, ())
        return calendar.calendar_line(links, store, NETWORK, ADA, meeting, places)


def test_a_meeting_offers_its_file_to_whoever_has_a_calendar(chat: Chat) -> None:
    assert line(chat) == SUBSCRIBE.format(command="/jrg")
    chat.press("calendar.get")

    address = f"https://netbot.example/calendar/{token(chat)}"
    assert line(chat) == FILE.format(link=link("meeting-2.ics", f"{address}/2.ics"))
    assert line(chat, said=Answer.MAYBE) == FILE.format(link=link("meeting-3.ics", f"{address}/3.ics"))


def test_a_meeting_that_would_not_be_in_the_calendar_offers_no_file(chat: Chat) -> None:
    chat.press("calendar.get")

    assert line(chat, said=Answer.NO) is None
    assert line(chat, stage=Stage.DRAFT) is None
    assert line(chat, cancelled="") is None
    assert line(chat, links=Links()) is None
