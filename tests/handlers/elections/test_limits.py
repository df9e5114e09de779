"""Elections as large and as long as they may become still fit into every platform, and files reach whom they may."""

import json
from dataclasses import replace

import pytest

from bot.chat.limits import problems
from bot.chat.replies import Ask, Whisper
from bot.domain.elections.configuration import canonical, checked, digest, restored
from bot.domain.elections.election import Phase
from bot.domain.people import Person
from handlers.elections.papers import Asked, File, file
from storage import Database
from tests.conversation import ADA, BEN, CLARA, ENGLISH, EVA, GERMAN, Chat
from tests.electing import CLOSES, DORA, ELECTORATE, Held, ballot, closed, filled, join, opened, vote

LONG = "Maximiliane-Eleonore"


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, ELECTORATE)


def crowded(number: int) -> list[Person]:
    return [
        Person(f"l{place:02}", f"{LONG}{place:02}", "von " + "Sonnenschein" * 4, group="CDX") for place in range(number)
    ]


@pytest.mark.parametrize("method", ["scottish-stv", "approval", "several-seats"])
def test_forty_candidates_with_long_names_fit_everywhere(chat: Chat, method: str) -> None:
    people = crowded(40)
    join(chat, *people)
    names = ", ".join(person.name for person in ELECTORATE[:2])
    held = opened(chat, *people, method=method, seats="20", office="O" * 80, committee=names)
    shown = [*chat.public(), *_seen(held, "candidates"), *_seen(held, "voters"), ballot(held, EVA)]
    for voter in (*ELECTORATE, *people[:8]):
        form = ballot(held, voter)
        chat.fill(form, voter, **filled(form, *(person.first_name for person in people[:6])), half="turm")
    chat.pass_time(CLOSES.replace(minute=2))
    shown += [*chat.public(), *_typed(chat, "elections 1"), *_typed(chat, "election log 1"), *_typed(chat, "elections")]

    found = [problem for one in shown for reader in (ENGLISH, GERMAN) for problem in problems(one, reader)]

    assert found == []
    with chat.database.reading() as store:
        assert store.elections.get(1).phase is Phase.COUNTED


def test_a_set_up_is_one_text_and_comes_back_from_it(chat: Chat) -> None:
    held = opened(chat, BEN, DORA)
    with chat.database.reading() as store:
        plan = store.elections.get(held.number).configuration

    assert restored(canonical(plan)) == plan
    assert digest(replace(plan, quorum=1)) != digest(plan)
    assert checked(plan, plan.nominations_until.replace(day=1)) == plan


def test_files_are_for_those_who_may_see_them(chat: Chat) -> None:
    held = opened(chat, BEN, DORA, rules={"publication": "sums"})
    early = _file(chat, EVA, "minutes.md")
    for voter in ELECTORATE:
        vote(held, voter, "Ben")
    closed(held)

    assert early is None
    assert "Ben Mayr" in (_file(chat, ADA, "minutes.md") or File("", "")).content
    assert _file(chat, ADA, "ballots.json") is None
    assert _file(chat, EVA, "ballots.json") is not None
    assert _file(chat, ADA, "voters.txt") is None
    assert (_file(chat, CLARA, "voters.txt") or File("", "")).content.count("@example.org") == len(ELECTORATE)
    template = json.loads((_file(chat, ADA, "belenios.json") or File("", "")).content)
    assert template["questions"][0]["answers"] == ["Dora Fuchs", "Ben Mayr"]
    assert _file(chat, ADA, "secrets.txt") is None


def _file(chat: Chat, me: Person, name: str) -> File | None:
    with chat.database.reading() as store:
        return file(Asked(store, chat.roster.now(), store.elections.get(1), me, ENGLISH), name)


def _seen(held: Held, name: str) -> list[object]:
    return [reply.message for reply in held.press(name, CLARA) if isinstance(reply, Whisper)]


def _typed(chat: Chat, words: str) -> list[object]:
    replies = chat.type(words, CLARA)
    assert not [reply for reply in replies if isinstance(reply, Ask)]
    return [reply.message for reply in replies if isinstance(reply, Whisper)]
