"""Fixtures for all tests: databases of both kinds, and a chat to talk with the bot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import configure
from storage import Database
from storage.migrate import upgrade
from tests.conversation import Chat
from tests.databases import postgresql_database, postgresql_server, sqlite_database


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session", autouse=True)
def _quiet_logs() -> None:
    configure("ERROR")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server."""
    with postgresql_server() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'netbot.db'}"
    else:
        with postgresql_database(request.getfixturevalue("postgresql")) as url:
            yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with the newest schema."""
    opened = Database(database_url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database with the newest schema."""
    opened = sqlite_database(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    """A bot to talk with, on SQLite."""
    return Chat(sqlite)


@pytest.fixture
def chat_on_both(database: Database) -> Chat:
    """A bot to talk with, once on each kind of database."""
    return Chat(database)
