"""Real elections beside the project, for tests that skip where they are absent."""

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("ELECTIONS_DATA", Path(__file__).parents[4] / "shared" / "elections-data"))


@pytest.fixture(scope="session")
def elections() -> Path:
    if not DATA.is_dir():
        pytest.skip(f"there is no {DATA} with real elections")
    return DATA
