"""The relink game in the chat itself: with our log at its most talkative, and with every message that we sent."""

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from storage import Database
from tests.relinked import TABLES, TWICE, Played
from tests.sources import ROOT
from tests.storage.adversary import guesses
from tests.storage.evidence import Evidence, reads_files

PLAY = "import pathlib, sys; from tests.relinked import main; main(sys.argv[1], pathlib.Path(sys.argv[2]))"
LUCK = 8  # of 31 pairs chance gives one, and as many as this once in 100,000 games


@pytest.fixture
def game(database: Database, database_url: str, tmp_path: Path) -> tuple[Played, Evidence]:
    """An election that another process has played, and what an adversary has of it."""
    if not database.is_sqlite and not reads_files(database):
        pytest.skip("only a superuser of PostgreSQL can read its files")
    command = [sys.executable, "-c", PLAY, database_url, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    played: Played = pickle.loads((tmp_path / "played").read_bytes())
    received = [slot for line in played.messages for slot in played.truth if is_receipt(played, line, slot)]
    log = "\n".join([done.stderr, *played.messages])
    return played, Evidence(database, TABLES, list(played.snapshots), received, log, played.called)


def is_receipt(played: Played, line: str, slot: int) -> bool:
    return line.startswith(f"to {played.called[slot][0]} : Ballot received")


def best(evidence: Evidence, played: Played) -> dict[str, int]:
    """How many voters each guess links to their ballots."""
    published = sorted(played.truth.values())
    linked = guesses(evidence, "envelopes", "counted_ballots", published)
    return {name: sum(played.truth[slot] == code for slot, code in guess.items()) for name, guess in linked}


def twins(evidence: Evidence, played: Played) -> dict[str, Evidence]:
    """The same election, if our log or our messages said one word too much: the control."""
    truth, lines = played.truth, evidence.log.splitlines()
    more = {
        "careless log": [f"heard person={played.called[slot][1]} code={code}" for slot, code in truth.items()],
        "chatty message": [f"to {played.called[slot][0]} : your code is {code}" for slot, code in truth.items()],
        "log without names": [f"heard code={truth[slot]}" for slot in last_votes(evidence)],
    }
    return {name: replace(evidence, log="\n".join([*lines, *said])) for name, said in more.items()}


def last_votes(evidence: Evidence) -> list[int]:
    """The slots in the order of their last votes."""
    last = {slot: number for number, slot in enumerate(evidence.received)}
    return sorted(last, key=last.__getitem__)


def test_log_messages_and_files_together_link_no_more_ballots_than_chance_and_all_of_the_twins(
    game: tuple[Played, Evidence],
) -> None:
    played, evidence = game
    codes = [*played.truth.values(), *played.replaced]

    ours = best(evidence, played)
    theirs = {name: best(twin, played) for name, twin in twins(evidence, played).items()}

    heard = [line for line in evidence.log.splitlines() if "heard" in line and "election.vote" in line]
    assert len(heard) == 2 * (len(played.truth) + TWICE)  # the question and the answer: this is the log of the run
    assert len(evidence.received) == len(played.truth) + TWICE
    assert {row["code"] for row in played.snapshots[-1].rows["counted_ballots"]} == set(played.truth.values())
    assert len(ours) >= 20
    assert {name: number for name, number in ours.items() if number >= LUCK} == {}
    assert [code for code in codes if code in evidence.log or code.rpartition("-")[0] in evidence.log] == []
    assert theirs["careless log"]["side by side"] == len(played.truth)
    assert theirs["chatty message"]["side by side"] == len(played.truth)
    assert theirs["log without names"]["messages by log"] == len(played.truth)
