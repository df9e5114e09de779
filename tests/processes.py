"""Processes for tests, forked from one that has imported everything: that takes 10 ms instead of a second."""

import multiprocessing
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

PRELOADED = (
    "tests.election_lives",
    "tests.outbox.worker",
    "tests.platforms.slack.worker",
    "tests.storage.casting",
    "tests.storage.clicking",
    "storage.migrate",
)
LATE = ("alembic.command", "httpcore", "psycopg", "sqlalchemy.dialects.sqlite")  # what libraries import when needed

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([*PRELOADED, *LATE])


def at_once(work: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> list[Any]:
    """What each of several processes returns that begin the same work at the same moment; raises what one raises."""
    given = list(arguments)
    with ProcessPoolExecutor(len(given), mp_context=processes) as pool:
        list(pool.map(time.sleep, [0.1] * len(given)))  # all are there now
        start = time.time() + 0.1
        return [future.result() for future in [pool.submit(_begin, work, start, each) for each in given]]


def _begin(work: Callable[..., Any], start: float, given: tuple[Any, ...]) -> Any:
    time.sleep(max(start - time.time(), 0))
    return work(*given)
