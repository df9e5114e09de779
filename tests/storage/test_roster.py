"""The directory in memory follows the tables: at once in its own process, soon in every other."""

import time
from dataclasses import replace

from storage import Database
from storage.roster import PATIENCE, Roster
from tests.conversation import ADA, NOW, Chat


def test_a_change_is_seen_at_once_in_its_own_process(chat_on_both: Chat) -> None:
    chat = chat_on_both
    assert chat.roster.now().people[ADA.id].topics == ("NLP",)

    with chat.database.transaction() as store:
        store.directory.edit(replace(ADA, topics=("sepsis",)))

    assert chat.roster.now().people[ADA.id].topics == ("sepsis",)
    assert [hit.id for hit in chat.roster.now().index.find("sepsis", viewer=ADA).hits] == [ADA.id]


def test_a_change_by_another_replica_is_seen_soon(chat_on_both: Chat, database_url: str) -> None:
    elsewhere = Database(database_url)
    roster = Roster(elsewhere)
    assert roster.now().people[ADA.id].topics == ("NLP",)
    with chat_on_both.database.transaction() as store:
        store.directory.edit(replace(ADA, topics=("sepsis",)))

    time.sleep(PATIENCE)

    assert roster.now().people[ADA.id].topics == ("sepsis",)
    elsewhere.close()


def test_settings_leave_the_index_alone(chat: Chat) -> None:
    index = chat.roster.now().index
    with chat.database.transaction() as store:
        store.directory.edit(replace(ADA, language="de"))

    assert chat.roster.now().people[ADA.id].language == "de"
    assert chat.roster.now().index is index


def test_an_account_is_matched_by_its_address_once_and_for_all(chat_on_both: Chat) -> None:
    roster = chat_on_both.roster

    assert roster.owner("slack", "U1", "ADA@example.org", NOW) == roster.now().people[ADA.id]
    assert roster.owner("slack", "U1", "", NOW) == roster.now().people[ADA.id]
    assert roster.owner("slack", "U2", "stranger@example.org", NOW) is None
