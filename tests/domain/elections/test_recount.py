"""The published script: alone, with nothing but Python, it comes to what the bot says; and differences are noticed."""

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.elections.ballotfile import ballot_file, counted_twice, recount_script
from bot.domain.elections.tally import (
    ONE_SEAT,
    Abstentions,
    Method,
    Profile,
    Ranking,
    Rules,
    TieRule,
    count,
    drawn,
    grouped,
)
from bot.domain.elections.tally.report import report

SEED = bytes(range(32))


@pytest.mark.parametrize("method", Method)
def test_the_script_alone_gives_the_same_report(tmp_path: Path, method: Method) -> None:
    profile, rules = _election(method, random.Random(7))
    script, ballots = tmp_path / "recount.py", tmp_path / "ballots.json"
    script.write_text(recount_script(), "utf-8")
    ballots.write_text(json.dumps(ballot_file(profile, rules, seed=SEED)), "utf-8")

    run = subprocess.run([sys.executable, "-I", script, ballots], capture_output=True, text=True, check=True)

    assert json.loads(run.stdout) == report(count(profile, rules, drawn(SEED, profile.candidates)))


@pytest.mark.parametrize("method", Method)
def test_two_tallies_agree_about_random_elections(method: Method) -> None:
    chance = random.Random(str(method))
    for _ in range(500):
        profile, rules = _election(method, chance)

        counted_twice(profile, rules, seed=chance.choice([None, SEED]))  # raises if anything differs


def _election(method: Method, chance: random.Random) -> tuple[Profile, Rules]:
    size = 2 if method is Method.YES_NO else chance.randint(1, 6)
    most = 1 if method is Method.YES_NO else size
    ballots: Counter[Ranking] = Counter(
        tuple(chance.sample(range(size), chance.randint(0, most))) for _ in range(chance.randint(0, 14))
    )
    weak: dict[tuple[Ranking, ...], int] = {}
    if size > 2:
        first, second, *others = chance.sample(range(size), size)
        weak[(others[0],), (first, second)] = chance.randint(1, 3)
    return grouped(tuple("ABCDEF"[:size]), ballots, weak, invalid=chance.randint(0, 2)), Rules(
        method,
        seats=1 if method in ONE_SEAT else chance.randint(1, size),
        eligible=20,
        abstentions=chance.choice(list(Abstentions)),
        ties=chance.choice(list(TieRule)),
        ballot=chance.randint(1, 3),
    )
