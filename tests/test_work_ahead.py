"""Work ahead of the transaction: nobody waits for it, and what it gives is what the handler gets."""

from collections.abc import Callable, Iterator

import pytest

from bot.arguments import arguments_of
from bot.binding import bind_ahead
from bot.chat.replies import Reject, Reply, whisper
from bot.chat.text import Text
from bot.chat.ui import action
from bot.context import INJECTABLE
from bot.domain.people import Person
from bot.routing import Refusal, Router, table
from storage import Database, Store
from tests.conversation import ADA, PEOPLE, Chat, said

SUM = Text(en="{n} letters, read by {name}.", de="{n} Buchstaben, gelesen von {name}.")
TOO_LONG = Text(en="Too long.", de="Zu lang.")


class TooLong(Exception):
    """More than can be worked on."""


def chat_with(database: Database, done: Callable[[], None]) -> Chat:
    """A bot that counts letters while `done` happens beside it."""
    routes = Router()
    routes.refuse({TooLong: Refusal(TOO_LONG, field="word")})

    def counting(store: Store, me: Person, word: str) -> Callable[[], tuple[str, int]]:
        known = store.directory.read().people
        name = next(person.name for person in known if person.id == me.id)
        if len(word) > 9:
            raise TooLong

        def work() -> tuple[str, int]:
            done()
            return name, len(word)

        return work

    @routes.form("count", ahead=counting)
    @routes.button("count", ahead=counting)
    def counted(ahead: tuple[str, int], word: str) -> Iterator[Reply]:
        assert len(word) == ahead[1]
        yield whisper(SUM.format(name=ahead[0], n=ahead[1]))

    return Chat(database, PEOPLE, table([routes]))


def test_others_write_while_it_works(database: Database) -> None:
    def write() -> None:
        with database.transaction() as store:
            store.secrets.get("written meanwhile")

    chat = chat_with(database, write)

    assert said(chat.press(action("count", word="Häuser"), ADA)) == "6 letters, read by Ada Müller."


def test_what_is_refused_ahead_is_said_as_always(sqlite: Database) -> None:
    chat = chat_with(sqlite, lambda: None)

    assert said(chat.press(action("count", word="Häuserkampf"), ADA)) == "Too long."
    assert chat.send("form", "count", ADA, word="Häuserkampf") == [Reject({"word": TOO_LONG})]


def test_work_that_wants_what_its_route_does_not_know_is_found_at_once() -> None:
    routes = Router()

    def ahead(size: int) -> Callable[[], int]:
        return lambda: size

    @routes.button("toy", ahead=ahead)
    def toy(ahead: int) -> None:
        """Does nothing."""

    [route] = routes.routes
    assert route.arguments == arguments_of(toy)
    with pytest.raises(ValueError, match="size"):
        bind_ahead(route, INJECTABLE)
