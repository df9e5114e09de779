"""A hundred judged queries of all kinds over an invented village."""

from pathlib import Path

import pytest

from bot.domain.search.index import Index
from tests.domain.search.scoring import Judged, Score, scores

LINES = Path(__file__).with_name("judged.txt").read_text("utf-8").splitlines()


def judged(line: str) -> Judged:
    asked, _, answers = line.rpartition(" |")
    kind, _, query = asked.partition(" | ")
    senses = tuple(frozenset(sense.split()) for sense in answers.split("/") if sense.strip())
    relevant = frozenset[str]().union(*senses)
    first = next(iter(relevant)) if len(relevant) == 1 else None
    return Judged(query, kind, relevant, first, senses if len(senses) > 1 else ())


QUERIES = [judged(line) for line in LINES if not line.startswith("#")]


def test_the_set_has_all_kinds() -> None:
    assert len(QUERIES) > 100
    assert len({query.kind for query in QUERIES}) == 30


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query.kind}: {query.query}")
def test_every_query_is_answered_right(index: Index, query: Judged) -> None:
    [scored] = scores(index, [query])

    assert scored == Score(query, 1.0, scored.answer)
