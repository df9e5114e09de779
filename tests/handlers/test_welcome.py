"""Newcomers are greeted once, in their language, with a button to their profile."""

from dataclasses import replace
from datetime import timedelta

from bot.chat.events import Account, Joined, Place
from bot.domain.people import Person
from handlers.welcome import PROFILE, WELCOME
from tests.conversation import ADA, EVA, GERMAN, NORA, Chat, account_of, asked, button


def join(chat: Chat, person: Person, account: Account | None = None) -> None:
    joined = Joined(account or account_of(person), Place("paper", ""), chat.clock.now())
    assert chat.dispatcher.hear(joined).replies == ()
    chat.deliver()


def test_a_newcomer_is_greeted_and_can_open_the_profile(chat: Chat) -> None:
    join(chat, ADA)

    [greeting] = chat.direct(ADA)
    assert greeting.title == WELCOME.format(name="Ada")
    assert asked(chat.click(greeting, PROFILE, ADA)).carry == "profile.save"


def test_the_greeting_speaks_the_newcomers_language(chat: Chat) -> None:
    join(chat, EVA)

    [greeting] = chat.direct(EVA)
    assert greeting.title.plain(GERMAN) == "Willkommen, Eva"
    assert button(greeting, PROFILE).label.plain(GERMAN) == "Mein Profil"


def test_nobody_is_greeted_twice_even_after_the_outbox_has_forgotten(chat: Chat) -> None:
    join(chat, ADA)
    with chat.database.transaction() as store:
        assert store.outbox.forget(chat.clock.now().replace(year=2030)) == 1
    join(chat, ADA)
    join(chat, ADA, replace(account_of(ADA), platform="elsewhere", user="ada"))

    assert len(chat.direct(ADA)) == 1


def test_an_account_of_nobody_is_greeted_when_it_has_become_somebodys(chat: Chat) -> None:
    join(chat, NORA)
    with chat.database.transaction() as store:
        store.accounts.link("paper", NORA.id, ADA.id, "test", chat.clock.now() + timedelta(hours=1))
    join(chat, NORA)

    assert len(chat.direct(NORA)) == 1
