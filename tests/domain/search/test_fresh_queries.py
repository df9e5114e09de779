"""The search answers queries that it has never seen: hundreds, made by the rules that the shared data states."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from bot.domain import files
from bot.domain.search.index import Index
from tests.domain.search.fresh import queries
from tests.domain.search.maker import Maker
from tests.domain.search.scoring import Score, first_hits, heard, recall, scores, show

DATA = Path(__file__).parents[3].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="the rules of relevance are not beside the project (shared/data)"
)


@pytest.fixture(scope="module")
def rules() -> ModuleType:
    """The shared module that says which spellings are the same."""
    spec = spec_from_file_location("rules_of_relevance", DATA / "rules.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=[(2_000, 30), (10_000, 8)], ids=lambda size: f"{size[0]:,} people, {size[1]} of each kind")
def scored(request: pytest.FixtureRequest, rules: ModuleType, tmp_path: Path) -> list[Score]:
    """Fresh queries over the stored people, or over more of the same kind."""
    people, count = request.param
    tables = {path.name: path.read_bytes() for path in DATA.glob("*.csv") if path.name in files.FILES}
    if people > 2_000:
        command = [sys.executable, "-B", str(DATA / "generate.py"), "--people", str(people), "--out", str(tmp_path)]
        subprocess.run(command, check=True)
        tables["people.csv"] = next(tmp_path.glob("people*.csv")).read_bytes()
    directory = files.read(tables)
    return scores(Index(directory), queries(Maker(directory, rules, seed=people), count))


def test_fresh_queries_are_answered(scored: list[Score], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        show(f"{len(scored)} fresh queries", scored)

    assert first_hits(scored) >= 0.97
    assert recall(scored) >= 0.95
    assert heard(scored) >= 0.98
