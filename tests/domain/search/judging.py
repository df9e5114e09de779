"""Judges the search by queries of which somebody has said what they should find."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.search import EVERYONE
from bot.domain.search.index import Index

NOTHING = ("nonsense", "hostile")
TOP = 5


@dataclass(frozen=True)
class Verdict:
    """How well one query was answered, from 0 to 1; `first` if only the first hit counted."""

    kind: str
    query: str
    first: bool
    share: float


def queries_of(path: Path) -> list[dict[str, Any]]:
    """The judged queries of a file, a JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def judge(index: Index, queries: Iterable[dict[str, Any]]) -> list[Verdict]:
    """A verdict for each query, by the rules that are written beside the judged queries."""
    return [_judged(index, query) for query in queries]


def shares(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """The mean of each kind, and over all kinds of "first" (hit@1), "recall" (recall@5) and "nothing"."""
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for verdict in verdicts:
        groups[verdict.kind].append(verdict.share)
        overall = "= nothing" if verdict.kind in NOTHING else "= first" if verdict.first else "= recall"
        groups[overall].append(verdict.share)
    return {kind: sum(values) / len(values) for kind, values in sorted(groups.items())}


def _judged(index: Index, query: dict[str, Any]) -> Verdict:
    hits = index.find(query["query"], viewer=EVERYONE, limit=TOP).hits
    real = [hit.id for hit in hits if not hit.suggestion]
    found = [hit.id for hit in hits]
    kind, relevant, first = query["kind"], query["relevant"], query.get("must_be_first")
    if not relevant:
        share = float(not real)
    elif first:
        share = float(found[:1] == [first])
    elif kind == "collision":
        senses = query["senses"]
        senses = senses.values() if isinstance(senses, dict) else senses
        share = float(all(set(sense) & set(found) for sense in senses))
    else:
        share = len(set(found) & set(relevant)) / min(TOP, len(relevant))
    return Verdict(kind, query["query"], bool(first), share)
