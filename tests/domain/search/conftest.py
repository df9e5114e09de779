"""The village, ready to be searched."""

import pytest

from bot.domain.search.index import Index
from tests.domain.search.village import VILLAGE


@pytest.fixture(scope="session")
def index() -> Index:
    return Index(VILLAGE)
