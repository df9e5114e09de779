"""The ballot file: all that a count needs, as JSON for anybody to count again with the recount script."""

import re
from collections.abc import Mapping, Sequence
from inspect import getsource
from typing import Any

from bot.domain.elections import recount as recounting
from bot.domain.elections import recountfile
from bot.domain.elections.recount import recount
from bot.domain.elections.recountfile import FORMAT, wrong_lot
from bot.domain.elections.tally import Drawing, Method, Profile, Result, Rules, count, drawn
from bot.domain.elections.tally.report import report

Code = str  # a tracking code, by which a voter finds their own line
OURS = re.compile(r"^from bot\..*\n", re.MULTILINE)  # the script has no other file to import from


class TalliesDisagree(Exception):
    """The two counts differ, so that nothing may be said; `fields` names the parts of the report that do."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(f"the two tallies disagree about {', '.join(fields)}")
        self.fields = tuple(fields)


def ballot_file(
    profile: Profile,
    rules: Rules,
    *,
    seed: bytes | None = None,
    lot: Sequence[int] | None = None,
    lines: Mapping[Code, Sequence[int]] | None = None,
    drawing: Drawing | None = None,
    quorum: int = 0,
) -> dict[str, Any]:
    """The file of a count, whose lots come from `drawing`, from a seed without it, or else from `lot`, drawn by hand.

    `lines` are the ballots with their codes, where the level of publication allows that; without, equal ballots are
    one line. Either way they are sorted, so that their order says nothing. Candidates are numbered from 1.
    With `drawing` the script checks that the lot follows from the ballots and from what was committed before; it says
    when the ballots are fewer than the `quorum`, in which case nobody is elected by them.
    """
    seed = drawing.seed(profile) if drawing else seed
    order = drawn(seed, profile.candidates) if seed else lot
    return {
        "format": FORMAT,
        "method": str(rules.method),
        "seats": rules.seats,
        "marks": rules.most_marks if rules.method is Method.SEVERAL_SEATS else None,
        "base": str(rules.base),
        "eligible": rules.eligible,
        "abstentions": str(rules.abstentions),
        "ties": str(rules.ties),
        "ballot": rules.ballot,
        "quorum": quorum,
        "candidates": list(profile.candidates),
        "seed": seed.hex() if seed else None,
        "lot": None if order is None else [profile.candidates[one] for one in order],
        "drawing": _shown(drawing) if drawing else None,
        "invalid": profile.invalid,
        "ballots": _together(profile) if lines is None else _with_codes(lines),
    }


def counted_twice(
    profile: Profile, rules: Rules, *, seed: bytes | None = None, lot: Sequence[int] | None = None
) -> Result:
    """The result, if the recount script comes to the same lot and in every round and tie. Raises TalliesDisagree."""
    result = count(profile, rules, drawn(seed, profile.candidates) if seed else lot)
    file = ballot_file(profile, rules, seed=seed, lot=lot)
    if any(wrong_lot(file, file["candidates"])):
        raise TalliesDisagree(["lot"])
    ours, theirs = report(result), recount(file)
    differing = sorted(key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))
    if differing:
        raise TalliesDisagree(differing)
    return result


def recount_script() -> str:
    """The text of the script that is published with the ballots."""
    return f"{getsource(recounting)}\n\n{OURS.sub('', getsource(recountfile))}"


def _together(profile: Profile) -> list[dict[str, Any]]:
    plain = [([one + 1 for one in ballot], times) for ballot, times in sorted(profile.ballots.items())]
    weak = [([_rank(group) for group in ballot], times) for ballot, times in sorted(profile.weak.items())]
    return [{"times": times, "vote": vote} for vote, times in (*plain, *weak)]


def _shown(drawing: Drawing) -> dict[str, Any]:
    return {
        "configuration": drawing.configuration.hex(),
        "nonces": sorted(nonce.hex() for nonce in drawing.nonces),
        "commitments": sorted(drawing.commitments),
    }


def _rank(group: Sequence[int]) -> int | list[int]:
    return group[0] + 1 if len(group) == 1 else [one + 1 for one in group]


def _with_codes(lines: Mapping[Code, Sequence[int]]) -> list[dict[str, Any]]:
    return [{"code": code, "vote": [one + 1 for one in ballot]} for code, ballot in sorted(lines.items())]
