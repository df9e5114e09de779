"""How long the words of the trustees are awaited, also when the bot was away over the deadline."""

from datetime import timedelta

import pytest

from bot.domain.elections.election import PATIENCE, Phase
from storage import Database
from tests.conversation import ADA, BEN, EVA, Chat, asked, words
from tests.electing import CLOSES, DORA, ELECTORATE, FINN, Held, announced, opened, stand, vote

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def held(sqlite: Database) -> Held:
    """With a vote in the box; the bot comes back ten days after the deadline."""
    held = opened(Chat(sqlite, ELECTORATE), trustees=True)
    vote(held, EVA, "Ben")
    held.chat.pass_time(CLOSES + PATIENCE + 3 * DAY)
    held.chat.pass_time(MINUTE)
    return held


def phase(held: Held) -> Phase:
    with held.chat.database.reading() as store:
        return store.elections.get(held.number).phase


def test_a_bot_that_was_away_over_the_deadline_still_waits_for_the_trustees(held: Held) -> None:
    waiting, told = phase(held), words(held.chat.direct(ADA)[-1])
    for trustee in (ADA, FINN):
        held.chat.fill(asked(held.press("words", trustee)), trustee, words=held.words[trustee.id])
    held.chat.pass_time(MINUTE)

    assert waiting is Phase.CLOSED
    assert "4 Dec" in told  # seven days after the close, on the 27th of November
    assert phase(held) is Phase.COUNTED


def test_its_patience_ends_seven_days_after_the_close(held: Held) -> None:
    held.chat.pass_time(PATIENCE - 5 * MINUTE)
    before = phase(held)
    held.chat.pass_time(5 * MINUTE)

    assert (before, phase(held)) == (Phase.CLOSED, Phase.VOID)


def test_an_election_whose_time_the_bot_has_missed_says_so(sqlite: Database) -> None:
    chat = Chat(sqlite, ELECTORATE)
    held = announced(chat)
    stand(held, BEN, DORA)
    chat.pass_time(CLOSES + DAY)

    assert phase(held) is Phase.VOID
    assert "The bot was switched off" in words(chat.type("/jrg elections 1")[0].message)
