"""Fixtures for tests of delivery."""

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from storage import Database
from tests.outbox.board import Board, open_board
from tests.outbox.office import LabClock, Office
from tests.outbox.worker import HurriedClock
from tests.paper import Paper


@pytest.fixture
def board() -> Iterator[Board]:
    """A bulletin board on loopback whose clock is in a hurry, as the workers' clocks are."""
    with open_board(HurriedClock(datetime.now(UTC))) as opened:
        yield opened
        for process in multiprocessing.active_children():  # those that a failed test left behind
            process.kill()
            process.join()


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def lab() -> LabClock:
    return LabClock()


@pytest.fixture
def office(database: Database, paper: Paper, lab: LabClock) -> Office:
    """An office that writes on paper, once on each kind of database."""
    return Office(database, [paper], lab)
