"""Polls as conversations."""

from datetime import timedelta

import pytest

from bot.domain.elections.polls import NoPoll, Poll, read
from storage import Database
from tests.conversation import BEN, Chat, asked, said, words
from tests.electing import ELECTORATE


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, ELECTORATE)


def test_a_poll_hides_its_result_until_its_end_and_keeps_few_answers_to_itself(chat: Chat) -> None:
    said_then = said(chat.type('/jrg poll "Tea?" | Yes | No | 2h', BEN))
    chat.deliver()
    for voter in ELECTORATE:
        form = asked(chat.press("election.vote?election=1", voter))
        chat.fill(form, voter, vote=next(o.value for o in form.inputs[0].options if o.label.values[0][1] == "Yes"))
    chat.deliver()
    [before] = chat.public()
    chat.pass_time(timedelta(hours=2, minutes=1))
    [after] = chat.public()

    assert said_then.startswith("Your poll is on its way.")
    assert "7" not in words(before)
    assert "Result, answers: 7" in words(after)
    assert said(chat.type("/jrg elections", BEN)) == "There is no election at the moment."
    assert chat.vault.names() == frozenset()


@pytest.mark.parametrize(
    ("words", "poll"),
    [
        ('"Pizza or soup?" | Pizza | Soup', Poll("Pizza or soup?", ("Pizza", "Soup"))),
        ("„Tee?“ | Ja | Nein | 2h", Poll("Tee?", ("Ja", "Nein"), timedelta(hours=2))),
        ("When?|1d|2d", Poll("When?", ("1d", "2d"))),
    ],
)
def test_a_line_of_words_is_a_poll(words: str, poll: Poll) -> None:
    assert read(words) == poll


@pytest.mark.parametrize(
    "words", ["Tea?", "Tea? | Yes", "Tea? | Yes | YES", "| Yes | No", "Tea? | Yes |  | No", "T? | A | B | 99d"]
)
def test_other_words_are_none(words: str) -> None:
    with pytest.raises(NoPoll):
        read(words)
