"""`netbot find`: the directory's search over CSV files, with JSON answers that anybody can check."""

from collections.abc import Sequence
from typing import Any

from bot.domain.people import Directory
from bot.domain.search import EVERYONE
from bot.domain.search.index import Index


class Finder:
    """Searches one directory."""

    def __init__(self, directory: Directory, limit: int) -> None:
        self._index = Index(directory)
        self._limit = limit

    def find(self, query: str) -> list[dict[str, Any]]:
        """`[{"id", "kind", "name", "score", "suggestion"}]`, best first."""
        found = self._index.find(str(query), viewer=EVERYONE, limit=self._limit)
        return [
            {
                "id": hit.id,
                "kind": hit.kind,
                "name": hit.name,
                "score": round(hit.score, 4),
                "suggestion": hit.suggestion,
            }
            for hit in found.hits
        ]

    def in_words(self, hits: Sequence[dict[str, Any]]) -> str:
        """One line a hit."""
        lines = [f"{hit['id']}  {hit['name']}{'  (did you mean?)' if hit['suggestion'] else ''}" for hit in hits]
        return "\n".join(lines) or "nothing found"
