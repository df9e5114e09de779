"""How many have voted: told so coarsely, and not at all in the last hour, that nobody sees who votes when."""

import re
from datetime import timedelta

import pytest

from bot.domain.people import Person
from storage import Database
from tests.conversation import ENGLISH, Chat, words
from tests.electing import CLOSES, ELECTORATE, Held, crowd, join, opened, vote

HOUR = timedelta(hours=1)


@pytest.fixture
def people() -> list[Person]:
    return crowd(12)


@pytest.fixture
def held(sqlite: Database, people: list[Person]) -> Held:
    chat = Chat(sqlite, ELECTORATE)
    join(chat, *people)
    return opened(chat)


def looks(held: Held) -> list[str]:
    """What the card of the election has said of the ballots, one look after another."""
    held.chat.deliver()
    [sheet] = [each for each in held.chat.paper.posts.values() if each.key.startswith("election.card")]
    said = [re.findall(r"More than (\d+) ballots", words(message, ENGLISH)) for message in sheet.shown]
    return ["".join(each) for each in said]


def test_the_post_is_edited_when_its_number_changes_and_not_at_each_vote(held: Held, people: list[Person]) -> None:
    before = len(looks(held))
    for voter in people:
        vote(held, voter, "Ben")
        looks(held)
    for voter in people:
        vote(held, voter, "Dora")

    assert looks(held)[before:] == ["5", "10"]


def test_in_the_last_hour_nothing_moves(held: Held, people: list[Person]) -> None:
    for voter in people[:5]:
        vote(held, voter, "Ben")
    held.chat.pass_time(CLOSES - HOUR)
    before = looks(held)
    for voter in people[5:]:
        vote(held, voter, "Ben")

    assert looks(held) == before
    assert "More than" not in words(held.chat.type("/jrg elections 1")[0].message)
