"""Committees and announcements of a network in which everything is as long and as many as can be: it fits anywhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.limits import problems
from bot.chat.replies import Ask, Whisper
from bot.chat.text import LANGUAGES, Reader
from bot.chat.ui import Form, Message, action
from bot.domain.committees import Call, Committee, Kind, Mandate
from bot.domain.people import Group, Person
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber
from storage import Database
from tests.announcing import announce, correct, withdraw
from tests.conversation import ADA, BEN, CLARA, DIRECTORY, NOW, Chat

SIGNS = "<b>&*_`[x](y)"
LONG = SIGNS + "n" * 87
CROWD = [
    Person(f"c{number}", f"{number:03}{LONG[:97]}", LONG, group=f"G{number:03}{'G' * 50}") for number in range(120)
]
GROUPS = tuple(Group(f"g{number}", one.group, "E", "D") for number, one in enumerate(CROWD))


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    """Sixty committees that all look for somebody, and a crowd that represents the network and is interested."""
    people = [*(replace(one, last_name=LONG) for one in (CLARA, ADA, BEN)), *CROWD]
    chat = Chat(sqlite, people, directory=replace(DIRECTORY, groups=(*DIRECTORY.groups, *GROUPS)))
    until = NOW.date() + timedelta(days=61)
    with sqlite.transaction() as store:
        for number in range(60):
            about, website = f"{SIGNS * 76}"[:1000], "https://" + "w" * 290
            store.committees.add(Committee(0, f"{number:02}{LONG[:98]}", Kind.OTHER, about, website))
            for person in people[: 60 if number == 0 else 3]:
                store.committees.give(Mandate(0, number + 1, person.id, LONG[:60], until))
            store.calls.add(Call(0, 1, LONG, f"{SIGNS * 192}"[:2500], until, CLARA.id))
        for person in people:
            store.calls.take_interest(1, person.id, NOW)
    return chat


def test_everything_that_can_be_seen_of_them_fits(chat: Chat) -> None:
    pressed = [action("committee.open", choice=1), action("call.open", choice=1), action("call.who", call=1)]
    pressed += [action("committee.edit", committee=1), action("mandate.edit", choice=1), action("call.edit", call=1)]
    typed = ["committees", f"committees 00{SIGNS}", "announce", "announce list"]
    announce(chat, LONG, text="x" * 2800, about=f"00{LONG[:98]}", to="everybody")
    shown = [reply for word in typed for by in (CLARA, BEN) for reply in chat.type(word, by)]
    shown += [reply for packed in pressed for by in (CLARA, BEN) for reply in chat.press(packed, by)]

    assert unfit([reply.message if isinstance(reply, Whisper) else reply.form for reply in shown]) == []


def test_every_message_of_them_fits(chat: Chat) -> None:
    with chat.database.transaction() as store:
        store.subscriptions.wish(Subscriber(BEN.id), EVERYTHING, Rhythm.AT_ONCE)
    announce(chat, LONG, text=("x*" * 1400), to="leaders", urgent=True)
    correct(chat, text=("*y" * 1400), again=True)
    withdraw(chat, reason=f"{SIGNS * 39}"[:500])
    chat.press(action("call.interest", call=2), ADA)
    chat.pass_time(timedelta(days=2))

    told = [message for person in (CLARA, ADA, BEN) for message in chat.direct(person)]
    assert len(told) > 5
    assert unfit([*chat.public(), *told]) == []


def unfit(shown: list[Message | Form | Ask]) -> list[str]:
    return [problem for one in shown for language in LANGUAGES for problem in problems(one, Reader(language))]
