"""Our small Slack with the adapter in front of it, in both modes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platforms.slack.stage import SlackOverHttp, SlackStage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[SlackStage]:
    """In Socket Mode."""
    opened = SlackStage(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def http(tmp_path: Path) -> Iterator[SlackOverHttp]:
    """Over HTTP."""
    opened = SlackOverHttp(tmp_path)
    yield opened
    opened.close()
