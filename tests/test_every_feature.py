"""Default tests of every command, button and form in the folder of features: a new one gets them for free."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pytest

import handlers
from bot import excuses
from bot.binding import bind, typed
from bot.chat.replies import Ask, Reject, Whisper, whisper
from bot.chat.text import Reader
from bot.context import INJECTABLE
from bot.domain.people import Person, Role
from bot.routing import Who
from storage import Database
from tests.conversation import ADA, BEN, CLARA, ENGLISH, EVA, GERMAN, NORA, PEOPLE, Chat, said, words
from tests.hostile import HOSTILE

KARL = Person("p8", "Karl", "Ordner", role=Role.COORDINATOR, language="de")
READERS = ((CLARA, ENGLISH), (ADA, ENGLISH), (KARL, GERMAN), (EVA, GERMAN))
WHO = [CLARA.name, KARL.name]

TABLE = handlers.discover()
COMMANDS = {route.name: route for route in TABLE.every("command") if route.name}
PRESSED = {f"{kind} {route.name}": route for kind in ("button", "form") for route in TABLE.every(kind)}
ROUTES = {f"{route.kind} {route.name}": route for route in TABLE.every("command")} | PRESSED
ALIASES = [(name, alias) for name, route in COMMANDS.items() for alias in (name, *route.aliases)]
SAME_IN_GERMAN: frozenset[str] = frozenset()  # commands whose word is the same; every other one has a German name


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, (*PEOPLE, KARL))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_in_both_languages_what_it_does(name: str) -> None:
    shown = COMMANDS[name].help

    assert shown is not None
    assert shown.text.en.endswith(".")
    assert shown.text.de.endswith(".")
    assert shown.text.en != shown.text.de


@pytest.mark.parametrize("name", COMMANDS)
def test_what_usage_and_example_say_is_understood_in_both_languages(name: str) -> None:
    route = COMMANDS[name]
    assert route.help is not None

    for reader in (ENGLISH, GERMAN):
        assert TABLE.command(route.help.usage.plain(reader)).route is route
        if route.help.example is not None:
            found = TABLE.command(route.help.example.plain(reader))
            assert found.route is route
            typed(bind(route, INJECTABLE), found.rest)  # raises BadValue if it is not


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_german_name_where_the_word_differs(name: str) -> None:
    usage = COMMANDS[name].help.usage
    shown_in = {each: (_begins(usage.en, each), _begins(usage.de, each)) for each in (name, *COMMANDS[name].aliases)}

    assert shown_in[name] == (True, name in SAME_IN_GERMAN)
    assert any(german for _, german in shown_in.values())


@pytest.mark.parametrize(("name", "alias"), ALIASES)
def test_help_explains_the_command_under_each_of_its_names(chat: Chat, name: str, alias: str) -> None:
    shown = COMMANDS[name].help

    english, german = said(chat.type(f"/jrg help {alias}", CLARA)), said(chat.type(f"/jrg hilfe {alias}", KARL), GERMAN)

    assert english.splitlines()[:2] == [f"/jrg {shown.usage.en}", shown.text.en]
    assert german.splitlines()[:2] == [f"/jrg {shown.usage.de}", shown.text.de]


@pytest.mark.parametrize("name", COMMANDS)
def test_bad_arguments_get_a_friendly_answer(chat: Chat, name: str) -> None:
    for each in (name, *COMMANDS[name].aliases):
        for person, reader in READERS:
            unfriendly = [
                kind for kind, bad in HOSTILE.items() if not _is_friendly(chat.type(f"{each} {bad}", person), reader)
            ]
            assert unfriendly == []


@pytest.mark.parametrize("name", PRESSED)
def test_bad_values_get_a_friendly_answer(chat: Chat, name: str) -> None:
    route = PRESSED[name]
    wanted = [argument.name for argument in bind(route, INJECTABLE).arguments]

    for person, reader in READERS:
        assert _is_friendly(chat.send(route.kind, route.name, person), reader)
        for bad in HOSTILE.values():
            carried = f"{route.name}?{urlencode(dict.fromkeys(wanted, bad), errors='replace')}"
            assert _is_friendly(chat.send(route.kind, carried, person), reader)
            for value in (bad, True, (bad, bad), None):
                values = dict.fromkeys(wanted, value)
                assert _is_friendly(chat.send(route.kind, route.name, person, **values), reader)


@pytest.mark.parametrize("name", ROUTES)
def test_only_those_who_may_are_let_in(chat: Chat, name: str) -> None:
    route = ROUTES[name]
    members = {Who.LEADERS: excuses.FORBIDDEN_LEADERS, Who.COORDINATORS: excuses.FORBIDDEN_COORDINATORS.format(who=WHO)}
    refused = (
        (NORA, None if route.who is Who.ANYBODY else excuses.STRANGER.format(who=WHO)),
        (BEN, members.get(route.who)),
        (ADA, members.get(route.who) if route.who is Who.COORDINATORS else None),
        (CLARA, None),
    )

    for person, text in refused:
        replies = chat.send(route.kind, route.name, person)
        assert (replies == [whisper(text)]) if text else _is_friendly(replies, ENGLISH)


def _is_friendly(replies: Sequence[Whisper | Ask | Reject], reader: Reader) -> bool:
    """Whether there is an answer that can be put into words and does not say that something broke."""
    broken = (excuses.BROKEN.de if reader is GERMAN else excuses.BROKEN.en).partition("{")[0]
    shown = [_words(reply, reader) for reply in replies]
    return bool(shown) and all(line and broken not in line for line in shown)


def _words(reply: Whisper | Ask | Reject, reader: Reader) -> str:
    match reply:
        case Whisper(message):
            return words(message, reader)
        case Ask(form):
            return form.title.plain(reader)
        case Reject(errors):
            return "\n".join(text.plain(reader) for text in errors.values())


def _begins(usage: str, name: str) -> bool:
    return f"{usage} ".startswith(f"{name} ")
