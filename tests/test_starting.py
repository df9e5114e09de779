"""The start without the garbage collector."""

import gc
from collections.abc import Iterator

import pytest

from bot.starting import uncollected


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_collector_rests_during_the_start_and_leaves_alone_what_was_made() -> None:
    before = gc.get_freeze_count()

    with uncollected():
        assert not gc.isenabled()

    assert gc.isenabled()
    assert gc.get_freeze_count() > before


def test_the_collector_works_again_after_a_start_that_failed() -> None:
    with pytest.raises(OSError, match="no disk"), uncollected():
        raise OSError("no disk")

    assert gc.isenabled()
