"""Whom the bot has met: everybody who was there first, and each newcomer once."""

from storage import Database
from tests.conversation import ADA, NOW, Chat

TEAM, OTHER = "mattermost/t1", "mattermost/t2"


def unmet(database: Database, community: str, *users: str) -> list[str]:
    with database.transaction() as store:
        return store.newcomers.unmet(community, users, NOW)


def meet(database: Database, platform: str, user: str, person: str = ADA.id) -> bool:
    with database.transaction() as store:
        return store.newcomers.meet(platform, user, person, NOW)


def test_who_is_there_first_counts_as_met_and_who_comes_later_does_not(database: Database) -> None:
    assert unmet(database, TEAM, "a", "b") == []
    assert unmet(database, TEAM, "c", "a", "d", "b") == ["c", "d"]
    assert unmet(database, TEAM, "c") == ["c"]


def test_who_was_met_in_one_team_is_met_in_another(database: Database) -> None:
    unmet(database, TEAM, "a")
    unmet(database, OTHER)

    assert unmet(database, OTHER, "a", "b") == ["b"]


def test_many_accounts_are_looked_up(database: Database) -> None:
    everybody = [f"u{number}" for number in range(1200)]
    unmet(database, TEAM, *everybody[:700])

    assert unmet(database, TEAM, *everybody) == everybody[700:]


def test_a_person_is_met_once_whatever_accounts_they_have(chat_on_both: Chat) -> None:
    database = chat_on_both.database

    assert [meet(database, "slack", "a"), meet(database, "slack", "a"), meet(database, "mattermost", "x")] == [
        True,
        False,
        False,
    ]
    assert unmet(database, TEAM) == unmet(database, TEAM, "x") == []


def test_who_was_there_first_is_never_greeted(chat_on_both: Chat) -> None:
    unmet(chat_on_both.database, TEAM, "a")

    assert meet(chat_on_both.database, "mattermost", "a") is False
