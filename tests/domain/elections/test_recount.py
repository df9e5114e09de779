"""Two tallies agree about random elections, and differences between them are noticed."""

import random
from typing import Any

import pytest

from bot.domain.elections import ballotfile
from bot.domain.elections.ballotfile import TalliesDisagree, counted_twice
from bot.domain.elections.tally import Method, Rules, grouped
from tests.domain.elections.sampling import any_election

SEED = bytes(range(32))


@pytest.mark.parametrize("method", Method)
def test_two_tallies_agree_about_random_elections(method: Method) -> None:
    chance = random.Random(str(method))
    for _ in range(500):
        profile, rules = any_election(method, chance)

        counted_twice(profile, rules, seed=chance.choice([None, SEED]))  # raises if anything differs


def test_nothing_is_said_where_they_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second tally that loses a vote, as a program with a mistake would."""

    def forgetful(file: dict[str, Any]) -> dict[str, Any]:
        return honest(file | {"ballots": file["ballots"][1:]})

    honest = ballotfile.recount
    monkeypatch.setattr(ballotfile, "recount", forgetful)

    with pytest.raises(TalliesDisagree) as refused:
        counted_twice(grouped(("Ada", "Ben"), {(0,): 3, (1,): 2}), Rules(Method.RELATIVE_MAJORITY))

    assert refused.value.fields == ("elected", "rounds", "valid")
