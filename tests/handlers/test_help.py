"""Help: only what the caller may use, in the words of their language."""

import pytest

from bot.domain.people import Person
from tests.conversation import ADA, CLARA, EVA, GERMAN, NORA, Chat, said


def commands(shown: str) -> list[str]:
    """The usage lines of the overview."""
    return [line.partition(" · ")[0] for line in shown.splitlines()[2:]]


def test_everybody_sees_what_they_may_use(chat: Chat) -> None:
    members, coordinators = (set(commands(said(chat.type("/jrg help", by)))) for by in (ADA, CLARA))

    assert coordinators - members == {
        "/jrg admin feed [number or words]",
        "/jrg admin outbox",
        "/jrg admin profiles",
        "/jrg announce",
        "/jrg announce list [number]",
        "/jrg breakouts assign [number]",
        "/jrg breakouts late [number]",
        "/jrg breakouts plan [number]",
        "/jrg breakouts publish [number]",
        "/jrg election new",
        "/jrg meeting answers [number]",
        "/jrg meeting attendance [number]",
        "/jrg meeting cancel [number]",
        "/jrg meeting edit [number]",
        "/jrg meeting enter [number]",
        "/jrg meeting export [number]",
        "/jrg meeting new",
        "/jrg meeting series [number]",
    }
    assert members - coordinators == set()


def test_strangers_learn_that_there_is_more(chat: Chat) -> None:
    shown = said(chat.type("/jrg help", NORA))

    assert shown.splitlines()[1].startswith("I can do more for you as soon as")
    assert commands(shown) == ["/jrg help [command]"]


def test_german_help_names_german_commands(chat: Chat) -> None:
    shown = commands(said(chat.type("/jrg hilfe", EVA), GERMAN))

    assert shown == sorted(shown)
    assert "/jrg zusage online|vor-ort|vielleicht|nein [Nummer]" in shown


@pytest.mark.parametrize("words", ["help rsvp", "hilfe zusage", "HELP RSVP", "help  rsvp "])
def test_help_explains_one_command_under_any_of_its_names(chat: Chat, words: str) -> None:
    assert said(chat.type(f"/jrg {words}")) == (
        "/jrg rsvp online|onsite|maybe|no [number]\n"
        "Say whether you are coming to the next meeting, or to the one with this number.\n"
        "For example: /jrg rsvp online\n"
        "Also: /jrg zusage"
    )


@pytest.mark.parametrize(("words", "by"), [("xyzzy", ADA), ("rsvp online", ADA), ("admin outbox", ADA), ("find", NORA)])
def test_what_is_unknown_or_not_allowed_gets_the_overview(chat: Chat, words: str, by: Person) -> None:
    shown = said(chat.type(f"/jrg help {words}", by))

    assert shown.splitlines()[1] == f"There is no command “{words}”. Here is what there is."
    assert commands(shown) == commands(said(chat.type("/jrg help", by)))


def test_help_about_the_first_word_of_commands_lists_them(chat: Chat) -> None:
    shown = said(chat.type("/jrg help election", CLARA))
    german = said(chat.type("/jrg hilfe Gremien", EVA), GERMAN)

    assert "Commands that begin with" in shown
    assert "/jrg election new" in commands(shown)
    assert all(line.startswith("/jrg election ") for line in commands(shown))
    assert "Den Befehl" not in german
    assert "There is no command" in said(chat.type("/jrg help announce x", ADA))
