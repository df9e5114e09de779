"""A worker is stopped in the middle of a delivery, its lease runs out, another takes over, and the first goes on."""

import os
from contextlib import closing
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import pytest

from storage import Database
from tests.conversation import ADA
from tests.outbox.board import Board
from tests.outbox.office import Office, wait_until
from tests.outbox.poster import Poster
from tests.outbox.worker import Fate, Job, begin

PATIENCE = 2.0  # hurried seconds: the lease runs out after less than a real one
STEPS = ("claim: committed", "rendering", "post: sent", "post: answered", "settle: committed")
EDITS = ("claim: committed", "rendering", "edit: sending", "edit: half sent", "edit: sent", "edit: answered")


def is_stopped(process: ForkServerProcess) -> bool:
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


@pytest.fixture
def office(database: Database, board: Board) -> Office:
    with closing(Poster(board.url)) as poster:
        return Office(database, [poster], board.clock)


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_that_slept_over_its_lease_posts_nothing_more(
    office: Office, board: Board, database_url: str, step: str
) -> None:
    job = Job(database_url, board.url, board.clock.start, PATIENCE)
    office.owe(ADA)
    sleeper = fall_asleep(job, step)

    work_until_all_is_sent(office, job)
    wake_up(sleeper, office)

    assert board.keys() == ["hello:p2", "nudge:p2"]


@pytest.mark.parametrize("step", EDITS)
def test_a_late_edit_does_not_hide_a_newer_state(office: Office, board: Board, database_url: str, step: str) -> None:
    job = Job(database_url, board.url, board.clock.start, PATIENCE)
    meeting = office.plan()
    office.change(meeting)
    work_until_all_is_sent(office, job)
    office.change(meeting)
    sleeper = fall_asleep(job, step)

    last = office.change(meeting)
    work_until_all_is_sent(office, job)
    wake_up(sleeper, office)

    assert [note.texts[-1] for note in board.notes] == [f"revision {last}", "Hello Ada"]


def fall_asleep(job: Job, step: str) -> ForkServerProcess:
    """A worker that was stopped at this step."""
    sleeper = begin(job, Fate(step, signal=SIGSTOP))
    wait_until(lambda: is_stopped(sleeper))
    return sleeper


def work_until_all_is_sent(office: Office, job: Job) -> None:
    colleague = begin(job)
    wait_until(office.all_is_sent)
    stop(colleague)


def wake_up(sleeper: ForkServerProcess, office: Office) -> None:
    """Lets it go on alone, until it has sent what was owed after all the rest."""
    assert sleeper.pid
    os.kill(sleeper.pid, SIGCONT)
    office.owe(ADA, key="nudge")
    wait_until(office.all_is_sent)
    stop(sleeper)


def stop(process: ForkServerProcess) -> None:
    process.kill()
    process.join()
