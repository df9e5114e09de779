"""The published script: alone, on any Python from 3.9 on, it comes to what the bot says, and it says what is wrong."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bot.domain.elections.ballotfile import ballot_file, recount_script
from bot.domain.elections.tally import Drawing, Method, Rules, commitment, count, drawn, grouped
from bot.domain.elections.tally.report import report
from tests.domain.elections.sampling import any_election

SEED = bytes(range(32))
NONCES = (b"a" * 32, b"b" * 32)
DRAWING = Drawing(b"c" * 32, NONCES, tuple(map(commitment, NONCES)))
EACH = 25
OLDEST_ON = ("python3.9", "python3.10", "python3.11", "python3.12", "python3.13", "python3.14")
MANY_FILES = """
import json, runpy, sys
script = runpy.run_path(sys.argv[1])
for path in sys.argv[2:]:
    with open(path, "rb") as given:
        print(json.dumps(script["recount"](script["checked"](given.read()))))
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "recount.py"
    path.write_text(recount_script(), "utf-8")
    return path


@pytest.fixture
def run(script: Path) -> Run:
    """Runs the script in a process of its own that sees nothing but the standard library."""

    def recounted(*arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-I", "-X", "utf8", str(script), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    return recounted


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return _written(tmp_path / "ballots.json", _file())


def test_the_script_is_one_file_that_needs_nothing_of_ours() -> None:
    lines = recount_script().splitlines()

    assert [line for line in lines if "import" in line and "bot" in line] == []
    assert lines[0] == "#!/usr/bin/env python3"


@pytest.mark.parametrize("python", OLDEST_ON)
def test_the_script_alone_gives_the_same_reports(tmp_path: Path, script: Path, python: str) -> None:
    found = shutil.which(python)
    if not found or subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip(f"there is no {python} here")
    chance, files, expected = random.Random(python), [], []
    for method in Method:
        for number in range(EACH):
            profile, rules = any_election(method, chance)
            files.append(_written(tmp_path / f"{method}-{number}.json", ballot_file(profile, rules, drawing=DRAWING)))
            lot = drawn(DRAWING.seed(profile), profile.candidates)
            expected.append(report(count(profile, rules, lot)))

    command = [found, "-I", "-c", MANY_FILES, str(script), *map(str, files)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)

    assert [json.loads(line) for line in shown.stdout.splitlines()] == expected


def test_it_prints_the_report_and_the_hash(run: Run, published: Path) -> None:
    done = run(published)

    assert json.loads(done.stdout)["elected"] == ["Käthe"]
    digest = sha256(published.read_bytes()).hexdigest()
    assert done.stderr == f"SHA-256 of this file: {digest}. Compare it with the one that was published.\n"
    assert done.returncode == 0


def test_it_compares_the_hash_that_was_published(run: Run, published: Path) -> None:
    digest = sha256(published.read_bytes()).hexdigest()
    right, wrong = run(published, digest.upper()), run(published, "0" * 64)

    assert (right.returncode, right.stderr) == (0, "The SHA-256 is the one that was published.\n")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith(f"This is not the published file: its SHA-256 is {digest}. Download the file again")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"method": "dice"}, "The file says 'dice' for method; it should be one of absolute-majority"),
        ({"seats": 0}, "The file says 0 for seats"),
        ({"seats": True}, "The file says True for seats"),
        ({"invalid": -1}, "The file says -1 for invalid"),
        ({"quorum": "half"}, "The file says 'half' for quorum"),
        ({"format": "other"}, "This is no ballot file of the format netbot-ballots-1"),
        ({"candidates": ["Ada", "Ada"]}, "The candidates should be a list of different names"),
        ({"ballots": None}, "There is no list of ballots"),
        (
            {"ballots": [{"vote": [1]}, {"vote": [4]}]},
            "Ballot 2 names somebody who does not stand, or somebody twice: [4]",
        ),
        ({"ballots": [{"vote": [1, 1]}]}, "Ballot 1 names somebody"),
        ({"ballots": [{"vote": ["1"]}]}, "Ballot 1 names somebody"),
        ({"ballots": [{"vote": [1], "times": -3}]}, "Ballot 1 should have a list called vote"),
        ({"ballots": [{"vote": [1], "times": 10**12}]}, "The file speaks of 1000000000000 ballots"),
        ({"ballots": [{"vote": [1], "times": 4}]}, "The seed does not follow from the ballots"),
        ({"base": "eligible", "eligible": None}, "The file does not say how many may vote"),
        ({"lot": ["Ada", "Ben"]}, "The lot should be an order of all candidates"),
        ({"lot": ["Ben", "Ada", "Käthe"]}, "The lot does not follow from the seed"),
        ({"drawing": {}}, "What the file says of the lot cannot be read"),
        ({"seed": "xyz"}, "What the file says of the lot cannot be read"),
    ],
)
def test_it_says_what_is_wrong_with_a_file(run: Run, tmp_path: Path, change: dict[str, Any], said: str) -> None:
    done = run(_written(tmp_path / "ballots.json", _file() | change))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert "Download the file again" in done.stderr


def test_it_says_when_too_few_took_part(run: Run, tmp_path: Path) -> None:
    enough, short = (run(_written(tmp_path / f"{least}.json", _file() | {"quorum": least})) for least in (7, 8))
    with_void = run(_written(tmp_path / "void.json", _file() | {"quorum": 8, "invalid": 1}))

    assert "needed" not in enough.stderr + with_void.stderr
    assert short.stderr.startswith("Of 8 ballots needed only 7 came in: nobody is elected by them.\n")


def test_a_nonce_that_was_not_committed_is_noticed(run: Run, tmp_path: Path) -> None:
    file = _file()
    file["drawing"]["nonces"][0] = "00" * 32

    assert run(_written(tmp_path / "b.json", file)).stderr.startswith("The seed does not follow")


def test_it_says_what_is_wrong_with_no_file(run: Run, tmp_path: Path, published: Path) -> None:
    half = tmp_path / "half.json"
    half.write_bytes(published.read_bytes()[:200])
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000, "utf-8")

    assert (
        run(tmp_path / "none.json").stderr == f"{tmp_path / 'none.json'} cannot be read: No such file or directory.\n"
    )
    assert run().stderr.startswith("Say python3 recount.py ballots.json")
    assert run(half).stderr.startswith("This is no ballot file, or only a part of one")
    assert run(deep).stderr.startswith("This is no ballot file, or only a part of one")


def _file() -> dict[str, Any]:
    profile = grouped(("Ada", "Ben", "Käthe"), {(0, 1): 2, (2, 1): 3, (1, 2): 1, (): 1})
    return ballot_file(profile, Rules(Method.INSTANT_RUN_OFF), drawing=DRAWING)


def _written(path: Path, file: object) -> Path:
    path.write_text(json.dumps(file, ensure_ascii=False), "utf-8")
    return path
