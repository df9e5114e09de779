"""A result in words and strings, as `netbot tally --json` and the recount script print it."""

from typing import Any

from bot.domain.elections.tally.record import Pairwise, Result, Round, Tie


def report(result: Result) -> dict[str, Any]:
    """Names instead of numbers, and votes as exact decimal strings."""
    return {
        "method": str(result.method),
        "seats": result.seats,
        "elected": _names(result, result.elected),
        "run_off": _names(result, result.run_off),
        "open": result.is_open,
        "quota": None if result.needed is None else votes_in_words(result.needed, result.unit),
        "rounds": [_round(result, one) for one in result.rounds],
        "ties": [_tie(result, one) for one in result.ties],
        "valid": result.valid,
        "abstentions": result.abstentions,
        "invalid": result.invalid,
        **({"pairwise": _pairwise(result, result.pairwise)} if result.pairwise else {}),
    }


def votes_in_words(units: int, unit: int) -> str:
    """`1371.00000` where votes have parts, else `1371`; `unit` is a power of ten."""
    whole, rest = divmod(units, unit)
    return f"{whole}.{rest:0{len(str(unit)) - 1}d}" if unit > 1 else str(whole)


def _names(result: Result, numbers: tuple[int, ...]) -> list[str]:
    return [result.candidates[one] for one in numbers]


def _round(result: Result, shown: Round) -> dict[str, Any]:
    votes = zip(result.candidates, shown.votes, strict=True)
    return {
        "deed": str(shown.deed),
        "subject": None if shown.subject is None else result.candidates[shown.subject],
        "votes": {name: votes_in_words(units, result.unit) for name, units in votes},
        "exhausted": votes_in_words(shown.exhausted, result.unit),
        "elected": _names(result, shown.elected),
        "eliminated": _names(result, shown.eliminated),
    }


def _tie(result: Result, tie: Tie) -> dict[str, Any]:
    return {
        "round": tie.round,
        "deciding": str(tie.deciding),
        "candidates": _names(result, tie.candidates),
        "chosen": _names(result, tie.chosen),
        "broken": str(tie.broken),
    }


def _pairwise(result: Result, pairwise: Pairwise) -> dict[str, dict[str, str]]:
    names = result.candidates
    return {
        name: {other: str(votes) for other, votes in zip(names, row, strict=True) if other != name}
        for name, row in zip(names, pairwise.preferred, strict=True)
    }
