"""Fresh judged queries of all kinds."""

from tests.domain.search.fresh_names import NAMES
from tests.domain.search.fresh_wishes import WISHES
from tests.domain.search.maker import Maker
from tests.domain.search.scoring import Judged


def queries(maker: Maker, count: int) -> list[Judged]:
    """So many of each kind, as far as the directory allows."""
    found: dict[str, list[Judged]] = {}
    for draw in (*NAMES, *WISHES):
        for _ in range(count * 4):
            judged = draw(maker)
            if judged and len(found.setdefault(judged.kind, [])) < count:
                found[judged.kind].append(judged)
    return [judged for kind in found.values() for judged in kind]
