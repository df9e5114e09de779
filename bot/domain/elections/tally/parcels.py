"""Ballot papers in parcels, sorted by the next candidate who is still in the count."""

from collections.abc import Collection, Iterable

from bot.domain.elections.tally.profile import Ranking

Papers = list[tuple[Ranking, int]]  # each ranking with the number of papers that show it


def sort_by_next(papers: Iterable[tuple[Ranking, int]], continuing: Collection[int]) -> tuple[dict[int, Papers], int]:
    """The papers by the first candidate on them who continues, and the number of those on which nobody does.

    Nobody named before the present holder continues, or the paper would lie there: so the first is the next.
    """
    parcels: dict[int, Papers] = {candidate: [] for candidate in continuing}
    exhausted = 0
    for paper in papers:
        for candidate in paper[0]:
            if candidate in parcels:
                parcels[candidate].append(paper)
                break
        else:
            exhausted += paper[1]
    return parcels, exhausted


def number_of(papers: Papers) -> int:
    """How many papers these are."""
    return sum([number for _, number in papers])
