"""Ten thousand random small elections per method, beside votelib and pyrankvote.

They agree wherever the rules are the same. Where they are not, the other's result must follow from its own rule, which
`transfers.py` counts by; no difference is passed over.
"""

from collections import Counter

import pytest

from bot.domain.elections.tally import Broken, Method, Profile, Result, Rules, TieRule, count
from tests.domain.elections import oracles
from tests.domain.elections.sampling import MANY, elections
from tests.domain.elections.transfers import DROOP, HALF, SHARE, TransferRules, outcomes

MARKS = {Method.APPROVAL, Method.SEVERAL_SEATS}


@pytest.mark.parametrize("method", [Method.RELATIVE_MAJORITY, Method.APPROVAL, Method.SEVERAL_SEATS])
def test_most_votes_as_votelib_counts_them(method: Method) -> None:
    """The same votes, the same who are surely in, and the same who are equal on the last places."""
    for profile, sampled in elections(method):
        rules = Rules(method, sampled.seats, len(profile.candidates) if method is Method.SEVERAL_SEATS else None)
        result = count(profile, rules)
        votes = oracles.marks(profile) if method in MARKS else oracles.firsts(profile)

        assert result.rounds[0].votes == tuple(votes.get(one, 0) for one in range(len(profile.candidates)))
        assert _places(result) == oracles.most(votes, rules.seats)


@pytest.mark.parametrize("method", [Method.ABSOLUTE_MAJORITY, Method.YES_NO])
def test_majorities_as_votelib_counts_them(method: Method) -> None:
    decided = 0
    for profile, _ in elections(method):
        result = count(profile, Rules(method))
        majority = oracles.majority(oracles.firsts(profile))

        assert set(result.elected) == (majority - {1} if method is Method.YES_NO else majority)
        decided += bool(majority)

    assert MANY / 5 < decided < MANY


def test_run_offs_as_votelib_pairs_them() -> None:
    for profile, _ in elections(Method.ABSOLUTE_MAJORITY):
        result = count(profile, Rules(Method.ABSOLUTE_MAJORITY, ties=TieRule.RUN_OFF_THEN_LOT))
        surely, tied, _ = oracles.most(oracles.firsts(profile), 2)

        assert set(result.run_off) == (set() if result.elected else surely | tied)


def test_schulze_as_votelib_counts_it() -> None:
    """votelib ranks by how many others somebody beats; the bot seats whom nobody left beats.

    That is the same as long as all are comparable; else those on whom they differ must not be beaten by each other.
    """
    agreed = 0
    for profile, rules in elections(Method.SCHULZE):
        result = count(profile, rules)
        assert result.pairwise is not None
        paths = result.pairwise.paths
        ours, theirs = _places(result), oracles.schulze(profile, rules.seats)
        if ours == theirs:
            agreed += 1
            continue
        mine, others = ours[0] | ours[1], theirs[0] | theirs[1]
        assert all(paths[other][one] <= paths[one][other] for one in mine - others for other in others - mine)
        assert any(paths[a][b] == paths[b][a] for a in mine for b in range(len(paths)) if a != b)

    assert agreed > MANY * 3 // 4


@pytest.mark.parametrize("method", [Method.INSTANT_RUN_OFF, Method.SCOTTISH_STV])
def test_transferable_votes_as_votelib_counts_them(method: Method) -> None:
    """The same quota, but in fractions and not in five decimals; all surpluses pass at once; in a tie it gives up."""
    seen: Counter[str] = Counter()
    for profile, rules in elections(method):
        everybody = set(range(len(profile.candidates)))
        try:
            theirs = oracles.transferred_by_votelib(profile.ballots, rules.seats)
        except oracles.GaveUp:
            assert outcomes(profile.ballots, everybody, rules.seats, DROOP).tied
            seen["gave up"] += 1
            continue
        seen[_compared(profile, rules, theirs, everybody, DROOP)] += 1

    assert seen["the same"] > MANY // 2
    assert seen["the same"] + seen["gave up"] > MANY * 95 // 100


@pytest.mark.parametrize(("method", "theirs"), [(Method.INSTANT_RUN_OFF, HALF), (Method.SCOTTISH_STV, SHARE)])
def test_transferable_votes_as_pyrankvote_counts_them(method: Method, theirs: TransferRules) -> None:
    """A quota that is not rounded up, papers that are worth the same when they pass on, ties by later choices."""
    seen: Counter[str] = Counter()
    for profile, rules in elections(method):
        everybody = set(range(len(profile.candidates)))
        found = oracles.transferred_by_pyrankvote(profile, rules.seats, instant=method is Method.INSTANT_RUN_OFF)
        seen[_compared(profile, rules, found, everybody, theirs)] += 1

    assert seen["the same"] > MANY * 85 // 100


def _compared(profile: Profile, rules: Rules, found: frozenset[int], standing: set[int], theirs: TransferRules) -> str:
    """Whether the other elects the same people; if not, its own rules must lead to those whom it elects."""
    if set(count(profile, rules, tuple(range(len(profile.candidates)))).elected) == found:
        return "the same"
    assert found in outcomes(profile.ballots, standing, rules.seats, theirs).elected
    return "by its own rules"


def _places(result: Result) -> oracles.Places:
    tie = next((tie for tie in result.ties if tie.broken is Broken.OPEN), None)
    surely = frozenset(result.elected)
    return (surely, frozenset(tie.candidates), result.seats - len(surely)) if tie else (surely, frozenset(), 0)
