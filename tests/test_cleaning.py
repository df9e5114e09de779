"""What people type is made harmless and otherwise stays what it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning import clean, clean_command


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("a\x00b\x1b[31mc\x9f", "ab[31mc"),
        ("one\r\ntwo\rthree\nfour\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("Mu\u0308ller", "Müller"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("half \ud83d of an emoji", "half  of an emoji"),
        ("مرحبا 👩‍🔬 שלום", "مرحبا 👩‍🔬 שלום"),
    ],
)
def test_clean(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  find\u00a0 NLP \n Leipzig ", "find NLP Leipzig"),
        ("poll „Wann?“ | a", 'poll "Wann?" | a'),
        ("poll “When?” «b»", 'poll "When?" "b"'),
    ],
)
def test_a_command_is_one_line_with_plain_quotes(typed: str, cleaned: str) -> None:
    assert clean_command(typed) == cleaned


@given(st.text())
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
    assert clean_command(clean_command(typed)) == clean_command(typed)


@given(st.text())
def test_what_is_clean_can_be_stored_and_sent(typed: str) -> None:
    cleaned = clean(typed)

    assert cleaned.encode().decode() == cleaned
    assert "\x00" not in cleaned
