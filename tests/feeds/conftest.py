"""Fixtures for feeds: an authority, and a server that is trusted because of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feeds.authority import Authority
from tests.feeds.server import FeedServer, serving


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.founded()


@pytest.fixture
def server(authority: Authority, tmp_path: Path) -> Iterator[FeedServer]:
    with serving(authority, tmp_path) as running:
        yield running
