"""Addresses for texts: absolute below the public one, none where there is none, and no odd letter in them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.chat.links import CalendarLinks, Links

PUBLIC = ["https://netbot.example", "http://localhost:8080", "https://example.org/netbot"]


@pytest.mark.parametrize("public", PUBLIC)
def test_a_calendar_has_three_addresses(public: str) -> None:
    assert Links(public).calendar("token") == CalendarLinks(
        f"{public}/calendar/token.ics",
        f"webcal://{public.partition('://')[2]}/calendar/token.ics",
        f"{public}/calendar/token/subscribe",
    )


def test_a_meeting_is_a_file_of_its_person() -> None:
    assert Links(PUBLIC[0]).meeting("token", 7) == "https://netbot.example/calendar/token/7.ics"


def test_answers_have_a_sealed_key_in_which_nothing_is_odd() -> None:
    address = Links(PUBLIC[0], lambda content: f"<{content}>").answers(7, "p1&x=ä y")

    assert address is not None
    parts = urlsplit(address)
    assert parts.path == "/meetings/7/answers.csv"
    assert address.isascii()
    assert parse_qs(parts.query) == {"key": ["<answers.csv?meeting=7&by=p1%26x%3D%C3%A4+y>"]}


def test_without_a_public_address_there_is_none() -> None:
    links = Links()

    assert (links.calendar("token"), links.meeting("token", 7), links.answers(7, "p1")) == (None, None, None)
