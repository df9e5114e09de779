"""Votes against the close: everybody who was told "counted" is counted with that vote, and nobody else."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from bot.domain.elections.box import BoxClosed
from storage import Database
from tests.processes import at_once
from tests.storage.casting import Told, close_after, in_a_process, vote_until_closed
from tests.voting import Election, election


def all_told(told: list[Told]) -> list[str]:
    return sorted(chain.from_iterable(each.values() for each in told))


def codes_in(voting: Election) -> list[str]:
    return sorted(ballot.code for ballot in voting.open().ballots)


def test_threads_vote_while_the_box_is_closed(database: Database, tmp_path: Path) -> None:
    voting = election(database, tmp_path)
    slots = [range(first, 20, 4) for first in range(4)]

    with ThreadPoolExecutor(5) as threads:
        voters = [threads.submit(vote_until_closed, database, voting.key.content, each) for each in slots]
        threads.submit(close_after, database, 15).result()
        told = [voter.result() for voter in voters]

    assert codes_in(voting) == all_told(told)
    assert len(all_told(told)) >= 15


def test_processes_vote_while_a_third_closes_the_box(database: Database, database_url: str, tmp_path: Path) -> None:
    voting = election(database, tmp_path)
    slots = [range(10), range(10, 20), ()]

    told = at_once(in_a_process, [(database_url, voting.key.content, each) for each in slots])

    assert codes_in(voting) == all_told(told)
    assert len(all_told(told)) >= 10


def test_of_two_devices_the_vote_that_is_committed_last_counts(database: Database, tmp_path: Path) -> None:
    voting = election(database, tmp_path)
    codes = [f"CODE-{number}" for number in range(20)]
    committed: list[str] = []

    def cast(code: str) -> None:
        envelope = voting.envelope(1, 0, code=code)
        with database.transaction() as store:
            store.boxes.cast(1, envelope)
            committed.append(code)  # while the row is locked, so that the order is that of the commits

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(cast, codes))
    voting.close()

    assert codes_in(voting) == committed[-1:]
    assert sorted(committed) == sorted(codes)


def test_who_waits_for_the_one_that_closes_is_told_that_it_was_too_late(database: Database, tmp_path: Path) -> None:
    voting = election(database, tmp_path)

    with ThreadPoolExecutor(1) as threads:
        with database.transaction() as store:
            store.boxes.close(1, early=True)
            late = threads.submit(voting.cast, 1, 0)  # begins while the box is locked, and must not see it open
        with pytest.raises(BoxClosed):
            late.result()

    assert codes_in(voting) == []
