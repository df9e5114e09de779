"""Fixtures for features that look at something outside: a server of feeds, and a chat whose bot reads them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import Chat
from tests.feeding import Feeding
from tests.feeds.authority import Authority
from tests.feeds.server import serving


@pytest.fixture
def feeding_on_both(chat_on_both: Chat, authority: Authority, tmp_path: Path) -> Iterator[Feeding]:
    """Once on each kind of database."""
    with serving(authority, tmp_path) as server:
        yield Feeding(chat_on_both, server)


@pytest.fixture
def feeding(chat: Chat, authority: Authority, tmp_path: Path) -> Iterator[Feeding]:
    with serving(authority, tmp_path) as server:
        yield Feeding(chat, server)


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.founded()
