"""Texts and lists that are cut, in sight, so that they fit."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.room import MORE, WEIGHT, cut, fitting, fitting_menu, left, some, weight
from bot.chat.text import Reader, Text, link, literal
from bot.chat.ui import Items, Message, Option, Paragraph

ENGLISH, GERMAN = Reader("en"), Reader("de")


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert cut("a *b*", 9) == "a *b*"


def test_a_text_is_cut_where_it_would_weigh_too_much() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("<<<<", 13) == "<<…"
    assert cut("abc def", 5) == "abc…"


def test_of_a_list_the_first_are_shown_and_the_others_are_counted() -> None:
    lines = [literal("x" * 10) for _ in range(5)]

    assert fitting(lines, 100) == Items(tuple(lines))
    assert fitting(lines, 50) == Items(tuple(lines[:3]), more=2)
    assert fitting(lines, 100, most=4) == Items(tuple(lines[:4]), more=1)
    assert fitting(lines, 5) == Items((), more=5)


def test_the_longer_language_decides() -> None:
    line = Text(en="x", de="x" * 30)

    assert fitting([line, line], 50) == Items((line,), more=1)


def test_of_words_the_first_are_said_and_the_others_are_counted() -> None:
    words = ["Ann", "Bob", "Cem", "Dea"]

    assert some(words, 100) == words
    assert some(words, 15) == ["Ann", "Bob", MORE.format(n=2)]
    assert some(words, 100, most=3) == ["Ann", "Bob", "Cem", MORE.format(n=1)]
    assert some([], 100) == []


def test_what_is_left_depends_on_the_longer_language_and_on_addresses() -> None:
    text = Text(en="{value}", de="lang {value}").format(value=link("x", "https://x.org"))
    shown = Message(parts=(Paragraph(text),))

    assert weight(shown, GERMAN) == weight(shown, ENGLISH) + len("lang ")
    assert left(shown) == WEIGHT - weight(shown, GERMAN)


@given(st.lists(st.text(max_size=200), max_size=60), st.integers(0, 5000))
def test_what_is_fitted_weighs_no_more_than_there_is_room(words: list[str], room: int) -> None:
    lines = [literal(word) for word in words]
    empty = Message(parts=(Items(()),))

    fitted = fitting(lines, room)

    assert len(fitted.texts) + fitted.more == len(lines)
    assert weight(Message(parts=(fitted,)), ENGLISH) - weight(empty, ENGLISH) <= room or not fitted.texts
    assert all(len(cut(word, room)) <= max(room, 1) for word in words)


def test_a_menu_offers_from_the_first_on_what_fits_and_at_least_one() -> None:
    options = [Option(literal("x" * 40), str(number)) for number in range(100)]

    menu = fitting_menu(literal("Open"), "open", options, 1500)

    assert 10 < len(menu.options) < 30
    assert menu.options == tuple(options[: len(menu.options)])
    assert left(Message()) - left(Message(parts=(menu,))) <= 1500
    assert len(fitting_menu(literal("Open"), "open", options, 0).options) == 1
    assert len(fitting_menu(literal("Open"), "open", options[:3], 1500).options) == 3
