"""Fixtures for tests of Mattermost: the stage with its small server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platforms.mattermost.stage import MattermostStage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[MattermostStage]:
    opened = MattermostStage(tmp_path)
    yield opened
    opened.close()
