"""The search: time of a query at three sizes, beside its limits and beside a scan of all names by RapidFuzz."""

import time
from collections.abc import Callable, Sequence
from statistics import median

from rapidfuzz import fuzz, process

from bot.domain.search import EVERYONE
from bot.domain.search.index import Index
from tests.bench.crowd import directory, queries
from tests.bench.figures import Figure, compared, figure

LIMITS = {2_000: 5.0, 100_000: 60.0}  # ms
BUILT_IN = {2_000: 0.3, 100_000: 10.0}  # s
ROUNDS = 3
ASKED = 200
SCANNED = 40  # a scan takes its time


def run() -> list[Figure]:
    found = [each for number, limit in LIMITS.items() for each in _beside_limits(number, limit, BUILT_IN[number])]
    return [*found, _beside_scan()]


def _beside_limits(number: int, limit: float, built_in: float) -> list[Figure]:
    known = directory(number)
    began = time.perf_counter()
    index = Index(known)
    built = time.perf_counter() - began
    spent = _times(lambda words: index.find(words, viewer=EVERYONE), queries(known, ASKED))
    return [
        figure(f"search among {number:,} people, p50", median(spent), "ms", limit),
        figure(f"index of {number:,} people", built, "s", built_in),
    ]


def _beside_scan() -> Figure:
    known = directory(10_000)
    index, names = Index(known), [person.name for person in known.people]
    asked = queries(known, SCANNED)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours.append(median(_times(lambda words: index.find(words, viewer=EVERYONE), asked)))
        scan = _times(lambda words: process.extract(words, names, scorer=fuzz.WRatio, limit=5), asked)
        theirs.append(median(scan))
    return compared("WRatio over 10,000 names, beside our search", theirs, "ms", ours)


def _times(work: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each query."""
    spent: list[float] = []
    for words in asked:
        began = time.perf_counter()
        work(words)
        spent.append((time.perf_counter() - began) * 1000)
    return spent
