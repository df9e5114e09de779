"""The search answers judged queries as well as it must; the figures of every kind are printed."""

from pathlib import Path

import pytest

from bot.domain import files
from bot.domain.search.index import Index
from tests.domain.search.judging import judge, queries_of, shares

DATA = Path(__file__).parents[3].parent / "shared" / "data"
QUERIES = DATA / "queries-dev.jsonl"

pytestmark = pytest.mark.skipif(
    not QUERIES.exists(), reason="the judged queries are not beside the project (shared/data/queries-dev.jsonl)"
)


def test_the_judged_queries_are_answered(capsys: pytest.CaptureFixture[str]) -> None:
    directory = files.read({path.name: path.read_bytes() for path in DATA.glob("*.csv") if path.name in files.FILES})
    verdicts = judge(Index(directory), queries_of(QUERIES))
    figures = shares(verdicts)

    with capsys.disabled():
        print("\n" + "\n".join(f"  {kind:20} {share:7.1%}" for kind, share in figures.items()))
        for verdict in verdicts:
            if verdict.share < 1:
                print(f"  not all found: {verdict.kind}: {verdict.query[:60]!r}")

    assert figures["= first"] >= 0.97
    assert figures["= recall"] >= 0.95
    assert figures["= nothing"] == 1
