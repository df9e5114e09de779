"""What must be nowhere: choices, codes and words in messages, logs and the files of the database; and who sees what."""

import io
import json
from contextlib import redirect_stderr
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.ui import Button
from bot.domain.elections.election import Phase
from bot.domain.people import Person
from storage import Database
from tests.conversation import ADA, BEN, CLARA, ENGLISH, EVA, Chat, asked, said, words
from tests.electing import (
    CLOSES,
    DORA,
    ELECTORATE,
    FINN,
    GRETA,
    LIST,
    OPENS,
    Held,
    announced,
    closed,
    code_in,
    opened,
    stand,
    take_words,
    vote,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, ELECTORATE)


def everything_written(chat: Chat, folder: Path) -> str:
    """All messages that were ever sent, and all that lies in the files of the database."""
    sent = [words(message) for one in ELECTORATE for message in chat.direct(one)] + [words(m) for m in chat.public()]
    files = [path.read_bytes().decode("latin-1") for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join([*sent, *files])


def test_words_of_trustees_are_in_no_message_and_in_no_file(chat: Chat, tmp_path: Path) -> None:
    held = opened(chat, trustees=True)
    vote(held, EVA, "Ben")
    chat.pass_time(CLOSES + MINUTE)
    chat.fill(asked(held.press("words", ADA)), ADA, words=held.words[ADA.id])
    chat.deliver()

    kept = everything_written(chat, tmp_path)

    assert [one for one in held.words.values() if one in kept] == []
    assert [one for one in held.words.values() if " ".join(one.split()[:3]) in kept] == []


def test_before_the_count_no_code_and_no_choice_is_anywhere(chat: Chat, tmp_path: Path) -> None:
    logged = io.StringIO()
    with redirect_stderr(logged):
        held = opened(chat, trustees=True)
        codes = [code_in(vote(held, voter, "Ben", half="kanarie")) for voter in (ADA, BEN, EVA)]
        chat.deliver()

    kept = everything_written(chat, tmp_path) + logged.getvalue()

    assert [code for code in codes if code in kept or code.rpartition("-")[0] in kept] == []
    assert "kanarie" not in kept.casefold()


def test_the_message_says_only_that_a_ballot_was_received(chat: Chat) -> None:
    held = opened(chat)
    before = len(chat.direct(EVA))
    vote(held, EVA, "Ben")
    chat.pass_time(MINUTE)
    vote(held, EVA, "Dora")
    chat.deliver()

    received = chat.direct(EVA)[before:]

    assert len(received) == 2
    assert {words(message) for message in received} == {
        "Ballot received: “Steering Committee”\n"
        "You can vote again until Tue, 17 Nov 2026, 12:00 CET.\n"
        "If that was not you, vote again and tell the election committee."
    }


def test_no_button_names_a_candidate(chat: Chat) -> None:
    held = opened(chat)
    shown = [*chat.public(), *chat.direct(EVA)]

    labels = [part.label.en + part.action for message in shown for part in message.parts if isinstance(part, Button)]

    assert [label for label in labels if "Ben" in label or BEN.id in label or "choice" in label] == []
    assert held.number == 1


def test_the_names_stand_in_another_order_for_others_and_in_the_same_for_oneself(chat: Chat) -> None:
    held = opened(chat, BEN, DORA, FINN, GRETA)

    orders = [[_names_for(held, voter) for voter in ELECTORATE] for _ in range(2)]

    assert orders[0] == orders[1]
    assert len(set(orders[0])) > 1


def test_the_vote_opens_when_the_last_trustee_has_confirmed(chat: Chat) -> None:
    held = announced(chat, trustees=True)
    stand(held, BEN, DORA)
    take_words(held, ADA, FINN)
    chat.pass_time(LIST)
    chat.pass_time(OPENS)
    waiting = _phase(chat)
    first = held.words.get(GRETA.id)
    take_words(held, GRETA)

    assert (waiting, first, _phase(chat)) == (Phase.LISTED, None, Phase.OPEN)


def test_other_words_take_the_place_of_those_that_were_lost(chat: Chat) -> None:
    held = announced(chat, trustees=True)
    asked(held.press("show", ADA))
    take_words(held, ADA)
    again = held.press("show", ADA)

    assert said(again).startswith("You have confirmed your words already")


def test_an_election_that_cannot_open_before_its_end_is_void(chat: Chat) -> None:
    held = announced(chat, trustees=True)
    stand(held, BEN, DORA)
    for moment in (LIST, OPENS, CLOSES):
        chat.pass_time(moment)

    assert _phase(chat) is Phase.VOID
    assert chat.vault.names() == frozenset()
    assert said(held.press("vote", EVA)).startswith("*Not counted.*".replace("*", ""))


def test_without_enough_words_it_is_void_after_a_week_and_nothing_is_left(chat: Chat) -> None:
    held = opened(chat, trustees=True)
    vote(held, EVA, "Ben")
    closed(held, ADA)
    chat.pass_time(CLOSES.replace(day=24, hour=12))

    assert _phase(chat) is Phase.VOID
    with chat.database.reading() as store:
        assert (store.boxes.turnout(1), store.election_results.report(1)) == (0, None)
    assert chat.vault.names() == frozenset()


def test_codes_are_erased_after_the_time_to_contest(chat: Chat, tmp_path: Path) -> None:
    held = opened(chat)
    codes = [code_in(vote(held, voter, "Ben")) for voter in ELECTORATE]
    closed(held)
    with chat.database.reading() as store:
        file = store.election_results.file(1)
    chat.pass_time(CLOSES.replace(day=25))

    with chat.database.reading() as store:
        after = json.loads(store.election_results.file(1))
    assert all(code in file for code in codes)
    assert after["ballots"] == [{"times": 7, "vote": after["ballots"][0]["vote"]}]
    assert _phase(chat) is Phase.FINAL
    assert [code for code in codes if code in everything_written(chat, tmp_path)] == []


def test_only_the_committee_cancels_and_then_nothing_can_be_opened(chat: Chat) -> None:
    held = opened(chat)
    vote(held, EVA, "Ben")
    form = asked(held.press("cancel", CLARA))

    assert "is cancelled" in said(chat.fill(form, CLARA, reason="A candidate has died."))
    assert said(chat.fill(form, CLARA, reason="Again.")).startswith("This election is not")
    with chat.database.reading() as store:
        assert store.boxes.turnout(1) == 0
    assert chat.vault.names() == frozenset()
    chat.deliver()
    assert any("A candidate has died." in words(message) for message in chat.public())


def _phase(chat: Chat) -> Phase:
    with chat.database.reading() as store:
        return store.elections.get(1).phase


def _names_for(held: Held, voter: Person) -> tuple[str, ...]:
    options = asked(held.press("vote", voter)).inputs[0].options
    return tuple(option.label.plain(ENGLISH) for option in options if option.value != "0")
