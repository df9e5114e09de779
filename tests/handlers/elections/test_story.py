"""An election from its set-up to the recount, as one conversation."""

import json

from bot.domain.elections.election import Phase
from bot.domain.elections.recount import recount
from storage import Database
from tests.conversation import ADA, BEN, CLARA, ENGLISH, EVA, Chat, asked, words
from tests.electing import DORA, ELECTORATE, FINN, GRETA, closed, code_in, opened, vote


def phase(chat: Chat, number: int = 1) -> Phase:
    with chat.database.reading() as store:
        return store.elections.get(number).phase


def test_an_election_with_trustees_from_set_up_to_recount(database: Database) -> None:
    chat = Chat(database, ELECTORATE)
    held = opened(chat, BEN, DORA, trustees=True)
    assert phase(chat) is Phase.OPEN

    codes = {
        name: code_in(vote(held, voter, choice))
        for name, voter, choice in (
            ("ada", ADA, "Ben"),
            ("eva", EVA, "Dora"),
            ("finn", FINN, "Ben"),
            ("ben", BEN, "Ben"),
        )
    }
    again = code_in(vote(held, EVA, "Ben", half="mond"))
    vote(held, CLARA, "Dora")
    told = closed(held, ADA, GRETA)

    assert told == [
        "Thank you. Words entered: by 1 of 2 trustees needed.",
        "Thank you. The ballots are counted.",
    ]
    assert phase(chat) is Phase.COUNTED
    chat.deliver()
    [card] = [message for message in chat.public() if "election 1" in words(message)]
    assert "Elected: Ben Mayr" in words(card)
    found = [chat.fill(asked(held.press("check", EVA)), EVA, code=code)[0] for code in (again, codes["eva"])]
    said_beside = [reply.errors["code"].plain(ENGLISH) for reply in found]
    assert said_beside[0] == "This ballot is in the list: Ben Mayr."
    assert said_beside[1].startswith("This code is not in the list.")
    with database.reading() as store:
        file = json.loads(store.election_results.file(1))
        report = json.loads(store.election_results.report(1))["report"]
    assert recount(file) == report
    assert sorted(line["code"] for line in file["ballots"])[0][4] == "-"
    assert chat.vault.names() == frozenset()
