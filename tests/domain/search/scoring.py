"""How judged queries are scored: the first hit, the share of relevant ones in the top five, silence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.search import EVERYONE, Found
from bot.domain.search.index import Index

SILENT = ("nonsense", "hostile")


@dataclass(frozen=True)
class Judged:
    """A query, what is relevant for it (ids of people and groups), and how it is judged."""

    query: str
    kind: str
    relevant: frozenset[str] = frozenset()
    must_be_first: str | None = None
    senses: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Score:
    """How one query was answered: 1 is right, 0 is wrong."""

    judged: Judged
    value: float
    answer: tuple[str, ...]


def scores(index: Index, queries: Iterable[Judged]) -> list[Score]:
    """Every query asked as any member of the network."""
    return [score(judged, index.find(judged.query, viewer=EVERYONE)) for judged in queries]


def score(judged: Judged, found: Found) -> Score:
    answer = tuple(hit.id for hit in found.hits[:5])
    names = tuple(hit.name for hit in found.hits[:5])
    if judged.kind in SILENT:
        return Score(judged, float(all(hit.suggestion for hit in found.hits)), names)
    if judged.senses:
        return Score(judged, float(all(sense & set(answer) for sense in judged.senses)), names)
    if judged.must_be_first:
        return Score(judged, float(answer[:1] == (judged.must_be_first,)), names)
    return Score(judged, len(judged.relevant & set(answer)) / min(5, len(judged.relevant)), names)


def by_kind(scored: Sequence[Score]) -> Mapping[str, tuple[float, int]]:
    """The mean and the number of each kind of query."""
    values: defaultdict[str, list[float]] = defaultdict(list)
    for each in scored:
        values[each.judged.kind].append(each.value)
    return {kind: (mean(values[kind]), len(values[kind])) for kind in sorted(values)}


def first_hits(scored: Sequence[Score]) -> float:
    """The share of right first hits among the queries with a single right answer."""
    return mean([each.value for each in scored if each.judged.must_be_first])


def recall(scored: Sequence[Score]) -> float:
    """The mean share of relevant entries in the top five, for queries with several right answers."""
    return mean(
        [
            each.value
            for each in scored
            if each.judged.relevant and not each.judged.must_be_first and not each.judged.senses
        ]
    )


def heard(scored: Sequence[Score]) -> float:
    """How often an ambiguous word is answered in each of its senses, and nonsense with silence."""
    return mean([each.value for each in scored if each.judged.kind in SILENT or each.judged.senses])


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def show(title: str, scored: Sequence[Score]) -> None:
    """Prints the figure of each kind, and what went wrong."""
    print(f"\n{title}: first {first_hits(scored):.3f}, recall@5 {recall(scored):.3f}, heard {heard(scored):.3f}")
    print("  " + ", ".join(f"{kind} {value:.3f} ({count})" for kind, (value, count) in by_kind(scored).items()))
    for each in scored:
        if each.value < 1:
            print(f"  {each.judged.kind} {each.judged.query[:60]!a}: {each.value:.2f} {each.answer}")
