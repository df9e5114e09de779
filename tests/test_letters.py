"""Several direct messages as one: within all limits, nothing lost in silence, in both languages."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.limits import problems
from bot.chat.text import Reader, literal
from bot.chat.ui import Bars, Button, Divider, Fields, Items, Menu, Message, Option, Paragraph, Part
from bot.letters import letter
from tests.conversation import ENGLISH, GERMAN

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
words = st.text(st.sampled_from("abc äß<&*_\n|"), min_size=1, max_size=140).filter(str.strip).map(literal)
long_words = st.text(st.sampled_from("ab <"), min_size=1, max_size=2900).filter(str.strip).map(literal)
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Paragraph, long_words),
    st.builds(Fields, st.lists(st.tuples(st.just(literal("Label")), words), min_size=1, max_size=10).map(tuple)),
    st.builds(Items, st.lists(words, min_size=1, max_size=50).map(tuple), st.integers(0, 3)),
    st.builds(Bars, st.lists(st.tuples(st.just(literal("Bar")), st.integers(0, 9)), min_size=1, max_size=9).map(tuple)),
    st.builds(Button, st.just(literal("Press")), st.sampled_from(["a?b=1", "c" * 255])),
    st.just(Menu(literal("Choose"), "menu", (Option(literal("One"), "1"),))),
    st.just(Divider()),
)
messages = st.builds(
    Message, st.none() | words, st.lists(parts, min_size=1, max_size=12).map(tuple), st.none() | words
).filter(lambda message: not problems(message, ENGLISH) and not problems(message, GERMAN))


def plain(name: str, size: int = 10, footer: str = "") -> Message:
    return Message(literal(name), (Paragraph(literal("x" * size)),), literal(footer) if footer else None)


def test_nothing_to_say_is_no_letter() -> None:
    assert letter([], ENGLISH) is None


def test_one_message_is_sent_as_it_is() -> None:
    assert letter([plain("One")], ENGLISH) == plain("One")


def test_several_messages_are_parted_by_lines_each_under_its_title() -> None:
    untitled = Message(parts=(Paragraph(literal("So it is.")),))

    shown = letter([plain("One", footer="Foot"), untitled, plain("Two", footer="Foot")], ENGLISH)

    assert [type(part).__name__ for part in shown.parts] == [
        "Paragraph", "Paragraph", "Divider", "Paragraph", "Divider", "Paragraph", "Paragraph",
    ]  # fmt: skip
    assert shown.title.plain(ENGLISH) == "3 messages for you"
    assert shown.title.plain(GERMAN) == "3 Nachrichten für dich"
    assert shown.footer.plain(ENGLISH) == "Foot"
    assert all(span.bold for span in shown.parts[0].text.spans(ENGLISH))


def test_different_footers_are_all_kept() -> None:
    shown = letter([plain("One", footer="A"), plain("Two", footer="B"), plain("Three")], ENGLISH)

    assert shown.footer.plain(ENGLISH) == "A\nB"


def test_a_smaller_message_takes_the_room_that_a_larger_one_cannot() -> None:
    shown = letter([plain("One", 2900), plain("Two", 2900), plain("Three", 2900), plain("Four")], GERMAN)

    assert [text.plain(GERMAN) for text in shown.parts[-1].texts] == ["Three"]
    assert "Four" in [part.text.plain(GERMAN) for part in shown.parts if isinstance(part, Paragraph)]


@pytest.mark.parametrize("number", [2, 60, 500])
def test_of_very_many_the_rest_is_counted(number: int) -> None:
    shown = letter([plain(f"{n} " + "n" * 140, 2000) for n in range(number)], ENGLISH)

    whole = sum(isinstance(part, Paragraph) and len(part.text.plain(ENGLISH)) == 2000 for part in shown.parts)
    named = shown.parts[-1]
    assert whole + (len(named.texts) + named.more if isinstance(named, Items) else 0) == number
    assert problems(shown, ENGLISH) == []


@unhurried
@given(st.lists(messages, min_size=2, max_size=12), st.sampled_from([ENGLISH, GERMAN]))
def test_whatever_the_messages_say_the_letter_fits_and_names_them_all(several: list[Message], reader: Reader) -> None:
    shown = letter(several, reader)

    assert problems(shown, reader) == []
    assert shown.title.plain(reader).startswith(str(len(several)))
    heard = " ".join(_told(shown, reader))
    named = shown.parts[-1]
    missing = [m for m in several if m.title is not None and m.title.plain(reader) not in heard]
    assert len(missing) <= (named.more if isinstance(named, Items) else 0)


def _told(shown: Message, reader: Reader) -> list[str]:
    paragraphs = [part.text for part in shown.parts if isinstance(part, Paragraph)]
    lists = [text for part in shown.parts if isinstance(part, Items) for text in part.texts]
    return [text.plain(reader) for text in (*paragraphs, *lists)]
