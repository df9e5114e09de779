"""Texts in two languages: complete where they are written, put into words for one reader at a time."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import Span
from bot.chat.text import Plural, Reader, Text, is_zone, join, link, literal, shortened, zones

ENGLISH, GERMAN = Reader("en"), Reader("de")
WINTER = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 3, 12, 0, tzinfo=UTC)
SAYS = Text(en="{value}", de="{value}")
HITS = Plural(0, one=Text(en="{n} hit", de="{n} Treffer"), other=Text(en="{n} hits", de="{n} Treffer"))


def says(value: object, reader: Reader = ENGLISH) -> str:
    return SAYS.format(value=value).plain(reader)


def test_a_missing_language_fails_where_the_text_is_written() -> None:
    with pytest.raises(TypeError, match="de"):
        Text(en="Good morning")


def test_languages_that_want_different_values_fail_where_the_text_is_written() -> None:
    with pytest.raises(ValueError, match="want different values"):
        Text(en="Hello {name}", de="Hallo {person}")


def test_a_value_without_a_gap_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="has no gap"):
        Text(en="Hello", de="Hallo").format(name="Ada")


def test_a_text_is_the_same_however_its_values_came() -> None:
    text = Text(en="{a} {b}", de="{b} {a}")

    assert text.format(a="1", b="2") == text.format(b="2").format(a="1") == text.format(a="0", b="2").format(a="1")
    assert (text.format(a="1", b="2").plain(ENGLISH), text.format(a="1", b="2").plain(GERMAN)) == ("1 2", "2 1")


def test_an_unknown_language_reads_english() -> None:
    assert Text(en="Good morning", de="Guten Morgen").plain(Reader("tlh")) == "Good morning"


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (WINTER, "Thu, 3 Dec 2026, 14:00 CET", "Do., 3. Dez. 2026, 14:00 MEZ"),
        (SUMMER, "Fri, 3 Jul 2026, 14:00 CEST", "Fr., 3. Juli 2026, 14:00 MESZ"),
        (datetime.fromisoformat("2027-03-28T03:30"), "Sun, 28 Mar 2027, 03:30", "So., 28. März 2027, 03:30"),
        (date(2026, 12, 3), "Thu, 3 Dec 2026", "Do., 3. Dez. 2026"),
        (time(9, 5), "09:05", "09:05"),
        (1234567, "1,234,567", "1.234.567"),
        (Decimal("0.5"), "0.5", "0,5"),
        (["a", "b", "c"], "a, b and c", "a, b und c"),
        (["a", "b"], "a and b", "a und b"),
        (["a"], "a", "a"),
        ([], "", ""),
        ([Text(en="one", de="eins"), 2], "one and 2", "eins und 2"),
        (Text(en="yes", de="ja"), "yes", "ja"),
    ],
)
def test_values_are_said_as_each_language_says_them(value: object, english: str, german: str) -> None:
    assert (says(value, ENGLISH), says(value, GERMAN)) == (english, german)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/London", "Thu, 3 Dec 2026, 13:00 GMT"),
        ("America/Sao_Paulo", "Thu, 3 Dec 2026, 10:00 America/Sao Paulo"),
        ("Asia/Kolkata", "Thu, 3 Dec 2026, 18:30 Asia/Kolkata"),
        ("UTC", "Thu, 3 Dec 2026, 13:00 UTC"),
    ],
)
def test_a_moment_is_shown_in_the_zone_of_the_reader_and_names_it(zone: str, shown: str) -> None:
    assert says(WINTER, Reader("en", zone)) == shown


def test_a_moment_stays_a_moment_and_a_time_on_the_wall_does_not_become_one() -> None:
    [moment] = SAYS.format(value=WINTER).spans(GERMAN)
    [wall] = SAYS.format(value=WINTER.replace(tzinfo=None)).spans(GERMAN)

    assert (moment.moment, wall.moment) == (WINTER, None)


@pytest.mark.parametrize(("number", "words"), [(0, "0 hits"), (1, "1 hit"), (2, "2 hits"), (1000, "1,000 hits")])
def test_a_plural_follows_the_number(number: int, words: str) -> None:
    assert says(Plural(number, HITS.one, HITS.other)) == words


def test_what_somebody_wrote_is_never_markup() -> None:
    written = "*a* `b` {c} <d> @channel"

    assert literal(written).spans(ENGLISH) == (Span(written),)
    assert SAYS.format(value=written).spans(GERMAN) == (Span(written),)


@given(st.text(), st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_a_value_is_said_exactly_as_it_is(word: str, words: list[str]) -> None:
    bold = Text(en="*{a}* and {b}", de="*{a}* und {b}").format(a=word, b=words)

    assert bold.plain(ENGLISH).startswith(f"{word} and {words[0]}")
    assert all(each in bold.plain(GERMAN) for each in words)


def test_a_value_takes_the_style_around_it() -> None:
    text = Text(en="*{name}* at {place}", de="*{name}* in {place}").format(
        name="Ada", place=link("CDX", "https://x.org")
    )

    assert text.spans(ENGLISH) == (Span("Ada", bold=True), Span(" at "), Span("CDX", url="https://x.org"))


def test_texts_are_joined_line_by_line() -> None:
    joined = join([Text(en="one", de="eins"), literal("2"), literal("{3}")])

    assert (joined.plain(ENGLISH), joined.plain(GERMAN)) == ("one\n2\n{3}", "eins\n2\n{3}")


@pytest.mark.parametrize(
    ("words", "longest", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab cd", 4, "ab…"), ("", 3, ""), ("🎉🎉🎉", 2, "🎉…")],
)
def test_a_cut_is_seen(words: str, longest: int, short: str) -> None:
    assert shortened(words, longest) == short


def test_zones_are_those_of_the_time_zone_database() -> None:
    assert "Europe/Berlin" in zones()
    assert "Mars/Olympus" not in zones()


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Europe/Berlin", True),
        ("UTC", True),
        ("Mars/Olympus", False),
        ("", False),
        ("Europe", False),
        ("../UTC", False),
    ],
)
def test_a_zone_is_known_by_its_name(name: str, is_one: bool) -> None:
    assert is_zone(name) is is_one
